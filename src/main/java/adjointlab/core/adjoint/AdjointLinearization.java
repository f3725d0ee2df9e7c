package adjointlab.core.adjoint;

import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.FieldLinearization;
import adjointlab.core.ode.Linearization;

/// The diagonal blocks of an augmented system's Jacobian: J for states and sensitivities, −Jᵀ for adjoints, nothing for
/// integrals. What is left out couples later blocks to earlier ones only, so that simplified Newton iterations still
/// end after a few rounds.
abstract class AdjointLinearization implements Linearization {
    private final FieldLinearization forStates;
    private final FieldLinearization forAdjoints;
    private final int length;
    private final int states;
    private final boolean adjoint;

    /// @param field the dynamics
    /// @param samples n
    /// @param scratch working memory
    /// @param states how many blocks behave as states; they come first
    /// @param adjoint whether an adjoint block follows
    AdjointLinearization(VectorField field, int samples, Scratch scratch, int states, boolean adjoint) {
        this.forStates = new FieldLinearization(field, samples, scratch);
        this.forAdjoints = new FieldLinearization(field, samples, scratch);
        this.length = field.dim() * Batch.stride(samples);
        this.states = states;
        this.adjoint = adjoint;
    }

    /// The state at which J is taken.
    abstract Batch stateAt(double t, double[] z);

    /// θ.
    abstract double[] theta();

    @Override
    public void heed(Cancellation cancellation) {
        forStates.heed(cancellation);
        forAdjoints.heed(cancellation);
    }

    @Override
    public void at(double t, double[] z) {
        Batch y = stateAt(t, z);
        forStates.at(t, y, theta());
        if (adjoint) {
            forAdjoints.at(t, y, theta());
        }
    }

    @Override
    public boolean factor(double c) {
        return forStates.factor(c) && (!adjoint || forAdjoints.factor(-c));
    }

    @Override
    public void solve(double[] r) {
        solve(r, false);
    }

    @Override
    public void solveTransposed(double[] r) {
        solve(r, true);
    }

    private void solve(double[] r, boolean transposed) {
        for (int block = 0; block < states; block++) {
            forStates.solve(r, block * length, transposed);
        }
        if (adjoint) {
            forAdjoints.solve(r, states * length, !transposed);
        }
    }
}
