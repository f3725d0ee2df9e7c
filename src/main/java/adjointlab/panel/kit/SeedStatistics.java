package adjointlab.panel.kit;

import adjointlab.core.stat.Moments;
import adjointlab.core.stat.Student;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import java.util.List;

/// A metric of several runs, iteration by iteration, as far as all of them have come. Runs that wait for their first
/// evaluation do not count.
public final class SeedStatistics {
    private final List<Run> runs;
    private final double[][] columns;
    private final int rows;

    /// @param metric id of a logged metric
    public SeedStatistics(List<Shown> shown, String metric) {
        runs = shown.stream()
                .map(Shown::run)
                .filter(run -> run.log().rows() > 0)
                .toList();
        rows = runs.stream().mapToInt(run -> run.log().rows()).min().orElse(0);
        columns = runs.stream().map(run -> run.log().values(metric, rows)).toArray(double[][]::new);
    }

    /// Runs that broke where the statistics end although others went on.
    public List<Run> cutBy() {
        boolean further = runs.stream().anyMatch(run -> run.log().rows() > rows);
        return runs.stream()
                .filter(run ->
                        further && run.log().rows() == rows && run.state().broke())
                .toList();
    }

    /// How a band's half-widths follow from the values.
    public enum Spread {
        /// Standard deviation.
        DEVIATION,
        /// Standard error of the mean.
        ERROR,
        /// 95 % interval of the mean by Student's t.
        INTERVAL,
        /// A lower and an upper quantile, around the median.
        QUANTILES
    }

    /// Number of runs n.
    public int count() {
        return columns.length;
    }

    /// Mean over the runs, [iterations].
    public double[] mean() {
        double[] mean = new double[rows];
        for (int k = 0; k < rows; k++) {
            for (double[] column : columns) {
                mean[k] += column[k];
            }
            mean[k] /= columns.length;
        }
        return mean;
    }

    /// Low, middle and high curve, [3][iterations].
    ///
    /// @param lower share of the runs below the band of [Spread#QUANTILES], as large as that above; others do
    /// without
    public double[][] band(Spread spread, double lower) {
        double[][] band = new double[3][rows];
        double[] values = new double[columns.length];
        double deviations = spread == Spread.QUANTILES ? Double.NaN : deviations(spread, values.length);
        for (int k = 0; k < rows; k++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = columns[i][k];
            }
            double[] here = spread == Spread.QUANTILES ? quantiles(values, lower) : around(values, deviations);
            for (int edge = 0; edge < 3; edge++) {
                band[edge][k] = here[edge];
            }
        }
        return band;
    }

    /// Half the width of a band, in standard deviations of n values.
    private static double deviations(Spread spread, int n) {
        return switch (spread) {
            case DEVIATION -> 1;
            case ERROR -> 1 / Math.sqrt(n);
            case INTERVAL -> n == 1 ? 0 : Student.twoSided95(n - 1) / Math.sqrt(n);
            case QUANTILES -> throw new IllegalArgumentException("quantiles do not lie evenly around a mean");
        };
    }

    private static double[] around(double[] values, double deviations) {
        double mean = Moments.mean(values);
        double half = deviations * Moments.deviation(values);
        return new double[] {mean - half, mean, mean + half};
    }

    private static double[] quantiles(double[] values, double lower) {
        return new double[] {
            Moments.quantile(lower, values), Moments.quantile(0.5, values), Moments.quantile(1 - lower, values)
        };
    }

    /// Where the iterations stand, [iterations]: with evaluations or seconds at their mean over the runs.
    public double[] across(Along along) {
        double[] x = new double[rows];
        for (Run run : runs) {
            double[] own = along.of(run, rows);
            for (int k = 0; k < rows; k++) {
                x[k] += own[k];
            }
        }
        for (int k = 0; k < rows; k++) {
            x[k] /= runs.size(); // of whole numbers exact, unlike a sum of parts
        }
        return x;
    }
}
