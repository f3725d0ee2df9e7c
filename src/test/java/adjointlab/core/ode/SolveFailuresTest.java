package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.ode.ErrorNorm.Tolerances;
import adjointlab.core.ode.SolveStatus.Kind;
import adjointlab.core.ode.SolverSettings.Adaptive;
import adjointlab.core.ode.SolverSettings.EndRule;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a solve fails: where it ends, with which state, and who is to blame.
final class SolveFailuresTest extends SolveProbe {
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

    /// An evaluation that is not wanted to its end cancels the solve at the last accepted state.
    @Test
    void aSolveIsCancelledInTheMiddleOfAnEvaluation() {
        double[] y = filled(1);
        Scalar given = new Scalar((t, x) -> {
            if (t > 0.65) {
                throw new CancellationException("not wanted any more");
            }
            return 1;
        });
        SolveStatus status = new Solve(TestSettings.fixed("euler", 10), given, new SolveStats()).run(0, 1, y, watch());
        assertThat(status.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(status.t()).isCloseTo(0.7, within(1e-12));
        assertThat(y[0]).isCloseTo(1.7, within(1e-12));
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

    /// The sample whose error is the largest part of its own tolerance is named.
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
