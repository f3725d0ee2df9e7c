package adjointlab.core.adjoint;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;

/// No gradient at all, and nothing kept for one: for predictions.
public record ForwardOnly() implements AdjointMethod {
    @Override
    public Work prepare(Setup setup) {
        return new ForwardWork(setup);
    }

    private static final class ForwardWork implements Work {
        private final Scratch scratch = new Scratch();
        private final ForwardPass forward;
        private final SolveStats none = new SolveStats();

        ForwardWork(Setup setup) {
            forward = new ForwardPass(setup, scratch);
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
            throw noGradient();
        }

        /// There is no way back.
        @Override
        public boolean resumes() {
            return true;
        }

        @Override
        public void resume(double[] theta, Times times, Batch initial, Batch[] states) {
            forward.resume(theta, times, initial, states);
        }

        private static UnsupportedOperationException noGradient() {
            return new UnsupportedOperationException("this solve was made without a gradient");
        }

        @Override
        public double[] gradTheta() {
            throw noGradient();
        }

        @Override
        public Batch gradInitial() {
            throw noGradient();
        }

        @Override
        public double gradStart() {
            throw noGradient();
        }

        @Override
        public double gradEnd() {
            throw noGradient();
        }

        @Override
        public Scratch scratch() {
            return scratch;
        }

        @Override
        public SolveStats forwardStats() {
            return forward.stats();
        }

        @Override
        public SolveStats backwardStats() {
            return none;
        }
    }
}
