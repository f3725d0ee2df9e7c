package adjointlab.core.ode;

import java.util.List;

/// Finds the events of one solve, step by step and in order of time.
///
/// Each function is looked at in several points of a step, and the polynomial through them says where its sign may
/// change in between; whether it does is asked of the function itself. So every change of sign is found where the
/// function along the dense output is a polynomial of degree 8 or less, as every function is that is linear in the
/// state, unless two are nearer than a millionth of the step. Of other functions those are found that lie between two
/// of the points, and those that the polynomial shows. A zero without change of sign is nothing that happens.
final class EventLocator {
    /// Halvings until a step is as short as rounding.
    private static final int HALVINGS = 60;

    private final double[] state;
    private final RootBrackets brackets = new RootBrackets();
    private List<Event> events = List.of();
    private Search[] searches = new Search[0];
    private double start;
    private double end;

    EventLocator(int length) {
        this.state = new double[length];
    }

    /// Begins a solve.
    void begin(List<Event> events, double t, double[] y) {
        if (this.events != events) {
            this.events = events;
            searches = events.stream().map(Search::new).toArray(Search[]::new);
        }
        for (Search search : searches) {
            search.value = search.event.value(t, y);
        }
    }

    /// Looks for events in an accepted step that is left at `end`, tells them in order, and says when a terminal
    /// one ends the solve; NaN if none does.
    ///
    /// @param endState y(end)
    double search(StepListener.Step step, double end, double[] endState) {
        if (events.isEmpty()) {
            return Double.NaN;
        }
        this.start = step.t();
        this.end = end;
        for (int j = 1; j <= RootBrackets.DEGREE; j++) {
            double t = at(RootBrackets.node(j));
            stateAt(step, t, endState);
            for (Search search : searches) {
                search.values[j] = search.event.value(t, state);
            }
        }
        for (Search search : searches) {
            search.begin();
            search.advance(step, endState);
        }
        for (int next = earliest(step); next >= 0; next = earliest(step)) {
            double t = searches[next].root;
            searches[next].advance(step, endState);
            stateAt(step, t, endState);
            events.get(next).occurred(t, state);
            if (events.get(next).terminal()) {
                return t;
            }
        }
        return Double.NaN;
    }

    private double at(double fraction) {
        return fraction == 1 ? end : start + fraction * (end - start);
    }

    private void stateAt(StepListener.Step step, double t, double[] endState) {
        if (t == end) {
            System.arraycopy(endState, 0, state, 0, state.length);
        } else {
            step.interpolate(t, state);
        }
    }

    private int earliest(StepListener.Step step) {
        int found = -1;
        for (int e = 0; e < events.size(); e++) {
            double root = searches[e].root;
            if (!Double.isNaN(root) && (found < 0 || (root - searches[found].root) * Math.signum(step.h()) < 0)) {
                found = e;
            }
        }
        return found;
    }

    /// One event's way through a step.
    private final class Search {
        private final Event event;
        private final double[] values = new double[RootBrackets.DEGREE + 1];
        private double[] parts = new double[1];
        private int count;
        private int next;
        /// Up to where it has been looked at, s, and the sign there, that of the last value that is not zero.
        private double low;
        private double sign;
        /// At the end of the last step.
        private double value;
        /// The next one that is not told yet, s; NaN if there is none.
        private double root;

        private Search(Event event) {
            this.event = event;
        }

        private void begin() {
            values[0] = value;
            value = values[RootBrackets.DEGREE];
            sign = Math.signum(values[0]);
            low = start;
            next = 0;
            count = brackets.cut(values);
            if (parts.length < count) {
                parts = new double[count];
            }
            for (int i = 0; i < count; i++) {
                parts[i] = brackets.end(i);
            }
        }

        /// Goes on to the next change of sign that counts.
        private void advance(StepListener.Step step, double[] endState) {
            root = Double.NaN;
            while (next < count && Double.isNaN(root)) {
                boolean last = next == count - 1;
                double high = at(parts[next++]);
                double reached = last ? value : valueAt(step, high, endState);
                if (reached == 0 && !last) {
                    // what follows tells whether the sign changes there
                    continue;
                }
                if (crosses(event.direction(), sign, reached)) {
                    root = locate(step, high, endState);
                }
                low = high;
                sign = Math.signum(reached);
            }
        }

        /// By halving, which never leaves the interval and needs no smoothness.
        private double locate(StepListener.Step step, double until, double[] endState) {
            double from = low;
            double high = until;
            for (int i = 0; i < HALVINGS && from != high; i++) {
                double middle = from + 0.5 * (high - from);
                if (middle == from || middle == high) {
                    break;
                }
                if (valueAt(step, middle, endState) * sign > 0) {
                    from = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }

        private double valueAt(StepListener.Step step, double t, double[] endState) {
            stateAt(step, t, endState);
            return event.value(t, state);
        }
    }

    private static boolean crosses(Event.Direction direction, double before, double after) {
        boolean rising = before < 0 && after >= 0;
        boolean falling = before > 0 && after <= 0;
        return switch (direction) {
            case RISING -> rising;
            case FALLING -> falling;
            case ANY -> rising || falling;
        };
    }
}
