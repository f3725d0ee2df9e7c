package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.ode.Event.Direction;
import adjointlab.core.ode.SolveStatus.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The rules of events, mostly on ẏ = 1, y = t, where one step covers the whole span and dense output is exact.
final class EventTest {
    private static final OdeSystem CLOCK = new OdeSystem() {
        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("y", 1, 8);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            Arrays.fill(dyOut, 1);
        }
    };

    /// What happened, in order.
    private final List<String> told = new ArrayList<>();

    private interface Function {
        double of(double t, double y);
    }

    private Event event(String name, Direction direction, boolean terminal, Function function) {
        return new Event() {
            @Override
            public double value(double t, double[] y) {
                return function.of(t, y[0]);
            }

            @Override
            public Direction direction() {
                return direction;
            }

            @Override
            public boolean terminal() {
                return terminal;
            }

            @Override
            public void occurred(double t, double[] y) {
                told.add("%s %.6f".formatted(name, t));
                assertThat(y[0]).as("the state at %s", name).isCloseTo(t, within(1e-12));
            }
        };
    }

    private Event level(String name, double level, Direction direction) {
        return event(name, direction, false, (_, y) -> y - level);
    }

    private static double[] filled(double value) {
        double[] y = new double[8];
        Arrays.fill(y, value);
        return y;
    }

    private static SolveStatus run(SolverSettings settings, double start, double end, Watch watch) {
        return new Solve(settings, CLOCK, new SolveStats()).run(start, end, filled(start), watch);
    }

    private static Watch watch(Event... events) {
        return new Watch(new double[0], Watch.NONE.output(), StepListener.NONE, Cancellation.NEVER, List.of(events));
    }

    private SolveStatus oneStep(double start, double end, Event... events) {
        told.clear();
        return run(TestSettings.fixed("rk4", 1), start, end, watch(events));
    }

    @Test
    void eventsWithinAStepAreToldInOrderOfTime() {
        Event[] events = {level("c", 0.7, Direction.ANY), level("a", 0.2, Direction.ANY), level("b", 0.5, Direction.ANY)
        };
        assertThat(oneStep(0, 1, events)).isEqualTo(SolveStatus.OK);
        assertThat(told).containsExactly("a 0.200000", "b 0.500000", "c 0.700000");
        oneStep(1, 0, events);
        assertThat(told).as("backward").containsExactly("c 0.700000", "b 0.500000", "a 0.200000");
    }

    @Test
    void simultaneousEventsAreAllToldInTheirOwnOrder() {
        oneStep(0, 1, level("first", 0.4, Direction.ANY), level("second", 0.4, Direction.ANY));
        assertThat(told).containsExactly("first 0.400000", "second 0.400000");
    }

    /// The direction is that in which the solve goes: backward in time y = t falls.
    @Test
    void onlyTheWantedChangeOfSignCounts() {
        Event[] events = {
            level("rising", 0.3, Direction.RISING),
            level("falling", 0.6, Direction.FALLING),
            event("mirrored", Direction.FALLING, false, (_, y) -> 0.8 - y)
        };
        oneStep(0, 1, events);
        assertThat(told).containsExactly("rising 0.300000", "mirrored 0.800000");
        oneStep(1, 0, events);
        assertThat(told).containsExactly("falling 0.600000");
    }

    @Test
    void aTerminalEventEndsTheSolveWithinTheStep() {
        List<Double> seen = new ArrayList<>();
        Event[] events = {
            level("after", 0.8, Direction.ANY),
            event("stop", Direction.RISING, true, (_, y) -> y - 0.6),
            level("before", 0.1, Direction.ANY)
        };
        double[] times = {0, 0.3, 0.6, 0.61, 1};
        Watch watch =
                new Watch(times, (_, t, _) -> seen.add(t), StepListener.NONE, Cancellation.NEVER, List.of(events));
        double[] y = filled(0);
        SolveStatus status = new Solve(TestSettings.fixed("rk4", 1), CLOCK, new SolveStats()).run(0, 1, y, watch);
        assertThat(status.kind()).isEqualTo(Kind.EVENT);
        assertThat(status.t()).isCloseTo(0.6, within(1e-15));
        assertThat(y[0]).as("the state where the solve ends").isCloseTo(0.6, within(1e-15));
        assertThat(told).containsExactly("before 0.100000", "stop 0.600000");
        assertThat(seen).as("outputs up to the event").containsExactly(0.0, 0.3, 0.6);
    }

    @Test
    void ofTwoTerminalEventsTheEarlierOneEnds() {
        Event late = event("late", Direction.ANY, true, (_, y) -> y - 0.9);
        Event early = event("early", Direction.ANY, true, (_, y) -> y - 0.35);
        assertThat(oneStep(0, 1, late, early).t()).isCloseTo(0.35, within(1e-15));
        assertThat(told).containsExactly("early 0.350000");
        assertThat(oneStep(1, 0, late, early).t()).isCloseTo(0.9, within(1e-15));
        // a change of sign in the unwanted direction ends nothing
        Event unwanted = event("unwanted", Direction.FALLING, true, (_, y) -> y - 0.2);
        assertThat(oneStep(0, 1, unwanted)).isEqualTo(SolveStatus.OK);
    }

    @Test
    void eachOfTwoCrossingsInTwoStepsIsFound() {
        Event[] events = {
            event("any", Direction.ANY, false, (t, _) -> Math.abs(t - 1) - 0.4),
            event("falling", Direction.FALLING, false, (t, _) -> Math.abs(t - 1) - 0.4),
            event("rising", Direction.RISING, false, (t, _) -> Math.abs(t - 1) - 0.4)
        };
        run(TestSettings.fixed("euler", 2), 0, 2, watch(events));
        assertThat(told).containsExactly("any 0.600000", "falling 0.600000", "any 1.400000", "rising 1.400000");
        // one step has the same sign at both ends
        assertThat(oneStep(0, 2, events)).isEqualTo(SolveStatus.OK);
        assertThat(told).containsExactly("any 0.600000", "falling 0.600000", "any 1.400000", "rising 1.400000");
    }

    private static double product(double t, double... roots) {
        double product = 1;
        for (double root : roots) {
            product *= t - root;
        }
        return product;
    }

    /// All roots of polynomials up to the degree that is looked through, equally spaced or in one corner of the
    /// step, and at its start.
    @Test
    void everyCrossingOfAPolynomialWithinOneStepIsFound() {
        double[][] cases = {
            {0.4, 0.401},
            {0.5, 0.50001},
            {0.01, 0.02},
            {0.001, 0.998, 0.999},
            {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8},
            {0.9, 0.91, 0.92, 0.93, 0.94, 0.95, 0.96},
            {0.25, 0.5, 0.75},
        };
        for (double[] roots : cases) {
            Event event = event("x", Direction.ANY, false, (_, y) -> product(y, roots));
            String[] forward =
                    Arrays.stream(roots).mapToObj("x %.6f"::formatted).toArray(String[]::new);
            oneStep(0, 1, event);
            assertThat(told).containsExactly(forward);
            oneStep(1, 0, event);
            assertThat(told).containsExactly(List.of(forward).reversed().toArray(String[]::new));
        }
    }

    @Test
    void directionsHoldForCrossingsWithinOneStep() {
        Function bump = (_, y) -> product(y, 0.2, 0.3, 0.7, 0.8);
        oneStep(
                0,
                1,
                event("falling", Direction.FALLING, false, bump),
                event("rising", Direction.RISING, false, bump),
                event("level", Direction.ANY, false, (_, y) -> y - 0.75));
        assertThat(told)
                .containsExactly(
                        "falling 0.200000", "rising 0.300000", "falling 0.700000", "level 0.750000", "rising 0.800000");
    }

    /// Of two crossings in one step the first ends the solve.
    @Test
    void aTerminalEventEndsAtTheFirstOfTwoCrossings() {
        Event stop = event("stop", Direction.ANY, true, (_, y) -> product(y, 0.3, 0.4));
        assertThat(oneStep(0, 1, stop).t()).isCloseTo(0.3, within(1e-15));
        Event rising = event("stop", Direction.RISING, true, (_, y) -> product(y, 0.3, 0.4));
        assertThat(oneStep(0, 1, rising).t()).isCloseTo(0.4, within(1e-15));
    }

    /// Neither from one side nor from the other, neither exactly zero nor missing it by a millionth; a third root
    /// of odd order crosses.
    @Test
    void aTouchIsNoCrossing() {
        for (double miss : new double[] {0, 1e-6, 1e-3}) {
            for (double at : new double[] {0.5, 0.37, 0.0625}) {
                oneStep(0, 1, event("above", Direction.ANY, false, (_, y) -> product(y, at, at) + miss));
                oneStep(0, 1, event("below", Direction.ANY, false, (_, y) -> -product(y, at, at) - miss));
                assertThat(told).as("at %s by %s", at, miss).isEmpty();
            }
        }
        oneStep(0, 1, event("through", Direction.ANY, false, (_, y) -> product(y, 0.5, 0.5, 0.5)));
        assertThat(told).containsExactly("through 0.500000");
    }

    /// A throw from the ground: zero at the very start, up, and back within the same step.
    @Test
    void whatStartsAtZeroAndComesBackIsFound() {
        Event ground = event("ground", Direction.FALLING, false, (_, y) -> y * (0.3 - y));
        oneStep(0, 1, ground);
        assertThat(told).containsExactly("ground 0.300000");
        oneStep(0, 1, event("down", Direction.FALLING, false, (_, y) -> -y));
        assertThat(told).as("the start is no crossing").isEmpty();
    }

    /// Jumps are looked for between the points in which every step is looked at.
    @Test
    void functionsThatAreNotSmoothAreLookedAtInNinePoints() {
        oneStep(0, 1, event("box", Direction.ANY, false, (_, y) -> y > 0.3 && y < 0.6 ? -1 : 1));
        assertThat(told).containsExactly("box 0.300000", "box 0.600000");
    }

    @Test
    void aZeroAtTheEndOfAStepCountsOnceAndOneAtTheStartDoesNot() {
        Event start = level("start", 0, Direction.ANY);
        Event middle = level("middle", 1, Direction.ANY);
        Event end = level("end", 2, Direction.ANY);
        run(TestSettings.fixed("euler", 2), 0, 2, watch(start, middle, end));
        assertThat(told).containsExactly("middle 1.000000", "end 2.000000");
        told.clear();
        run(TestSettings.fixed("euler", 2), 2, 0, watch(start, middle, end));
        assertThat(told).as("backward").containsExactly("middle 1.000000", "start 0.000000");
    }

    /// A zero that a step ends at is touched from one side only: the change of sign is complete there.
    @Test
    void directionsHoldForZerosAtTheEndOfAStep() {
        Event rising = level("rising", 1, Direction.RISING);
        Event falling = level("falling", 1, Direction.FALLING);
        run(TestSettings.fixed("euler", 2), 0, 2, watch(rising, falling));
        assertThat(told).containsExactly("rising 1.000000");
        told.clear();
        run(TestSettings.fixed("euler", 2), 2, 0, watch(rising, falling));
        assertThat(told).containsExactly("falling 1.000000");
    }

    @Test
    void aTerminalEventAtTheEndOfAStepLeavesTheStepsOwnState() {
        double[] y = filled(0);
        double[] seen = new double[1];
        Event stop = new Event() {
            @Override
            public double value(double t, double[] y) {
                return y[0] - 1;
            }

            @Override
            public boolean terminal() {
                return true;
            }

            @Override
            public void occurred(double t, double[] y) {
                seen[0] = y[0];
            }
        };
        SolveStatus status =
                new Solve(TestSettings.fixed("euler", 2), CLOCK, new SolveStats()).run(0, 2, y, watch(stop));
        assertThat(status).isEqualTo(new SolveStatus(Kind.EVENT, 1, -1, Double.NaN));
        assertThat(y).containsExactly(filled(1));
        assertThat(seen).containsExactly(1);
    }

    /// The last step goes past the end; what lies behind the end has not happened.
    @Test
    void nothingHappensBeyondTheEnd() {
        Map<String, Object> past = Map.of("endRule", "interpolate", "rtol", 1e-3, "atol", 1e-3);
        for (double direction : new double[] {1, -1}) {
            told.clear();
            List<Double> ends = new ArrayList<>();
            Event[] events = {
                level("inside", 0.9 * direction, Direction.ANY),
                level("beyond", 1.000001 * direction, Direction.ANY),
                event("later", Direction.ANY, false, (t, _) -> t - 1.000001 * direction)
            };
            Watch watch = new Watch(
                    new double[0],
                    Watch.NONE.output(),
                    (step, _) -> ends.add(step.t() + step.h()),
                    Cancellation.NEVER,
                    List.of(events));
            assertThat(run(TestSettings.settings("dopri5", past), 0, direction, watch))
                    .isEqualTo(SolveStatus.OK);
            assertThat(ends.getLast() * direction).isGreaterThan(1.000001);
            assertThat(told).containsExactly("inside %.6f".formatted(0.9 * direction));
        }
    }

    /// Located to rounding: y = t passes a third where the nearest number to it is.
    @Test
    void rootsAreLocatedToTheLastDigit() {
        double[] at = new double[1];
        Event third = new Event() {
            @Override
            public double value(double t, double[] y) {
                return t - 1.0 / 3;
            }

            @Override
            public void occurred(double t, double[] y) {
                at[0] = t;
            }
        };
        assertThat(third.direction()).isEqualTo(Direction.ANY);
        assertThat(third.terminal()).isFalse();
        run(TestSettings.fixed("euler", 1), -5, 7, watch(third));
        assertThat(at[0]).isEqualTo(1.0 / 3);
        run(TestSettings.fixed("euler", 1), 7, -5, watch(third));
        assertThat(at[0]).isEqualTo(1.0 / 3);
    }

    /// One solve after another by the same object, with fewer and with more events.
    @Test
    void eachRunHasItsOwnEvents() {
        Solve solve = new Solve(TestSettings.fixed("rk4", 1), CLOCK, new SolveStats());
        Event a = level("a", 0.1, Direction.ANY);
        Event b = level("b", 0.2, Direction.ANY);
        Event c = level("c", 0.3, Direction.ANY);
        solve.run(0, 1, filled(0), watch(a));
        solve.run(0, 1, filled(0), watch(a, b, c));
        solve.run(0, 1, filled(0), watch(c));
        solve.run(0, 1, filled(0), watch());
        assertThat(told).containsExactly("a 0.100000", "a 0.100000", "b 0.200000", "c 0.300000", "c 0.300000");
    }
}
