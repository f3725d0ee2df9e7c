package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatexTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "‖a(t)‖₂ ; $\\|a(t)\\|_{2}$",
                "iteration k ; iteration $k$",
                "a* = −1 ; $a^{*}$ = $-1$",
                "3.2 × 10⁻⁴ ; 3.2 $\\times$ $10^{-4}$",
                "t = ½ ; $t$ = $\\frac{1}{2}$",
                "95 % interval, n = 10 ; 95 \\% interval, $n$ = 10",
                "θ₁ ; $\\theta _{1}$",
                "∇ × f ∈ ℝ ; $\\nabla $ $\\times$ $f$ $\\in $ $\\mathbb{R}$",
                "sgd/−4 ; $\\mathrm{sgd}/{-}4$",
                "take a step ; take a step",
                "ẋ ; $\\dot{x}$",
                "Nuñez_2 & co ; Nuñez\\_2 \\& co",
                "ΔL(aₖ) ; $\\Delta L(a_{k})$",
                "snow ☃ ; snow [U+2603]",
            })
    void translates(String label, String latex) {
        assertThat(LatexText.of(label).replace("\\times $", "\\times$")).isEqualTo(latex);
    }
}
