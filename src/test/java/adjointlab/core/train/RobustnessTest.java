package adjointlab.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Activations;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.family.Node;
import adjointlab.core.family.Parts;
import adjointlab.core.field.Activation;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Schedule;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.rollout.Experiment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random fields, tolerances, spans and batches, some of them poisoned: every evaluation ends, with the right status.
final class RobustnessTest {
    private static final int TRIALS = 3000;

    /// What is wrong with a trial.
    private enum Poison {
        NONE,
        WEIGHT,
        STATE,
        TARGET
    }

    /// Given data.
    private record Given(ProblemData data) implements Problem {
        @Override
        public int dim() {
            return data.initial().dim();
        }

        @Override
        public ProblemData data(long seed) {
            return data;
        }
    }

    private static <T> T any(Random random, List<Entry<T>> entries) {
        return entries.get(random.nextInt(entries.size())).createDefault();
    }

    private static Batch batch(Random random, int dim, int size) {
        Batch batch = new Batch(dim, size);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < size; s++) {
                batch.set(i, s, 2 * random.nextGaussian());
            }
        }
        return batch;
    }

    private static VectorField field(Random random, int dim) {
        Activation activation = any(random, Activations.CATALOG.entries());
        List<Integer> widths = List.of(dim, 1 + random.nextInt(6), dim);
        return random.nextBoolean()
                ? Mlp.of(widths, activation, random.nextBoolean())
                : new ConcatSquash(widths, activation);
    }

    private static SolverSettings settings(Random random) {
        List<String> solvers = Solvers.CATALOG.ids();
        String solver = solvers.get(random.nextInt(solvers.size()));
        double tolerance = Math.pow(10, -1 - random.nextInt(8));
        return TestSettings.settings(
                solver,
                Map.of(
                        "stepping",
                        random.nextInt(4) == 0 ? "fixed" : "auto",
                        "steps",
                        1 + random.nextInt(30),
                        "rtol",
                        tolerance,
                        "atol",
                        tolerance,
                        "endRule",
                        random.nextBoolean() ? "clamp" : "interpolate",
                        "maxSteps",
                        300));
    }

    @Test
    void everyEvaluationEndsWithTheRightStatus() {
        int good = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Random random = new Random(trial);
            int dim = 1 + random.nextInt(3);
            int samples = 1 + random.nextInt(19);
            VectorField field = field(random, dim);
            double span = (random.nextBoolean() ? 1 : -1) * Math.pow(10, random.nextDouble(-3, 1));
            Poison poison = random.nextInt(3) > 0 ? Poison.NONE : Poison.values()[1 + random.nextInt(3)];
            double bad = random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY;
            int victim = random.nextInt(samples);
            double[] theta =
                    random.doubles(field.parameters().size(), -1.5, 1.5).toArray();
            Batch initial = batch(random, dim, samples);
            Batch target = batch(random, dim, samples);
            switch (poison) {
                case NONE -> {}
                case WEIGHT -> theta[random.nextInt(theta.length)] = Double.NaN;
                case STATE -> initial.set(random.nextInt(dim), victim, bad);
                case TARGET -> target.set(random.nextInt(dim), victim, bad);
            }
            initial.padState();
            ProblemData data = new ProblemData(
                    initial, 0.1, new double[] {0.1 + span}, List.of(target), ProblemData.Truth.UNKNOWN);
            SolverSettings solver = settings(random);
            var gradient = any(random, Gradients.CATALOG.entries());
            String what = "trial " + trial + ", " + poison + ", " + gradient;
            SolveStatus status;
            try {
                status = new Trainer(
                                new Experiment(
                                        new Experiment.Task(
                                                new Given(data), new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                                        new Node(Parts.ReadOut.IDENTITY)
                                                .build((_, _) -> field, field.dim(), field.dim()),
                                        new Experiment.Numerics(solver, gradient),
                                        new Experiment.Training(
                                                SimplestOdeExperiment.ADAM, Schedule.CONSTANT, Clipping.NONE),
                                        1),
                                theta)
                        .step(Cancellation.NEVER)
                        .status();
            } catch (IllegalArgumentException e) {
                // some gradients refuse a multi-step method, before anything runs
                assertThat(e).hasMessageContaining("needs a Runge-Kutta method");
                continue;
            }
            switch (poison) {
                case NONE -> good += status.ok() ? 1 : 0;
                case WEIGHT -> assertThat(status.kind()).as(what).isEqualTo(SolveStatus.Kind.NON_FINITE);
                case STATE -> {
                    assertThat(status.kind()).as(what).isEqualTo(SolveStatus.Kind.NON_FINITE);
                    assertThat(status.row()).as(what).isEqualTo(victim);
                    assertThat(status.t()).as(what).isEqualTo(0.1);
                }
                case TARGET -> {
                    // unless the solve itself failed before the loss could
                    if (status.kind() == SolveStatus.Kind.NON_FINITE && status.t() == 0.1 + span) {
                        assertThat(status.row()).as(what).isEqualTo(victim);
                    }
                    assertThat(status.ok()).as(what).isFalse();
                }
            }
        }
        assertThat(good).as("most healthy trials go well").isGreaterThan(TRIALS * 2 / 3 * 3 / 5);
    }
}
