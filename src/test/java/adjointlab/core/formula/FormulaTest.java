package adjointlab.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Formulas as people type them, and what they are told where they cannot be understood.
final class FormulaTest {
    private static double value(String text, double x, double y) {
        return Surface.of(Formula.value(text, List.of("x", "y"))).value().at(x, y);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "-x^2 | -9",
                "(-x)^2 | 9",
                "2^x^2 | 512",
                "x^-1 | 0.3333333333333333",
                "2x | 6",
                "2(x + 1) | 8",
                "x - y - 1 | 0",
                "x/y/3 | 0.5",
                "x**2 | 9",
                "x² − 2·x | 3",
                "x⁻¹ | 0.3333333333333333",
                "x*-y | -6",
                "1e2 + 1.5e-1*0 + .5 | 100.5",
                "max(x, y) - min(x, y) | 1",
                "ln(exp(x)) | 3",
                "pow(y, x) | 8",
                "x^0.5*x^0.5 - 3 | -4.440892098500626e-16",
                "cos(pi) + cos(π) | -2"
            })
    void operatorsBindAsInPrint(String text, double value) {
        assertThat(value(text, 3, 2)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x1' = -x2; x2' = x1",
                "dx1/dt = -x2\ndx2/dt = x1",
                "ẋ₁ = −x₂\nẋ₂ = x₁",
                "x1′ = # the first\n  -x2\n\n;x2′ = (\n x1\n)",
                "x1'' = -x1",
                "x1″ = −x₁"
            })
    void aRotationIsTypedInManyWays(String text) {
        Formula formula = Formula.known(text);
        double[] rate = new double[2];
        FormulaRate.of(formula).at(0, new double[] {0.3, -0.7}, rate);
        if (formula.isSecondOrder()) {
            assertThat(formula.states()).containsExactly("x1", "x1'");
            assertThat(rate).containsExactly(-0.7, -0.3);
        } else {
            assertThat(formula.states()).containsExactly("x1", "x2");
            assertThat(rate).containsExactly(0.7, 0.3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x' = 2*+ | 9 | expected a number, a name or a bracket, found the end",
                "x' = 2*(x | 10 | expected ')', found the end",
                "x' = x) | 7 | this bracket closes none that is open",
                "x' = k*x | 6 | 'k' is not known; write k = 1 for a number, or learn k = 1 for a parameter",
                "x' = x y | 8 | an operator is missing before 'y'",
                "x' = 1,5*x | 7 | ',' has no place here; decimals are written with a point",
                "x' = 6/2(1 + x) | 9 | an operator is missing before '('",
                "x' = sin | 6 | 'sin' is a function; write sin(…)",
                "x' = sin() | 6 | sin takes one argument, not 0",
                "x' = max(x) | 6 | max takes two arguments, not 1",
                "x' = foo(x) | 6 | the function 'foo' is not known",
                "x' = a(x); a = 1 | 6 | 'a' is no function; write a*(…)",
                "x' = x' | 6 | 'x'' is no state; 'x' is of order 1",
                "x''' = x | 1 | a rate has one prime or two",
                "t' = 1 | 1 | 't' has a meaning already; take another name",
                "sin' = 1 | 1 | 'sin' is a function; take another name",
                "x' = 1; x = 2 | 9 | 'x' is there already",
                "x' = a; a = b; b = a + 1 | 20 | 'a' depends on itself",
                "x' = x; 3*x | 9 | this belongs to no state; write x' = … or give it a name",
                "a = 1 | 1 | no rate is given; write x' = …",
                "x' = x; learn a = x | 19 | expected a number, found 'x'",
                "x' = a*x; a = 1 in [2, 1] | 20 | a range goes from a smaller number to a larger one",
                "x' = $ | 6 | '$' means nothing here",
                "x' = x; y(0) = 1 | 9 | 'y' is no state, and starts nowhere",
                "x' = x; x(0) = 1 ± -1 | 20 | what stands behind ± is not negative",
                "x' = x; x(0) = 1; x(0) = 2 | 19 | where 'x' starts is said already",
                "x' = 1e999 | 6 | this number is too large",
                "x' = nn(x) | 6 | a network has no place here; it belongs into the field that is learned",
                "x' = a; learn a = 1 | 19 | nothing is learned here; leave 'learn' out",
                "x' = x⁻ | 7 | a raised minus has no digits behind it"
            })
    void whatIsWrongIsSaidAndWhere(String text, int character, String sentence) {
        FormulaException refused = catchThrowableOfType(FormulaException.class, () -> Formula.known(text));
        assertThat(refused).as(text).isNotNull();
        assertThat(refused).hasMessageContaining("character " + character + " of the formula: " + sentence);
        assertThat(refused.position()).isEqualTo(character - 1);
    }

    @Test
    void whatIsNestedTooDeepOrTooLongIsRefused() {
        for (String text : List.of("(".repeat(5000), "x' = " + "(".repeat(200), "x' = " + "-".repeat(3000) + "1")) {
            assertThat(catchThrowableOfType(FormulaException.class, () -> Formula.known(text)))
                    .as(text.substring(0, 10))
                    .isNotNull();
        }
        String sum = "x' = 0" + " + x*x".repeat(600);
        assertThat(catchThrowableOfType(FormulaException.class, () -> FormulaRate.of(Formula.known(sum))))
                .isNull();
    }

    @Test
    void controlCharactersAreShownByTheirNumber() {
        assertThat(catchThrowableOfType(FormulaException.class, () -> Formula.known("x' = \u0007")))
                .hasMessageContaining("'\\u0007' means nothing here");
    }

    @Test
    void aConstantIsChangedWhereItStands() {
        Formula formula = Formula.known("x' = -a*x # a = 3\na = 1.5 in [0, 3]");
        assertThat(formula.constants()).singleElement().satisfies(a -> {
            assertThat(a.value()).isEqualTo(1.5);
            assertThat(a.range()).hasValue(new Formula.Range(0, 3));
        });
        assertThat(formula.with("a", "-2")).isEqualTo("x' = -a*x # a = 3\na = -2 in [0, 3]");
    }

    static List<TextbookSystem> textbook() {
        return TextbookSystem.ALL;
    }

    /// By differences of the formula itself.
    @ParameterizedTest
    @MethodSource("textbook")
    void jacobiansAreExact(TextbookSystem system) {
        Formula formula = Formula.known(system.text());
        FormulaRate rate = FormulaRate.of(formula);
        int n = formula.states().size();
        double[] x = formula.starts().stream()
                .mapToDouble(start -> start.centre() + 0.3 * start.halfWidth() + 0.05)
                .toArray();
        double[] jacobian = new double[n * n];
        rate.jacobian(0.4, x, jacobian);
        double[] plus = new double[n];
        double[] minus = new double[n];
        for (int j = 0; j < n; j++) {
            double h = 1e-6;
            double[] moved = x.clone();
            moved[j] += h;
            rate.at(0.4, moved, plus);
            moved[j] -= 2 * h;
            rate.at(0.4, moved, minus);
            for (int i = 0; i < n; i++) {
                double difference = (plus[i] - minus[i]) / (2 * h);
                assertThat(jacobian[i * n + j])
                        .isCloseTo(difference, within(2e-8 * (1 + Math.abs(difference) + Math.abs(plus[i]))));
            }
        }
    }

    @Test
    void secondDerivativesAreThoseOfTheFunction() {
        Surface surface = Surface.of(Formula.value("exp(x*y) + x^3*sin(y)", List.of("x", "y")));
        double x = 0.7;
        double y = -0.4;
        double e = Math.exp(x * y);
        assertThat(surface.slope(0).at(x, y)).isCloseTo(y * e + 3 * x * x * Math.sin(y), within(1e-15));
        assertThat(surface.slope(1).at(x, y)).isCloseTo(x * e + x * x * x * Math.cos(y), within(1e-15));
        assertThat(surface.curvature(0).at(x, y)).isCloseTo(y * y * e + 6 * x * Math.sin(y), within(1e-15));
        assertThat(surface.curvature(1).at(x, y)).isCloseTo((1 + x * y) * e + 3 * x * x * Math.cos(y), within(2e-15));
        assertThat(surface.curvature(2).at(x, y)).isCloseTo(x * x * e - x * x * x * Math.sin(y), within(1e-15));
    }

    /// On both sides of where functions have kinks, against differences.
    @Test
    void kinksHaveTheSlopesOfTheirSides() {
        Surface surface = Surface.of(Formula.value(
                "abs(x)*2 + relu(x - y)*3 + max(x, 2*y)*5 + min(x*y, y^2)*7 + sign(x) + step(y)*x", List.of("x", "y")));
        double h = 1e-7;
        for (double x : new double[] {-1.3, -0.4, 0.4, 1.3}) {
            for (double y : new double[] {-0.9, 0.7}) {
                double byX = (surface.value().at(x + h, y) - surface.value().at(x - h, y)) / (2 * h);
                double byY = (surface.value().at(x, y + h) - surface.value().at(x, y - h)) / (2 * h);
                assertThat(surface.slope(0).at(x, y)).isCloseTo(byX, within(1e-7));
                assertThat(surface.slope(1).at(x, y)).isCloseTo(byY, within(1e-7));
            }
        }
    }

    @Test
    void codeOfManyTermsIsThatOfFew() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 40; i++) {
            text.append("x").append(i).append("' = -x").append(i);
            for (int k = 1; k <= 4; k++) {
                text.append(" + ")
                        .append(k)
                        .append("*x")
                        .append((i * k) % 40 + 1)
                        .append("^2/(1+t)");
            }
            text.append(";");
        }
        Formula formula = Formula.known(text.toString().substring(0, text.length() - 1));
        FormulaRate rate = FormulaRate.of(formula);
        double[] x = new double[40];
        for (int i = 0; i < 40; i++) {
            x[i] = Math.sin(i);
        }
        double[] out = new double[40];
        rate.at(1, x, out);
        for (int i = 1; i <= 40; i++) {
            double expected = -x[i - 1];
            for (int k = 1; k <= 4; k++) {
                double z = x[(i * k) % 40];
                expected += k * (z * z) / 2;
            }
            assertThat(out[i - 1]).isCloseTo(expected, within(1e-14));
        }
    }
}
