package adjointlab.core.adjoint;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.field.Context;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.FieldSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/// The forward solve that every gradient method begins with: keeps the states at the losses' times.
final class ForwardPass {
    private final int samples;
    private final int dim;
    private final FieldSystem system;
    private final Context context;
    private final SolveStats stats = new SolveStats();
    private final SolveStats uncounted = new SolveStats();
    private final Solve solve;
    private final double[] y;
    private final double[] slope;
    private final List<Batch> states = new ArrayList<>();
    private double[] theta = new double[0];
    private Times times = new Times(0, 0);
    private Batch initial;
    /// One for the times of each solve that this goes through.
    private final IdentityHashMap<double[], Watch> watches = new IdentityHashMap<>();

    ForwardPass(Setup setup, Scratch scratch) {
        this.samples = setup.samples();
        this.dim = setup.field().dim();
        this.context = setup.context();
        this.system = new FieldSystem(setup.field(), samples, scratch);
        this.solve = new Solve(setup.solver(), system, stats);
        this.y = new double[system.layout().length()];
        this.slope = new double[y.length];
        this.initial = new Batch(dim, samples);
    }

    FieldSystem system() {
        return system;
    }

    Solve solve() {
        return solve;
    }

    SolveStats stats() {
        return stats;
    }

    Times times() {
        return times;
    }

    double[] theta() {
        return theta;
    }

    Context context() {
        return context;
    }

    Batch initial() {
        return initial;
    }

    Batch state(int index) {
        return states.get(index);
    }

    SolveStatus run(double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
        this.theta = theta;
        this.times = times;
        makeRoom(times);
        stats.clear();
        system.bind(theta, context);
        system.countInto(stats);
        initial.copyFrom(y0);
        System.arraycopy(y0.data(), y0.offset(), y, 0, y.length);
        Watch watch = watches.get(times.times());
        if (watch == null || watch.listener() != listener || watch.cancellation() != cancellation) {
            watch = new Watch(times.times(), this::keep, listener, cancellation);
            watches.put(times.times(), watch);
        }
        return solve.run(times.start(), times.end(), y, watch);
    }

    private void makeRoom(Times times) {
        while (states.size() < times.times().length) {
            states.add(new Batch(dim, samples));
        }
    }

    /// See [AdjointMethod.Work#resume].
    void resume(double[] theta, Times times, Batch initial, Batch[] states) {
        this.theta = theta;
        this.times = times;
        makeRoom(times);
        this.initial.copyFrom(initial);
        for (int i = 0; i < times.times().length; i++) {
            this.states.get(i).copyFrom(states[i]);
        }
    }

    private void keep(int index, double t, double[] state) {
        System.arraycopy(state, 0, states.get(index).data(), 0, y.length);
    }

    /// aᵀ f(t, y); not counted as part of the solve.
    double slopeAlong(double t, Batch at, Batch a) {
        system.countInto(uncounted);
        system.eval(t, at.data(), slope);
        double sum = 0;
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < samples; s++) {
                sum += a.get(i, s) * slope[i * at.stride() + s];
            }
        }
        return sum;
    }
}
