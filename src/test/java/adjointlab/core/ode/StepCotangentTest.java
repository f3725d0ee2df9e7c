package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.math.RandomStreams;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The cotangent of one step and of several, against central differences of the steps themselves.
final class StepCotangentTest {
    private static final int SEED = 11;
    private static final double T = 0.3;
    private static final double H = 0.4;

    /// What a system keeps of its evaluations.
    enum Keeping {
        NOTHING,
        STATES,
        SLOPES
    }

    /// Three oscillators ẍ = −αx − 0.3x³ − 0.2ẋ + 0.4 cos t, and the integral of Σ xẋ sin t.
    private static final class Oscillators implements DifferentiableSystem {
        private static final StateLayout LAYOUT = StateLayout.ofBatch("y", 2, 3).withQuadrature("q", 1);
        private static final int Q = 16;
        private final Keeping keeping;
        private double alpha = 0.7;
        private double alphaBar;
        private int evaluations;
        private int fromRecords;

        Oscillators(Keeping keeping) {
            this.keeping = keeping;
        }

        @Override
        public StateLayout layout() {
            return LAYOUT;
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            evaluations++;
            dyOut[Q] = 0;
            for (int s = 0; s < 8; s++) {
                double x = y[s];
                double v = y[8 + s];
                dyOut[s] = v;
                dyOut[8 + s] = -alpha * x - 0.3 * x * x * x - 0.2 * v + 0.4 * Math.cos(t);
                dyOut[Q] += s < 3 ? x * v * Math.sin(t) : 0;
            }
        }

        @Override
        public double vjp(double t, double[] y, double[] a, double[] gyAcc) {
            double timeBar = 0;
            for (int s = 0; s < 3; s++) {
                double x = y[s];
                double v = y[8 + s];
                gyAcc[s] += a[8 + s] * (-alpha - 0.9 * x * x) + a[Q] * v * Math.sin(t);
                gyAcc[8 + s] += a[s] - 0.2 * a[8 + s] + a[Q] * x * Math.sin(t);
                alphaBar -= a[8 + s] * x;
                timeBar += -0.4 * Math.sin(t) * a[8 + s] + a[Q] * x * v * Math.cos(t);
            }
            return timeBar;
        }

        @Override
        public int recordLength() {
            return keeping == Keeping.STATES ? 16 : 0;
        }

        @Override
        public boolean slopeIsRecord() {
            return keeping == Keeping.SLOPES;
        }

        @Override
        public void evalAndRecord(double t, double[] y, double[] dyOut, double[] recordOut) {
            eval(t, y, dyOut);
            System.arraycopy(y, 0, recordOut, 0, 16);
        }

        /// Right only if the record is of the same place.
        @Override
        public double vjpFromRecord(double t, double[] y, double[] a, double[] record, double[] gyAcc) {
            fromRecords++;
            double[] expected = y;
            if (keeping == Keeping.SLOPES) {
                expected = new double[17];
                eval(t, y, expected);
                evaluations--;
            }
            for (int j = 0; j < 16; j++) {
                assertThat(record[j]).as("record of component %d", j).isCloseTo(expected[j], within(1e-13));
            }
            return vjp(t, y, a, gyAcc);
        }
    }

    static Stream<Arguments> methods() {
        return Solvers.CATALOG.entries().stream()
                .filter(e -> e.createDefault() instanceof RungeKutta)
                .map(Entry::id)
                .flatMap(id -> Stream.of(Keeping.values()).map(keeping -> Arguments.of(id, keeping)));
    }

    private static TapedWork prepare(String id, OdeSystem system) {
        TapedWork work = ((RungeKutta) Solvers.CATALOG.get(id).createDefault()).prepare(system);
        work.keepEvaluations();
        return work;
    }

    private static double[] random(String name, boolean state) {
        RandomGenerator random = RandomStreams.of(SEED, name);
        double[] v = new double[17];
        for (int i = 0; i < 2; i++) {
            for (int s = 0; s < 8; s++) {
                v[8 * i + s] = s < 3 ? random.nextGaussian() : state ? v[8 * i + 2] : 0;
            }
        }
        v[16] = random.nextGaussian();
        return v;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < 17; j++) {
            sum += j < 16 && j % 8 > 2 ? 0 : a[j] * b[j];
        }
        return sum;
    }

    private static double central(DoubleUnaryOperator f, double at) {
        double e = 1e-4;
        // two differences extrapolated: of order e⁴
        return (8 * (f.applyAsDouble(at + e) - f.applyAsDouble(at - e))
                        - (f.applyAsDouble(at + 2 * e) - f.applyAsDouble(at - 2 * e)))
                / (12 * e);
    }

    /// The Jacobian of implicit stages is had by differences, of which half the digits are good; the weights of
    /// the dense output of order 7 are large.
    private static Offset<Double> near(String id) {
        return switch (id) {
            case "kvaerno5" -> within(1e-6);
            case "dopri8" -> within(1e-8);
            default -> within(2e-10);
        };
    }

    /// gᵀy(t + h) + Σ wᵀy(τ) for two times τ, one of them past the end of the step.
    private static final double[] TIMES = {T + 0.37 * H, T + 1.2 * H};

    private static double loss(String id, double alpha, double t, double h, double[] y) {
        Oscillators system = new Oscillators(Keeping.NOTHING);
        system.alpha = alpha;
        Stepper.Work work = prepare(id, system);
        assertThat(work.step(t, h, y)).isTrue();
        double loss = dot(random("g", false), work.next());
        double[] out = new double[17];
        for (int k = 0; k < TIMES.length; k++) {
            work.interpolate((TIMES[k] - t) / h, out);
            loss += dot(random("w" + k, false), out);
        }
        return loss;
    }

    private static double[] moved(double[] y, int j, double value) {
        double[] copy = y.clone();
        copy[j] = value;
        return copy;
    }

    @ParameterizedTest
    @MethodSource("methods")
    void cotangentsAreThoseOfTheStepAndItsDenseOutput(String id, Keeping keeping) {
        Oscillators system = new Oscillators(keeping);
        TapedWork work = prepare(id, system);
        double[] y = random("y", true);
        work.step(T, H, y);
        Tape tape = work.newTape(true);
        work.save(tape);
        work.accept();
        work.load(T, H, tape);
        for (int k = 0; k < TIMES.length; k++) {
            double[] w = random("w" + k, false);
            double slope = work.addOutput((TIMES[k] - T) / H, w);
            double[] out = new double[17];
            double expected = central(
                    tau -> {
                        Stepper.Work other = prepare(id, new Oscillators(Keeping.NOTHING));
                        other.step(T, H, y);
                        other.interpolate((tau - T) / H, out);
                        return dot(w, out);
                    },
                    TIMES[k]);
            assertThat(slope).isCloseTo(expected, near(id));
        }
        double[] a = random("g", false);
        TapedWork.TimeCotangent times = new TapedWork.TimeCotangent();
        work.cotangent(system, a, times);
        for (int j : new int[] {0, 1, 2, 8, 9, 10, 16}) {
            assertThat(a[j])
                    .as("by component %d", j)
                    .isCloseTo(central(x -> loss(id, 0.7, T, H, moved(y, j, x)), y[j]), near(id));
        }
        assertThat(a[3]).as("padding").isZero();
        assertThat(system.alphaBar).as("by α").isCloseTo(central(x -> loss(id, x, T, H, y), 0.7), near(id));
        assertThat(times.start()).as("by t").isCloseTo(central(t -> loss(id, 0.7, t, H, y), T), near(id));
        assertThat(times.size()).as("by h").isCloseTo(central(h -> loss(id, 0.7, T, h, y), H), near(id));
        twiceIsTheSame(work, system, tape, a);
    }

    private static final double[] SIZES = {0.3, 0.2, 0.25, 0.4};

    private static double[] end(String id, double alpha, double[] y0) {
        Oscillators system = new Oscillators(Keeping.NOTHING);
        system.alpha = alpha;
        Stepper.Work work = prepare(id, system);
        double[] y = y0.clone();
        double t = T;
        for (double h : SIZES) {
            work.step(t, h, y);
            System.arraycopy(work.next(), 0, y, 0, 17);
            work.accept();
            t += h;
        }
        return y;
    }

    /// Steps on tapes, with attempts between that are not kept and dense output that is looked at.
    @ParameterizedTest
    @MethodSource("methods")
    void cotangentsGoBackThroughSeveralSteps(String id, Keeping keeping) {
        Oscillators system = new Oscillators(keeping);
        TapedWork work = prepare(id, system);
        double[] y0 = random("y", true);
        double[] y = y0.clone();
        double[] out = new double[17];
        Tape[] tapes = new Tape[SIZES.length];
        double t = T;
        for (int n = 0; n < SIZES.length; n++) {
            work.step(t, 1.5 * SIZES[n], y);
            work.step(t, SIZES[n], y);
            if (n % 2 == 1) {
                work.interpolate(0.5, out);
            }
            tapes[n] = work.newTape(n != 2);
            work.save(tapes[n]);
            System.arraycopy(work.next(), 0, y, 0, 17);
            work.accept();
            t += SIZES[n];
        }
        assertThat(y).as("what is saved changes nothing").containsExactly(end(id, 0.7, y0), within(1e-13));
        double[] g = random("g", false);
        double[] a = g.clone();
        TapedWork.TimeCotangent times = new TapedWork.TimeCotangent();
        times.wantSize(false);
        for (int n = SIZES.length - 1; n >= 0; n--) {
            t -= SIZES[n];
            work.load(t, SIZES[n], tapes[n]);
            work.cotangent(system, a, times);
        }
        for (int j : new int[] {0, 1, 2, 8, 9, 10, 16}) {
            assertThat(a[j])
                    .as("by component %d", j)
                    .isCloseTo(central(x -> dot(g, end(id, 0.7, moved(y0, j, x))), y0[j]), near(id));
        }
        assertThat(system.alphaBar).isCloseTo(central(x -> dot(g, end(id, x, y0)), 0.7), near(id));
        if (keeping == Keeping.NOTHING) {
            assertThat(system.fromRecords).isZero();
        } else {
            assertThat(system.fromRecords).as("what was recorded is used").isPositive();
        }
    }

    /// An evaluation a stage, and where the last stage is the next step's first, one less from the second step
    /// on. The known slope survives attempts that are not kept, and dense output's own stages are evaluated
    /// once, when asked.
    @Test
    void nothingIsEvaluatedTwice() {
        int[][] expected = {{1, 1, 0}, {4, 4, 1}, {7, 6, 0}, {13, 12, 3}};
        List<String> ids = List.of("euler", "rk4", "dopri5", "dopri8");
        for (int m = 0; m < ids.size(); m++) {
            Oscillators system = new Oscillators(Keeping.NOTHING);
            TapedWork work = prepare(ids.get(m), system);
            double[] y = random("y", true);
            work.step(T, H, y);
            assertThat(system.evaluations).as("%s, first step", ids.get(m)).isEqualTo(expected[m][0]);
            work.step(T, 0.5 * H, y);
            assertThat(system.evaluations).as("%s, tried again", ids.get(m)).isEqualTo(2 * expected[m][0] - 1);
            double[] next = work.next().clone();
            work.error();
            work.accept();
            system.evaluations = 0;
            work.step(T + 0.5 * H, H, next);
            assertThat(system.evaluations).as("%s, second step", ids.get(m)).isEqualTo(expected[m][1]);
            system.evaluations = 0;
            work.interpolate(0.3, new double[17]);
            work.interpolate(0.6, new double[17]);
            assertThat(system.evaluations).as("%s, dense output", ids.get(m)).isEqualTo(expected[m][2]);
            next = work.next().clone();
            work.accept();
            system.evaluations = 0;
            work.step(T + 1.5 * H, H, next);
            // the slope at the end, which dense output of the classic method needed, is the next step's
            // first
            int saved = ids.get(m).equals("rk4") ? 1 : 0;
            assertThat(system.evaluations).as("%s, third step", ids.get(m)).isEqualTo(expected[m][1] - saved);
            work.restart();
            system.evaluations = 0;
            work.step(T, H, y);
            assertThat(system.evaluations).as("%s, anew", ids.get(m)).isEqualTo(expected[m][0]);
        }
    }

    /// A start, a slope a stage, and a record a stage where evaluations are kept.
    @Test
    void tapesTellTheirLength() {
        TapedWork plain = prepare("rk4", new Oscillators(Keeping.NOTHING));
        assertThat(plain.tapeLength(true)).isEqualTo(17 * 5);
        TapedWork keeping = prepare("rk4", new Oscillators(Keeping.STATES));
        assertThat(keeping.tapeLength(true)).isEqualTo(17 * 5 + 4 * 16);
        assertThat(keeping.tapeLength(false)).isEqualTo(17 * 5);
    }

    /// Nothing stays of a cotangent, neither for the same question nor for one without dense output.
    private static void twiceIsTheSame(TapedWork work, Oscillators system, Tape tape, double[] first) {
        TapedWork.TimeCotangent times = new TapedWork.TimeCotangent();
        work.load(T, H, tape);
        for (int k = 0; k < TIMES.length; k++) {
            work.addOutput((TIMES[k] - T) / H, random("w" + k, false));
        }
        double[] again = random("g", false);
        work.cotangent(system, again, times);
        assertThat(again).as("the same question").containsExactly(first, within(1e-12));
        work.load(T, H, tape);
        double[] half = random("g", false);
        work.cotangent(system, half, times);
        work.load(T, H, tape);
        double[] zero = new double[17];
        for (int k = 0; k < TIMES.length; k++) {
            work.addOutput((TIMES[k] - T) / H, random("w" + k, false));
        }
        work.cotangent(system, zero, times);
        for (int j = 0; j < 17; j++) {
            assertThat(half[j] + zero[j]).as("linear in its parts").isCloseTo(first[j], within(1e-12));
        }
    }
}
