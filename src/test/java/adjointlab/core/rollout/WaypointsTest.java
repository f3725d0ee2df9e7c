package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A drawn digit on its way, against steps of the classical Runge-Kutta method taken here, and against differences of
/// the loss by single pixels of a state on the way.
final class WaypointsTest {
    private static final int STEPS = 12;
    private static final double[] TIMES = {0, 0.25, 0.5, 1};

    private static Settings settings(String family, String... more) {
        Preset small = Overrides.apply(
                Presets.get("heavy-ball-digits"),
                List.of("problem.side=8", "problem.samples=4", "problem.test=3", "problem.batch=2"));
        Settings changed = small.settings()
                .with("family.id", family)
                .with("field.precision", "double")
                .with("solver.id", "rk4");
        changed = changed.with("solver.steps", STEPS);
        for (String each : more) {
            changed = changed.withText(each.split("=")[0], each.split("=")[1]);
        }
        return changed;
    }

    /// One sample of the test set.
    private static ProblemData one(Experiment experiment, int sample) {
        return experiment.task().problem().test(experiment.seed()).orElseThrow().part(sample, 1);
    }

    /// The loss at T of a state at a time.
    private static double loss(Experiment experiment, ProblemData data, double[] theta, double from, Batch state) {
        int steps = (int) Math.round((1 - from) * STEPS);
        double h = (1 - from) / steps;
        Scratch scratch = new Scratch();
        Batch y = new Batch(state.dim(), 1);
        y.copyFrom(state);
        Batch at = new Batch(state.dim(), 1);
        Batch[] k = new Batch[4];
        for (int i = 0; i < steps; i++) {
            double t = from + i * h;
            for (int stage = 0; stage < 4; stage++) {
                double share = stage == 0 ? 0 : stage == 3 ? h : h / 2;
                for (int d = 0; d < y.dim(); d++) {
                    at.set(d, 0, y.get(d, 0) + (stage == 0 ? 0 : share * k[stage - 1].get(d, 0)));
                }
                k[stage] = new Batch(y.dim(), 1);
                experiment.model().field().eval(t + share, at, theta, scratch, k[stage]);
            }
            for (int d = 0; d < y.dim(); d++) {
                double slope = k[0].get(d, 0) + 2 * k[1].get(d, 0) + 2 * k[2].get(d, 0) + k[3].get(d, 0);
                y.set(d, 0, y.get(d, 0) + h / 6 * slope);
            }
        }
        Batch prediction = new Batch(experiment.model().outputDim(), 1);
        experiment.model().readOut(y, theta, scratch, prediction);
        return experiment.task().loss().value(prediction, data.targets().getLast(), new Batch(prediction.dim(), 1));
    }

    @ParameterizedTest
    @CsvSource({"node, discrete", "anode, discrete", "sonode, discrete", "hbnode, discrete", "ghbnode, discrete"})
    void theAdjointOfAPixelIsTheLosssDerivativeByIt(String family, String gradient) {
        // without corners, so that differences are derivatives
        Settings settings = settings(family, "gradient.id=" + gradient, "field.activation=tanh");
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        ProblemData data = one(experiment, 2);
        Waypoints way = Waypoints.of(experiment, data, theta, TIMES, Cancellation.NEVER);

        assertThat(way.status().ok()).isTrue();
        assertThat(way.times()).containsExactly(TIMES);
        for (int i = 0; i < TIMES.length; i++) {
            Batch state = way.states().get(i);
            ToDoubleFunction<Batch> lossAt = lossFrom(experiment, data, theta, TIMES[i]);
            assertThat(way.loss()).as("through t = %s", TIMES[i]).isCloseTo(lossAt.applyAsDouble(state), within(1e-12));
            for (int pixel : new int[] {0, 27, 63, state.dim() - 1}) {
                double difference = difference(lossAt, state, pixel);
                assertThat(way.adjoints().get(i).get(pixel, 0))
                        .as("%s, t = %s, pixel %d", family, TIMES[i], pixel)
                        .isCloseTo(difference, within(1e-8));
            }
        }
        assertThat(way.adjoints().getFirst().get(27, 0))
                .as("something comes back")
                .isNotZero();
    }

    private static ToDoubleFunction<Batch> lossFrom(
            Experiment experiment, ProblemData data, double[] theta, double from) {
        return state -> from == 1 ? atEnd(experiment, data, theta, state) : loss(experiment, data, theta, from, state);
    }

    private static double atEnd(Experiment experiment, ProblemData data, double[] theta, Batch state) {
        Batch prediction = new Batch(experiment.model().outputDim(), 1);
        experiment.model().readOut(state, theta, new Scratch(), prediction);
        return experiment.task().loss().value(prediction, data.targets().getLast(), new Batch(prediction.dim(), 1));
    }

    private static double difference(ToDoubleFunction<Batch> loss, Batch state, int pixel) {
        double step = 1e-4;
        double[] losses = new double[2];
        for (int side = 0; side < 2; side++) {
            Batch moved = new Batch(state.dim(), 1);
            moved.copyFrom(state);
            moved.set(pixel, 0, state.get(pixel, 0) + (side == 0 ? step : -step));
            losses[side] = loss.applyAsDouble(moved);
        }
        return (losses[0] - losses[1]) / (2 * step);
    }

    @Test
    void predictionsAreThoseOfTheWholeWay() {
        Settings settings = settings("hbnode");
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        ProblemData data = one(experiment, 1);
        Predictor predictor = new Predictor(experiment, data);
        assertThat(predictor.at(theta, Cancellation.NEVER).ok()).isTrue();

        Waypoints way = Waypoints.of(experiment, data, theta, new double[] {0.5, 7}, Cancellation.NEVER);

        assertThat(way.times()).as("what is no time of the way is left out").containsExactly(0, 0.5, 1);
        assertThat(way.prediction().toRows()[0])
                .containsExactly(predictor.prediction().toRows()[0], within(1e-13));
        assertThat(way.loss()).isCloseTo(predictor.loss(theta, experiment.task().loss()), within(1e-13));
    }

    @Test
    void aCancelledWayIsEmpty() {
        Settings settings = settings("node");
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);

        Waypoints way = Waypoints.of(experiment, one(experiment, 0), theta, TIMES, () -> true);

        assertThat(way.status().ok()).isFalse();
        assertThat(way.states()).isEmpty();
    }

    @Test
    void statesThatJumpAreRefused() {
        Settings settings = Presets.get("sequence-circuit").settings();
        Experiment experiment = Experiments.build(settings);
        double[] theta = Experiments.startWeights(settings, experiment);
        ProblemData data = experiment.task().problem().data(0);

        assertThatThrownBy(() -> Waypoints.of(experiment, data, theta, TIMES, Cancellation.NEVER))
                .hasMessageContaining("jump at observations");
    }
}
