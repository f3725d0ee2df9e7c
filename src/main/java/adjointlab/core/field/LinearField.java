package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;

/// ẏ = A y, where each entry of A is a parameter, or plus or minus one, or zero, as the [Coupling] says. In one
/// dimension this is the simplest ODE ẋ = ax of Okamoto, Takeuchi and Sakemi, equation (4), with the one parameter `a`.
public final class LinearField implements LayeredField {
    private final int dim;
    private final Coupling coupling;
    private final ParameterLayout layout;
    /// Which parameter stands in an entry of A, row-major; −1 for none.
    private final int[] parameter;
    private final double[] sign;

    /// How the entries of A hang together.
    public enum Coupling {
        /// Every entry is a parameter `field.A [n×n]`; in one dimension `a`.
        FREE,
        /// A = a·I.
        SCALAR,
        /// A = diag(a₁ … aₙ).
        DIAGONAL,
        /// A = [[a, −b], [b, a]], growth a and angular velocity b.
        ROTATION
    }

    /// @param dim n; 2 for a rotation
    /// @param coupling how the entries of A hang together
    public LinearField(int dim, Coupling coupling) {
        if (coupling == Coupling.ROTATION && dim != 2) {
            throw new IllegalArgumentException("a rotation has 2 dimensions, not " + dim);
        }
        this.dim = dim;
        this.coupling = coupling;
        this.parameter = new int[dim * dim];
        this.sign = new double[dim * dim];
        java.util.Arrays.fill(parameter, -1);
        Block scalar = Block.of("a", 0);
        this.layout = new ParameterLayout(
                switch (coupling) {
                    case FREE -> List.of(dim == 1 ? scalar : Block.of("field.A", 0, dim, dim));
                    case SCALAR -> List.of(scalar);
                    case DIAGONAL -> List.of(dim == 1 ? scalar : Block.of("a", 0, dim));
                    case ROTATION -> List.of(scalar, Block.of("b", 1));
                });
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                switch (coupling) {
                    case FREE -> put(i, j, i * dim + j, 1);
                    case SCALAR -> put(i, j, i == j ? 0 : -1, 1);
                    case DIAGONAL -> put(i, j, i == j ? i : -1, 1);
                    case ROTATION -> put(i, j, i == j ? 0 : 1, i < j ? -1 : 1);
                }
            }
        }
    }

    private void put(int i, int j, int index, double factor) {
        parameter[i * dim + j] = index;
        sign[i * dim + j] = factor;
    }

    /// How the entries of A hang together.
    public Coupling coupling() {
        return coupling;
    }

    /// A [n×n], row-major.
    public double[] matrix(double[] theta) {
        double[] a = new double[dim * dim];
        for (int e = 0; e < a.length; e++) {
            a[e] = parameter[e] < 0 ? 0 : sign[e] * theta[parameter[e]];
        }
        return a;
    }

    @Override
    public int dim() {
        return dim;
    }

    @Override
    public ParameterLayout parameters() {
        return layout;
    }

    @Override
    public void eval(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut) {
        dyOut.fill(0);
        addProduct(theta, y, dyOut);
    }

    @Override
    public double vjp(
            double t, Batch y, double[] theta, Batch a, Scratch scratch, Batch gyAcc, ParameterGradient gThetaAcc) {
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                int p = parameter[i * dim + j];
                if (p >= 0) {
                    addRow(sign[i * dim + j] * theta[p], a, i, gyAcc, j);
                    addGradient(p, sign[i * dim + j], a, i, y, j, gThetaAcc);
                }
            }
        }
        return 0;
    }

    /// An evaluation again is cheaper than a record of it.
    @Override
    public int recordLength(int samples) {
        return 0;
    }

    @Override
    public void evalAndRecord(double t, Batch y, double[] theta, Scratch scratch, Batch dyOut, double[] recordOut) {
        eval(t, y, theta, scratch, dyOut);
    }

    @Override
    public double vjpFromRecord(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            double[] record,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        return vjp(t, y, theta, a, scratch, gyAcc, gThetaAcc);
    }

    @Override
    public double evalAndVjp(
            double t,
            Batch y,
            double[] theta,
            Batch a,
            Scratch scratch,
            Batch dyOut,
            Batch gyAcc,
            ParameterGradient gThetaAcc) {
        eval(t, y, theta, scratch, dyOut);
        return vjp(t, y, theta, a, scratch, gyAcc, gThetaAcc);
    }

    @Override
    public void jvp(double t, Batch y, double[] theta, Direction direction, Scratch scratch, Batch dfOut) {
        dfOut.fill(0);
        addProduct(theta, direction.y(), dfOut);
        addProduct(direction.theta(), y, dfOut);
    }

    private void addProduct(double[] theta, Batch y, Batch acc) {
        for (int i = 0; i < dim; i++) {
            for (int j = 0; j < dim; j++) {
                int p = parameter[i * dim + j];
                if (p >= 0) {
                    addRow(sign[i * dim + j] * theta[p], y, j, acc, i);
                }
            }
        }
    }

    private static void addRow(double factor, Batch from, int row, Batch acc, int accRow) {
        double[] x = from.data();
        double[] out = acc.data();
        int source = from.row(row);
        int target = acc.row(accRow);
        for (int s = 0; s < from.stride(); s++) {
            out[target + s] += factor * x[source + s];
        }
    }

    private static void addGradient(int p, double factor, Batch a, int i, Batch y, int j, ParameterGradient gThetaAcc) {
        for (int s = 0; s < y.size(); s++) {
            gThetaAcc.add(s, p, factor * a.get(i, s) * y.get(j, s));
        }
    }

    /// One layer, whose bias is zero.
    @Override
    public Mlp net() {
        return Mlp.of(List.of(dim, dim), StandardActivations.IDENTITY, false);
    }

    @Override
    public void weightsAt(double t, double[] theta, int at, double[] weightsOut) {
        java.util.Arrays.fill(weightsOut, 0);
        for (int e = 0; e < parameter.length; e++) {
            weightsOut[e] = parameter[e] < 0 ? 0 : sign[e] * theta[at + parameter[e]];
        }
    }

    @Override
    public double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt) {
        for (int e = 0; e < parameter.length; e++) {
            if (parameter[e] >= 0) {
                gThetaAcc[gThetaAt + parameter[e]] += sign[e] * gradient[gradientAt + e];
            }
        }
        return 0;
    }

    @Override
    public void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        weightsAt(t, thetaDot, at, weightsDotOut);
    }

    /// A itself, unless its entries are tied.
    @Override
    public List<DenseLayer> denseLayers() {
        return coupling == Coupling.FREE ? List.of(new DenseLayer(0, dim, dim, false, -1)) : List.of();
    }

    @Override
    public void tellLayer(
            double t,
            double[] theta,
            int at,
            int l,
            Batch input,
            Batch g,
            Scratch scratch,
            DenseLayer.Listener listener) {
        if (coupling == Coupling.FREE) {
            listener.layer(l, input, t, g);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearField field && field.dim == dim && field.coupling == coupling;
    }

    @Override
    public int hashCode() {
        return 31 * dim + coupling.hashCode();
    }
}
