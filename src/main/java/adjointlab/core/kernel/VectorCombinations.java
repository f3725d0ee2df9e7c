package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.DoubleVector;

/// Combinations of stages, in one pass however many there are. No method takes or gives a vector, see [VectorMath].
final class VectorCombinations {
    private VectorCombinations() {}

    /// See [KernelSet#combine].
    static void combine(double[] out, double[] base, double[][] terms, double[] weights, int count, int from, int to) {
        int end = from + SPECIES.loopBound(to - from);
        switch (count) {
            case 0 -> System.arraycopy(base, from, out, from, to - from);
            case 1 -> combine1(out, base, terms, weights, from, end);
            case 2 -> combine2(out, base, terms, weights, from, end);
            case 3 -> combine3(out, base, terms, weights, from, end);
            case 4 -> combine4(out, base, terms, weights, from, end);
            case 5 -> combine5(out, base, terms, weights, from, end);
            case 6 -> combine6(out, base, terms, weights, from, end);
            default -> combineMany(out, base, terms, weights, count, from, end);
        }
        for (int i = end; count > 0 && i < to; i++) {
            double sum = base[i];
            for (int j = 0; j < count; j++) {
                sum = Math.fma(weights[j], terms[j][i], sum);
            }
            out[i] = sum;
        }
    }

    private static void combine1(double[] out, double[] base, double[][] terms, double[] w, int from, int end) {
        double[] t0 = terms[0];
        for (int i = from; i < end; i += LANES) {
            DoubleVector.fromArray(SPECIES, t0, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[0]), DoubleVector.fromArray(SPECIES, base, i))
                    .intoArray(out, i);
        }
    }

    private static void combine2(double[] out, double[] base, double[][] terms, double[] w, int from, int end) {
        double[] t0 = terms[0];
        double[] t1 = terms[1];
        for (int i = from; i < end; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, t0, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[0]), DoubleVector.fromArray(SPECIES, base, i));
            DoubleVector.fromArray(SPECIES, t1, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[1]), sum)
                    .intoArray(out, i);
        }
    }

    private static void combine3(double[] out, double[] base, double[][] terms, double[] w, int from, int end) {
        double[] t0 = terms[0];
        double[] t1 = terms[1];
        double[] t2 = terms[2];
        for (int i = from; i < end; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, t0, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[0]), DoubleVector.fromArray(SPECIES, base, i));
            sum = DoubleVector.fromArray(SPECIES, t1, i).fma(DoubleVector.broadcast(SPECIES, w[1]), sum);
            DoubleVector.fromArray(SPECIES, t2, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[2]), sum)
                    .intoArray(out, i);
        }
    }

    private static void combine4(double[] out, double[] base, double[][] terms, double[] w, int from, int end) {
        double[] t0 = terms[0];
        double[] t1 = terms[1];
        double[] t2 = terms[2];
        double[] t3 = terms[3];
        for (int i = from; i < end; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, t0, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[0]), DoubleVector.fromArray(SPECIES, base, i));
            sum = DoubleVector.fromArray(SPECIES, t1, i).fma(DoubleVector.broadcast(SPECIES, w[1]), sum);
            sum = DoubleVector.fromArray(SPECIES, t2, i).fma(DoubleVector.broadcast(SPECIES, w[2]), sum);
            DoubleVector.fromArray(SPECIES, t3, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[3]), sum)
                    .intoArray(out, i);
        }
    }

    private static void combine5(double[] out, double[] base, double[][] terms, double[] w, int from, int end) {
        double[] t0 = terms[0];
        double[] t1 = terms[1];
        double[] t2 = terms[2];
        double[] t3 = terms[3];
        double[] t4 = terms[4];
        for (int i = from; i < end; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, t0, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[0]), DoubleVector.fromArray(SPECIES, base, i));
            sum = DoubleVector.fromArray(SPECIES, t1, i).fma(DoubleVector.broadcast(SPECIES, w[1]), sum);
            sum = DoubleVector.fromArray(SPECIES, t2, i).fma(DoubleVector.broadcast(SPECIES, w[2]), sum);
            sum = DoubleVector.fromArray(SPECIES, t3, i).fma(DoubleVector.broadcast(SPECIES, w[3]), sum);
            DoubleVector.fromArray(SPECIES, t4, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[4]), sum)
                    .intoArray(out, i);
        }
    }

    private static void combine6(double[] out, double[] base, double[][] terms, double[] w, int from, int end) {
        double[] t0 = terms[0];
        double[] t1 = terms[1];
        double[] t2 = terms[2];
        double[] t3 = terms[3];
        double[] t4 = terms[4];
        double[] t5 = terms[5];
        for (int i = from; i < end; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, t0, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[0]), DoubleVector.fromArray(SPECIES, base, i));
            sum = DoubleVector.fromArray(SPECIES, t1, i).fma(DoubleVector.broadcast(SPECIES, w[1]), sum);
            sum = DoubleVector.fromArray(SPECIES, t2, i).fma(DoubleVector.broadcast(SPECIES, w[2]), sum);
            sum = DoubleVector.fromArray(SPECIES, t3, i).fma(DoubleVector.broadcast(SPECIES, w[3]), sum);
            sum = DoubleVector.fromArray(SPECIES, t4, i).fma(DoubleVector.broadcast(SPECIES, w[4]), sum);
            DoubleVector.fromArray(SPECIES, t5, i)
                    .fma(DoubleVector.broadcast(SPECIES, w[5]), sum)
                    .intoArray(out, i);
        }
    }

    private static void combineMany(
            double[] out, double[] base, double[][] terms, double[] w, int count, int from, int end) {
        for (int i = from; i < end; i += LANES) {
            DoubleVector sum = DoubleVector.fromArray(SPECIES, base, i);
            for (int j = 0; j < count; j++) {
                sum = DoubleVector.fromArray(SPECIES, terms[j], i).fma(DoubleVector.broadcast(SPECIES, w[j]), sum);
            }
            sum.intoArray(out, i);
        }
    }

    /// See [KernelSet#scaledSquares].
    ///
    /// @param lanes [LANES], overwritten
    static double scaledSquares(
            double[][] terms,
            double[] weights,
            int count,
            double[] u,
            double[] w,
            int from,
            int length,
            double relative,
            double absolute,
            double[] lanes) {
        DoubleVector rtol = DoubleVector.broadcast(SPECIES, relative);
        DoubleVector atol = DoubleVector.broadcast(SPECIES, absolute);
        int end = from + SPECIES.loopBound(length);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int i = from; i < end; i += LANES) {
            DoubleVector error = DoubleVector.zero(SPECIES);
            for (int j = 0; j < count; j++) {
                error = DoubleVector.fromArray(SPECIES, terms[j], i)
                        .fma(DoubleVector.broadcast(SPECIES, weights[j]), error);
            }
            DoubleVector scale = DoubleVector.fromArray(SPECIES, u, i)
                    .abs()
                    .max(DoubleVector.fromArray(SPECIES, w, i).abs())
                    .fma(rtol, atol);
            DoubleVector ratio = error.div(scale);
            sum = ratio.fma(ratio, sum);
        }
        double squares = 0;
        for (int i = end; i < from + length; i++) {
            double error = 0;
            for (int j = 0; j < count; j++) {
                error = Math.fma(weights[j], terms[j][i], error);
            }
            double ratio = error / (absolute + relative * Math.max(Math.abs(u[i]), Math.abs(w[i])));
            squares += ratio * ratio;
        }
        if (length < LANES) {
            return squares;
        }
        sum.intoArray(lanes, 0);
        return LaneSum.of(lanes, 0) + squares;
    }
}
