package adjointlab.core.adjoint;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.HiddenCoordinates;
import adjointlab.core.field.Mlp;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.ode.StateLayout;

/// The way from a perceptron's states to its [HiddenCoordinates] and back, and the chain rule along it. With g =
/// ∂L/∂y(T) and R = dL/dr, D = dL/dc − t₀ Σ R, products of two batches summed over the samples:
///
/// - a(t) = W₁ᵀ R(t) + g, where R(t) is the part of R that belongs to times after t,
/// - dL/dW₁ = (dL/dM) W₂ᵀ + D b₂ᵀ + R y₀ᵀ, dL/db₁ = Σ R, dL/dw = dL/dc,
/// - dL/dW₂ = W₁ᵀ (dL/dM) + g q(T)ᵀ, dL/db₂ = W₁ᵀ D + (T − t₀) Σ g.
final class HiddenMap implements Coordinates {
    private final HiddenCoordinates field;
    private final DenseLayer first;
    private final DenseLayer second;
    private final int dim;
    private final int hidden;
    private final int samples;
    private double[] theta = new double[0];
    private double startTime;
    private final Batch start;
    private final Batch g;
    private final Batch seenState;
    private final Batch seenAdjoint;
    /// W₂, with its columns as samples.
    private final Batch outer;
    /// M or its gradient, with its columns as samples.
    private final Batch square;
    private final Batch pulled;
    private final double[] bias;
    private final Matrix matrix = new Matrix();
    private final Matrix into = new Matrix();
    private final Batch q;
    private final Batch y;

    HiddenMap(HiddenCoordinates field) {
        Mlp mlp = field.mlp();
        this.field = field;
        this.first = mlp.denseLayers().get(0);
        this.second = mlp.denseLayers().get(1);
        this.dim = mlp.dim();
        this.hidden = field.dim();
        this.samples = field.samples();
        this.start = new Batch(dim, samples);
        this.g = new Batch(dim, samples);
        this.seenState = new Batch(dim, samples);
        this.seenAdjoint = new Batch(dim, samples);
        this.outer = new Batch(dim, hidden);
        this.square = new Batch(hidden, hidden);
        this.pulled = new Batch(dim, hidden);
        this.bias = new double[Math.max(dim, hidden)];
        this.q = new Batch(hidden, samples);
        this.y = new Batch(dim, samples);
    }

    /// Sets weights and where the solve starts.
    ///
    /// @param theta of the perceptron, not copied
    /// @param weightsOut M, c and r
    void bind(double[] theta, double t0, Batch y0, double[] weightsOut) {
        this.theta = theta;
        startTime = t0;
        start.copyFrom(y0);
        for (int k = 0; k < dim; k++) {
            System.arraycopy(theta, second.weights() + k * hidden, outer.data(), outer.row(k), hidden);
        }
        Kernels.multiply(inner(), outer, square);
        for (int i = 0; i < hidden; i++) {
            System.arraycopy(square.data(), square.row(i), weightsOut, i * hidden, hidden);
            double b = 0;
            for (int k = 0; k < dim; k++) {
                b += theta[first.position(i, k)] * theta[second.bias() + k];
            }
            weightsOut[field.drift() + i] = first.time() ? b + theta[first.position(i, dim)] : b;
            bias[i] = theta[first.bias() + i] - b * t0;
        }
        Kernels.affine(inner(), bias, 0, start, q.repoint(weightsOut, field.offsets()));
    }

    private Matrix inner() {
        return matrix.at(theta, first.weights(), hidden, dim, first.columns());
    }

    private Matrix innerTransposed() {
        return matrix.transposedAt(theta, first.weights(), hidden, dim, first.columns());
    }

    @Override
    public boolean identity() {
        return false;
    }

    @Override
    public StateLayout layout(StateLayout state) {
        return StateLayout.ofBatch("y", dim, samples);
    }

    /// y = y₀ + W₂ q + b₂ (t − t₀).
    @Override
    public double[] of(double t, double[] u, double[] out) {
        ofChange(t - startTime, u, out);
        Kernels.axpy(out, 1, start.data(), start.length());
        return out;
    }

    @Override
    public double[] ofChange(double dt, double[] du, double[] out) {
        for (int k = 0; k < dim; k++) {
            bias[k] = dt * theta[second.bias() + k];
        }
        Matrix w2 = matrix.at(theta, second.weights(), dim, hidden, hidden);
        Kernels.affine(w2, bias, 0, q.repoint(du, 0), y.repoint(out, 0));
        return out;
    }

    @Override
    public Batch state(double t, Batch u) {
        // a solve's states start where their arrays do
        of(t, u.data(), seenState.data());
        return seenState;
    }

    /// Takes ∂L/∂y(T) over; the cotangent of q(T) is W₂ᵀ g.
    ///
    /// @param g [d×n], not modified
    /// @param qOut [h×n], overwritten
    void cotangent(Batch g, Batch qOut) {
        this.g.copyFrom(g);
        Kernels.multiply(matrix.transposedAt(theta, second.weights(), dim, hidden, hidden), g, qOut);
    }

    @Override
    public Batch adjoint(Batch a, double[] gradient, int at) {
        adjoint(gradient, at, seenAdjoint);
        return seenAdjoint;
    }

    /// W₁ᵀ R + g.
    void adjoint(double[] gradient, int at, Batch aOut) {
        aOut.copyFrom(g);
        Kernels.multiplyAdd(innerTransposed(), q.repoint(gradient, at + field.offsets()), aOut);
    }

    /// dL/dθ.
    ///
    /// @param end q(T) [h×n]
    /// @param span T − t₀, s
    /// @param gradient dL/dM, dL/dc and dL/dr, not modified
    /// @param thetaOut [p], overwritten
    void gradient(Batch end, double span, double[] gradient, double[] thetaOut) {
        java.util.Arrays.fill(thetaOut, 0);
        for (int i = 0; i < hidden; i++) {
            System.arraycopy(gradient, i * hidden, square.data(), square.row(i), hidden);
        }
        into.at(thetaOut, first.weights(), hidden, dim, first.columns());
        Kernels.outerProductAdd(square, outer, into);
        Kernels.outerProductAdd(q.repoint(gradient, field.offsets()), start, into);
        Kernels.rowSumsAdd(q, thetaOut, first.bias());
        Kernels.multiply(innerTransposed(), square, pulled);
        for (int k = 0; k < dim; k++) {
            System.arraycopy(pulled.data(), pulled.row(k), thetaOut, second.weights() + k * hidden, hidden);
        }
        Kernels.outerProductAdd(g, end, into.at(thetaOut, second.weights(), dim, hidden, hidden));
        Kernels.rowSumsAdd(g, thetaOut, second.bias());
        for (int k = 0; k < dim; k++) {
            thetaOut[second.bias() + k] *= span;
        }
        for (int i = 0; i < hidden; i++) {
            double ofDrift = gradient[field.drift() + i];
            double ofBias = ofDrift - startTime * thetaOut[first.bias() + i];
            for (int k = 0; k < dim; k++) {
                thetaOut[first.position(i, k)] += ofBias * theta[second.bias() + k];
                thetaOut[second.bias() + k] += ofBias * theta[first.position(i, k)];
            }
            if (first.time()) {
                thetaOut[first.position(i, dim)] = ofDrift;
            }
        }
    }

    /// How the loss changes with t₀ at fixed y₀ beside what the solve for q says: through r and y(T).
    ///
    /// @param thetaGradient as [#gradient] left it
    double alongStart(double[] thetaGradient) {
        double sum = 0;
        for (int i = 0; i < hidden; i++) {
            for (int k = 0; k < dim; k++) {
                sum += thetaGradient[first.bias() + i] * theta[first.position(i, k)] * theta[second.bias() + k];
            }
        }
        return -sum - alongEnd();
    }

    /// How the loss changes with T beside what the solve for q says: Σ gᵀ b₂.
    double alongEnd() {
        double sum = 0;
        for (int k = 0; k < dim; k++) {
            for (int s = 0; s < samples; s++) {
                sum += g.get(k, s) * theta[second.bias() + k];
            }
        }
        return sum;
    }
}
