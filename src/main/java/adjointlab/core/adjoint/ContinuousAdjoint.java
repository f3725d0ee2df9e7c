package adjointlab.core.adjoint;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolverSettings;

/// Optimize then discretize: state, adjoint and gradient are integrated back together from y(T), nothing of the forward
/// solve is kept. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Algorithm 1; for the simplest ODE Algorithm 1
/// of Okamoto, Takeuchi and Sakemi. The gradient agrees with the solution's only up to the solver's tolerance, and
/// where the field contracts strongly not even that: solved back, the state then leaves the way that it came. How far
/// it misses is counted, see [adjointlab.core.ode.SolveStats#missed].
///
/// @param backwardNorm error norm of the backward solve
public record ContinuousAdjoint(ErrorNorm backwardNorm) implements AdjointMethod {
    /// How far a state that is solved back may end from where it came from, as a share of its size, for the gradient
    /// to be trusted. The integrand is evaluated there, so that its relative error, and with it the gradient's, is
    /// of the same order: beyond a tenth it is another field's gradient (Gholami, Keutzer and Biros, IJCAI 2019,
    /// section 3).
    public static final double MOST_MISSED = 0.1;

    @Override
    public Work prepare(Setup setup) {
        return new Resolved(setup, setup.solver().withNorm(backwardNorm));
    }

    @Override
    public boolean samples() {
        return true;
    }

    private static final class Resolved extends ContinuousWork {
        private final AugmentedSystem augmented;
        private final BackwardSegments segments;

        Resolved(Setup setup, SolverSettings backward) {
            this(setup, backward, new Scratch());
        }

        private Resolved(Setup setup, SolverSettings backward, Scratch scratch) {
            super(setup, scratch);
            this.augmented = new AugmentedSystem(setup.field(), setup.samples(), scratch, stats);
            this.segments = new BackwardSegments(
                    new Solve(backward, augmented, stats),
                    backward,
                    augmented::adjointIn,
                    (_, z) -> augmented.stateIn(z));
        }

        @Override
        public boolean resumes() {
            return true;
        }

        @Override
        public void resume(double[] theta, Times times, Batch initial, Batch[] states) {
            forward.resume(theta, times, initial, states);
        }

        @Override
        BackwardSegments segments() {
            return segments;
        }

        @Override
        int stateLength() {
            return augmented.layout().length();
        }

        @Override
        int adjointOffset() {
            return augmented.adjointOffset();
        }

        @Override
        int gradientOffset() {
            return augmented.gradientOffset();
        }

        @Override
        void begin() {
            augmented.bind(forward.theta(), forward.context());
        }

        /// At a time with a loss the state is known from the forward solve.
        @Override
        void arrive(int index, double[] z) {
            Batch known = forward.state(index);
            if (index < forward.times().times().length - 1) {
                compare(z, known, forward.state(index + 1));
            }
            System.arraycopy(known.data(), 0, z, 0, adjointOffset());
        }

        @Override
        void end(double[] z) {
            compare(z, forward.initial(), forward.state(0));
        }

        /// How far the state that was solved back is from the one that it should have come to, against the
        /// larger of those at both ends.
        private void compare(double[] z, Batch known, Batch from) {
            double missed = 0;
            double here = 0;
            double there = 0;
            for (int j = 0; j < known.length(); j++) {
                double y = known.data()[known.offset() + j];
                double other = from.data()[from.offset() + j];
                missed += (z[j] - y) * (z[j] - y);
                here += y * y;
                there += other * other;
            }
            stats.countReturn(Math.sqrt(missed / Math.max(Math.max(here, there), Double.MIN_NORMAL)), MOST_MISSED);
        }
    }
}
