package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Impact;
import java.util.ArrayList;
import java.util.List;

/// One true trajectory of a system that jumps: classic Runge-Kutta steps, each cut where the guard reaches zero, with
/// cubic Hermite interpolation between them. Where jumps come to one point of time, as those of a ball that comes to
/// rest do, the state stays as it is there.
final class HybridTrajectory {
    /// Jumps within one step from which on they are taken for endless.
    private static final int ENDLESS = 20;

    /// Halvings until a step is as short as rounding.
    private static final int HALVINGS = 60;

    private final Dynamics system;
    private final Impact impact;
    private final ClassicSteps steps;
    /// In order of time; a jump has two at one time.
    private final List<Node> nodes = new ArrayList<>();

    private final List<Double> jumps = new ArrayList<>();

    /// @param t s
    /// @param x state [dim]
    /// @param rate [dim]
    private record Node(double t, double[] x, double[] rate) {}

    /// @param start x(0) [dim], not modified
    /// @param horizon s
    /// @param count equal steps over the horizon, beside the jumps
    HybridTrajectory(Dynamics system, Impact impact, double[] start, double horizon, int count) {
        this.system = system;
        this.impact = impact;
        steps = new ClassicSteps(system.dim(), (_, x, rateOut) -> system.rate(x, rateOut));
        add(0, start);
        for (int step = 1; step <= count; step++) {
            if (!advance(horizon * step / count)) {
                rest(horizon);
                return;
            }
        }
    }

    private void add(double t, double[] x) {
        double[] rate = new double[x.length];
        system.rate(x, rate);
        nodes.add(new Node(t, x, rate));
    }

    /// Goes on, and says whether jumps let it come there.
    private boolean advance(double until) {
        for (int jump = 0; jump < ENDLESS; jump++) {
            Node from = nodes.getLast();
            double h = until - from.t;
            double[] end = after(from, h);
            if (impact.guard(end) >= 0) {
                add(until, end);
                return true;
            }
            double flown = flight(from, h);
            double t = from.t + flown;
            double[] before = after(from, flown);
            double[] behind = new double[before.length];
            impact.reset(before, behind);
            jumps.add(t);
            add(t, before);
            add(t, behind);
        }
        return false;
    }

    private void rest(double until) {
        Node last = nodes.getLast();
        nodes.add(new Node(last.t, last.x, new double[last.x.length]));
        nodes.add(new Node(until, last.x, new double[last.x.length]));
    }

    private double[] after(Node from, double h) {
        double[] x = new double[from.x.length];
        steps.step(from.t, from.x, h, x);
        return x;
    }

    /// Until when the guard is not negative, within a step at whose end it is.
    private double flight(Node from, double h) {
        double low = 0;
        double high = h;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (impact.guard(after(from, middle)) >= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// When it jumps, s, ascending.
    List<Double> jumps() {
        return jumps;
    }

    /// @param t s; at a jump the state before it
    /// @param component of the state
    double at(double t, int component) {
        int low = 0;
        int high = nodes.size() - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (nodes.get(middle).t < t) {
                low = middle;
            } else {
                high = middle;
            }
        }
        Node from = nodes.get(low);
        Node to = nodes.get(high);
        double h = to.t - from.t;
        double s = (t - from.t) / h;
        double r = 1 - s;
        return (1 + 2 * s) * r * r * from.x[component]
                + s * r * r * h * from.rate[component]
                + s * s * (3 - 2 * s) * to.x[component]
                - s * s * r * h * to.rate[component];
    }
}
