package adjointlab.core.kernel;

import adjointlab.core.math.Matrix;

/// The reference implementation, in plain loops.
final class ScalarKernels extends KernelSet {
    private static final double FACTOR = 0.999;
    private static final double SUMMAND = 0.001;

    @Override
    int lanes() {
        return 1;
    }

    @Override
    double fmaChains(int rounds) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        double s8 = 0;
        double s9 = 0;
        double s10 = 0;
        double s11 = 0;
        for (int i = 0; i < rounds; i++) {
            s0 = Math.fma(s0, FACTOR, SUMMAND);
            s1 = Math.fma(s1, FACTOR, SUMMAND);
            s2 = Math.fma(s2, FACTOR, SUMMAND);
            s3 = Math.fma(s3, FACTOR, SUMMAND);
            s4 = Math.fma(s4, FACTOR, SUMMAND);
            s5 = Math.fma(s5, FACTOR, SUMMAND);
            s6 = Math.fma(s6, FACTOR, SUMMAND);
            s7 = Math.fma(s7, FACTOR, SUMMAND);
            s8 = Math.fma(s8, FACTOR, SUMMAND);
            s9 = Math.fma(s9, FACTOR, SUMMAND);
            s10 = Math.fma(s10, FACTOR, SUMMAND);
            s11 = Math.fma(s11, FACTOR, SUMMAND);
        }
        return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11;
    }

    @Override
    void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int from, int to) {
        if (count == 0) {
            System.arraycopy(base, from, out, from, to - from);
            return;
        }
        for (int i = from; i < to; i++) {
            double sum = 0;
            for (int j = 0; j < count; j++) {
                sum += weights[j] * terms[j][i];
            }
            out[i] = base[i] + sum;
        }
    }

    @Override
    void axpy(double[] acc, double weight, double[] v, int length) {
        for (int i = 0; i < length; i++) {
            acc[i] += weight * v[i];
        }
    }

    @Override
    double dot(double[] u, double[] v, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    @Override
    double squaredDistance(double[] u, double[] v, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double difference = u[i] - v[i];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    boolean allFinite(double[] v, int length) {
        // 0·x is 0 for finite x and NaN otherwise
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += 0 * v[i];
        }
        return sum == 0;
    }

    @Override
    void multiply(Matrix a, Batch x, Batch out, Block block, double[] start, int startAt, int startStep) {
        double[] source = x.data();
        double[] target = out.data();
        int from = block.fromColumn();
        int to = block.toColumn();
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            int row = out.row(i);
            if (start.length > 0) {
                java.util.Arrays.fill(target, row + from, row + to, start[startAt + i * startStep]);
            }
            for (int k = 0; k < a.columns(); k++) {
                double w = a.data()[a.offset() + i * a.rowStep() + k * a.columnStep()];
                int in = x.row(k);
                for (int s = from; s < to; s++) {
                    target[row + s] += w * source[in + s];
                }
            }
        }
    }

    @Override
    void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape) {
        multiplyAdd(a, aAt, b, bAt, c, cAt, shape, 0);
    }

    /// The same from a column on.
    void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int from) {
        for (int i = 0; i < shape.rows(); i++) {
            for (int k = 0; k < shape.depth(); k++) {
                float w = a[aAt + i * shape.strides().a() + k * shape.strides().aDepth()];
                int in = bAt + k * shape.strides().b();
                int out = cAt + i * shape.strides().c();
                for (int j = from; j < shape.columns(); j++) {
                    c[out + j] += w * b[in + j];
                }
            }
        }
    }

    @Override
    void multiply(Matrix a, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int startStep) {
        for (int i = 0; i < a.rows(); i++) {
            double sum = start[startAt + i * startStep];
            int row = a.offset() + i * a.rowStep();
            for (int k = 0; k < a.columns(); k++) {
                sum += a.data()[row + k * a.columnStep()] * x[xAt + k];
            }
            out[outAt + i] = sum;
        }
    }

    @Override
    void outerProductAdd(double[] g, int gAt, double[] x, int xAt, Matrix acc) {
        for (int i = 0; i < acc.rows(); i++) {
            int row = acc.offset() + i * acc.rowStep();
            for (int k = 0; k < acc.columns(); k++) {
                acc.data()[row + k * acc.columnStep()] += g[gAt + i] * x[xAt + k];
            }
        }
    }

    @Override
    void rectify(float[] z, int at, int length, float leak) {
        for (int i = at; i < at + length; i++) {
            z[i] = Math.max(z[i], leak * z[i]);
        }
    }

    @Override
    void timesRectifiedSlope(float[] h, float[] g, int at, int length, float leak) {
        for (int i = at; i < at + length; i++) {
            g[i] = h[i] > 0 ? g[i] : leak * g[i];
        }
    }

    @Override
    void winogradInput(float[] x, int at, float[] v, int vAt, Winograd.Layout layout, float[] hand) {
        ScalarWinograd.input(x, at, v, vAt, layout);
    }

    @Override
    void winogradOutput(
            float[] m,
            int mAt,
            float[] bias,
            float[] y,
            int at,
            int rows,
            int columns,
            Winograd.Layout layout,
            float[] hand) {
        ScalarWinograd.output(m, mAt, bias, y, at, rows, columns, layout);
    }

    @Override
    void winogradCotangent(float[] g, int at, float[] w, int wAt, Winograd.Layout layout, float[] hand) {
        ScalarWinograd.cotangent(g, at, w, wAt, layout);
    }

    @Override
    void outerProductAdd(Batch g, Batch x, Matrix acc, Block block) {
        for (int i = block.fromRow(); i < block.toRow(); i++) {
            for (int k = block.fromColumn(); k < block.toColumn(); k++) {
                double sum = 0;
                int left = g.row(i);
                int right = x.row(k);
                for (int s = 0; s < g.columns(); s++) {
                    sum += g.data()[left + s] * x.data()[right + s];
                }
                acc.data()[acc.offset() + i * acc.rowStep() + k * acc.columnStep()] += sum;
            }
        }
    }

    @Override
    void rowSumsAdd(Batch g, double[] acc, int offset, int from, int to) {
        for (int i = from; i < to; i++) {
            double sum = 0;
            int row = g.row(i);
            for (int s = 0; s < g.columns(); s++) {
                sum += g.data()[row + s];
            }
            acc[offset + i] += sum;
        }
    }

    @Override
    void scale(double[] v, int offset, int length, double[] factors, int factorOffset) {
        for (int i = 0; i < length; i++) {
            v[offset + i] *= factors[factorOffset + i];
        }
    }

    @Override
    double scaledSquares(
            double[][] terms,
            double[] weights,
            int count,
            double[] u,
            double[] w,
            int from,
            int length,
            double relative,
            double absolute) {
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            double sum = 0;
            for (int j = 0; j < count; j++) {
                sum += weights[j] * terms[j][i];
            }
            double ratio = sum / (absolute + relative * Math.max(Math.abs(u[i]), Math.abs(w[i])));
            squares += ratio * ratio;
        }
        return squares;
    }

    @Override
    double scaledSquares(double[] v, double[] u, double[] w, int from, int count, double relative, double absolute) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            double ratio = v[i] / (absolute + relative * Math.max(Math.abs(u[i]), Math.abs(w[i])));
            sum += ratio * ratio;
        }
        return sum;
    }

    @Override
    void momentumStep(
            double[] theta,
            double[] gradient,
            double[] velocity,
            double rate,
            double momentum,
            double ahead,
            double decay) {
        momentumStep(theta, gradient, velocity, rate, momentum, ahead, decay, 0);
    }

    /// The same from an entry on.
    void momentumStep(
            double[] theta,
            double[] gradient,
            double[] velocity,
            double rate,
            double momentum,
            double ahead,
            double decay,
            int from) {
        for (int j = from; j < theta.length; j++) {
            double g = gradient[j] + decay * theta[j];
            velocity[j] = momentum * velocity[j] + g;
            theta[j] -= rate * (velocity[j] + ahead * (g + (momentum - 1) * velocity[j]));
        }
    }

    @Override
    void adamStep(
            double[] theta,
            double[] gradient,
            double[] mean,
            double[] square,
            double beta1,
            double beta2,
            double rate,
            double epsilon,
            double decay,
            double keep) {
        adamStep(theta, gradient, mean, square, beta1, beta2, rate, epsilon, decay, keep, 0);
    }

    /// The same from an entry on.
    void adamStep(
            double[] theta,
            double[] gradient,
            double[] mean,
            double[] square,
            double beta1,
            double beta2,
            double rate,
            double epsilon,
            double decay,
            double keep,
            int from) {
        for (int j = from; j < theta.length; j++) {
            double g = gradient[j] + decay * theta[j];
            mean[j] = beta1 * mean[j] + (1 - beta1) * g;
            square[j] = beta2 * square[j] + (1 - beta2) * (g * g);
            theta[j] = keep * theta[j] - rate * (mean[j] / (Math.sqrt(square[j]) + epsilon));
        }
    }

    @Override
    void tanh(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = Math.tanh(z[i]);
        }
    }

    @Override
    void tanh(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double h = Math.tanh(z[offset + i]);
            z[offset + i] = h;
            slopeOut[slopeOffset + i] = 1 - h * h;
        }
    }

    @Override
    void sigmoid(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = sigmoid(z[i]);
        }
    }

    @Override
    void sigmoid(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double h = sigmoid(z[offset + i]);
            z[offset + i] = h;
            slopeOut[slopeOffset + i] = h * (1 - h);
        }
    }

    @Override
    void timesTanhSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        for (int i = 0; i < length; i++) {
            g[gOffset + i] *= 1 - h[hOffset + i] * h[hOffset + i];
        }
    }

    @Override
    void timesSigmoidSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        for (int i = 0; i < length; i++) {
            g[gOffset + i] *= h[hOffset + i] * (1 - h[hOffset + i]);
        }
    }

    @Override
    void timesEluSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        for (int i = 0; i < length; i++) {
            g[gOffset + i] *= Math.min(h[hOffset + i], 0) + 1;
        }
    }

    @Override
    void silu(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = z[i] * sigmoid(z[i]);
        }
    }

    @Override
    void silu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            double s = sigmoid(x);
            z[offset + i] = x * s;
            slopeOut[slopeOffset + i] = s * (1 + x * (1 - s));
        }
    }

    private static double sigmoid(double z) {
        // each branch keeps e^… below 1
        if (z >= 0) {
            return 1 / (1 + Math.exp(-z));
        }
        double e = Math.exp(z);
        return e / (1 + e);
    }

    @Override
    void elu(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = z[i] > 0 ? z[i] : Math.expm1(z[i]);
        }
    }

    @Override
    void elu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            double e = x > 0 ? 0 : Math.expm1(x);
            z[offset + i] = x > 0 ? x : e;
            slopeOut[slopeOffset + i] = e + 1;
        }
    }

    @Override
    void softplus(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = softplus(z[i]);
        }
    }

    @Override
    void softplus(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            slopeOut[slopeOffset + i] = sigmoid(x);
            z[offset + i] = softplus(x);
        }
    }

    private static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    @Override
    void gelu(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = NormalTail.gelu(z[i]);
        }
    }

    @Override
    void gelu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            slopeOut[slopeOffset + i] = NormalTail.geluSlope(x);
            z[offset + i] = NormalTail.gelu(x);
        }
    }

    @Override
    void sine(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = Math.sin(z[i]);
        }
    }

    @Override
    void sine(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            slopeOut[slopeOffset + i] = Math.cos(x);
            z[offset + i] = Math.sin(x);
        }
    }

    @Override
    void rectify(double[] z, int offset, int length, double leak, double[] hOut) {
        if (leak == 0) {
            for (int i = offset; i < offset + length; i++) {
                // keeps NaN
                hOut[i] = Math.max(0, z[i]);
            }
            return;
        }
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = z[i] > 0 ? z[i] : leak * z[i];
        }
    }

    @Override
    void timesRectifiedSlope(double[] h, int hOffset, int length, double leak, double[] g, int gOffset) {
        for (int i = 0; i < length; i++) {
            g[gOffset + i] *= h[hOffset + i] > 0 ? 1 : leak;
        }
    }

    @Override
    void heavyBall(
            double[] rate,
            int rateAt,
            double[] state,
            int stateAt,
            int half,
            double damping,
            double correction,
            double sign) {
        heavyBall(rate, rateAt, state, stateAt, half, damping, correction, sign, 0);
    }

    /// From an entry on.
    static void heavyBall(
            double[] rate,
            int rateAt,
            double[] state,
            int stateAt,
            int half,
            double damping,
            double correction,
            double sign,
            int from) {
        for (int i = from; i < half; i++) {
            double m = state[stateAt + half + i];
            rate[rateAt + half + i] -= damping * m + correction * state[stateAt + i];
            rate[rateAt + i] = sign * m;
        }
    }

    @Override
    void heavyBallBack(
            double[] g, int gAt, double[] a, int aAt, int half, double damping, double correction, double sign) {
        heavyBallBack(g, gAt, a, aAt, half, damping, correction, sign, 0);
    }

    /// From an entry on.
    static void heavyBallBack(
            double[] g,
            int gAt,
            double[] a,
            int aAt,
            int half,
            double damping,
            double correction,
            double sign,
            int from) {
        for (int i = from; i < half; i++) {
            double aM = a[aAt + half + i];
            g[gAt + i] -= correction * aM;
            g[gAt + half + i] += sign * a[aAt + i] - damping * aM;
        }
    }
}
