package adjointlab.core.adjoint;

import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;

/// Optimize then discretize: state, adjoint and gradient are integrated back together from y(T), nothing of the forward
/// solve is kept. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Algorithm 1; for the simplest ODE Algorithm 1
/// of Okamoto, Takeuchi and Sakemi. The gradient agrees with the solution's only up to the solver's tolerance.
///
/// @param backwardNorm error norm of the backward solve
public record ContinuousAdjoint(ErrorNorm backwardNorm) implements AdjointMethod {
    @Override
    public Work prepare(Setup setup) {
        return new ContinuousWork(setup, setup.solver().withNorm(backwardNorm));
    }

    private static final class ContinuousWork implements Work {
        private final ForwardPass forward;
        private final AugmentedSystem augmented;
        private final Solve solve;
        private final SolverSettings settings;
        private final SolveStats stats = new SolveStats();
        private final double[] z;
        private final int stateLength;
        private final Batch gradInitial;
        private final double[] gradTheta;
        private final Batch gradLast;
        private AdjointListener listener = AdjointListener.NONE;
        private double segmentEnd;
        private Watch watch = watchFor(Cancellation.NEVER);

        ContinuousWork(Setup setup, SolverSettings backward) {
            Scratch scratch = new Scratch();
            this.forward = new ForwardPass(setup, scratch);
            this.augmented = new AugmentedSystem(setup.field(), setup.samples(), scratch, stats);
            this.settings = backward;
            this.solve = new Solve(backward, augmented, stats);
            this.z = new double[augmented.layout().length()];
            this.stateLength = augmented.adjointOffset();
            this.gradInitial = new Batch(setup.field().dim(), setup.samples());
            this.gradLast = new Batch(setup.field().dim(), setup.samples());
            this.gradTheta = new double[setup.parameters().size()];
        }

        @Override
        public SolveStatus forward(
                double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
            return forward.run(theta, y0, times, listener, cancellation);
        }

        @Override
        public Batch state(int index) {
            return forward.state(index);
        }

        @Override
        public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
            Times times = forward.times();
            stats.clear();
            augmented.bind(forward.theta());
            this.listener = listener;
            if (watch.cancellation() != cancellation) {
                watch = watchFor(cancellation);
            }
            java.util.Arrays.fill(z, 0);
            int last = times.times().length - 1;
            gradLast.copyFrom(cotangents[last]);
            for (int i = last; i >= 0; i--) {
                arriveAt(i, cotangents[i]);
                double from = times.times()[i];
                segmentEnd = i > 0 ? times.times()[i - 1] : times.start();
                SolveStatus status = solve.run(from, segmentEnd, z, watch, stepsFor(from - segmentEnd));
                if (!status.ok()) {
                    return status;
                }
            }
            listener.adjoint(times.start(), augmented.adjointIn(z));
            System.arraycopy(z, stateLength, gradInitial.data(), 0, stateLength);
            System.arraycopy(z, augmented.gradientOffset(), gradTheta, 0, gradTheta.length);
            return SolveStatus.OK;
        }

        private Watch watchFor(Cancellation cancellation) {
            return new Watch(Watch.NONE.times(), Watch.NONE.output(), this::watchStep, cancellation);
        }

        /// At a time with a loss the state is known from the forward solve, and the adjoint jumps by the loss's cotangent.
        private void arriveAt(int index, Batch cotangent) {
            System.arraycopy(forward.state(index).data(), 0, z, 0, stateLength);
            for (int j = 0; j < stateLength; j++) {
                z[stateLength + j] += cotangent.data()[cotangent.offset() + j];
            }
            listener.adjoint(forward.times().times()[index], augmented.adjointIn(z));
        }

        private int stepsFor(double part) {
            if (settings.stepping() instanceof SolverSettings.Fixed fixed) {
                double whole = forward.times().end() - forward.times().start();
                return Math.max(1, (int) Math.rint(fixed.steps() * part / whole));
            }
            return 0;
        }

        private void watchStep(StepListener.Step step, boolean accepted) {
            listener.stepped(step.t(), step.h(), step.errorRatio(), accepted);
            double reached = step.t() + step.h();
            // the segment's end itself is reported with its loss's part, and what lies past it is not a solution
            if (accepted && (segmentEnd - reached) * Math.signum(step.h()) > 1e-12 * Math.abs(step.h())) {
                listener.adjoint(reached, augmented.adjointIn(step.end()));
            }
        }

        @Override
        public double[] gradTheta() {
            return gradTheta;
        }

        @Override
        public Batch gradInitial() {
            return gradInitial;
        }

        @Override
        public double gradStart() {
            return -forward.slopeAlong(forward.times().start(), forward.initial(), gradInitial);
        }

        @Override
        public double gradEnd() {
            int last = forward.times().times().length - 1;
            return forward.slopeAlong(forward.times().end(), forward.state(last), gradLast);
        }

        @Override
        public SolveStats forwardStats() {
            return forward.stats();
        }

        @Override
        public SolveStats backwardStats() {
            return stats;
        }
    }
}
