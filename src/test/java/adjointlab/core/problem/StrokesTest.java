package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Strokes.Point;
import adjointlab.core.problem.density.StrokeDensity;
import adjointlab.core.problem.dynamics.DrawnTrajectories;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is drawn by hand, and the problems that are made of it.
final class StrokesTest {
    private static final List<Double> CORNER = List.of(0.0, 0.0, 0.25, 0.0, 0.25, 0.25);
    private static final List<Double> TWO_LINES = List.of(0.0, 0.0, 0.2, 0.0, 0.4, 0.0, 2.0, 1.0, 2.0, 1.1);

    @Test
    void farPointsAreNotJoined() {
        assertThat(Strokes.of(TWO_LINES).lines())
                .containsExactly(
                        List.of(new Point(0, 0), new Point(0.2, 0), new Point(0.4, 0)),
                        List.of(new Point(2, 1), new Point(2, 1.1)));
        assertThat(Strokes.of(TWO_LINES).points()).hasSize(5);
        assertThatThrownBy(() -> Strokes.of(List.of())).hasMessage("nothing is drawn");
        assertThatThrownBy(() -> Strokes.of(List.of(1.0, 2.0, 3.0))).hasMessageContaining("two numbers a point");
    }

    @Test
    void oneGoesAlongALineWithConstantSpeed() {
        List<Point> line = Strokes.of(CORNER).lines().getFirst();
        assertThat(Strokes.length(line)).isEqualTo(0.5);
        assertThat(Strokes.along(line, 0)).isEqualTo(new Point(0, 0));
        assertThat(Strokes.along(line, 0.25)).isEqualTo(new Point(0.125, 0));
        assertThat(Strokes.along(line, 0.75)).isEqualTo(new Point(0.25, 0.125));
        assertThat(Strokes.along(line, 1)).isEqualTo(new Point(0.25, 0.25));
        assertThat(Strokes.along(List.of(new Point(3, 4)), 0.5)).isEqualTo(new Point(3, 4));
    }

    @Test
    void trajectoriesGoAlongTheLines() {
        ProblemData data = new DrawnTrajectories(Strokes.of(TWO_LINES), 3, 6).data(0);
        assertThat(data.samples()).isEqualTo(2);
        assertThat(data.times()).containsExactly(0.5, 1, 1.5, 2, 2.5, 3);
        assertThat(data.initial().get(0, 1)).isEqualTo(2);
        Batch middle = data.targets().get(2);
        assertThat(middle.get(0, 0)).isCloseTo(0.2, within(1e-15));
        assertThat(middle.get(1, 1)).isCloseTo(1.05, within(1e-15));
        Batch truth = new Batch(2, 2);
        assertThat(data.truth().at(3, truth)).isTrue();
        assertThat(truth.get(0, 0)).isEqualTo(0.4);
        assertThat(data.targets().getLast().get(1, 1)).isEqualTo(1.1);
    }

    /// Of the mass on each line, and the noise across it, within four standard errors.
    @Test
    void samplesLieOnTheLines() {
        int n = 20_000;
        double width = 0.05;
        Batch samples = new Batch(2, n);
        new StrokeDensity(Strokes.of(TWO_LINES), width).sample(RandomStreams.of(7, "test"), samples);
        int onFirst = 0;
        double along = 0;
        double across = 0;
        for (int s = 0; s < n; s++) {
            if (samples.get(0, s) < 1) {
                onFirst++;
                along += samples.get(0, s);
                across += samples.get(1, s) * samples.get(1, s);
            }
        }
        double share = 0.8; // 0.4 of 0.4 + 0.1
        assertThat(onFirst / (double) n).isCloseTo(share, within(4 * Math.sqrt(share * (1 - share) / n)));
        double spread = Math.hypot(0.4 / Math.sqrt(12), width);
        assertThat(along / onFirst).isCloseTo(0.2, within(4 * spread / Math.sqrt(onFirst)));
        assertThat(across / onFirst)
                .isCloseTo(width * width, within(4 * Math.sqrt(2) * width * width / Math.sqrt(onFirst)));
    }
}
