package adjointlab.core.adjoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Activations;
import adjointlab.core.field.Activation;
import adjointlab.core.field.HiddenCoordinates;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorms;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// In hidden coordinates every number comes out as in those of the state: the same steps, states, adjoints and
/// gradients.
final class HiddenWorkTest {
    private static final int SAMPLES = 37;
    private static final int DIM = 24;
    private static final int HIDDEN = 18;

    private static Mlp field(Activation activation, boolean time) {
        return Mlp.of(List.of(DIM, HIDDEN, DIM), activation, time);
    }

    /// What a solve and its gradient show.
    private static final class Record {
        private final List<double[]> steps = new ArrayList<>();
        private final List<double[]> adjoints = new ArrayList<>();
        private final List<double[]> states = new ArrayList<>();
        private final List<double[]> samples = new ArrayList<>();
        private double[] state = new double[0];
        private double[] gradTheta = new double[0];
        private double[] gradInitial = new double[0];
        private double[] gradTimes = new double[0];
        private long evaluations;

        AdjointListener listener() {
            return new AdjointListener() {
                @Override
                public void adjoint(double t, Batch a) {
                    adjoints.add(entries(a));
                }

                @Override
                public double[] sampleTimes() {
                    return new double[] {1, 0.7, 0.31};
                }

                @Override
                public void sample(double t, Batch y, Batch a) {
                    samples.add(entries(y));
                    samples.add(entries(a));
                }
            };
        }
    }

    private static Record run(AdjointMethod.Work work, Mlp field, double... times) {
        Random random = new Random(5);
        double[] theta = random.doubles(field.parameters().size(), -0.4, 0.4).toArray();
        Batch y0 = new Batch(DIM, SAMPLES);
        Batch g = new Batch(DIM, SAMPLES);
        for (int i = 0; i < DIM; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                y0.set(i, s, random.nextGaussian());
                g.set(i, s, random.nextGaussian());
            }
        }
        y0.padState();
        Record record = new Record();
        double[] middle = new double[y0.length()];
        StepListener steps = (step, accepted) -> {
            record.steps.add(new double[] {step.t(), step.h(), step.errorRatio(), accepted ? 1 : 0});
            step.interpolate(step.t() + 0.3 * step.h(), middle);
            for (double[] state : List.of(step.start(), step.end(), middle)) {
                record.states.add(entries(new Batch(DIM, SAMPLES, state, 0)));
            }
        };
        assertThat(work.forward(theta, y0, new AdjointMethod.Times(0.2, times), steps, Cancellation.NEVER))
                .isEqualTo(SolveStatus.OK);
        record.state = entries(work.state(times.length - 1));
        Batch[] cotangents = new Batch[times.length];
        java.util.Arrays.fill(cotangents, g);
        assertThat(work.backward(cotangents, record.listener(), Cancellation.NEVER))
                .isEqualTo(SolveStatus.OK);
        record.gradTheta = work.gradTheta().clone();
        record.gradInitial = entries(work.gradInitial());
        record.gradTimes = new double[] {work.gradStart(), work.gradEnd()};
        record.evaluations =
                work.forwardStats().evaluations() + work.backwardStats().vjps();
        return record;
    }

    /// Without padding.
    private static double[] entries(Batch batch) {
        double[] all = new double[batch.dim() * batch.size()];
        for (int i = 0; i < batch.dim(); i++) {
            for (int s = 0; s < batch.size(); s++) {
                all[i * batch.size() + s] = batch.get(i, s);
            }
        }
        return all;
    }

    private static void assertClose(double[] actual, double[] expected, double tolerance) {
        double scale = 0;
        for (double v : expected) {
            scale = Math.max(scale, Math.abs(v));
        }
        assertThat(actual).containsExactly(expected, within(tolerance * scale));
    }

    private static void assertClose(List<double[]> actual, List<double[]> expected, double tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertClose(actual.get(i), expected.get(i), tolerance);
        }
    }

    static Stream<Arguments> discreteCases() {
        List<Arguments> cases = new ArrayList<>();
        for (Activation activation : List.of(StandardActivations.TANH, StandardActivations.GELU)) {
            for (boolean time : new boolean[] {false, true}) {
                for (SolverSettings solver : List.of(
                        TestSettings.fixed("rk4-38", 7),
                        TestSettings.fixed("tsit5", 3),
                        TestSettings.adaptive("dopri5", 1e-6),
                        TestSettings.adaptive("bosh3", 1e-4))) {
                    cases.add(Arguments.of(activation, time, solver, new DiscreteAdjoint.Everything()));
                }
                cases.add(Arguments.of(
                        activation, time, TestSettings.adaptive("dopri5", 1e-6), new DiscreteAdjoint.Checkpoints(2)));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("discreteCases")
    void discreteAdjointIsTheSame(
            Activation activation, boolean time, SolverSettings solver, DiscreteAdjoint.Storage storage) {
        Mlp field = field(activation, time);
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, solver);
        AdjointMethod.Work hidden = new DiscreteAdjoint(storage).prepare(setup);
        assertThat(hidden).isInstanceOf(HiddenWork.class);
        Record expected = run(new DiscreteAdjoint.DiscreteWork(setup, storage), field, 1.1);
        Record actual = run(hidden, field, 1.1);
        assertThat(actual.evaluations).isEqualTo(expected.evaluations);
        for (int i = 0; i < expected.steps.size(); i++) {
            // the error is a difference of larger numbers, and steps follow its root
            assertThat(actual.steps.get(i)).containsExactly(expected.steps.get(i), within(1e-8));
        }
        assertClose(actual.states, expected.states, 1e-9);
        assertClose(actual.adjoints, expected.adjoints, 1e-9);
        assertClose(actual.state, expected.state, 1e-10);
        assertClose(actual.gradTheta, expected.gradTheta, 1e-10);
        assertClose(actual.gradInitial, expected.gradInitial, 1e-10);
        assertClose(actual.gradTimes, expected.gradTimes, 1e-10);
    }

    static Stream<Activation> activations() {
        return Activations.CATALOG.ids().stream()
                .map(id -> Activations.CATALOG.get(id).createDefault());
    }

    @ParameterizedTest
    @MethodSource("activations")
    void everyActivationAgreesToRounding(Activation activation) {
        Mlp field = field(activation, true);
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, TestSettings.fixed("rk4-38", 4));
        DiscreteAdjoint method = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
        Record expected = run(new DiscreteAdjoint.DiscreteWork(setup, method.storage()), field, 0.5);
        Record actual = run(method.prepare(setup), field, 0.5);
        assertClose(actual.state, expected.state, 1e-12);
        assertClose(actual.gradTheta, expected.gradTheta, 1e-12);
        assertClose(actual.gradInitial, expected.gradInitial, 1e-12);
    }

    /// What is not finite in weights or states is named; in states as the field's own coordinates name it.
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNotFiniteIsNamed(double bad) {
        Mlp field = field(StandardActivations.TANH, true);
        for (SolverSettings solver : List.of(TestSettings.fixed("rk4", 4), TestSettings.adaptive("dopri5", 1e-5))) {
            AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, solver);
            DiscreteAdjoint method = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
            AdjointMethod.Work own = new DiscreteAdjoint.DiscreteWork(setup, method.storage());
            AdjointMethod.Work hidden = method.prepare(setup);
            double[] theta =
                    new Random(5).doubles(field.parameters().size(), -0.4, 0.4).toArray();
            Batch y0 = new Batch(DIM, SAMPLES);
            y0.fill(0.3);
            y0.set(3, 5, bad);
            assertThat(forward(hidden, theta, y0)).isEqualTo(forward(own, theta, y0));
            assertThat(forward(hidden, theta, y0).row()).isEqualTo(5);
            y0.fill(0.3);
            for (ParameterLayout.Block block : field.parameters().blocks()) {
                double[] spoilt = theta.clone();
                spoilt[block.offset() + 1] = bad;
                // an infinite bias saturates tanh, and the field stays finite
                boolean hurts = Double.isNaN(bad) || !block.name().equals("field.b1");
                SolveStatus status = forward(hidden, spoilt, y0);
                assertThat(status.kind())
                        .as(block.name())
                        .isEqualTo(hurts ? SolveStatus.Kind.NON_FINITE : SolveStatus.Kind.OK);
                assertThat(status.row()).as(block.name()).isEqualTo(hurts ? 0 : -1);
            }
        }
    }

    private static SolveStatus forward(AdjointMethod.Work work, double[] theta, Batch y0) {
        return work.forward(theta, y0, new AdjointMethod.Times(0.2, 1.1), StepListener.NONE, Cancellation.NEVER);
    }

    /// With equal steps nothing but rounding is left.
    @Test
    void equalStepsAgreeToRounding() {
        Mlp field = field(StandardActivations.SOFTPLUS, true);
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, TestSettings.fixed("rk4", 10));
        DiscreteAdjoint method = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
        Record expected = run(new DiscreteAdjoint.DiscreteWork(setup, method.storage()), field, 1.1);
        Record actual = run(method.prepare(setup), field, 1.1);
        assertClose(actual.state, expected.state, 1e-13);
        assertClose(actual.adjoints, expected.adjoints, 1e-13);
        assertClose(actual.gradTheta, expected.gradTheta, 1e-13);
        assertClose(actual.gradInitial, expected.gradInitial, 1e-13);
        assertClose(actual.gradTimes, expected.gradTimes, 1e-12);
    }

    /// The continuous adjoint's quadrature is another one, of the same order: its gradient tends to the exact one
    /// of the same steps as h⁴.
    @Test
    void continuousGradientConvergesWithTheMethodsOrder() {
        Mlp field = field(StandardActivations.TANH, true);
        double coarse = continuousError(field, 8);
        double fine = continuousError(field, 16);
        assertThat(Math.log(coarse / fine) / Math.log(2)).isCloseTo(4, within(0.3));
        assertThat(fine).isLessThan(1e-4);
    }

    /// Only the second layer's quadrature differs: states, adjoints and the first layer's gradient are those of the
    /// field's own coordinates, at steps and at the times that a listener chose.
    @Test
    void continuousStatesAndAdjointsAreTheSame() {
        Mlp field = field(StandardActivations.GELU, true);
        ContinuousAdjoint method = new ContinuousAdjoint(ErrorNorms.BLOCKS);
        SolverSettings solver = TestSettings.fixed("rk4", 6);
        Record expected = run(method.prepare(new AdjointMethod.Setup(new Opaque(field), SAMPLES, solver)), field, 1.1);
        Record actual = run(method.prepare(new AdjointMethod.Setup(field, SAMPLES, solver)), field, 1.1);
        assertClose(actual.adjoints, expected.adjoints, 1e-13);
        assertThat(expected.samples).hasSize(6);
        assertClose(actual.samples, expected.samples, 1e-12);
        assertClose(actual.gradInitial, expected.gradInitial, 1e-13);
        int first = HIDDEN * (DIM + 1);
        assertClose(
                java.util.Arrays.copyOf(actual.gradTheta, first),
                java.util.Arrays.copyOf(expected.gradTheta, first),
                1e-12);
        assertThat(actual.evaluations).isEqualTo(expected.evaluations);
    }

    /// A field that does not show what it is made of.
    private record Opaque(VectorField field) implements VectorField {
        @Override
        public int dim() {
            return field.dim();
        }

        @Override
        public ParameterLayout parameters() {
            return field.parameters();
        }

        @Override
        public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
            field.eval(t, y, theta, scratch, dyOut);
        }

        @Override
        public double vjp(
                double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
            return field.vjp(t, y, theta, a, scratch, gyAcc, gThetaAcc);
        }

        @Override
        public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
            field.jvp(t, y, theta, direction, scratch, dfOut);
        }
    }

    private static double continuousError(Mlp field, int steps) {
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, TestSettings.fixed("rk4", steps));
        AdjointMethod.Work continuous = new ContinuousAdjoint(ErrorNorms.BLOCKS).prepare(setup);
        assertThat(continuous).isInstanceOf(HiddenWork.class);
        Record actual = run(continuous, field, 1.1);
        Record exact = run(
                new DiscreteAdjoint(new DiscreteAdjoint.Everything())
                        .prepare(new AdjointMethod.Setup(field, SAMPLES, TestSettings.fixed("dopri5", 200))),
                field,
                1.1);
        double largest = 0;
        double scale = 0;
        for (int j = 0; j < exact.gradTheta.length; j++) {
            largest = Math.max(largest, Math.abs(actual.gradTheta[j] - exact.gradTheta[j]));
            scale = Math.max(scale, Math.abs(exact.gradTheta[j]));
        }
        assertClose(actual.gradTimes, exact.gradTimes, 1e-3);
        return largest / scale;
    }

    @Test
    void severalLossTimesWorkOnTheState() {
        Mlp field = field(StandardActivations.TANH, false);
        AdjointMethod.Setup setup = new AdjointMethod.Setup(field, SAMPLES, TestSettings.fixed("rk4", 10));
        DiscreteAdjoint method = new DiscreteAdjoint(new DiscreteAdjoint.Everything());
        Record expected = run(new DiscreteAdjoint.DiscreteWork(setup, method.storage()), field, 0.65, 1.1);
        Record actual = run(method.prepare(setup), field, 0.65, 1.1);
        assertThat(actual.gradTheta).isEqualTo(expected.gradTheta);
        assertThat(actual.gradInitial).isEqualTo(expected.gradInitial);
    }

    @Test
    void usedOnlyWhereItPays() {
        assertThat(HiddenCoordinates.pays(field(StandardActivations.TANH, true), SAMPLES))
                .isTrue();
        assertThat(HiddenCoordinates.pays(field(StandardActivations.TANH, true), 1))
                .as("one sample")
                .isFalse();
        assertThat(HiddenCoordinates.pays(Mlp.of(List.of(2, 20, 2), StandardActivations.TANH, false), 500))
                .as("more hidden components than state")
                .isFalse();
        assertThat(HiddenCoordinates.pays(Mlp.of(List.of(64, 64, 64, 64), StandardActivations.TANH, false), 500))
                .as("two hidden layers")
                .isFalse();
    }
}
