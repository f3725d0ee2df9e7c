package adjointlab.panel;

import adjointlab.core.stat.Student;
import adjointlab.lab.run.MetricLog;
import adjointlab.panel.PanelContext.Shown;
import java.util.Arrays;
import java.util.List;

/// A metric of several runs, iteration by iteration, as far as all of them have come. Runs that wait for their first
/// evaluation do not count.
final class SeedStatistics {
    private final double[][] columns;
    private final int rows;

    /// @param metric id of a logged metric
    SeedStatistics(List<Shown> runs, String metric) {
        List<MetricLog> logs = runs.stream()
                .map(shown -> shown.run().log())
                .filter(log -> log.rows() > 0)
                .toList();
        rows = logs.stream().mapToInt(MetricLog::rows).min().orElse(0);
        columns = logs.stream().map(log -> log.values(metric, rows)).toArray(double[][]::new);
    }

    /// How a band's half-widths follow from the values.
    enum Spread {
        /// Standard deviation.
        DEVIATION,
        /// Standard error of the mean.
        ERROR,
        /// 95 % interval of the mean by Student's t.
        INTERVAL,
        /// Lower and upper quartile, around the median.
        QUARTILES
    }

    /// Number of runs n.
    int count() {
        return columns.length;
    }

    /// Mean over the runs, [iterations].
    double[] mean() {
        double[] mean = new double[rows];
        for (int k = 0; k < rows; k++) {
            for (double[] column : columns) {
                mean[k] += column[k] / columns.length;
            }
        }
        return mean;
    }

    /// Low, middle and high curve, [3][iterations].
    double[][] band(Spread spread) {
        double[][] band = new double[3][rows];
        double[] values = new double[columns.length];
        for (int k = 0; k < rows; k++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = columns[i][k];
            }
            double[] here = spread == Spread.QUARTILES ? quartiles(values) : around(values, spread);
            for (int edge = 0; edge < 3; edge++) {
                band[edge][k] = here[edge];
            }
        }
        return band;
    }

    private static double[] around(double[] values, Spread spread) {
        int n = values.length;
        double mean = Arrays.stream(values).sum() / n;
        if (n == 1) {
            return new double[] {mean, mean, mean};
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        double deviation = Math.sqrt(squares / (n - 1));
        double half = switch (spread) {
            case DEVIATION -> deviation;
            case ERROR -> deviation / Math.sqrt(n);
            case INTERVAL -> Student.twoSided95(n - 1) * deviation / Math.sqrt(n);
            case QUARTILES -> throw new IllegalArgumentException("quartiles do not lie evenly around a mean");
        };
        return new double[] {mean - half, mean, mean + half};
    }

    private static double[] quartiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new double[] {quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)};
    }

    /// By linear interpolation between order statistics.
    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /// 0, 1, 2, …
    static double[] iterations(int count) {
        double[] k = new double[count];
        Arrays.setAll(k, i -> i);
        return k;
    }
}
