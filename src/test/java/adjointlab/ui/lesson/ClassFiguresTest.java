package adjointlab.ui.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm.Curve;
import adjointlab.lab.lesson.AnswerForm.Span;
import adjointlab.lab.lesson.Lessons;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a class answered, as figures.
final class ClassFiguresTest {
    private static final Optional<Span> RIGHT = Optional.of(new Span(0.6, 0.7));

    @Test
    void everyNumberIsInABinOrFarOut() {
        Random random = new Random(7);
        for (int n = 1; n < 40; n++) {
            double[] values = random.doubles(n, -3, 3).toArray();
            values[0] = n % 3 == 0 ? 1e12 : values[0];
            Histogram histogram = Histogram.of(values, n % 2 == 0 ? RIGHT : Optional.empty());
            int inside = histogram.counts().stream().mapToInt(Integer::intValue).sum();
            assertThat(inside + histogram.outside().size()).as("n = %d", n).isEqualTo(n);
            for (int bin = 0; bin < histogram.counts().size(); bin++) {
                double low = histogram.from() + bin * histogram.width();
                double high = low + histogram.width();
                long expected = Arrays.stream(values)
                        .filter(value -> value >= low && value < high)
                        .count();
                assertThat((long) histogram.counts().get(bin))
                        .as("n = %d, bin %d", n, bin)
                        .isEqualTo(expected);
            }
            assertThat(histogram.counts()).hasSizeLessThanOrEqualTo(40);
        }
    }

    @Test
    void farOutNumbersSqueezeNobody() {
        double[] values = {0.5, 0.6, 0.6, 0.65, 0.7, 0.8, 1e9, -400};
        Histogram histogram = Histogram.of(values, RIGHT);
        assertThat(histogram.outside()).containsExactly(-400.0, 1e9);
        assertThat(histogram.from()).isLessThanOrEqualTo(0.5).isGreaterThan(0);
        assertThat(histogram.to()).isGreaterThanOrEqualTo(0.8).isLessThan(1.5);
        Histogram equal = Histogram.of(new double[] {2, 2, 2, 2, 2, 2, 90}, Optional.empty());
        assertThat(equal.outside()).containsExactly(90.0);
        assertThat(Histogram.of(new double[] {0}, Optional.empty()).counts()).contains(1);
    }

    @Test
    void theRightRangeIsMarkedAndInside() {
        Histogram histogram = Histogram.of(new double[] {3, 3.2, 3.1}, RIGHT);
        assertThat(histogram.from()).isLessThanOrEqualTo(0.6);
        Plot plot = ClassFigures.numbers(histogram, RIGHT, "s").plots().getFirst();
        assertThat(plot.layers())
                .filteredOn(Layer.Region.class::isInstance)
                .singleElement()
                .satisfies(region -> {
                    assertThat(((Layer.Region) region).x0()).isEqualTo(0.6);
                    assertThat(((Layer.Region) region).x1()).isEqualTo(0.7);
                });
        assertThat(plot.y().quantity()).as("no part of a person is on the axis").isEqualTo(Axis.Quantity.COUNT);
        assertThat(plot.x().label()).isEqualTo("answer, s");
        assertThat(plot.x().min()).isLessThan(0.6);
        Plot unknown = ClassFigures.numbers(Histogram.of(new double[] {3}, Optional.empty()), Optional.empty(), "")
                .plots()
                .getFirst();
        assertThat(unknown.layers()).noneMatch(Layer.Region.class::isInstance);
    }

    @Test
    void sketchesHaveTheTruthOverThemAndNamesOnlyWhenAsked() {
        Curve curve = (Curve)
                Lessons.get("what-node-cannot-do").steps().getFirst().question().form();
        Answer.Drawn flat = new Answer.Drawn(Collections.nCopies(Curve.COLUMNS, 1.0));
        Figure hidden = ClassFigures.sketches(curve, List.of(flat, flat), List.of(), new double[] {3, 2, 1});
        assertThat(hidden.plots().getFirst().layers()).extracting(Layer::name).containsExactly("", "", "the run");
        Figure named = ClassFigures.sketches(curve, List.of(flat, flat), List.of("Ada", "Ben"), new double[0]);
        assertThat(named.plots().getFirst().layers()).extracting(Layer::name).containsExactly("Ada", "Ben");
    }
}
