package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                "✓ holds ; $\\checkmark $ holds",
                "[a, b] cells ; {[}a, b{]} cells",
                "x″ ; $x''$",
                "ẋ₁ ; $\\dot{x}_{1}$",
                "‖ḣ‖ ; $\\|\\dot{h}\\|$",
                "Żurek ; Żurek",
                "żółć ; żółć",
                "aẋb word ; a\\.{x}b word",
                "⅓ of it ; $\\frac{1}{3}$ of it",
            })
    void translates(String label, String latex) {
        assertThat(LatexText.of(label).replace("\\times $", "\\times$")).isEqualTo(latex);
    }

    /// Of keys on a keyboard and of bars in a terminal, and the letters that are replaced themselves.
    private static final String ELSEWHERE = "⌘⌥⇧█æū";

    /// Whatever a preset, a lesson, the glossary or a panel says can come to stand in a figure.
    @Test
    void everyLetterOfOurTextsHasAForm() throws IOException {
        Set<Integer> letters = new TreeSet<>();
        for (Path file : texts()) {
            Files.readString(file)
                    .lines()
                    .filter(line -> !line.strip().startsWith("//"))
                    .flatMapToInt(String::codePoints)
                    .filter(c -> c > '~' && ELSEWHERE.indexOf(c) < 0)
                    .forEach(letters::add);
        }
        assertThat(letters).hasSizeGreaterThan(120);
        assertThat(letters.stream().map(Character::toString).filter(letter -> LatexText.of("a" + letter + " word")
                        .contains("U+")))
                .isEmpty();
    }

    private static List<Path> texts() throws IOException {
        List<Path> texts = new ArrayList<>();
        for (String folder : List.of("presets", "src/main/resources/adjointlab", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().matches(".*\\.(json|java)"))
                        .forEach(texts::add);
            }
        }
        return texts;
    }
}
