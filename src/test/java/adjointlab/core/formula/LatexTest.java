package adjointlab.core.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Formulas as they are printed: with the brackets that they need, and no others.
final class LatexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "x - (y - x) ~ x - \\left(y - x\\right)",
                "(x - y) - x ~ x - y - x",
                "2*(x + y)*x ~ 2\\,\\left(x + y\\right)\\,x",
                "x/(y + 1) ~ \\frac{x}{y + 1}",
                "(x + y)^2 ~ \\left(x + y\\right)^{2}",
                "-x^2 ~ -x^{2}",
                "(-x)^2 ~ \\left(-x\\right)^{2}",
                "x^(y + 1) ~ x^{y + 1}",
                "sqrt(x)*2 ~ \\sqrt{x} \\cdot 2",
                "sin(x)^2 ~ \\left(\\sin\\left(x\\right)\\right)^{2}",
                "abs(x - 1e-3) ~ \\left|x - 1 \\cdot 10^{-3}\\right|",
                "x - -y ~ x - \\left(-y\\right)",
                "x*(x/y) ~ x\\,\\frac{x}{y}"
            })
    void bracketsStandWhereTheyAreNeeded(String text, String latex) {
        assertThat(Latex.of(Formula.value(text, List.of("x", "y")))).isEqualTo(latex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "x1' = -mu*x1; mu = 1 ~ \\dot{x_{1}} = -\\mu\\,x_{1}",
                "φ'' = -ω^2*sin(φ); ω = 1 ~ \\ddot{\\varphi} = -\\omega^{2}\\,\\sin\\left(\\varphi\\right)",
                "x' = rate*x; rate = 1 ~ \\dot{x} = \\mathit{rate}\\,x",
                "x' = k_in - x; k_in = 1 ~ \\dot{x} = k_{\\mathit{in}} - x"
            })
    void namesHaveTheirLetters(String text, String latex) {
        assertThat(Latex.of(Formula.known(text))).isEqualTo(latex);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "x' = -x + u ~ \\dot{x} = -x + u",
                "x' = u2*u ~ \\dot{x} = u_{2}\\,u",
                "x' = u; u = 2*u1 ~ \\begin{aligned} \\dot{x} &= u \\\\ u &= 2\\,u_{1} \\end{aligned}"
            })
    void nobodyTypedThatTheFirstInputIsShort(String text, String latex) {
        assertThat(Latex.of(Formula.learnable(text))).isEqualTo(latex);
    }
}
