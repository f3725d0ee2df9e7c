package adjointlab.core.ode;

import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.matrix.Lu;

/// The Jacobian ∂f/∂y of a field, one small matrix a sample, and solves with I − cJ for each.
public final class FieldLinearization {
    private final VectorField field;
    private final Scratch scratch;
    private final int dim;
    private final int samples;
    private final int stride;
    private final Batch direction;
    private final Batch column;
    private final VectorField.Direction along;
    private final double[][] jacobians;
    private final double[][] factors;
    private final int[][] pivots;
    private final double[] x;
    private Cancellation cancellation = Cancellation.NEVER;

    /// @param field to be differentiated
    /// @param samples n
    /// @param scratch working memory
    public FieldLinearization(VectorField field, int samples, Scratch scratch) {
        this.field = field;
        this.scratch = scratch;
        this.dim = field.dim();
        this.samples = samples;
        this.stride = Batch.stride(samples);
        this.direction = new Batch(dim, samples);
        this.column = new Batch(dim, samples);
        this.along = new VectorField.Direction(
                direction, new double[field.parameters().size()], 0);
        this.jacobians = new double[samples][dim * dim];
        this.factors = new double[samples][dim * dim];
        this.pivots = new int[samples][dim];
        this.x = new double[dim];
    }

    /// See [Linearization#heed].
    public void heed(Cancellation newCancellation) {
        cancellation = newCancellation;
    }

    /// Takes J at a batch of states.
    public void at(double t, Batch y, double[] theta) {
        for (int c = 0; c < dim && !cancellation.requested(); c++) {
            direction.fill(0);
            java.util.Arrays.fill(direction.data(), direction.row(c), direction.row(c) + stride, 1);
            field.jvp(t, y, theta, along, scratch, column);
            for (int s = 0; s < samples; s++) {
                for (int i = 0; i < dim; i++) {
                    jacobians[s][i * dim + c] = column.get(i, s);
                }
            }
        }
    }

    /// Factors I − cJ for every sample, with row exchanges.
    ///
    /// @return false if one is singular or not finite, or if that is not wanted any more
    public boolean factor(double c) {
        for (int s = 0; s < samples; s++) {
            double[] lu = factors[s];
            if (cancellation.requested()) {
                return false;
            }
            for (int e = 0; e < lu.length; e++) {
                lu[e] = -c * jacobians[s][e];
            }
            for (int i = 0; i < dim; i++) {
                lu[i * dim + i] += 1;
            }
            if (!Lu.decompose(lu, pivots[s], cancellation)) {
                return false;
            }
        }
        return true;
    }

    /// r ← (I − cJ)⁻¹ r, or with the transposed matrix, for a batch that starts at `offset`. Padding columns are
    /// solved with the last sample's matrix, so that they stay copies of it, or zero.
    public void solve(double[] r, int offset, boolean transposed) {
        for (int s = 0; s < stride; s++) {
            int sample = Math.min(s, samples - 1);
            for (int i = 0; i < dim; i++) {
                x[i] = r[offset + i * stride + s];
            }
            if (transposed) {
                Lu.solveTransposed(factors[sample], pivots[sample], x);
            } else {
                Lu.solve(factors[sample], pivots[sample], x);
            }
            for (int i = 0; i < dim; i++) {
                r[offset + i * stride + s] = x[i];
            }
        }
    }
}
