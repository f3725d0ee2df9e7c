package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.random.RandomGenerator;

/// Draws rows of a table, each as often as any other.
///
/// @param rows [N][d], not copied
public record RowSampler(double[][] rows) implements Sampler {
    /// Shifts and scales each column to mean 0 and variance 1; a column of one value becomes 0.
    ///
    /// @param rows [N][d], not modified
    public static RowSampler standardised(double[][] rows) {
        double[][] scaled = new double[rows.length][rows[0].length];
        for (int c = 0; c < rows[0].length; c++) {
            double mean = 0;
            for (double[] row : rows) {
                mean += row[c] / rows.length;
            }
            double variance = 0;
            for (double[] row : rows) {
                variance += (row[c] - mean) * (row[c] - mean) / rows.length;
            }
            for (int s = 0; s < rows.length; s++) {
                scaled[s][c] = variance > 0 ? (rows[s][c] - mean) / Math.sqrt(variance) : 0;
            }
        }
        return new RowSampler(scaled);
    }

    @Override
    public int dim() {
        return rows[0].length;
    }

    @Override
    public void sample(RandomGenerator random, Batch xOut) {
        for (int s = 0; s < xOut.size(); s++) {
            double[] row = rows[random.nextInt(rows.length)];
            for (int i = 0; i < row.length; i++) {
                xOut.set(i, s, row[i]);
            }
        }
        xOut.padState();
    }
}
