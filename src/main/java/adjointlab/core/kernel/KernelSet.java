package adjointlab.core.kernel;

import adjointlab.core.math.Matrix;

/// What both implementations of the inner loops do; [Kernels] documents the arguments.
abstract sealed class KernelSet permits ScalarKernels, VectorKernels {
    /// Independent accumulators of [#fmaChains].
    static final int CHAINS = 12;

    /// Doubles that one instruction works on.
    abstract int lanes();

    abstract double fmaChains(int rounds);

    /// From entry `from` on, a multiple of the lane count.
    abstract void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int from, int to);

    abstract void axpy(double[] acc, double weight, double[] v, int length);

    abstract double dot(double[] u, double[] v, int length);

    abstract double squaredDistance(double[] u, double[] v, int length);

    abstract boolean allFinite(double[] v, int length);

    abstract double scaledSquares(
            double[] v, double[] u, double[] w, int from, int count, double relative, double absolute);

    /// [#scaledSquares] of the combination of terms that [#combine] gives from nothing.
    abstract double scaledSquares(
            double[][] terms,
            double[] weights,
            int count,
            double[] u,
            double[] w,
            int from,
            int length,
            double relative,
            double absolute);

    /// out = start + A x in a block, with a number of `start` for each row; `start` empty: added to `out`.
    abstract void multiply(Matrix a, Batch x, Batch out, Block block, double[] start, int startAt, int startStep);

    /// out = start + A x for a single vector, with a number of `start` for each row.
    abstract void multiply(
            Matrix a, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int startStep);

    abstract void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape);

    abstract void rectify(float[] z, int at, int length, float leak);

    abstract void timesRectifiedSlope(float[] h, float[] g, int at, int length, float leak);

    abstract void winogradInput(float[] x, int at, float[] v, int vAt, Winograd.Layout layout, float[] hand);

    abstract void winogradOutput(
            float[] m,
            int mAt,
            float[] bias,
            float[] y,
            int at,
            int rows,
            int columns,
            Winograd.Layout layout,
            float[] hand);

    abstract void winogradCotangent(float[] g, int at, float[] w, int wAt, Winograd.Layout layout, float[] hand);

    /// The block of `acc`, summed over all samples.
    abstract void outerProductAdd(Batch g, Batch x, Matrix acc, Block block);

    abstract void outerProductAdd(double[] g, int gAt, double[] x, int xAt, Matrix acc);

    abstract void rowSumsAdd(Batch g, double[] acc, int offset, int from, int to);

    abstract void scale(double[] v, int offset, int length, double[] factors, int factorOffset);

    abstract void momentumStep(
            double[] theta,
            double[] gradient,
            double[] velocity,
            double rate,
            double momentum,
            double ahead,
            double decay);

    abstract void adamStep(
            double[] theta,
            double[] gradient,
            double[] mean,
            double[] square,
            double beta1,
            double beta2,
            double rate,
            double epsilon,
            double decay,
            double keep);

    abstract void tanh(double[] z, int offset, int length, double[] hOut);

    abstract void tanh(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);

    abstract void timesTanhSlope(double[] h, int hOffset, int length, double[] g, int gOffset);

    abstract void sigmoid(double[] z, int offset, int length, double[] hOut);

    abstract void sigmoid(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);

    abstract void timesSigmoidSlope(double[] h, int hOffset, int length, double[] g, int gOffset);

    abstract void elu(double[] z, int offset, int length, double[] hOut);

    abstract void elu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);

    abstract void timesEluSlope(double[] h, int hOffset, int length, double[] g, int gOffset);

    abstract void rectify(double[] z, int offset, int length, double leak, double[] hOut);

    abstract void timesRectifiedSlope(double[] h, int hOffset, int length, double leak, double[] g, int gOffset);

    abstract void heavyBall(
            double[] rate,
            int rateAt,
            double[] state,
            int stateAt,
            int half,
            double damping,
            double correction,
            double sign);

    abstract void heavyBallBack(
            double[] g, int gAt, double[] a, int aAt, int half, double damping, double correction, double sign);

    abstract void silu(double[] z, int offset, int length, double[] hOut);

    abstract void silu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);

    abstract void softplus(double[] z, int offset, int length, double[] hOut);

    abstract void softplus(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);

    abstract void gelu(double[] z, int offset, int length, double[] hOut);

    abstract void gelu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);

    abstract void sine(double[] z, int offset, int length, double[] hOut);

    abstract void sine(double[] z, int offset, int length, double[] slopeOut, int slopeOffset);
}
