package adjointlab.core.adjoint;

import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import java.util.function.Function;
import java.util.function.IntConsumer;

/// A backward solve from loss to loss: at each time with a loss the state is changed, between them it is integrated.
public final class BackwardSegments {
    private final Solve solve;
    private final SolverSettings settings;
    private final Function<double[], Batch> adjoint;
    private final StateAt state;
    private double[] sampled = AdjointListener.NO_TIMES;
    private double[] sampleTimes = AdjointListener.NO_TIMES;
    private int nextSample;
    private AdjointListener listener = AdjointListener.NONE;
    private double segmentEnd;
    private Watch watch = watchFor(Cancellation.NEVER);

    /// @param solve of the backward system
    /// @param settings of the solve
    /// @param adjoint finds a(t) in a state
    /// @param state finds y(t)
    public BackwardSegments(Solve solve, SolverSettings settings, Function<double[], Batch> adjoint, StateAt state) {
        this.solve = solve;
        this.settings = settings;
        this.adjoint = adjoint;
        this.state = state;
    }

    /// Finds y at a time.
    @FunctionalInterface
    public interface StateAt {
        /// @param z the backward solve's state at that time
        Batch at(double t, double[] z);
    }

    private Watch watchFor(Cancellation cancellation) {
        return new Watch(Watch.NONE.times(), Watch.NONE.output(), this::watchStep, cancellation);
    }

    /// Integrates from the last time to the start.
    ///
    /// @param times of the losses
    /// @param z the state, changed
    /// @param arrive adds the loss at the time of that index to `z`
    public SolveStatus run(
            Times times, double[] z, IntConsumer arrive, AdjointListener listener, Cancellation cancellation) {
        this.listener = listener;
        sampleTimes = listener.sampleTimes();
        nextSample = 0;
        if (sampleTimes.length > 0 && sampled.length != z.length) {
            sampled = new double[z.length];
        }
        if (watch.cancellation() != cancellation) {
            watch = watchFor(cancellation);
        }
        double[] at = times.times();
        for (int i = at.length - 1; i >= 0; i--) {
            arrive.accept(i);
            tell(at[i], z);
            segmentEnd = i > 0 ? at[i - 1] : times.start();
            SolveStatus status = solve.run(at[i], segmentEnd, z, watch, stepsFor(at[i] - segmentEnd, times));
            if (!status.ok()) {
                return status;
            }
        }
        tell(times.start(), z);
        return SolveStatus.OK;
    }

    private void tell(double t, double[] z) {
        if (listener != AdjointListener.NONE) {
            listener.adjoint(t, adjoint.apply(z));
        }
    }

    private int stepsFor(double part, Times times) {
        if (settings.stepping() instanceof SolverSettings.Fixed fixed) {
            double whole = times.end() - times.start();
            return Math.max(1, (int) Math.rint(fixed.steps() * part / whole));
        }
        return 0;
    }

    private void watchStep(StepListener.Step step, boolean accepted) {
        listener.stepped(step.t(), step.h(), step.errorRatio(), accepted);
        double reached = step.t() + step.h();
        if (accepted) {
            sample(step, reached);
        }
        // the segment's end itself is reported with its loss's part, and what lies past it is not a solution
        if (accepted && (segmentEnd - reached) * Math.signum(step.h()) > 1e-12 * Math.abs(step.h())) {
            tell(reached, step.end());
        }
    }

    /// Shows the listener's times within a step; what lies past the segment's end is not a solution.
    private void sample(StepListener.Step step, double reached) {
        double direction = Math.signum(step.h());
        double slack = 1e-12 * Math.abs(step.h());
        double until = (reached - segmentEnd) * direction > 0 ? segmentEnd : reached;
        while (nextSample < sampleTimes.length && (sampleTimes[nextSample] - until) * direction <= slack) {
            double t = sampleTimes[nextSample++];
            step.interpolate(t, sampled);
            listener.sample(t, state.at(t, sampled), adjoint.apply(sampled));
        }
    }
}
