package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import adjointlab.core.math.Matrix;
import jdk.incubator.vector.DoubleVector;

/// Gradients of weight matrices from batches so small that what costs most is summing lanes: one sample after another
/// is added to rows of the gradient, along which the vectors lie. A single trajectory is such a batch.
final class FewSamples {
    /// Samples up to which this is the faster way for rows of a vector or more: 1.8 to 4.8 times on matrices of
    /// 2×50 to 64×64.
    private static final int MOST = 4;
    /// The same for rows of so many entries: 1.9 to 2.5 times on 50×50 and 64×64.
    private static final int MOST_WIDE = 8;
    private static final int WIDE = 48;

    private FewSamples() {}

    /// Whether to go this way.
    static boolean suits(Batch g, Matrix acc) {
        if (acc.columnStep() != 1) {
            return false;
        }
        int samples = g.size();
        return samples == 1
                || samples <= MOST && acc.columns() >= LANES
                || samples <= MOST_WIDE && acc.columns() >= WIDE;
    }

    /// The block of acc += Σ g xᵀ. Each entry is a chain of fused multiply-adds in the order of the samples,
    /// whatever the block.
    ///
    /// @param g cotangent [m×n]
    /// @param x [k×n]
    /// @param acc row-major [m×k], added to
    static void outerProductAdd(Batch g, Batch x, Matrix acc, Block block) {
        double[] data = acc.data();
        int columns = block.toColumn() - block.fromColumn();
        int whole = columns - columns % LANES;
        for (int s = 0; s < g.size(); s++) {
            double[] column = Hand.own().column(x, s, block.fromColumn(), columns);
            for (int i = block.fromRow(); i < block.toRow(); i++) {
                double weight = g.get(i, s);
                int row = acc.offset() + i * acc.rowStep() + block.fromColumn();
                DoubleVector w = DoubleVector.broadcast(SPECIES, weight);
                for (int k = 0; k < whole; k += LANES) {
                    w.fma(DoubleVector.fromArray(SPECIES, column, k), DoubleVector.fromArray(SPECIES, data, row + k))
                            .intoArray(data, row + k);
                }
                for (int k = whole; k < columns; k++) {
                    data[row + k] = Math.fma(weight, column[k], data[row + k]);
                }
            }
        }
    }
}
