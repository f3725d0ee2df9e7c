package adjointlab.core.problem.sequence;

import adjointlab.core.problem.sequence.Sequences.Series;

/// What channels are shifted and divided by before a model sees them.
///
/// @param mean [D]
/// @param deviation [D], none zero
record Scaling(double[] mean, double[] deviation) {
    /// None.
    static Scaling none(int channels) {
        double[] ones = new double[channels];
        java.util.Arrays.fill(ones, 1);
        return new Scaling(new double[channels], ones);
    }

    /// To mean 0 and standard deviation 1 of all known values, those of n, not n − 1; a channel that does not
    /// change is shifted only.
    static Scaling of(Sequences sequences) {
        int channels = sequences.channels().size();
        double[] mean = new double[channels];
        double[] deviation = new double[channels];
        for (int c = 0; c < channels; c++) {
            double[] known = known(sequences, c);
            double sum = 0;
            for (double value : known) {
                sum += value;
            }
            mean[c] = known.length == 0 ? 0 : sum / known.length;
            double squares = 0;
            for (double value : known) {
                squares += (value - mean[c]) * (value - mean[c]);
            }
            double own = known.length == 0 ? 0 : Math.sqrt(squares / known.length);
            deviation[c] = own > 0 ? own : 1;
        }
        return new Scaling(mean, deviation);
    }

    private static double[] known(Sequences sequences, int channel) {
        return sequences.all().stream()
                .map(Series::values)
                .flatMap(java.util.Arrays::stream)
                .mapToDouble(row -> row[channel])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /// One value as a model sees it.
    double of(int channel, double value) {
        return (value - mean[channel]) / deviation[channel];
    }
}
