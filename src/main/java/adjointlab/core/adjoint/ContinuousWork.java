package adjointlab.core.adjoint;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import java.util.function.IntConsumer;

/// What continuous adjoints have in common: after a forward solve a state that holds the adjoint and the integral of
/// the gradient is solved back, changed by the losses' cotangents on the way; by the times' ends the loss changes as
/// the slopes there say.
abstract class ContinuousWork implements AdjointMethod.Work {
    final ForwardPass forward;
    private final Scratch scratch;
    final SolveStats stats = new SolveStats();
    private final Batch gradInitial;
    private final Batch gradLast;
    private final double[] gradTheta;
    private final IntConsumer arrive = this::arriveAt;
    private Batch[] cotangents = new Batch[0];
    private double[] z = new double[0];

    ContinuousWork(Setup setup, Scratch scratch) {
        this.scratch = scratch;
        this.forward = new ForwardPass(setup, scratch);
        this.gradInitial = new Batch(setup.field().dim(), setup.samples());
        this.gradLast = new Batch(setup.field().dim(), setup.samples());
        this.gradTheta = new double[setup.parameters().size()];
    }

    /// The backward solve from loss to loss.
    abstract BackwardSegments segments();

    /// Length of the backward solve's state.
    abstract int stateLength();

    /// Where the adjoint starts in that state.
    abstract int adjointOffset();

    /// Where the gradient starts in it.
    abstract int gradientOffset();

    /// Gets ready for a backward solve.
    abstract void begin();

    /// Sets what else the state holds at a time with a loss.
    ///
    /// @param index of the time
    /// @param z the state, changed
    void arrive(int index, double[] z) {}

    /// Looks at the state at the start.
    ///
    /// @param z the state, not modified
    void end(double[] z) {}

    @Override
    public SolveStatus forward(
            double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
        return forward.run(theta, y0, times, listener, cancellation);
    }

    @Override
    public final Scratch scratch() {
        return scratch;
    }

    @Override
    public final Batch state(int index) {
        return forward.state(index);
    }

    @Override
    public final SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
        stats.clear();
        begin();
        if (z.length == 0) {
            z = new double[stateLength()];
        }
        java.util.Arrays.fill(z, 0);
        gradLast.copyFrom(cotangents[cotangents.length - 1]);
        this.cotangents = cotangents;
        SolveStatus status = segments().run(forward.times(), z, arrive, listener, cancellation);
        if (status.ok()) {
            end(z);
        }
        System.arraycopy(z, adjointOffset(), gradInitial.data(), 0, gradInitial.length());
        System.arraycopy(z, gradientOffset(), gradTheta, 0, gradTheta.length);
        return status;
    }

    /// At a time with a loss the adjoint jumps by the loss's cotangent.
    private void arriveAt(int index) {
        arrive(index, z);
        Batch cotangent = cotangents[index];
        for (int j = 0; j < cotangent.length(); j++) {
            z[adjointOffset() + j] += cotangent.data()[cotangent.offset() + j];
        }
    }

    @Override
    public final double[] gradTheta() {
        return gradTheta;
    }

    @Override
    public final Batch gradInitial() {
        return gradInitial;
    }

    @Override
    public final double gradStart() {
        return -forward.slopeAlong(forward.times().start(), forward.initial(), gradInitial);
    }

    @Override
    public final double gradEnd() {
        int last = forward.times().times().length - 1;
        return forward.slopeAlong(forward.times().end(), forward.state(last), gradLast);
    }

    @Override
    public final SolveStats forwardStats() {
        return forward.stats();
    }

    @Override
    public final SolveStats backwardStats() {
        return stats;
    }
}
