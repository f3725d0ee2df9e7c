package adjointlab.lab.bench;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;

/// What a core can do, and how near matrix products come to it.
public final class Peak {
    private static final int ROUNDS = 200_000;

    private Peak() {}

    /// Fused multiply-adds in double precision, counted as two operations each, operations/s.
    public static double measure(CpuTimer timer) {
        double[] sink = new double[1];
        double seconds = timer.seconds(() -> sink[0] += Kernels.fmaChains(ROUNDS));
        if (Double.isNaN(sink[0])) {
            throw new IllegalStateException("the processor's arithmetic is broken");
        }
        return (double) ROUNDS * Kernels.flopsPerRound() / seconds;
    }

    /// A product W·Y + b as a layer needs it.
    ///
    /// @param rows of W
    /// @param columns of W
    /// @param samples columns of Y
    public record Product(int rows, int columns, int samples) {
        @Override
        public String toString() {
            return rows + "×" + columns + "×" + samples;
        }

        /// Operations/s.
        public double measure(CpuTimer timer) {
            double[] weights = new double[rows * (columns + 1)];
            java.util.Arrays.setAll(weights, i -> Math.sin(i));
            Matrix w = new Matrix().at(weights, 0, rows, columns, columns);
            Batch y = new Batch(columns, samples);
            java.util.Arrays.setAll(y.data(), i -> Math.cos(i));
            Batch out = new Batch(rows, samples);
            double seconds = timer.seconds(() -> Kernels.affine(w, weights, rows * columns, y, out));
            return 2.0 * rows * columns * samples / seconds;
        }
    }
}
