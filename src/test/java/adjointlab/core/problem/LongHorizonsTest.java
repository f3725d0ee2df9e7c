package adjointlab.core.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.Anode;
import adjointlab.core.family.Model;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.dynamics.Oscillators;
import adjointlab.core.problem.dynamics.TrajectoryLearning;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Observation;
import adjointlab.core.problem.dynamics.TrajectoryLearning.Starts;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A horizon that grows, and multiple shooting, against what is written out by hand.
final class LongHorizonsTest {
    private static final TrajectoryLearning WHOLE = new TrajectoryLearning(
            new Oscillators.Spring(0.1, 1, 0), new Starts(2, List.of(1.0, 0.0), 0.4), new Observation(6, 12, true, 0));

    private static Experiment experiment(Problem problem, int augment) {
        Model model = (augment == 0
                        ? new Node(Parts.ReadOut.IDENTITY)
                        : new Anode(new Parts(augment, new Parts.AtRest(), Parts.ReadOut.IDENTITY)))
                .build((in, out) -> Mlp.of(List.of(in, 4, out), StandardActivations.TANH, false), 2, 2);
        Model whole = problem.nodes()
                .map(nodes -> model.startingAfresh(nodes.count(), nodes.samples(), nodes.dim(), nodes.penalty()))
                .orElse(model);
        return new Experiment(
                new Experiment.Task(problem, new SquaredLoss(SquaredLoss.Weighting.MEAN)),
                whole,
                new Experiment.Numerics(
                        TestSettings.fixed("rk4", 60), new DiscreteAdjoint(new DiscreteAdjoint.Everything())),
                new Experiment.Training(new Sgd(0.1, 0, false, 0), Schedule.CONSTANT, Clipping.NONE),
                3);
    }

    private static double[] weights(Model model) {
        Random random = new Random(5);
        double[] theta = random.doubles(model.parameters().size(), -0.5, 0.5).toArray();
        return theta;
    }

    private static double loss(Pipeline pipeline, double... theta) {
        assertThat(pipeline.forward(theta, StepListener.NONE, Cancellation.NEVER)
                        .ok())
                .isTrue();
        return pipeline.loss();
    }

    /// By differences, of the field's parameters and of the nodes'.
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 7.5"})
    void theGradientKnowsNodesAndGaps(int augment, double penalty) {
        Experiment experiment = experiment(new MultipleShooting(WHOLE, 4, penalty), augment);
        Pipeline pipeline = new Pipeline(experiment);
        double[] theta = weights(experiment.model());
        int field = experiment.model().field().parameters().size();
        assertThat(theta).hasSize(field + 3 * (2 + augment) * 2);
        loss(pipeline, theta);
        pipeline.backward(theta, AdjointListener.NONE, Cancellation.NEVER);
        double[] gradient = pipeline.gradient().clone();
        for (int j = 0; j < theta.length; j += j < field ? 5 : 1) {
            double[] moved = theta.clone();
            moved[j] += 1e-5;
            double up = loss(pipeline, moved);
            moved[j] -= 2e-5;
            double down = loss(pipeline, moved);
            assertThat(gradient[j])
                    .as(experiment.model().parameters().entryNames().get(j))
                    .isCloseTo((up - down) / 2e-5, within(1e-8));
        }
    }

    /// Nodes that stand where the segments before end leave no gap and change nothing.
    @Test
    void withoutGapsItIsTheWholeTrajectory() {
        Experiment shot = experiment(new MultipleShooting(WHOLE, 3, 50), 0);
        Experiment whole = experiment(WHOLE, 0);
        double[] theta = weights(shot.model());
        int field = shot.model().field().parameters().size();
        Pipeline pipeline = new Pipeline(shot);
        ProblemData data = pipeline.data();
        for (int node = 0; node < 2; node++) {
            loss(pipeline, theta);
            double t = data.observations().orElseThrow().times()[node];
            Batch guess = data.observations().orElseThrow().inputs().get(node);
            int goal = 0;
            while (data.times()[goal] != t || !data.goals().before()[goal]) {
                goal++;
            }
            Batch end = pipeline.rollout().state(goal);
            for (int i = 0; i < 2; i++) {
                for (int s = 0; s < 2; s++) {
                    theta[field + (node * 2 + i) * 2 + s] = end.get(i, s) - guess.get(i, s);
                }
            }
        }
        double[] alone = Arrays.copyOf(theta, field);
        assertThat(loss(pipeline, theta)).isCloseTo(loss(new Pipeline(whole), alone), within(1e-6));
        theta[field] += 0.3;
        double expected = 50 * 0.3 * 0.3 / 8;
        loss(pipeline, theta);
        double[] base = theta.clone();
        Experiment free = experiment(new MultipleShooting(WHOLE, 3, 0), 0);
        assertThat(loss(pipeline, base) - loss(new Pipeline(free), base))
                .as("one gap of eight, and those behind it, which move with it")
                .isGreaterThan(expected * (1 - 1e-9));
    }

    @Test
    void guessesLieOnLinesBetweenObservations() {
        ProblemData all = WHOLE.data(3);
        ProblemData cut = new MultipleShooting(WHOLE, 2, 1).data(3);
        double t = cut.observations().orElseThrow().times()[0];
        assertThat(t).isEqualTo(3);
        int right = 0;
        while (all.times()[right] < t) {
            right++;
        }
        double share = (t - all.times()[right - 1]) / (all.times()[right] - all.times()[right - 1]);
        for (int i = 0; i < 2; i++) {
            double left = all.targets().get(right - 1).get(i, 1);
            double value = left + share * (all.targets().get(right).get(i, 1) - left);
            assertThat(cut.observations().orElseThrow().inputs().getFirst().get(i, 1))
                    .isCloseTo(value, within(1e-14));
        }
        assertThat(cut.times()).hasSize(13);
    }

    /// Whatever counts is worth as much as all.
    @Test
    void theHorizonGrows() {
        Problem growing = new GrowingHorizon(WHOLE, 0.25, 100);
        ProblemData data = growing.data(3);
        Problem.Draws draws = growing.draws(3).orElseThrow();
        for (int k : new int[] {0, 40, 99, 100, 500}) {
            draws.fill(k, data);
            double until = 6 * (0.25 + 0.75 * Math.min(1, k / 100.0));
            double sum = 0;
            for (int i = 0; i < 12; i++) {
                for (int s = 0; s < 2; s++) {
                    sum += data.goals().shares().orElseThrow()[i][s];
                    assertThat(data.goals().counts(i, s))
                            .as("iteration %d, t = %s", k, data.times()[i])
                            .isEqualTo(i == 0 || data.times()[i] <= until);
                }
            }
            assertThat(sum).isCloseTo(1, within(1e-14));
        }
        Pipeline pipeline = new Pipeline(experiment(growing, 0));
        double[] theta = weights(experiment(growing, 0).model());
        pipeline.goTo(100);
        assertThat(loss(pipeline, theta)).isCloseTo(loss(new Pipeline(experiment(WHOLE, 0)), theta), within(1e-14));
    }

    @Test
    void batchesDoNotGoWithIt() {
        var entry = Problems.CATALOG.get("spiral");
        Values values = new Values(Map.of("segments", 3, "batch", 2)).complete(entry.parameters());
        assertThatThrownBy(() -> entry.create(values))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("choose all samples in a batch");
    }
}
