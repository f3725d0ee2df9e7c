package adjointlab.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.ContinuousAdjoint;
import adjointlab.core.adjoint.Linearized;
import adjointlab.core.family.Model;
import adjointlab.core.family.Parts;
import adjointlab.core.family.Sonode;
import adjointlab.core.field.Context;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Take;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.train.SmallExperiment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How observations cut a way, on clocks that run forward and backward; what its solves count, and where they stop.
final class CourseTest {
    private static final int SAMPLES = 3;
    private static final double[] OBSERVED = {0, 0.4, 1};
    /// In front of the jump at 0.4 and behind it, and behind that at 1.
    private static final double[] LOSSES = {0.2, 0.4, 0.4, 0.6, 1, 2};

    private static final boolean[] BEFORE = {false, true, false, false, false, false};
    private static final SolverSettings FIXED = TestSettings.fixed("rk4", 10);

    private static double[] on(double direction, double... times) {
        return Arrays.stream(times).map(t -> 1 + direction * t).toArray();
    }

    private static Batch batch(Random random, int dim) {
        double[][] rows = new double[SAMPLES][dim];
        for (double[] row : rows) {
            Arrays.setAll(row, _ -> random.nextDouble(-1, 1));
        }
        return Batch.ofRows(rows);
    }

    /// From 1 s on, two seconds forward or backward.
    private static ProblemData data(double direction) {
        Random random = new Random(3);
        Batch initial = batch(random, 2);
        List<Batch> targets =
                Arrays.stream(LOSSES).mapToObj(_ -> batch(random, 2)).toList();
        List<Batch> inputs =
                Arrays.stream(OBSERVED).mapToObj(_ -> batch(random, 1)).toList();
        boolean[][] who = {{true, true, false}, {false, true, true}, {true, false, true}};
        return new ProblemData(
                initial,
                1,
                new Goals(on(direction, LOSSES), BEFORE, targets, Optional.empty()),
                Optional.of(new Observations(on(direction, OBSERVED), inputs, who)),
                ProblemData.Truth.UNKNOWN);
    }

    private static Model model() {
        return Model.of(new LinearField(2, LinearField.Coupling.FREE), Take.all(2), Take.all(2), List.of())
                .jumping(new Dense(3, 2, "W", "b"));
    }

    /// @param direction of the clock; the field points the other way where it runs backward
    private static double[] weights(double direction) {
        double[] theta = {0.3, -0.9, 0.7, -0.2, 0.5, 0.1, -0.3, 0.2, 0.8, 0.6, -0.1, 0.4};
        for (int j = 0; j < 4; j++) {
            theta[j] *= direction;
        }
        return theta;
    }

    private static Rollout rollout(double direction, AdjointMethod gradient) {
        return new Rollout(model(), data(direction), FIXED, gradient, new Context(0));
    }

    private static Batch[] cotangents() {
        Random random = new Random(8);
        Batch[] cotangents = new Batch[LOSSES.length];
        Arrays.setAll(cotangents, _ -> batch(random, 2));
        Arrays.stream(cotangents).forEach(Batch::padCotangent);
        return cotangents;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void observationsCutTheWay(double direction) {
        Course course = new Course(data(direction));
        assertThat(course.startObserved()).isTrue();
        assertThat(course.stretches()).hasSize(3);
        isStretch(course.stretches().get(0), 1, on(direction, 0.2, 0.4), new int[] {0, 1}, 1, 2);
        isStretch(
                course.stretches().get(1),
                1 + direction * 0.4,
                on(direction, 0.6, 1),
                new int[] {3, Stretch.NONE},
                2,
                4);
        isStretch(
                course.stretches().get(2), 1 + direction, on(direction, 2), new int[] {5}, Stretch.NONE, Stretch.NONE);
        Stretch whole = Stretch.whole(0.5, new double[] {1, 3});
        isStretch(whole, 0.5, new double[] {1, 3}, new int[] {0, 1}, Stretch.NONE, Stretch.NONE);
        assertThat(whole.end()).isEqualTo(3);
    }

    private static void isStretch(
            Stretch stretch, double start, double[] times, int[] losses, int observation, int lossBehind) {
        assertThat(stretch.start()).isEqualTo(start);
        assertThat(stretch.times()).containsExactly(times);
        assertThat(stretch.losses()).containsExactly(losses);
        assertThat(stretch.observation()).isEqualTo(observation);
        assertThat(stretch.lossBehind()).isEqualTo(lossBehind);
    }

    /// Each stretch has its share of the steps, one at least.
    @Test
    void stepsAreSharedByLength() {
        double[][] lengthsAndSteps = {{2, 10}, {-0.8, 4}, {0.31, 2}, {0.29, 1}, {0.01, 1}};
        for (double[] each : lengthsAndSteps) {
            Stretch stretch = Stretch.whole(7, new double[] {7 + each[0]});
            assertThat(Course.share(FIXED, stretch, 2).stepping()).isEqualTo(new SolverSettings.Fixed((int) each[1]));
            assertThat(Course.share(FIXED, stretch, 2).stepper()).isSameAs(FIXED.stepper());
            assertThat(Course.share(FIXED, stretch, 2).maxSteps()).isEqualTo(FIXED.maxSteps());
        }
        SolverSettings adaptive = TestSettings.adaptive("dopri5", 1e-6);
        assertThat(Course.share(adaptive, Stretch.whole(0, new double[] {1}), 2))
                .isSameAs(adaptive);
    }

    /// A clock that runs backward with a field that points backward leads through the same states and back through
    /// the same adjoints.
    @Test
    void aMirroredWayIsTheSameWay() {
        List<double[]> gradients = new ArrayList<>();
        List<List<double[][]>> states = new ArrayList<>();
        List<double[]> changes = new ArrayList<>();
        List<double[][]> behind = new ArrayList<>();
        for (double direction : new double[] {1, -1}) {
            double[] theta = weights(direction);
            for (AdjointMethod method : List.of(SmallExperiment.DISCRETE, new Linearized())) {
                Rollout rollout = rollout(direction, method);
                assertThat(rollout.forward(theta, StepListener.NONE, Cancellation.NEVER)
                                .ok())
                        .isTrue();
                ParameterGradient gradient = new ParameterGradient(1, theta.length);
                assertThat(rollout.backward(theta, cotangents(), gradient, AdjointListener.NONE, Cancellation.NEVER)
                                .ok())
                        .isTrue();
                for (int j = 0; j < 4; j++) {
                    gradient.data()[j] *= direction;
                }
                gradients.add(gradient.data());
                List<double[][]> all = new ArrayList<>();
                for (int i = 0; i < LOSSES.length; i++) {
                    all.add(rollout.state(i).toRows());
                }
                all.add(rollout.end().toRows());
                all.add(rollout.gradX0().toRows());
                states.add(all);
                behind.add(rollout.adjointsBehindJumps()[0].toRows());
            }
            Rollout linear = rollout(direction, new Linearized());
            linear.forward(theta, StepListener.NONE, Cancellation.NEVER);
            double[] thetaDot = weights(direction);
            linear.along(theta, thetaDot);
            double[] change = new double[LOSSES.length];
            Batch out = new Batch(2, SAMPLES);
            for (int i = 0; i < LOSSES.length; i++) {
                linear.readAlong(i, theta, thetaDot, out);
                change[i] = out.get(0, 2) - 3 * out.get(1, 0);
            }
            changes.add(change);
        }
        for (int other = 1; other < 4; other++) {
            assertThat(gradients.get(other)).containsExactly(gradients.getFirst(), within(1e-12));
            for (int i = 0; i < states.getFirst().size(); i++) {
                for (int s = 0; s < SAMPLES; s++) {
                    assertThat(states.get(other).get(i)[s])
                            .containsExactly(states.getFirst().get(i)[s], within(1e-12));
                }
            }
            for (int s = 0; s < SAMPLES; s++) {
                assertThat(behind.get(other)[s]).containsExactly(behind.getFirst()[s], within(1e-12));
            }
        }
        assertThat(changes.getLast()).containsExactly(changes.getFirst(), within(1e-12));
        assertThat(states.getFirst().getLast()[0][0]).isNotZero();
    }

    /// An adjoint's samples come from the end to the start, each once, on either clock.
    @ParameterizedTest
    @ValueSource(doubles = {1, -1})
    void samplesBelongToOneStretch(double direction) {
        Rollout rollout = new Rollout(
                model(),
                data(direction),
                TestSettings.adaptive("dopri5", 1e-8),
                new ContinuousAdjoint(ErrorNorms.BLOCKS),
                new Context(0));
        double[] theta = weights(direction);
        assertThat(rollout.forward(theta, StepListener.NONE, Cancellation.NEVER).ok())
                .isTrue();
        double[] wanted = on(direction, 2, 1.5, 1, 0.7, 0.4, 0.1, 0);
        List<Double> sampled = new ArrayList<>();
        List<Double> heard = new ArrayList<>();
        int[] steps = {0};
        AdjointListener listener = new AdjointListener() {
            @Override
            public void adjoint(double t, Batch a) {
                heard.add(t);
            }

            @Override
            public double[] sampleTimes() {
                return wanted;
            }

            @Override
            public void sample(double t, Batch y, Batch a) {
                sampled.add(t);
            }

            @Override
            public void stepped(double t, double h, double errorRatio, boolean accepted) {
                steps[0]++;
            }
        };
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        assertThat(rollout.backward(theta, cotangents(), gradient, listener, Cancellation.NEVER)
                        .ok())
                .isTrue();
        assertThat(sampled.stream().mapToDouble(t -> t).toArray()).containsExactly(wanted);
        assertThat(heard)
                .contains(1 + direction * 2, 1 + direction, 1 + direction * 0.4)
                .endsWith(1.0);
        assertThat(steps[0]).isPositive();
    }

    /// Four stages a step, of ten steps over all stretches, and at most one evaluation more where a loss looks
    /// between two steps; on the way back as many products with vectors.
    @Test
    void solvesAreCountedTogether() {
        for (AdjointMethod method : List.of(SmallExperiment.DISCRETE, new Linearized())) {
            Rollout rollout = rollout(1, method);
            double[] theta = weights(1);
            for (int again = 0; again < 2; again++) {
                rollout.forward(theta, StepListener.NONE, Cancellation.NEVER);
                rollout.backward(
                        theta, cotangents(), new ParameterGradient(1, 12), AdjointListener.NONE, Cancellation.NEVER);
                assertThat(rollout.work().forwardStats().evaluations()).isBetween(4L * 10, 4L * 10 + 2);
                assertThat(rollout.work().backwardStats().vjps()).isBetween(4L * 10, 4L * 10 + 2);
            }
            assertThat(rollout.work().gradStart()).isNaN();
            assertThat(rollout.work().gradEnd()).isNaN();
            assertThat(rollout.jumpsAtStart()).isTrue();
            assertThat(rollout.stretches()).hasSize(3);
            assertThat(rollout.state(1, 1).toRows())
                    .as("in front of the jump at 1 s")
                    .isNotEqualTo(rollout.state(4).toRows());
        }
    }

    /// In every stretch, there and back.
    @Test
    void aCourseStopsWhereItIsTold() {
        Rollout rollout = rollout(1, SmallExperiment.DISCRETE);
        double[] theta = weights(1);
        AtomicInteger there = new AtomicInteger();
        assertThat(rollout.forward(theta, StepListener.NONE, () -> there.incrementAndGet() < 0)
                        .ok())
                .isTrue();
        AtomicInteger back = new AtomicInteger();
        ParameterGradient gradient = new ParameterGradient(1, 12);
        assertThat(rollout.backward(
                                theta, cotangents(), gradient, AdjointListener.NONE, () -> back.incrementAndGet() < 0)
                        .ok())
                .isTrue();
        for (int asked = 0; asked < back.get(); asked++) {
            AtomicInteger left = new AtomicInteger(asked);
            assertThat(rollout.backward(
                                    theta,
                                    cotangents(),
                                    gradient,
                                    AdjointListener.NONE,
                                    () -> left.getAndDecrement() <= 0)
                            .kind())
                    .isEqualTo(SolveStatus.Kind.CANCELLED);
        }
        for (int asked = 0; asked < there.get(); asked++) {
            AtomicInteger left = new AtomicInteger(asked);
            assertThat(rollout.forward(theta, StepListener.NONE, () -> left.getAndDecrement() <= 0)
                            .kind())
                    .isEqualTo(SolveStatus.Kind.CANCELLED);
            assertThat(left.get()).as("it asks no more").isEqualTo(-1);
        }
        assertThat(there.get()).isGreaterThanOrEqualTo(10);
    }

    /// A velocity that is given does not move with the weights: neither along them nor back to them.
    @Test
    void aGivenVelocityStandsStill() {
        Model model = new Sonode(new Parts(0, new Parts.Uniform(), Parts.ReadOut.IDENTITY), false)
                .build((in, out) -> Mlp.of(List.of(in, 3, out), StandardActivations.TANH, true), 2, 2);
        Random random = new Random(5);
        Batch x = batch(random, 2);
        ProblemData data = new ProblemData(x, 0, new double[] {0.5, 1}, List.of(x, x), ProblemData.Truth.UNKNOWN);
        Rollout rollout = new Rollout(model, data, FIXED, new Linearized(), new Context(0));
        Batch velocity = batch(random, 2);
        int p = model.parameters().size();
        double[] theta = new double[p];
        Arrays.setAll(theta, j -> Math.cos(2.1 * j));
        double[] thetaDot = random.doubles(p, -1, 1).toArray();
        for (boolean given : new boolean[] {false, true}) {
            if (given) {
                rollout.startWith(velocity);
            }
            rollout.forward(theta, StepListener.NONE, Cancellation.NEVER);
            Batch[] a = {new Batch(4, SAMPLES), new Batch(4, SAMPLES)};
            for (int i = 0; i < 2; i++) {
                for (int d = 0; d < 4; d++) {
                    for (int s = 0; s < SAMPLES; s++) {
                        a[i].set(d, s, d < 2 ? Math.sin(1 + i + 3 * d + s) : 0);
                    }
                }
            }
            ParameterGradient gradient = new ParameterGradient(1, p);
            rollout.backward(theta, a, gradient, AdjointListener.NONE, Cancellation.NEVER);
            rollout.along(theta, thetaDot);
            double along = 0;
            double norm = 0;
            Batch out = new Batch(2, SAMPLES);
            for (int i = 0; i < 2; i++) {
                rollout.readAlong(i, theta, thetaDot, out);
                for (int d = 0; d < 2; d++) {
                    for (int s = 0; s < SAMPLES; s++) {
                        along += out.get(d, s) * a[i].get(d, s);
                    }
                }
            }
            double back = 0;
            for (int j = 0; j < p; j++) {
                back += gradient.data()[j] * thetaDot[j];
                norm += Math.abs(gradient.data()[j]);
            }
            assertThat(along).isCloseTo(back, within(1e-12 * norm));
            assertThat(gradient.data()[p - 1] == 0)
                    .as("the model's own velocity")
                    .isEqualTo(given);
        }
        assertThat(rollout.gradY0().get(2, 0)).isZero();
    }

    @Test
    void onlyLinearSolvesGoAlong() {
        Rollout plain = rollout(1, SmallExperiment.DISCRETE);
        double[] theta = weights(1);
        assertThatThrownBy(() -> plain.along(theta, theta)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(plain.context().iteration()).isZero();
        ProblemData still = new ProblemData(
                data(1).initial(), 1, new double[] {2}, List.of(data(1).initial()), ProblemData.Truth.UNKNOWN);
        Model unmoved = Model.of(new LinearField(2, LinearField.Coupling.FREE), Take.all(2), Take.all(2), List.of());
        Rollout whole = new Rollout(unmoved, still, FIXED, SmallExperiment.DISCRETE, new Context(0));
        assertThat(whole.adjointsBehindJumps()).isEmpty();
        assertThat(whole.jumpsAtStart()).isFalse();
        assertThat(whole.stretches()).hasSize(1);
        assertThat(whole.data()).isSameAs(still);
    }
}
