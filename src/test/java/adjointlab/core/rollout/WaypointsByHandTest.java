package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.RunningCost;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Regularized;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.train.SmallExperiment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// States and adjoints on the way, with goals before the end, taken by hand.
final class WaypointsByHandTest {
    private static final double A = 0.8;
    private static final double[] X = {1, -2};
    private static final double[][] TARGETS = {{0.5, 1}, {-0.25, 0.75}};

    private static Experiment experiment(Model model, ProblemData data) {
        return new Experiment(
                new Experiment.Task(new GivenData(data, model.outputDim()), SmallExperiment.LOSS),
                model,
                new Experiment.Numerics(TestSettings.fixed("euler", 4), SmallExperiment.DISCRETE),
                SmallExperiment.plain(new Sgd(0.1, 0, false, 0)),
                1);
    }

    private static ProblemData data(double start, double... times) {
        List<Batch> targets = Arrays.stream(TARGETS)
                .map(row -> Batch.ofRows(new double[][] {{row[0]}, {row[1]}}))
                .toList();
        return new ProblemData(
                Batch.ofRows(new double[][] {{X[0]}, {X[1]}}), start, times, targets, ProblemData.Truth.UNKNOWN);
    }

    private static Experiment decay(ProblemData data) {
        return experiment(
                new Node(Parts.ReadOut.IDENTITY)
                        .build((_, dim) -> new LinearField(dim, LinearField.Coupling.DIAGONAL), 1, 1),
                data);
    }

    /// ẋ = ax by four of Euler's steps of ±1/4 s, goals in the middle and at the end: each step multiplies x, and
    /// on the way back its cotangent, by 1 ± a/4.
    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void aWayOfFourStepsIsThatByHand(double direction) {
        double start = 2;
        ProblemData data = data(start, start + direction * 0.5, start + direction);
        double[] chosen = {start + direction * 0.75, 9, start, start + direction * 0.5, start + direction * 0.75, -9};
        double[] theta = {A};
        Waypoints way = Waypoints.of(decay(data), data, theta, chosen, Cancellation.NEVER);
        assertThat(way.status().ok()).isTrue();
        assertThat(way.times())
                .containsExactly(start, start + direction * 0.5, start + direction * 0.75, start + direction);
        double r = 1 + direction * A / 4;
        double loss = 0;
        for (int s = 0; s < 2; s++) {
            double[] x = {X[s], X[s] * r * r, X[s] * r * r * r, X[s] * r * r * r * r};
            // half the mean square over two samples and two times
            double middle = (x[1] - TARGETS[0][s]) / 4;
            double end = (x[3] - TARGETS[1][s]) / 4;
            loss += 2 * (middle * middle + end * end);
            double[] a = {0, end * r * r + middle, end * r, end};
            a[0] = a[1] * r * r;
            for (int i = 0; i < 4; i++) {
                assertThat(way.states().get(i).get(0, s)).isCloseTo(x[i], within(1e-14));
                assertThat(way.adjoints().get(i).get(0, s)).isCloseTo(a[i], within(1e-14));
            }
            assertThat(way.prediction().get(0, s)).isCloseTo(x[3], within(1e-14));
        }
        assertThat(way.states()).hasSize(4);
        assertThat(way.adjoints()).hasSize(4);
        assertThat(way.loss()).isCloseTo(loss, within(1e-14));
    }

    /// On any of its ways there and back.
    @Test
    void whereverItStopsNothingIsLeft() {
        ProblemData data = data(0, 0.5, 1);
        Experiment experiment = decay(data);
        AtomicInteger all = new AtomicInteger();
        double[] theta = {A};
        assertThat(Waypoints.of(experiment, data, theta, new double[0], () -> all.incrementAndGet() < 0)
                        .status()
                        .ok())
                .isTrue();
        assertThat(all.get()).as("there and back").isGreaterThan(4);
        for (int asked = 0; asked < all.get(); asked++) {
            AtomicInteger left = new AtomicInteger(asked);
            Waypoints way = Waypoints.of(experiment, data, theta, new double[0], () -> left.getAndDecrement() <= 0);
            assertThat(way.status().kind()).isEqualTo(SolveStatus.Kind.CANCELLED);
            assertThat(way.states()).isEmpty();
            assertThat(way.adjoints()).isEmpty();
            assertThat(way.loss()).isNaN();
            assertThat(way.times()).containsExactly(0, 0.5, 1);
        }
    }

    /// What trajectories cost is lost, and is worth at the start what a training says.
    @Test
    void whatTheWayCostsIsLost() {
        double[][] x = {{1, 0.4}, {-0.7, 0.3}, {0.2, -1}};
        Batch both = Batch.ofRows(x);
        ProblemData data =
                new ProblemData(both, 0, new double[] {0.5, 1}, List.of(both, both), ProblemData.Truth.UNKNOWN);
        Model paying = new Regularized(new Node(Parts.ReadOut.IDENTITY), new RunningCost(0.7, 0.3, 0))
                .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), 2, 2);
        Experiment experiment = experiment(paying, data);
        double[] theta = new double[paying.parameters().size()];
        Arrays.setAll(theta, j -> Math.sin(1 + 1.9 * j));
        Pipeline pipeline = new Pipeline(experiment);
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        assertThat(pipeline.backward(theta, AdjointListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        Waypoints way = Waypoints.of(experiment, data, theta, new double[] {0.25, 0.75}, Cancellation.NEVER);
        assertThat(way.loss()).isCloseTo(pipeline.loss(), within(1e-14));
        assertThat(way.adjoints().getFirst().data())
                .containsExactly(pipeline.rollout().gradY0().data(), within(1e-14));
        double cost = 0;
        for (int s = 0; s < 3; s++) {
            cost += way.states().getLast().get(0, s) / 3;
        }
        assertThat(cost).isPositive();
        Model free = paying.withoutCost();
        Waypoints without = Waypoints.of(experiment(free, data), data, theta, new double[0], Cancellation.NEVER);
        assertThat(way.loss()).isCloseTo(without.loss() + cost, within(1e-14));
    }
}
