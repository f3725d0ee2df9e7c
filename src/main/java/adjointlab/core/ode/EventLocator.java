package adjointlab.core.ode;

import java.util.List;

/// Finds the events of one solve, step by step and in order of time.
final class EventLocator {
    /// Halvings until a step is as short as rounding.
    private static final int HALVINGS = 60;

    private final double[] state;
    private List<Event> events = List.of();
    private double[] before = new double[0];
    private double[] roots = new double[0];
    private double end;

    EventLocator(int length) {
        this.state = new double[length];
    }

    /// Begins a solve.
    void begin(List<Event> events, double t, double[] y) {
        this.events = events;
        if (before.length < events.size()) {
            before = new double[events.size()];
            roots = new double[events.size()];
        }
        for (int e = 0; e < events.size(); e++) {
            before[e] = events.get(e).value(t, y);
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
        this.end = end;
        for (int e = 0; e < events.size(); e++) {
            double after = events.get(e).value(end, endState);
            roots[e] = crosses(events.get(e), before[e], after) ? locate(step, e, endState) : Double.NaN;
            before[e] = after;
        }
        for (int next = earliest(step); next >= 0; next = earliest(step)) {
            double t = roots[next];
            roots[next] = Double.NaN;
            stateAt(step, t, endState);
            events.get(next).occurred(t, state);
            if (events.get(next).terminal()) {
                return t;
            }
        }
        return Double.NaN;
    }

    private static boolean crosses(Event event, double before, double after) {
        boolean rising = before < 0 && after >= 0;
        boolean falling = before > 0 && after <= 0;
        return switch (event.direction()) {
            case RISING -> rising;
            case FALLING -> falling;
            case ANY -> rising || falling;
        };
    }

    /// By halving, which never leaves the interval and needs no smoothness.
    private double locate(StepListener.Step step, int e, double[] endState) {
        double low = step.t();
        double high = end;
        double sign = Math.signum(before[e]);
        for (int i = 0; i < HALVINGS && low != high; i++) {
            double middle = low + 0.5 * (high - low);
            if (middle == low || middle == high) {
                break;
            }
            stateAt(step, middle, endState);
            if (events.get(e).value(middle, state) * sign > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
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
            if (!Double.isNaN(roots[e]) && (found < 0 || (roots[e] - roots[found]) * Math.signum(step.h()) < 0)) {
                found = e;
            }
        }
        return found;
    }
}
