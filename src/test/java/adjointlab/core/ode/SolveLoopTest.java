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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The law of the loop, seen from outside: where steps begin, how large they are, what is kept, where it ends.
final class SolveLoopTest extends SolveProbe {
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

    @ParameterizedTest
    @ValueSource(strings = {"CLAMP", "INTERPOLATE"})
    void eachStepIsWhatTheControllerProposedAndBeginsWhereTheLastOneWasKept(EndRule rule) {
        for (double[] span : new double[][] {{0.2, 1.7}, {1.7, 0.2}}) {
            seen.clear();
            SolveStats stats = new SolveStats();
            double[] y = filled(1);
            SolverSettings settings = adaptive((_, _) -> 0.02, rule, 1e-6, 1000);
            assertThat(new Solve(settings, new Scalar(SolveProbe::bump), stats).run(span[0], span[1], y, watch()))
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
                new Solve(settings, new Scalar(SolveProbe::bump), new SolveStats()).run(0.9, 1.7, y, watch());
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
        SolveStatus status =
                new Solve(settings, new Scalar(SolveProbe::bump), new SolveStats()).run(0.9, 1.7, filled(1), watch());
        assertThat(status).isEqualTo(SolveStatus.OK);
        return seen.size();
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
        Solve solve = new Solve(settings, new Scalar(SolveProbe::bump), new SolveStats());
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

    /// What a first-step rule is shown.
    @Test
    void firstStepRulesSeeTheStart() {
        double[] shown = new double[6];
        FirstStep rule = (start, scratch) -> {
            shown[0] = start.t();
            shown[1] = start.span();
            shown[2] = start.order();
            shown[3] = start.norm();
            shown[4] = start.norm(start.slope());
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
}
