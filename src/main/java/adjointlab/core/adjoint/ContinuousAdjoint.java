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
import java.util.function.IntConsumer;

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

    @Override
    public boolean samples() {
        return true;
    }

    private static final class ContinuousWork implements Work {
        private final ForwardPass forward;
        private final AugmentedSystem augmented;
        private final BackwardSegments segments;
        private final SolveStats stats = new SolveStats();
        private final double[] z;
        private final int stateLength;
        private final Batch gradInitial;
        private final double[] gradTheta;
        private final Batch gradLast;
        private Batch[] cotangents = new Batch[0];
        private final IntConsumer arrive = this::arriveAt;

        ContinuousWork(Setup setup, SolverSettings backward) {
            Scratch scratch = new Scratch();
            this.forward = new ForwardPass(setup, scratch);
            this.augmented = new AugmentedSystem(setup.field(), setup.samples(), scratch, stats);
            this.segments =
                    new BackwardSegments(
                            new Solve(backward, augmented, stats),
                            backward,
                            augmented::adjointIn,
                            (_, z) -> augmented.stateIn(z));
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
            stats.clear();
            augmented.bind(forward.theta());
            java.util.Arrays.fill(z, 0);
            gradLast.copyFrom(cotangents[cotangents.length - 1]);
            this.cotangents = cotangents;
            SolveStatus status = segments.run(forward.times(), z, arrive, listener, cancellation);
            System.arraycopy(z, stateLength, gradInitial.data(), 0, stateLength);
            System.arraycopy(z, augmented.gradientOffset(), gradTheta, 0, gradTheta.length);
            return status;
        }

        /// At a time with a loss the state is known from the forward solve, and the adjoint jumps by the loss's cotangent.
        private void arriveAt(int index) {
            Batch cotangent = cotangents[index];
            System.arraycopy(forward.state(index).data(), 0, z, 0, stateLength);
            for (int j = 0; j < stateLength; j++) {
                z[stateLength + j] += cotangent.data()[cotangent.offset() + j];
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
