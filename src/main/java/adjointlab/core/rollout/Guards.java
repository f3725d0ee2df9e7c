package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.field.Context;
import adjointlab.core.field.Impact;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Event;
import adjointlab.core.ode.FieldSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import java.util.ArrayList;
import java.util.List;

/// Watches the samples of a batch for their next jump, resets those that jump, and takes cotangents back through it.
final class Guards {
    private final Impact impact;
    private final int first;
    private final int samples;
    private final int stride;
    private final FieldSystem system;
    private final Context context;
    private final SolveStats searched = new SolveStats();
    private final Solve search;
    private final List<Event> events = new ArrayList<>();
    private Watch watch = Watch.NONE;
    private SolveStatus status = SolveStatus.OK;
    private final double[] state;
    private final double[] slope;
    private final double[] slopeBehind;
    /// Whether a sample is where it can jump: above the surface, or on it and rising.
    private final boolean[] armed;
    /// Which one the last solve stopped for.
    private int stopped;
    private final double[] x;
    private final double[] gradient;
    private final double[] behind;
    private final double[] pulled;

    /// @param first component of the state that the impact sees
    Guards(Setup setup, Impact impact, int first) {
        this.impact = impact;
        this.first = first;
        samples = setup.samples();
        context = setup.context();
        system = new FieldSystem(setup.field(), samples, new Scratch());
        search = new Solve(setup.solver(), system, searched);
        state = new double[system.layout().length()];
        slope = new double[state.length];
        slopeBehind = new double[state.length];
        stride = state.length / setup.field().dim();
        armed = new boolean[samples];
        x = new double[impact.dim()];
        gradient = new double[impact.dim()];
        behind = new double[impact.dim()];
        pulled = new double[impact.dim()];
        for (int s = 0; s < samples; s++) {
            events.add(new Meeting(s));
        }
    }

    /// A sample meets the surface from above.
    private final class Meeting implements Event {
        private final int sample;

        Meeting(int sample) {
            this.sample = sample;
        }

        @Override
        public double value(double t, double[] y) {
            return guard(y, 0, sample);
        }

        @Override
        public Direction direction() {
            return Direction.FALLING;
        }

        @Override
        public boolean terminal() {
            return true;
        }

        @Override
        public void occurred(double t, double[] y) {
            stopped = sample;
        }
    }

    /// @param theta weights [≥p], not copied
    /// @param stats that evaluations are counted in from now on
    void bind(double[] theta, SolveStats stats) {
        system.bind(theta, context);
        countInto(stats);
    }

    void countInto(SolveStats stats) {
        system.countInto(stats);
    }

    /// When the next sample jumps.
    ///
    /// @param t s
    /// @param end s
    /// @param y y(t) [state×n], not modified
    /// @param steps equal ones until the end, without meaning for adaptive ones
    /// @return s; the end if none does, and without meaning where the [#status] is not ok
    double next(double t, double end, Batch y, int steps, Cancellation cancellation) {
        arm(t, y);
        stopped = -1;
        System.arraycopy(y.data(), y.offset(), state, 0, state.length);
        if (watch.cancellation() != cancellation || watch.events().isEmpty()) {
            watch = new Watch(Watch.NONE.times(), Watch.NONE.output(), StepListener.NONE, cancellation, events);
        }
        status = search.run(t, end, state, watch, steps);
        if (status.kind() == SolveStatus.Kind.EVENT) {
            double met = status.t();
            status = SolveStatus.OK;
            return met;
        }
        return end;
    }

    /// How the last search went.
    SolveStatus status() {
        return status;
    }

    private void arm(double t, Batch y) {
        boolean rates = false;
        for (int s = 0; s < samples; s++) {
            double guard = guard(y.data(), y.offset(), s);
            armed[s] = guard > 0;
            if (guard == 0) {
                if (!rates) {
                    system.eval(t, y.data(), slope);
                    rates = true;
                }
                armed[s] = approach(y, s) > 0;
            }
        }
    }

    /// ∇g·f, with f in [#slope].
    private double approach(Batch y, int s) {
        take(y.data(), y.offset(), s, x);
        impact.guardGradient(x, gradient);
        double rate = 0;
        for (int i = 0; i < x.length; i++) {
            rate += gradient[i] * slope[(first + i) * stride + s];
        }
        return rate;
    }

    private double guard(double[] y, int offset, int s) {
        take(y, offset, s, x);
        return impact.guard(x);
    }

    private void take(double[] y, int offset, int s, double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = y[offset + (first + i) * stride + s];
        }
    }

    /// Resets the sample that the last search stopped for, and those that came to the surface with it.
    ///
    /// @param y [state×n], replaced
    /// @param hitOut [n], overwritten
    void reset(Batch y, boolean[] hitOut) {
        for (int s = 0; s < samples; s++) {
            hitOut[s] = s == stopped || armed[s] && guard(y.data(), y.offset(), s) <= 0;
            if (hitOut[s]) {
                take(y.data(), y.offset(), s, x);
                impact.reset(x, behind);
                for (int i = 0; i < behind.length; i++) {
                    y.set(first + i, s, behind[i]);
                }
            }
        }
        y.padState();
    }

    /// From the cotangents behind a jump to those before it.
    ///
    /// @param t of the jump, s
    /// @param before y⁻ [state×n], not modified
    /// @param after y⁺ [state×n], not modified
    /// @param hit which samples jump [n]
    /// @param a [state×n], replaced
    void saltate(double t, Batch before, Batch after, boolean[] hit, Batch a) {
        system.eval(t, after.data(), slopeBehind);
        system.eval(t, before.data(), slope);
        for (int s = 0; s < samples; s++) {
            if (hit[s]) {
                saltate(before, s, a);
            }
        }
    }

    private void saltate(Batch before, int s, Batch a) {
        double rate = approach(before, s);
        take(a.data(), a.offset(), s, behind);
        impact.resetVjp(x, behind, pulled);
        // a·f⁺ − (DRᵀa)·f⁻ over the whole state, of which the impact resets a part
        double jump = 0;
        for (int i = 0; i < a.dim(); i++) {
            boolean reset = i >= first && i < first + pulled.length;
            double own = a.get(i, s);
            int at = i * stride + s;
            jump += own * slopeBehind[at] - (reset ? pulled[i - first] : own) * slope[at];
        }
        for (int i = 0; i < pulled.length; i++) {
            a.set(first + i, s, pulled[i] + gradient[i] * jump / rate);
        }
    }
}
