package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Layer.ColourMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands at the ends of a bar of colours below a plot, however narrow it is.
class ColourBarTest {
    @ParameterizedTest
    @CsvSource({
        "-0.00043, 0.00043, 300, −4.3 × 10⁻⁴|4.3 × 10⁻⁴|state",
        "-0.00043, 0.00043, 120, −4.3 × 10⁻⁴|4.3 × 10⁻⁴",
        "-0.00043, 0.00043, 60, ±4.3 × 10⁻⁴",
        "0.00001, 0.00043, 60, ≤ 4.3 × 10⁻⁴",
        "0, 1, 60, 0|1|state"
    })
    void numbersNeverMeet(double min, double max, double width, String words) {
        ColourBar bar =
                new ColourBar(new AxisMap(Axis.Scale.LINEAR, min, max, 0, 1), ColourMap.PALE_DIVERGING, "state");
        var texts = bar.below(Theme.LIGHT, 10, width, 5).texts();
        assertThat(texts.stream().map(PlacedText::words)).containsExactly(words.split("\\|"));
        for (PlacedText a : texts) {
            for (PlacedText b : texts) {
                boolean apart = a == b
                        || a.x() + a.face().width(a.words()) < b.x()
                        || b.x() + b.face().width(b.words()) < a.x();
                assertThat(apart).as(a.words() + " and " + b.words()).isTrue();
            }
        }
    }
}
