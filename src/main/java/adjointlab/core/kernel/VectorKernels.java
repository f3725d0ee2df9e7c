package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import adjointlab.core.math.Matrix;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// The inner loops with the Vector API. No method takes or gives a vector, see [VectorMath]. Batches are padded to
/// whole vectors; only loops over arbitrary lengths have tails.
final class VectorKernels extends KernelSet {
    /// Where a tile of sums is put to be added lane by lane.
    /// Entries of one factor of an outer product that stay in the nearest cache while all rows of the other go by.
    private static final int NEAR = 4096;

    private static final ThreadLocal<double[]> TILE_LANES =
            ThreadLocal.withInitial(() -> new double[16 * VectorTiles.LANES]);

    private final ScalarKernels scalar = new ScalarKernels();

    @Override
    int lanes() {
        return LANES;
    }

    @Override
    double fmaChains(int rounds) {
        DoubleVector factor = DoubleVector.broadcast(SPECIES, 0.999);
        DoubleVector summand = DoubleVector.broadcast(SPECIES, 0.001);
        DoubleVector s0 = summand;
        DoubleVector s1 = summand;
        DoubleVector s2 = summand;
        DoubleVector s3 = summand;
        DoubleVector s4 = summand;
        DoubleVector s5 = summand;
        DoubleVector s6 = summand;
        DoubleVector s7 = summand;
        DoubleVector s8 = summand;
        DoubleVector s9 = summand;
        DoubleVector s10 = summand;
        DoubleVector s11 = summand;
        for (int i = 0; i < rounds; i++) {
            s0 = s0.fma(factor, summand);
            s1 = s1.fma(factor, summand);
            s2 = s2.fma(factor, summand);
            s3 = s3.fma(factor, summand);
            s4 = s4.fma(factor, summand);
            s5 = s5.fma(factor, summand);
            s6 = s6.fma(factor, summand);
            s7 = s7.fma(factor, summand);
            s8 = s8.fma(factor, summand);
            s9 = s9.fma(factor, summand);
            s10 = s10.fma(factor, summand);
            s11 = s11.fma(factor, summand);
        }
        DoubleVector sum = s0.add(s1)
                .add(s2)
                .add(s3)
                .add(s4)
                .add(s5)
                .add(s6)
                .add(s7)
                .add(s8)
                .add(s9)
                .add(s10)
                .add(s11);
        double[] lanes = TILE_LANES.get();
        sum.intoArray(lanes, 0);
        return LaneSum.of(lanes, 0);
    }

    /// Vectors in `length`, in entries.
    private static int body(int length) {
        return SPECIES.loopBound(length);
    }

    @Override
    void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int from, int to) {
        VectorCombinations.combine(out, base, terms, weights, count, from, to);
    }

    @Override
    void axpy(double[] acc, double weight, double[] v, int length) {
        int end = body(length);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector.fromArray(SPECIES, v, i)
                    .fma(DoubleVector.broadcast(SPECIES, weight), DoubleVector.fromArray(SPECIES, acc, i))
                    .intoArray(acc, i);
        }
        for (int i = end; i < length; i++) {
            acc[i] = Math.fma(weight, v[i], acc[i]);
        }
    }

    @Override
    double dot(double[] u, double[] v, int length) {
        int end = body(length);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < end; i += LANES) {
            sum = DoubleVector.fromArray(SPECIES, u, i).fma(DoubleVector.fromArray(SPECIES, v, i), sum);
        }
        double[] lanes = TILE_LANES.get();
        sum.intoArray(lanes, 0);
        double total = LaneSum.of(lanes, 0);
        for (int i = end; i < length; i++) {
            total = Math.fma(u[i], v[i], total);
        }
        return total;
    }

    @Override
    double squaredDistance(double[] u, double[] v, int length) {
        int end = body(length);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector difference = DoubleVector.fromArray(SPECIES, u, i).sub(DoubleVector.fromArray(SPECIES, v, i));
            sum = difference.fma(difference, sum);
        }
        double[] lanes = TILE_LANES.get();
        sum.intoArray(lanes, 0);
        double total = LaneSum.of(lanes, 0);
        for (int i = end; i < length; i++) {
            double difference = u[i] - v[i];
            total = Math.fma(difference, difference, total);
        }
        return total;
    }

    @Override
    boolean allFinite(double[] v, int length) {
        int end = body(length);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, v, i);
            sum = sum.add(x.sub(x));
        }
        double[] lanes = TILE_LANES.get();
        sum.intoArray(lanes, 0);
        double total = LaneSum.of(lanes, 0);
        for (int i = end; i < length; i++) {
            total += 0 * v[i];
        }
        return total == 0;
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
        return VectorCombinations.scaledSquares(
                terms, weights, count, u, w, from, length, relative, absolute, TILE_LANES.get());
    }

    @Override
    double scaledSquares(double[] v, double[] u, double[] w, int from, int count, double relative, double absolute) {
        if (count < LANES) {
            return scalar.scaledSquares(v, u, w, from, count, relative, absolute);
        }
        DoubleVector rtol = DoubleVector.broadcast(SPECIES, relative);
        DoubleVector atol = DoubleVector.broadcast(SPECIES, absolute);
        int end = from + body(count);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = from; i < end; i += LANES) {
            DoubleVector scale = DoubleVector.fromArray(SPECIES, u, i)
                    .abs()
                    .max(DoubleVector.fromArray(SPECIES, w, i).abs())
                    .fma(rtol, atol);
            DoubleVector ratio = DoubleVector.fromArray(SPECIES, v, i).div(scale);
            sum = ratio.fma(ratio, sum);
        }
        double[] lanes = TILE_LANES.get();
        sum.intoArray(lanes, 0);
        return LaneSum.of(lanes, 0) + scalar.scaledSquares(v, u, w, end, from + count - end, relative, absolute);
    }

    @Override
    void multiply(Matrix a, Batch x, Batch out, Block block, double[] start, int startAt, int startStep) {
        if (LargeProduct.suits(a, x)) {
            LargeProduct.own().multiply(a, x, out, block, start, startAt, startStep);
        } else {
            TiledProduct.multiply(a, x, out, block, start, startAt, startStep);
        }
    }

    @Override
    void multiply(Matrix a, double[] x, int xAt, double[] out, int outAt, double[] start, int startAt, int startStep) {
        OneVector.multiply(a, x, xAt, out, outAt, start, startAt, startStep);
    }

    @Override
    void outerProductAdd(double[] g, int gAt, double[] x, int xAt, Matrix acc) {
        OneVector.outerProductAdd(g, gAt, x, xAt, acc);
    }

    @Override
    void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape) {
        int end = FloatGemm.multiplyAdd(a, aAt, b, bAt, c, cAt, shape);
        if (end < shape.columns()) {
            scalar.multiplyAdd(a, aAt, b, bAt, c, cAt, shape, end);
        }
    }

    @Override
    void rectify(float[] z, int at, int length, float leak) {
        FloatLoops.rectify(z, at, length, leak);
    }

    @Override
    void timesRectifiedSlope(float[] h, float[] g, int at, int length, float leak) {
        FloatLoops.timesRectifiedSlope(h, g, at, length, leak);
    }

    @Override
    void winogradInput(float[] x, int at, float[] v, int vAt, Winograd.Layout layout, float[] hand) {
        VectorWinograd.input(x, at, v, vAt, layout, hand);
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
        VectorWinograd.output(m, mAt, bias, y, at, rows, columns, layout, hand);
    }

    @Override
    void winogradCotangent(float[] g, int at, float[] w, int wAt, Winograd.Layout layout, float[] hand) {
        VectorWinograd.cotangent(g, at, w, wAt, layout, hand);
    }

    @Override
    void outerProductAdd(Batch g, Batch x, Matrix acc, Block block) {
        if (FewSamples.suits(g, acc)) {
            FewSamples.outerProductAdd(g, x, acc, block);
            return;
        }
        if (LargeProduct.suits(g, acc)) {
            LargeProduct.own().outerProductAdd(g, x, acc, block);
            return;
        }
        // the factor with fewer rows is the one that may be cut into pairs
        boolean exchanged = acc.columns() < acc.rows() && acc.columns() % 4 != 0;
        Batch u = exchanged ? x : g;
        Batch v = exchanged ? g : x;
        int fromRow = exchanged ? block.fromColumn() : block.fromRow();
        int rows = exchanged ? block.toColumn() : block.toRow();
        int fromColumn = exchanged ? block.fromRow() : block.fromColumn();
        int columns = exchanged ? block.toRow() : block.toColumn();
        int rowStep = exchanged ? acc.columnStep() : acc.rowStep();
        int columnStep = exchanged ? acc.rowStep() : acc.columnStep();
        double[] data = acc.data();
        double[] lanes = TILE_LANES.get();
        int band = Math.max(4, NEAR / u.columns() / 4 * 4);
        for (int from = fromRow; from < rows; from += band) {
            int to = Math.min(rows, from + band);
            int k = fromColumn;
            for (; k + 4 <= columns; k += 4) {
                int at = acc.offset() + k * columnStep;
                int i = from;
                for (; i + 4 <= to; i += 4) {
                    VectorDots.dots4x4(u, i, v, k, data, at + i * rowStep, rowStep, columnStep, lanes);
                }
                for (; i + 2 <= to; i += 2) {
                    VectorDots.dots2x4(u, i, v, k, data, at + i * rowStep, rowStep, columnStep, lanes);
                }
                if (i < to) {
                    VectorDots.dots1x4(u, i, v, k, data, at + i * rowStep, rowStep, columnStep, lanes);
                }
            }
            for (; k < columns; k++) {
                for (int i = from; i < to; i++) {
                    VectorDots.dots1x1(
                            u, i, v, k, data, acc.offset() + i * rowStep + k * columnStep, rowStep, columnStep, lanes);
                }
            }
        }
    }

    @Override
    void rowSumsAdd(Batch g, double[] acc, int offset, int from, int to) {
        double[] data = g.data();
        if (g.size() == 1) {
            for (int i = from; i < to; i++) {
                acc[offset + i] += data[g.row(i)];
            }
            return;
        }
        double[] lanes = TILE_LANES.get();
        for (int i = from; i < to; i++) {
            int row = g.row(i);
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int s = row; s < row + g.columns(); s += LANES) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, data, s));
            }
            sum.intoArray(lanes, 0);
            acc[offset + i] += LaneSum.of(lanes, 0);
        }
    }

    @Override
    void scale(double[] v, int offset, int length, double[] factors, int factorOffset) {
        for (int i = 0; i < length; i += LANES) {
            DoubleVector.fromArray(SPECIES, v, offset + i)
                    .mul(DoubleVector.fromArray(SPECIES, factors, factorOffset + i))
                    .intoArray(v, offset + i);
        }
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
        int end = body(theta.length);
        DoubleVector mu = DoubleVector.broadcast(SPECIES, momentum);
        DoubleVector lambda = DoubleVector.broadcast(SPECIES, decay);
        DoubleVector minusRate = DoubleVector.broadcast(SPECIES, -rate);
        DoubleVector lookAhead = DoubleVector.broadcast(SPECIES, ahead);
        DoubleVector lessThanOne = DoubleVector.broadcast(SPECIES, momentum - 1);
        for (int j = 0; j < end; j += LANES) {
            DoubleVector weights = DoubleVector.fromArray(SPECIES, theta, j);
            DoubleVector g = weights.fma(lambda, DoubleVector.fromArray(SPECIES, gradient, j));
            DoubleVector v = DoubleVector.fromArray(SPECIES, velocity, j).fma(mu, g);
            v.intoArray(velocity, j);
            DoubleVector direction = v.fma(lessThanOne, g).fma(lookAhead, v);
            direction.fma(minusRate, weights).intoArray(theta, j);
        }
        scalar.momentumStep(theta, gradient, velocity, rate, momentum, ahead, decay, end);
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
        int end = body(theta.length);
        DoubleVector b1 = DoubleVector.broadcast(SPECIES, beta1);
        DoubleVector b2 = DoubleVector.broadcast(SPECIES, beta2);
        DoubleVector lambda = DoubleVector.broadcast(SPECIES, decay);
        DoubleVector minusRate = DoubleVector.broadcast(SPECIES, -rate);
        for (int j = 0; j < end; j += LANES) {
            DoubleVector weights = DoubleVector.fromArray(SPECIES, theta, j);
            DoubleVector g = weights.fma(lambda, DoubleVector.fromArray(SPECIES, gradient, j));
            DoubleVector m = DoubleVector.fromArray(SPECIES, mean, j).fma(b1, g.mul(1 - beta1));
            DoubleVector v =
                    DoubleVector.fromArray(SPECIES, square, j).fma(b2, g.mul(g).mul(1 - beta2));
            m.intoArray(mean, j);
            v.intoArray(square, j);
            m.div(v.sqrt().add(epsilon)).fma(minusRate, weights.mul(keep)).intoArray(theta, j);
        }
        scalar.adamStep(theta, gradient, mean, square, beta1, beta2, rate, epsilon, decay, keep, end);
    }

    @Override
    void tanh(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorMath.tanh(z, offset, vectors, hOut);
        scalar.tanh(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void tanh(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorMath.tanh(z, offset, vectors, z);
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector h = DoubleVector.fromArray(SPECIES, z, offset + i);
            h.neg().fma(h, DoubleVector.broadcast(SPECIES, 1)).intoArray(slopeOut, slopeOffset + i);
        }
        scalar.tanh(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void timesTanhSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        int vectors = body(length);
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, h, hOffset + i);
            DoubleVector slope = x.neg().fma(x, DoubleVector.broadcast(SPECIES, 1));
            slope.mul(DoubleVector.fromArray(SPECIES, g, gOffset + i)).intoArray(g, gOffset + i);
        }
        scalar.timesTanhSlope(h, hOffset + vectors, length - vectors, g, gOffset + vectors);
    }

    @Override
    void sigmoid(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorMath.sigmoid(z, offset, vectors, hOut);
        scalar.sigmoid(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void sigmoid(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorMath.sigmoid(z, offset, vectors, z);
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector h = DoubleVector.fromArray(SPECIES, z, offset + i);
            h.mul(DoubleVector.broadcast(SPECIES, 1).sub(h)).intoArray(slopeOut, slopeOffset + i);
        }
        scalar.sigmoid(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void timesSigmoidSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        int vectors = body(length);
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, h, hOffset + i);
            DoubleVector slope = x.mul(DoubleVector.broadcast(SPECIES, 1).sub(x));
            slope.mul(DoubleVector.fromArray(SPECIES, g, gOffset + i)).intoArray(g, gOffset + i);
        }
        scalar.timesSigmoidSlope(h, hOffset + vectors, length - vectors, g, gOffset + vectors);
    }

    @Override
    void elu(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorMath.elu(z, offset, vectors, hOut);
        scalar.elu(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void elu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorMath.elu(z, offset, vectors, z);
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector h = DoubleVector.fromArray(SPECIES, z, offset + i);
            h.add(1).blend(1, h.compare(VectorOperators.GT, 0)).intoArray(slopeOut, slopeOffset + i);
        }
        scalar.elu(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void timesEluSlope(double[] h, int hOffset, int length, double[] g, int gOffset) {
        int vectors = body(length);
        for (int i = 0; i < vectors; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, h, hOffset + i);
            DoubleVector slope = x.add(1).blend(1, x.compare(VectorOperators.GT, 0));
            slope.mul(DoubleVector.fromArray(SPECIES, g, gOffset + i)).intoArray(g, gOffset + i);
        }
        scalar.timesEluSlope(h, hOffset + vectors, length - vectors, g, gOffset + vectors);
    }

    private static final double[] NO_SLOPES = {};

    @Override
    void silu(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorSoftplus.silu(z, offset, vectors, hOut, NO_SLOPES, 0);
        scalar.silu(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void silu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorSoftplus.silu(z, offset, vectors, z, slopeOut, slopeOffset);
        scalar.silu(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void softplus(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorSoftplus.softplus(z, offset, vectors, hOut, NO_SLOPES, 0);
        scalar.softplus(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void softplus(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorSoftplus.softplus(z, offset, vectors, z, slopeOut, slopeOffset);
        scalar.softplus(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void gelu(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorGelu.of(z, offset, vectors, hOut, NO_SLOPES, 0);
        scalar.gelu(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void gelu(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorGelu.of(z, offset, vectors, z, slopeOut, slopeOffset);
        scalar.gelu(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void sine(double[] z, int offset, int length, double[] hOut) {
        int vectors = body(length);
        VectorSine.of(z, offset, vectors, hOut, NO_SLOPES, 0);
        scalar.sine(z, offset + vectors, length - vectors, hOut);
    }

    @Override
    void sine(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        int vectors = body(length);
        VectorSine.of(z, offset, vectors, z, slopeOut, slopeOffset);
        scalar.sine(z, offset + vectors, length - vectors, slopeOut, slopeOffset + vectors);
    }

    @Override
    void rectify(double[] z, int offset, int length, double leak, double[] hOut) {
        int vectors = SPECIES.loopBound(length);
        VectorTerms.rectify(z, offset, vectors, leak, hOut);
        scalar.rectify(z, offset + vectors, length - vectors, leak, hOut);
    }

    @Override
    void timesRectifiedSlope(double[] h, int hOffset, int length, double leak, double[] g, int gOffset) {
        int vectors = SPECIES.loopBound(length);
        VectorTerms.timesRectifiedSlope(h, hOffset, vectors, leak, g, gOffset);
        scalar.timesRectifiedSlope(h, hOffset + vectors, length - vectors, leak, g, gOffset + vectors);
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
        int vectors = SPECIES.loopBound(half);
        VectorTerms.heavyBall(rate, rateAt, state, stateAt, half, damping, correction, sign, vectors);
        ScalarKernels.heavyBall(rate, rateAt, state, stateAt, half, damping, correction, sign, vectors);
    }

    @Override
    void heavyBallBack(
            double[] g, int gAt, double[] a, int aAt, int half, double damping, double correction, double sign) {
        int vectors = SPECIES.loopBound(half);
        VectorTerms.heavyBallBack(g, gAt, a, aAt, half, damping, correction, sign, vectors);
        ScalarKernels.heavyBallBack(g, gAt, a, aAt, half, damping, correction, sign, vectors);
    }
}
