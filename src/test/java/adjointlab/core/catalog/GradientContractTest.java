package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.DiscreteAdjoint;
import adjointlab.core.field.ConcatSquash;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.RungeKutta;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered gradient method promises: derivatives by weights, initial states, start and end, for losses at
/// several times.
final class GradientContractTest {
    private static final int SAMPLES = 3;
    private static final VectorField FIELD = Mlp.of(List.of(2, 4, 2), StandardActivations.TANH, true);

    /// A loss Σᵢ cᵢ·y(tᵢ) with random cᵢ, as a function of everything it depends on.
    private static final class Problem {
        private final VectorField field;
        private final AdjointMethod.Work work;
        private final double[] theta;
        private final Batch y0;
        private final double[] times;
        private final Batch[] cotangents;
        private double start = 0.2;

        Problem(VectorField field, AdjointMethod method, SolverSettings settings, double... times) {
            this.field = field;
            this.times = times;
            this.work = method.prepare(new AdjointMethod.Setup(field, SAMPLES, settings));
            Random random = new Random(4);
            theta = random.doubles(field.parameters().size(), -1, 1).toArray();
            y0 = random(random);
            y0.padState();
            cotangents = new Batch[times.length];
            for (int i = 0; i < times.length; i++) {
                cotangents[i] = random(random);
            }
        }

        private Batch random(Random random) {
            Batch batch = new Batch(field.dim(), SAMPLES);
            for (int i = 0; i < field.dim(); i++) {
                for (int s = 0; s < SAMPLES; s++) {
                    batch.set(i, s, random.nextDouble(-1, 1));
                }
            }
            return batch;
        }

        double loss() {
            y0.padState();
            assertThat(work.forward(
                                    theta,
                                    y0,
                                    new AdjointMethod.Times(start, times),
                                    StepListener.NONE,
                                    Cancellation.NEVER)
                            .ok())
                    .isTrue();
            double sum = 0;
            for (int o = 0; o < times.length; o++) {
                for (int i = 0; i < field.dim(); i++) {
                    for (int s = 0; s < SAMPLES; s++) {
                        sum += cotangents[o].get(i, s) * work.state(o).get(i, s);
                    }
                }
            }
            return sum;
        }

        void backward(AdjointListener listener) {
            loss();
            assertThat(work.backward(cotangents, listener, Cancellation.NEVER).ok())
                    .isTrue();
        }
    }

    /// Six-point central difference; its error is h⁶/140 times a seventh derivative.
    private static double derivative(DoubleUnaryOperator f, double x) {
        double h = 5e-3;
        return (45 * (f.applyAsDouble(x + h) - f.applyAsDouble(x - h))
                        - 9 * (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h))
                        + (f.applyAsDouble(x + 3 * h) - f.applyAsDouble(x - 3 * h)))
                / (60 * h);
    }

    static Stream<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (String gradient : Gradients.CATALOG.ids()) {
            // gradients of the computed solution are exact even with few steps; those of the true one need
            // many
            if (gradient.startsWith("discrete") || gradient.equals("forward")) {
                for (String solver : Solvers.CATALOG.ids()) {
                    if (Solvers.CATALOG.get(solver).createDefault() instanceof RungeKutta) {
                        cases.add(Arguments.of(gradient, solver, TestSettings.fixed(solver, 7), true));
                    }
                }
            }
            cases.add(Arguments.of(gradient, "tsit5", TestSettings.adaptive("tsit5", 1e-10), false));
            cases.add(Arguments.of(gradient, "kvaerno5", TestSettings.adaptive("kvaerno5", 1e-10), false));
            cases.add(Arguments.of(
                    gradient,
                    "interpolating",
                    TestSettings.settings("dopri5", Map.of("rtol", 1e-10, "atol", 1e-10, "endRule", "interpolate")),
                    false));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("cases")
    void everyDerivativeAgreesWithDifferences(String id, String solver, SolverSettings settings, boolean exact) {
        AdjointMethod method = Gradients.CATALOG.get(id).createDefault();
        Problem problem = new Problem(FIELD, method, settings, 0.5, 0.9, 1.4);
        double tolerance = exact ? 1e-9 : 1e-7;
        problem.backward(AdjointListener.NONE);
        double[] gradTheta = problem.work.gradTheta().clone();
        double[][] gradInitial = problem.work.gradInitial().toRows();
        double gradStart = problem.work.gradStart();
        double gradEnd = problem.work.gradEnd();
        for (int j = 0; j < gradTheta.length; j += 3) {
            int at = j;
            double difference = derivative(
                    x -> {
                        problem.theta[at] = x;
                        return problem.loss();
                    },
                    problem.theta[j]);
            assertThat(gradTheta[j]).as("θ[%d]", j).isCloseTo(difference, within(tolerance));
            problem.theta[j] =
                    new Random(4).doubles(problem.theta.length, -1, 1).toArray()[j];
        }
        double y = problem.y0.get(1, 2);
        double byInitial = derivative(
                x -> {
                    problem.y0.set(1, 2, x);
                    return problem.loss();
                },
                y);
        problem.y0.set(1, 2, y);
        assertThat(gradInitial[2][1]).as("y0").isCloseTo(byInitial, within(tolerance));
        if (id.equals("forward") && exact) {
            return; // its derivatives by time are those of the true solution
        }
        double byEnd = derivative(
                x -> {
                    problem.times[2] = x;
                    return problem.loss();
                },
                1.4);
        problem.times[2] = 1.4;
        assertThat(gradEnd).as("t1").isCloseTo(byEnd, within(tolerance));
        double byStart = derivative(
                x -> {
                    problem.start = x;
                    return problem.loss();
                },
                0.2);
        assertThat(gradStart).as("t0").isCloseTo(byStart, within(tolerance));
    }

    @Test
    void checkpointsChangeNothing() {
        SolverSettings settings = TestSettings.fixed("rk4", 57);
        Problem all = new Problem(FIELD, new DiscreteAdjoint(new DiscreteAdjoint.Everything()), settings, 0.7, 1.4);
        all.backward(AdjointListener.NONE);
        for (int states : new int[] {1, 2, 3, 5, 100}) {
            Problem few = new Problem(
                    FIELD, new DiscreteAdjoint(new DiscreteAdjoint.Checkpoints(states)), settings, 0.7, 1.4);
            few.backward(AdjointListener.NONE);
            assertThat(few.work.gradTheta()).isEqualTo(all.work.gradTheta());
            assertThat(few.work.gradInitial().toRows())
                    .isDeepEqualTo(all.work.gradInitial().toRows());
            assertThat(few.work.gradStart()).isEqualTo(all.work.gradStart());
        }
    }

    @Test
    void fewerCheckpointsCostMoreEvaluations() {
        SolverSettings settings = TestSettings.fixed("rk4", 57);
        long previous = 0;
        for (int states : new int[] {57, 5, 3, 2, 1}) {
            Problem problem =
                    new Problem(FIELD, new DiscreteAdjoint(new DiscreteAdjoint.Checkpoints(states)), settings, 1.4);
            problem.backward(AdjointListener.NONE);
            long evaluations = problem.work.backwardStats().evaluations();
            assertThat(evaluations).isGreaterThan(previous);
            previous = evaluations;
        }
        // two states reverse 57 steps with at most (2+r choose 2) ≥ 57, r = 10 repetitions of each step
        assertThat(previous).isLessThan(4 * 57 * 30L);
    }

    static Stream<String> gradients() {
        return Gradients.CATALOG.ids().stream();
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void backwardInTimeWorksToo(String id) {
        Problem problem = new Problem(
                new ConcatSquash(List.of(2, 3, 2), StandardActivations.SOFTPLUS),
                Gradients.CATALOG.get(id).createDefault(),
                TestSettings.adaptive("dopri5", 1e-10),
                -0.3,
                -0.8);
        problem.backward(AdjointListener.NONE);
        double gradient = problem.work.gradTheta()[4];
        double theta = problem.theta[4];
        double difference = derivative(
                x -> {
                    problem.theta[4] = x;
                    return problem.loss();
                },
                theta);
        assertThat(gradient).isCloseTo(difference, within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void theAdjointIsEmittedFromTheEndToTheStart(String id) {
        Problem problem = new Problem(
                FIELD, Gradients.CATALOG.get(id).createDefault(), TestSettings.adaptive("tsit5", 1e-8), 0.5, 1.4);
        List<Double> times = new ArrayList<>();
        List<double[][]> adjoints = new ArrayList<>();
        problem.backward((t, a) -> {
            times.add(t);
            adjoints.add(a.toRows());
        });
        assertThat(times.getFirst()).isEqualTo(1.4);
        assertThat(adjoints.getFirst()).isDeepEqualTo(problem.cotangents[1].toRows());
        assertThat(times.getLast()).isEqualTo(0.2);
        assertThat(adjoints.getLast()).isDeepEqualTo(problem.work.gradInitial().toRows());
        assertThat(times).isSortedAccordingTo((x, y) -> Double.compare(y, x));
    }
}
