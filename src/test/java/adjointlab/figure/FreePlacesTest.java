package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Labels of lines that end where others end.
final class FreePlacesTest {
    /// Before the first iteration all runs stand at one loss.
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.7, 1})
    void linesThatEndAtOnePointAreNamedThere(double y) {
        List<String> names = List.of("SGD", "Adam", "Natural gradient", "L-BFGS", "SNOpt", "Variance-corrected");
        List<Layer> lines = IntStream.range(0, names.size())
                .<Layer>mapToObj(i ->
                        new Layer.Line(names.get(i), Samples.SGD, new double[] {0}, new double[] {y}, names.get(i)))
                .toList();
        Plot plot = new Plot("", Axis.linear("k").within(0, 1), Axis.linear("L").within(0, 1), lines, false);
        for (Theme theme : List.of(Theme.LIGHT, Theme.PRESENTATION_LIGHT)) {
            List<DrawnText> texts = DrawnText.of(Figure.of("", "", plot), theme.withHeading(false), 400, 320).stream()
                    .filter(text -> names.contains(text.words()))
                    .toList();
            assertThat(texts).extracting(DrawnText::words).as(theme.id()).containsExactlyInAnyOrderElementsOf(names);
            for (DrawnText text : texts) {
                assertThat(texts).filteredOn(other -> other != text).noneMatch(other -> other.meets(text, 1.5));
            }
        }
    }
}
