package adjointlab.core.table.series;

import adjointlab.core.table.LabelledSamples;
import adjointlab.core.table.series.SeriesSet.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Windows of series as samples: several observations in a row, and the first channel of the one that follows. Each
/// channel has mean 0 and variance 1 over what is trained on. The last fifth of each series is for the test, so that no
/// test's observation was trained on.
public final class Windows {
    private static final double TRAINED_SHARE = 0.8;

    private Windows() {}

    /// Cuts series up.
    ///
    /// @param set not modified
    /// @param window observations of an input, at least 1
    /// @return inputs [N][window·D], observation by observation, and targets [N][1], those of the test apart;
    ///     windows with missing values are left out
    /// @throws IllegalArgumentException in one sentence, if there are no such windows in either part
    public static LabelledSamples of(SeriesSet set, int window) {
        List<double[][]> trained = new ArrayList<>();
        List<double[][]> kept = new ArrayList<>();
        for (Recording series : set.all()) {
            int end = (int) Math.round(TRAINED_SHARE * series.length());
            trained.add(Arrays.copyOf(series.values(), end));
            kept.add(Arrays.copyOfRange(series.values(), end, series.length()));
        }
        double[][] scales = scales(trained, set.channels().size());
        return samples(trained, scales, window).withTest(samples(kept, scales, window), "the test");
    }

    /// By channel, mean and standard deviation; 1 where a channel is constant.
    private static double[][] scales(List<double[][]> parts, int channels) {
        double[][] scales = new double[channels][];
        for (int c = 0; c < channels; c++) {
            int channel = c;
            double[] known = parts.stream()
                    .flatMap(Arrays::stream)
                    .mapToDouble(row -> row[channel])
                    .filter(Double::isFinite)
                    .toArray();
            double mean = Arrays.stream(known).average().orElse(0);
            double variance = Arrays.stream(known)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            scales[c] = new double[] {mean, variance > 0 ? Math.sqrt(variance) : 1};
        }
        return scales;
    }

    private static LabelledSamples samples(List<double[][]> parts, double[][] scales, int window) {
        List<double[]> x = new ArrayList<>();
        List<double[]> y = new ArrayList<>();
        for (double[][] part : parts) {
            for (int first = 0; first + window < part.length; first++) {
                double[] input = new double[window * scales.length];
                for (int i = 0; i < input.length; i++) {
                    int c = i % scales.length;
                    input[i] = (part[first + i / scales.length][c] - scales[c][0]) / scales[c][1];
                }
                double target = (part[first + window][0] - scales[0][0]) / scales[0][1];
                if (Double.isFinite(target) && Arrays.stream(input).allMatch(Double::isFinite)) {
                    x.add(input);
                    y.add(new double[] {target});
                }
            }
        }
        if (x.isEmpty()) {
            throw new IllegalArgumentException("its series have no window of " + window
                    + " observations without gaps and one that follows, in the first four fifths and in the last");
        }
        return new LabelledSamples(x.toArray(double[][]::new), y.toArray(double[][]::new));
    }
}
