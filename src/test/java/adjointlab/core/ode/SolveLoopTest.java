package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Controllers;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.ode.ErrorNorm.Tolerances;
import adjointlab.core.ode.SolveStatus.Kind;
import adjointlab.core.ode.SolverSettings.Adaptive;
import adjointlab.core.ode.SolverSettings.EndRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The law of the loop, seen from outside: where steps begin, how large they are, what is kept, where it ends.
final class SolveLoopTest {
    private interface Slope {
        double at(double t, double y);
    }

    /// Three samples and an integral that feeds nothing back.
    private record Scalar(Slope slope) implements OdeSystem {
        private static final StateLayout LAYOUT = StateLayout.ofBatch("y", 1, 3).withQuadrature("q", 2);

        @Override
        public StateLayout layout() {
            return LAYOUT;
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int i = 0; i < 8; i++) {
                dyOut[i] = slope.at(t, y[i]);
            }
            dyOut[8] = y[0];
            dyOut[9] = 1;
        }
    }

    private record Seen(double t, double h, double ratio, boolean accepted, double start, double end, double middle) {}

    private final List<Seen> seen = new ArrayList<>();

    private void look(StepListener.Step step, boolean accepted) {
        double[] middle = new double[10];
        step.interpolate(step.t() + 0.5 * step.h(), middle);
        seen.add(new Seen(step.t(), step.h(), step.errorRatio(), accepted, step.start()[0], step.end()[0], middle[0]));
    }

    private Watch watch(double... times) {
        return new Watch(times, Watch.NONE.output(), this::look, Cancellation.NEVER);
    }

    private static double[] filled(double value) {
        double[] y = new double[10];
        Arrays.fill(y, 0, 8, value);
        return y;
    }

    private static final StepController CONTROLLER =
            Controllers.CATALOG.get("pi").createDefault();

    private static SolverSettings adaptive(FirstStep first, EndRule rule, double tolerance, int maxSteps) {
        return new SolverSettings(
                Solvers.CATALOG.get("dopri5").createDefault(),
                new Adaptive(new Tolerances(tolerance, tolerance), ErrorNorms.MAX, CONTROLLER, first, rule),
                maxSteps);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 1.75", "1.75, 0.25"})
    void equalStepsLieOnTheirGrid(double start, double end) {
        SolveStats stats = new SolveStats();
        double[] y = filled(1);
        new Solve(TestSettings.fixed("rk4", 6), new Scalar((_, x) -> -x), stats).run(start, end, y, watch());
        double h = (end - start) / 6;
        assertThat(seen).hasSize(6);
        for (int n = 0; n < 6; n++) {
            Seen step = seen.get(n);
            assertThat(step.t()).isCloseTo(start + n * h, within(1e-15));
            assertThat(step.h()).isEqualTo(h);
            assertThat(step.ratio()).isNaN();
            assertThat(step.accepted()).isTrue();
            assertThat(step.end()).isEqualTo(n == 5 ? y[0] : seen.get(n + 1).start());
            assertThat(step.middle()).isBetween(Math.min(step.start(), step.end()), Math.max(step.start(), step.end()));
        }
        assertThat(stats.accepted()).isEqualTo(6);
        assertThat(stats.rejected()).isZero();
        seen.clear();
        new Solve(TestSettings.fixed("rk4", 6), new Scalar((_, x) -> -x), stats).run(start, end, y, watch(), 2);
        assertThat(seen).as("a part of a span with its own number of steps").hasSize(2);
    }

    /// A time scale that changes a hundredfold, so that steps are rejected.
    private static double bump(double t, double y) {
        double u = Math.tanh(50 * (t - 1));
        return 50 * (1 - u * u) - 0.1 * y;
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAMP", "INTERPOLATE"})
    void eachStepIsWhatTheControllerProposedAndBeginsWhereTheLastOneWasKept(EndRule rule) {
        for (double[] span : new double[][] {{0.2, 1.7}, {1.7, 0.2}}) {
            seen.clear();
            SolveStats stats = new SolveStats();
            double[] y = filled(1);
            SolverSettings settings = adaptive((_, _) -> 0.02, rule, 1e-6, 1000);
            assertThat(new Solve(settings, new Scalar(SolveLoopTest::bump), stats).run(span[0], span[1], y, watch()))
                    .isEqualTo(SolveStatus.OK);
            double direction = Math.signum(span[1] - span[0]);
            StepController.Memory memory = new StepController.Memory();
            double t = span[0];
            double h = 0.02 * direction;
            double state = 1;
            int kept = 0;
            for (int n = 0; n < seen.size(); n++) {
                Seen step = seen.get(n);
                boolean last = n == seen.size() - 1;
                assertThat(step.t()).as("attempt %d", n).isEqualTo(t);
                assertThat(step.start()).isEqualTo(state);
                if (last && rule == EndRule.CLAMP) {
                    assertThat(step.h()).isEqualTo(span[1] - t);
                    assertThat(Math.abs(step.h())).isLessThanOrEqualTo(Math.abs(h));
                } else {
                    assertThat(step.h()).isEqualTo(h);
                }
                assertThat(step.accepted()).isEqualTo(step.ratio() <= 1);
                h = step.h() * CONTROLLER.factor(step.ratio(), 5, memory);
                if (step.accepted()) {
                    kept++;
                    t += step.h();
                    state = step.end();
                }
            }
            assertThat(stats.accepted()).isEqualTo(kept);
            assertThat(stats.rejected()).isEqualTo(seen.size() - kept).isPositive();
            assertThat((t - span[1]) * direction).isGreaterThanOrEqualTo(-1e-15);
            if (rule == EndRule.CLAMP) {
                assertThat(y[0]).isEqualTo(state);
            } else {
                assertThat((t - span[1]) * direction).as("past the end").isPositive();
                assertThat(y[0]).isNotEqualTo(state);
            }
            assertThat(y[9]).as("∫1 dt").isCloseTo(span[1] - span[0], within(1e-13));
        }
    }

    @Test
    void afterTooManyAttemptsTheLastKeptStateStays() {
        SolverSettings settings = adaptive((_, _) -> 0.02, EndRule.CLAMP, 1e-9, 12);
        double[] y = filled(1);
        SolveStatus status =
                new Solve(settings, new Scalar(SolveLoopTest::bump), new SolveStats()).run(0.9, 1.7, y, watch());
        assertThat(seen).hasSize(12);
        assertThat(status.kind()).isEqualTo(Kind.MAX_STEPS);
        assertThat(status.row()).isEqualTo(-1);
        Seen kept = seen.stream().filter(Seen::accepted).reduce((_, b) -> b).orElseThrow();
        assertThat(status.t()).isEqualTo(kept.t() + kept.h());
        assertThat(y[0]).isEqualTo(kept.end());
        // as many attempts as are needed are enough
        int needed = attempts(1000);
        assertThat(attempts(needed)).isEqualTo(needed);
    }

    private int attempts(int allowed) {
        seen.clear();
        SolverSettings settings = adaptive((_, _) -> 0.02, EndRule.CLAMP, 1e-6, allowed);
        SolveStatus status = new Solve(settings, new Scalar(SolveLoopTest::bump), new SolveStats())
                .run(0.9, 1.7, filled(1), watch());
        assertThat(status).isEqualTo(SolveStatus.OK);
        return seen.size();
    }

    /// A step that leaves the finite numbers has no error ratio: a tenth of it is tried, down to rounding.
    @Test
    void stepsIntoNothingShrinkTenfoldAndTellWhereItBegins() {
        SolverSettings settings = adaptive((_, _) -> 0.4, EndRule.CLAMP, 1e-6, 1000);
        double[] y = filled(1);
        y[1] = 5;
        Scalar wall = new Scalar((t, x) -> t > 0.7 && !(x <= 4) ? Double.NaN : 0);
        SolveStatus status = new Solve(settings, wall, new SolveStats()).run(0.5, 2, y, watch());
        assertThat(status.kind()).isEqualTo(Kind.NON_FINITE);
        assertThat(status.row()).as("the sample that caused it").isEqualTo(1);
        assertThat(status.t()).isCloseTo(0.7, within(1e-12));
        assertThat(Math.abs(status.h())).isLessThan(1e-14);
        int n = 0;
        for (; n + 1 < seen.size() && !seen.get(n).accepted(); n++) {
            assertThat(seen.get(n).ratio()).isNaN();
            assertThat(seen.get(n + 1).h()).isCloseTo(0.1 * seen.get(n).h(), within(1e-15));
        }
        assertThat(n).isPositive();
        assertThat(y[0]).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY})
    void aRuleWithoutAnswerIsReplacedByAMillionthOfTheSpan(double answer) {
        SolverSettings settings = adaptive((_, _) -> answer, EndRule.CLAMP, 1e-6, 1000);
        new Solve(settings, new Scalar((_, x) -> -x), new SolveStats()).run(1, -4, filled(1), watch());
        assertThat(seen.getFirst().h()).isCloseTo(-5e-6, within(1e-18));
    }

    /// A span of no length is over at once, and its outputs are those of its start.
    @Test
    void aSpanOfNoLengthIsOver() {
        List<Double> at = new ArrayList<>();
        Watch watch = new Watch(new double[] {0.5}, (_, t, y) -> at.add(t + y[0]), this::look, Cancellation.NEVER);
        double[] y = filled(3);
        assertThat(new Solve(TestSettings.fixed("rk4", 6), new Scalar((_, _) -> Double.NaN), new SolveStats())
                        .run(0.5, 0.5, y, watch))
                .isEqualTo(SolveStatus.OK);
        assertThat(at).containsExactly(3.5);
        assertThat(seen).isEmpty();
        assertThat(y).isEqualTo(filled(3));
    }

    @Test
    void anIntegralThatIsNotFiniteBelongsToNoSample() {
        double[] y = filled(1);
        y[8] = Double.NaN;
        Solve solve = new Solve(TestSettings.fixed("rk4", 6), new Scalar((_, x) -> x), new SolveStats());
        assertThat(solve.run(0, 1, y, Watch.NONE)).isEqualTo(new SolveStatus(Kind.NON_FINITE, 0, -1, Double.NaN));
        y = filled(1);
        y[7] = Double.NaN;
        assertThat(solve.run(0, 1, y, Watch.NONE).row())
                .as("padding repeats the last sample")
                .isEqualTo(2);
        Solve slope =
                new Solve(TestSettings.fixed("rk4", 6), new Scalar((_, x) -> x > 2 ? Double.NaN : 0), new SolveStats());
        y = filled(1);
        y[1] = 3;
        assertThat(slope.run(0, 1, y, Watch.NONE).row())
                .as("a slope at the start")
                .isEqualTo(1);
    }

    /// Equal steps end at the first one that is not finite, with the state before it.
    @Test
    void equalStepsEndWhereTheStateDoes() {
        double[] y = filled(1);
        SolveStatus status = new Solve(
                        TestSettings.fixed("euler", 4),
                        new Scalar((t, _) -> t > 0.3 ? Double.POSITIVE_INFINITY : 1),
                        new SolveStats())
                .run(0, 1, y, watch());
        assertThat(status).isEqualTo(new SolveStatus(Kind.NON_FINITE, 0.75, 0, 0.25));
        assertThat(y[0]).isEqualTo(1.5);
        assertThat(seen).hasSize(2);
    }

    /// z = y/2 + 3t of ẏ = 2(g(t, y/2 + 3t) − 3) is ż = g(t, z): seen so, the solve takes z's steps.
    private static final class Halved implements Observation {
        @Override
        public boolean identity() {
            return false;
        }

        @Override
        public StateLayout layout(StateLayout state) {
            return StateLayout.ofBatch("z", 1, 3);
        }

        @Override
        public double[] of(double t, double[] y, double[] out) {
            for (int j = 0; j < 8; j++) {
                out[j] = 0.5 * y[j] + 3 * t;
            }
            return out;
        }

        @Override
        public double[] ofChange(double dt, double[] dy, double[] out) {
            for (int j = 0; j < 8; j++) {
                out[j] = 0.5 * dy[j] + 3 * dt;
            }
            return out;
        }
    }

    private record Plain(Slope slope) implements OdeSystem {
        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("z", 1, 3);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            for (int i = 0; i < 8; i++) {
                dyOut[i] = slope.at(t, y[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dopri5", "tsit5", "bosh3"})
    void errorsAndFirstStepsAreThoseOfWhatIsObserved(String solver) {
        SolverSettings settings = TestSettings.settings(solver, Map.of("rtol", 1e-5, "atol", 1e-7));
        double[] z = new double[8];
        Arrays.fill(z, 4);
        new Solve(settings, new Plain(SolveLoopTest::bump), new SolveStats()).run(0.2, 1.7, z, watch());
        List<Seen> expected = List.copyOf(seen);
        seen.clear();
        double[] y = filled(2 * (4 - 3 * 0.2));
        Solve solve = new Solve(
                settings, new Scalar((t, x) -> 2 * (bump(t, 0.5 * x + 3 * t) - 3)), new Halved(), new SolveStats());
        solve.run(0.2, 1.7, y, watch());
        assertThat(expected.stream().anyMatch(step -> !step.accepted())).isTrue();
        assertThat(seen).hasSameSizeAs(expected);
        for (int n = 0; n < seen.size(); n++) {
            assertThat(seen.get(n).t()).isCloseTo(expected.get(n).t(), within(1e-7));
            double ratio = expected.get(n).ratio();
            assertThat(seen.get(n).ratio()).isCloseTo(ratio, within(1e-4 * Math.max(1, ratio)));
            assertThat(seen.get(n).accepted()).isEqualTo(expected.get(n).accepted());
        }
        assertThat(0.5 * y[0] + 3 * 1.7).isCloseTo(z[0], within(1e-7));
    }

    /// A second run by the same object is the first one again: neither slopes nor the controller's history stay.
    @ParameterizedTest
    @ValueSource(strings = {"dopri5", "heun-euler", "kvaerno5"})
    void nothingStaysFromRunToRun(String solver) {
        SolverSettings settings = new SolverSettings(
                Solvers.CATALOG.get(solver).createDefault(),
                new Adaptive(
                        new Tolerances(1e-5, 1e-5),
                        ErrorNorms.RMS,
                        Controllers.CATALOG.get("pid").createDefault(),
                        (_, _) -> 0.02,
                        EndRule.CLAMP),
                100_000);
        Solve solve = new Solve(settings, new Scalar(SolveLoopTest::bump), new SolveStats());
        double[] y = filled(1);
        solve.run(0.2, 1.7, y, watch());
        List<Seen> first = List.copyOf(seen);
        double[] end = y.clone();
        seen.clear();
        solve.run(0.5, 0.9, filled(-3), Watch.NONE);
        y = filled(1);
        solve.run(0.2, 1.7, y, watch());
        assertThat(y).isEqualTo(end);
        assertThat(seen).isEqualTo(first);
    }

    /// Steps of equal size that meet the end exactly do not go on.
    @ParameterizedTest
    @ValueSource(strings = {"CLAMP", "INTERPOLATE"})
    void aStepThatEndsAtTheEndIsTheLast(EndRule rule) {
        SolverSettings settings = new SolverSettings(
                Solvers.CATALOG.get("dopri5").createDefault(),
                new Adaptive(
                        new Tolerances(1, 1),
                        ErrorNorms.MAX,
                        Controllers.CATALOG.get("constant").createDefault(),
                        (_, _) -> 0.25,
                        rule),
                100);
        double[] y = filled(1);
        assertThat(new Solve(settings, new Scalar((_, _) -> 1), new SolveStats()).run(0, 1, y, watch()))
                .isEqualTo(SolveStatus.OK);
        assertThat(seen).hasSize(4).allMatch(step -> step.h() == 0.25);
        assertThat(y[0]).isCloseTo(2, within(1e-15));
    }

    /// Outputs of equal steps: within a step from dense output, at the steps' ends and at the end of the span;
    /// none before its step is done.
    @ParameterizedTest
    @CsvSource({"0, 2", "2, 0"})
    void outputsOfEqualStepsComeStepByStep(double start, double end) {
        double direction = Math.signum(end - start);
        double[] offsets = {0, 0.1, 0.5, 0.7, 0.9, 1.3, 2};
        double[] times = Arrays.stream(offsets).map(o -> start + direction * o).toArray();
        List<Integer> stepsBefore = new ArrayList<>();
        Watch watch = new Watch(
                times,
                (i, t, y) -> {
                    assertThat(t).isEqualTo(times[i]);
                    assertThat(y[0]).isCloseTo(5 + t - start, within(1e-14));
                    stepsBefore.add(seen.size());
                },
                this::look,
                Cancellation.NEVER);
        new Solve(TestSettings.fixed("rk4", 4), new Scalar((_, _) -> 1), new SolveStats())
                .run(start, end, filled(5), watch);
        assertThat(stepsBefore).containsExactly(1, 1, 1, 2, 2, 3, 4);
    }

    private static final StateLayout TWO = StateLayout.ofBatch("y", 2, 3).withBatch("a", 1, 3);

    private static OdeSystem twoBlocks(Slope slope) {
        return new OdeSystem() {
            @Override
            public StateLayout layout() {
                return TWO;
            }

            @Override
            public void eval(double t, double[] y, double[] dyOut) {
                for (int i = 0; i < y.length; i++) {
                    dyOut[i] = slope.at(t, y[i]);
                }
            }
        };
    }

    /// Entry j of the state belongs to sample j mod 8 of whichever block and row.
    @Test
    void samplesAreNamedInEveryBlock() {
        for (int j = 0; j < 24; j++) {
            double[] y = new double[24];
            y[j] = Double.NaN;
            SolveStatus status = new Solve(TestSettings.fixed("rk4", 2), twoBlocks((_, _) -> 0), new SolveStats())
                    .run(0, 1, y, Watch.NONE);
            assertThat(status.row()).as("entry %d", j).isEqualTo(Math.min(j % 8, 2));
        }
    }

    /// ẏ = sign(sin 10⁶y)-like roughness in two samples: the one whose error is the larger part of its own
    /// tolerance is named.
    @Test
    void underflowNamesTheSampleFarthestBeyondItsTolerance() {
        for (int worst = 0; worst < 3; worst++) {
            double[] y = new double[24];
            for (int j = 0; j < 24; j++) {
                // y² explodes at t = 1/y: first in the worst sample
                y[j] = j >= 16 && Math.min(j % 8, 2) == worst ? 1.25 : 1;
            }
            SolverSettings settings = adaptive((_, _) -> 0.01, EndRule.CLAMP, 1e-6, 100_000);
            SolveStatus status =
                    new Solve(settings, twoBlocks((_, x) -> x * x), new SolveStats()).run(0, 2, y, Watch.NONE);
            assertThat(status.kind()).isIn(Kind.STEP_UNDERFLOW, Kind.NON_FINITE);
            assertThat(status.row()).isEqualTo(worst);
            assertThat(status.t()).isCloseTo(0.8, within(1e-3));
        }
    }

    /// What a first-step rule is shown.
    @Test
    void firstStepRulesSeeTheStart() {
        double[] shown = new double[6];
        FirstStep rule = (start, scratch) -> {
            shown[0] = start.t();
            shown[1] = start.span();
            shown[2] = start.order();
            shown[3] = start.norm();
            shown[4] = start.norm(1, start.slope());
            shown[5] = start.y()[0];
            assertThat(scratch).hasDimensions(2, 10);
            assertThat(start.system().layout()).isEqualTo(Scalar.LAYOUT);
            return 0.1;
        };
        SolverSettings settings = adaptive(rule, EndRule.CLAMP, 0.5, 100);
        new Solve(settings, new Scalar((_, x) -> -2 * x), new SolveStats()).run(3, 1.5, filled(4), Watch.NONE);
        // the norm is the largest entry over 0.5 + 0.5·4; of the slope the integral of y counts with 4 over 0.5
        assertThat(shown).containsExactly(new double[] {3, -1.5, 5, 1.6, 8, 4}, within(1e-15));
    }

    /// A wall that no step gets through, whichever stage meets it.
    @ParameterizedTest
    @ValueSource(strings = {"heun-euler", "bosh3", "fehlberg45", "dopri5", "tsit5", "dopri8"})
    void theSampleAtAWallIsNamed(String solver) {
        double[] y = filled(1);
        y[1] = 5;
        Scalar wall = new Scalar((t, x) -> t >= 0.75 && !(x <= 4) ? Double.NaN : 0);
        for (double first : new double[] {0.4, 0.3, 0.25, 0.17}) {
            SolverSettings settings = new SolverSettings(
                    Solvers.CATALOG.get(solver).createDefault(),
                    new Adaptive(new Tolerances(1, 1), ErrorNorms.MAX, CONTROLLER, (_, _) -> first, EndRule.CLAMP),
                    1000);
            SolveStatus status = new Solve(settings, wall, new SolveStats()).run(0.5, 2, y.clone(), Watch.NONE);
            assertThat(status.kind()).isEqualTo(Kind.NON_FINITE);
            assertThat(status.row()).as("first step %s", first).isEqualTo(1);
        }
    }
}
