package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.ode.SolveStatus.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// The integration loop: statuses, outputs, events, cancellation.
final class SolveTest {
    /// One component, eight times over.
    private record Scalar(Slope slope) implements OdeSystem {
        interface Slope {
            double at(double t, double y);
        }

        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("y", 1, 3);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int i = 0; i < y.length; i++) {
                dyOut[i] = slope.at(t, y[i]);
            }
        }
    }

    private static double[] filled(double value) {
        double[] y = new double[8];
        java.util.Arrays.fill(y, value);
        return y;
    }

    private static SolveStatus run(SolverSettings settings, Scalar.Slope slope, double[] y, Watch watch) {
        return new Solve(settings, new Scalar(slope), new SolveStats()).run(0, 2, y, watch);
    }

    private static Kind kind(SolverSettings settings, Scalar.Slope slope, double start) {
        return run(settings, slope, filled(start), Watch.NONE).kind();
    }

    @Test
    void everyStatusIsReachable() {
        SolverSettings adaptive = TestSettings.adaptive("tsit5", 1e-8);
        assertThat(kind(adaptive, (_, y) -> -y, 1)).isEqualTo(Kind.OK);
        assertThat(kind(adaptive, (t, y) -> Math.sqrt(1 - t) * y, 1)).isEqualTo(Kind.NON_FINITE);
        assertThat(kind(adaptive, (_, y) -> y * y, 1)).isIn(Kind.STEP_UNDERFLOW, Kind.NON_FINITE);
        assertThat(kind(adaptive, (t, y) -> t < 1 ? 0 : y + 1 / (t - 1), 1)).isIn(Kind.STEP_UNDERFLOW, Kind.NON_FINITE);
        assertThat(kind(TestSettings.settings("tsit5", Map.of("maxSteps", 3)), (_, y) -> -50 * y, 1))
                .isEqualTo(Kind.MAX_STEPS);
        assertThat(kind(TestSettings.fixed("kvaerno5", 2), (_, y) -> 50 * Math.signum(Math.sin(1e6 * y)), 1))
                .isEqualTo(Kind.STAGE_FAILURE);
        Watch cancelled = new Watch(new double[0], Watch.NONE.output(), StepListener.NONE, () -> true);
        assertThat(run(adaptive, (_, y) -> -y, filled(1), cancelled).kind()).isEqualTo(Kind.CANCELLED);
        assertThat(run(TestSettings.fixed("rk4", 9), (_, y) -> -y, filled(1), cancelled)
                        .kind())
                .isEqualTo(Kind.CANCELLED);
        for (Kind kind : Kind.values()) {
            SolveStatus status = new SolveStatus(kind, 0.5, 2, 1e-3);
            assertThat(status.sentence()).endsWith(".");
            assertThat(status.advice().isEmpty())
                    .isEqualTo(kind == Kind.OK || kind == Kind.EVENT || kind == Kind.CANCELLED);
        }
    }

    @Test
    void underflowNamesTheSampleThatCausedIt() {
        double[] y = {0.1, 0.1, 1, 1, 1, 1, 1, 1};
        SolveStatus status = run(TestSettings.adaptive("dopri5", 1e-8), (_, x) -> x * x, y, Watch.NONE);
        assertThat(status.row()).isEqualTo(2);
        assertThat(status.t()).isCloseTo(1, within(1e-3));
    }

    @Test
    void statesThatAreNotFiniteNameTheirSample() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] y = filled(1);
            y[1] = bad;
            assertThat(run(TestSettings.adaptive("dopri5", 1e-8), (_, x) -> -x, y, Watch.NONE))
                    .isEqualTo(new SolveStatus(Kind.NON_FINITE, 0, 1, Double.NaN));
        }
    }

    @Test
    void outputsComeFromDenseOutputInOrder() {
        for (String rule : List.of("clamp", "interpolate")) {
            SolverSettings settings =
                    TestSettings.settings("dopri5", Map.of("rtol", 1e-9, "atol", 1e-9, "endRule", rule));
            double[] times = {0, 0.1, 0.100001, 1.5, 2};
            List<Integer> seen = new ArrayList<>();
            Watch watch = new Watch(
                    times,
                    (i, t, y) -> {
                        seen.add(i);
                        assertThat(t).isEqualTo(times[i]);
                        assertThat(y[0]).isCloseTo(Math.exp(-t), within(1e-8));
                    },
                    StepListener.NONE,
                    Cancellation.NEVER);
            double[] y = filled(1);
            assertThat(run(settings, (_, x) -> -x, y, watch).ok()).isTrue();
            assertThat(seen).containsExactly(0, 1, 2, 3, 4);
            assertThat(y[0]).isCloseTo(Math.exp(-2), within(1e-8));
        }
    }

    /// Four stages a step: the sixth question comes in the middle of the second one, which leaves no trace.
    @Test
    void cancellationStopsBetweenStages() {
        AtomicInteger asked = new AtomicInteger();
        Watch watch =
                new Watch(new double[0], Watch.NONE.output(), StepListener.NONE, () -> asked.incrementAndGet() > 5);
        double[] y = filled(1);
        SolveStatus status = run(TestSettings.fixed("rk4", 100), (_, x) -> -x, y, watch);
        assertThat(status.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(status.t()).isCloseTo(0.02, within(1e-12));
        assertThat(y[0]).isCloseTo(Math.exp(-0.02), within(1e-9));
    }

    /// What a solver keeps for long must not hold who asked, with all that he holds.
    @Test
    void aSolveForgetsWhomItAsked() {
        List<Cancellation> heeded = new ArrayList<>();
        OdeSystem system = new OdeSystem() {
            @Override
            public StateLayout layout() {
                return new StateLayout(List.of(new StateLayout.Block("y", 0, 1, 1, 1, false)));
            }

            @Override
            public void eval(double t, double[] y, double[] dyOut) {
                dyOut[0] = -y[0];
            }

            @Override
            public Linearization linearization() {
                return new DenseLinearization(1, new DenseLinearization.Jacobian() {
                    @Override
                    public void at(double t, double[] y, double[] jacobianOut) {
                        jacobianOut[0] = -1;
                    }

                    @Override
                    public void heed(Cancellation cancellation) {
                        heeded.add(cancellation);
                    }
                });
            }
        };
        AtomicInteger times = new AtomicInteger();
        Cancellation asked = () -> times.incrementAndGet() < 0;
        SolverSettings settings =
                new SolverSettings(new RungeKutta(Tableaus.kvaerno()), new SolverSettings.Fixed(2), 10);
        new Solve(settings, system, new SolveStats())
                .run(0, 1, new double[] {1}, new Watch(new double[0], Watch.NONE.output(), StepListener.NONE, asked));
        int during = times.get();
        assertThat(during).isPositive();
        assertThat(heeded).singleElement().isNotSameAs(asked);
        assertThat(heeded.getFirst().requested()).isFalse();
        assertThat(times).hasValue(during);
    }

    /// y = sin t crosses a level.
    private record Level(double level, Direction direction, boolean terminal, List<Double> times) implements Event {
        @Override
        public double value(double t, double[] y) {
            return y[0] - level;
        }

        @Override
        public void occurred(double t, double[] y) {
            times.add(t);
            assertThat(y[0]).isCloseTo(level, within(1e-8));
        }
    }

    private static SolveStatus solveSine(double end, Event... events) {
        Watch watch =
                new Watch(new double[0], Watch.NONE.output(), StepListener.NONE, Cancellation.NEVER, List.of(events));
        return new Solve(TestSettings.adaptive("dopri5", 1e-10), new Scalar((t, _) -> Math.cos(t)), new SolveStats())
                .run(0, end, filled(0), watch);
    }

    @Test
    void eventsAreLocatedByDirection() {
        Level rising = new Level(0.5, Event.Direction.RISING, false, new ArrayList<>());
        Level falling = new Level(0.5, Event.Direction.FALLING, false, new ArrayList<>());
        Level any = new Level(0.5, Event.Direction.ANY, false, new ArrayList<>());
        assertThat(solveSine(7, rising, falling, any)).isEqualTo(SolveStatus.OK);
        assertThat(rising.times()).hasSize(2);
        assertThat(rising.times().get(0)).isCloseTo(Math.PI / 6, within(1e-8));
        assertThat(rising.times().get(1)).isCloseTo(2 * Math.PI + Math.PI / 6, within(1e-8));
        assertThat(falling.times()).hasSize(1);
        assertThat(falling.times().getFirst()).isCloseTo(5 * Math.PI / 6, within(1e-8));
        assertThat(any.times()).hasSize(3).isSorted();
    }

    @Test
    void aTerminalEventEndsTheSolveThere() {
        Level stop = new Level(0.5, Event.Direction.FALLING, true, new ArrayList<>());
        Level later = new Level(0.4, Event.Direction.FALLING, false, new ArrayList<>());
        SolveStatus status = solveSine(7, later, stop);
        assertThat(status.kind()).isEqualTo(Kind.EVENT);
        assertThat(status.t()).isCloseTo(5 * Math.PI / 6, within(1e-8));
        assertThat(later.times()).isEmpty();
        Level backward = new Level(-0.5, Event.Direction.ANY, true, new ArrayList<>());
        assertThat(solveSine(-7, backward).t()).isCloseTo(-Math.PI / 6, within(1e-8));
    }
}
