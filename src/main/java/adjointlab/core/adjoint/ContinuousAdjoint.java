package adjointlab.core.adjoint;

import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolverSettings;

/// Optimize then discretize: state, adjoint and gradient are integrated back together from y(T), nothing of the forward
/// solve is kept. Chen, Rubanova, Bettencourt and Duvenaud, NeurIPS 2018, Algorithm 1; for the simplest ODE Algorithm 1
/// of Okamoto, Takeuchi and Sakemi. The gradient agrees with the solution's only up to the solver's tolerance.
///
/// @param backwardNorm error norm of the backward solve
public record ContinuousAdjoint(ErrorNorm backwardNorm) implements AdjointMethod {
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
            System.arraycopy(forward.state(index).data(), 0, z, 0, adjointOffset());
        }
    }
}
