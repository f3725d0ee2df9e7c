package adjointlab.core.problem.sequence;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.UnmadeDataException;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Cuts series into windows and puts them on one grid.
final class Windows {
    /// Gaps that differ by less than this share are one: they do so by rounding.
    private static final double SAME = 1e-9;

    private final SequenceLearning problem;
    private final Scaling scaling;
    private final int channels;

    /// What is known of one sample.
    ///
    /// @param series times from the first observation on
    /// @param seen how many of its observations a model sees; the others lie behind
    private record Window(Series series, int seen) {}

    Windows(SequenceLearning problem, Scaling scaling) {
        this.problem = problem;
        this.scaling = scaling;
        this.channels = problem.source().channels().size();
    }

    /// @param stream name of the random numbers by which observations are left out
    ProblemData of(Sequences sequences, long seed, String stream) {
        List<Window> windows = cut(sequences, RandomStreams.of(seed, stream));
        if (windows.isEmpty()) {
            throw new UnmadeDataException("no series has the " + (problem.cut().length() + forecast())
                    + " observations of a window and its forecast; choose a shorter window");
        }
        UnionGrid grid =
                switch (problem.view().gaps()) {
                    case UNION ->
                        UnionGrid.of(windows.stream()
                                .map(window -> window.series.times())
                                .toList());
                    case FACTOR ->
                        UnionGrid.counted(windows.stream()
                                .mapToInt(window -> window.series.length())
                                .toArray());
                };
        Goals goals =
                switch (problem.aim()) {
                    case Next next -> following(next, windows, grid);
                    case Label _ -> labels(windows, grid);
                };
        return new ProblemData(
                starts(windows), 0, goals, Optional.of(observations(windows, grid)), ProblemData.Truth.UNKNOWN);
    }

    private int forecast() {
        return problem.aim() instanceof Next next ? next.forecast() : 0;
    }

    private List<Window> cut(Sequences sequences, RandomGenerator random) {
        SequenceLearning.Cut cut = problem.cut();
        List<Window> windows = new ArrayList<>();
        for (Series whole : sequences.all()) {
            int[] kept = kept(whole, random);
            int length = problem.aim() instanceof Label ? Math.min(cut.length(), kept.length) : cut.length();
            for (int from = 0; length >= 2 && isThere(whole, kept, from + length); from += cut.stride()) {
                windows.add(window(whole, withForecast(kept, from, from + length), length));
            }
        }
        return windows;
    }

    /// Whether a series goes on until the end of a window and of its forecast.
    ///
    /// @param end of the window among those that were kept
    private boolean isThere(Series whole, int[] kept, int end) {
        return forecast() == 0 ? end <= kept.length : end < kept.length && kept[end] + forecast() <= whole.length();
    }

    /// What is not left out; the first observation never is.
    private int[] kept(Series series, RandomGenerator random) {
        double dropped = problem.cut().dropped();
        return IntStream.range(0, series.length())
                .filter(k -> dropped == 0 || random.nextDouble() >= dropped || k == 0)
                .toArray();
    }

    /// Those of a window, the next that was kept, and of the forecast all behind that.
    ///
    /// @return places in the series
    private int[] withForecast(int[] kept, int from, int end) {
        return IntStream.concat(
                        Arrays.stream(kept, from, end),
                        forecast() == 0 ? IntStream.empty() : IntStream.range(kept[end], kept[end] + forecast()))
                .toArray();
    }

    private static Window window(Series whole, int[] which, int seen) {
        double start = whole.times()[which[0]];
        double[] since =
                Arrays.stream(which).mapToDouble(k -> whole.times()[k] - start).toArray();
        double[][] values =
                Arrays.stream(which).mapToObj(k -> whole.values()[k]).toArray(double[][]::new);
        return new Window(new Series(since, values, whole.label()), seen);
    }

    /// What the start of each sample is told.
    private Batch starts(List<Window> windows) {
        double[][] starts = new double[windows.size()][problem.dim()];
        for (int s = 0; s < starts.length; s++) {
            double[][] own = inputs(windows.get(s).series);
            int told = problem.view().start() == SequenceLearning.Start.FIRST ? 1 : windows.get(s).seen;
            for (int k = 0; k < told; k++) {
                System.arraycopy(own[k], 0, starts[s], k * channels, channels);
            }
        }
        return Batch.ofRows(starts);
    }

    /// As a model sees them: scaled, and where a value is missing the last one known, or else the mean.
    ///
    /// @return [T][D]
    private double[][] inputs(Series series) {
        double[][] inputs = new double[series.length()][channels];
        for (int k = 0; k < inputs.length; k++) {
            for (int c = 0; c < channels; c++) {
                double value = series.values()[k][c];
                double before = k == 0 ? 0 : inputs[k - 1][c];
                inputs[k][c] = Double.isNaN(value) ? before : scaling.of(c, value);
            }
        }
        return inputs;
    }

    private Observations observations(List<Window> windows, UnionGrid grid) {
        int n = windows.size();
        int count = grid.times().length;
        Batch[] inputs = new Batch[count];
        Arrays.setAll(inputs, _ -> new Batch(channels, n));
        boolean[][] observed = new boolean[count][n];
        for (int s = 0; s < n; s++) {
            double[][] own = inputs(windows.get(s).series);
            for (int k = 0; k < windows.get(s).seen; k++) {
                int at = grid.places()[s][k];
                observed[at][s] = windows.get(s).series.knowsAny(k);
                for (int c = 0; c < channels; c++) {
                    inputs[at].set(c, s, own[k][c]);
                }
            }
        }
        Optional<double[][]> paces = problem.view().gaps() == SequenceLearning.Gaps.FACTOR
                ? Optional.of(paces(windows, count))
                : Optional.empty();
        int[] used = IntStream.range(0, count)
                .filter(at -> at == 0 || any(observed[at]) || paces.isPresent() && changes(paces.get(), at))
                .toArray();
        Arrays.stream(used).forEach(at -> inputs[at].padState());
        return new Observations(
                Arrays.stream(used).mapToDouble(at -> grid.times()[at]).toArray(),
                Arrays.stream(used).mapToObj(at -> inputs[at]).toList(),
                Arrays.stream(used).mapToObj(at -> observed[at]).toArray(boolean[][]::new),
                paces.map(all -> Arrays.stream(used).mapToObj(at -> all[at]).toArray(double[][]::new)));
    }

    private static boolean any(boolean... who) {
        return IntStream.range(0, who.length).anyMatch(s -> who[s]);
    }

    /// The gap behind each observation, s; zero behind a sample's last, where it stands still.
    ///
    /// @return [count][n]
    private static double[][] paces(List<Window> windows, int count) {
        double[][] paces = new double[count][windows.size()];
        for (int s = 0; s < windows.size(); s++) {
            double[] times = windows.get(s).series.times();
            for (int k = 0; k + 1 < times.length; k++) {
                paces[k][s] = times[k + 1] - times[k];
            }
        }
        return paces;
    }

    /// Whether any sample goes on at another pace, by more than rounding.
    private static boolean changes(double[][] paces, int at) {
        return at + 1 < paces.length
                && IntStream.range(0, paces[at].length)
                        .anyMatch(s -> Math.abs(paces[at][s] - paces[at - 1][s])
                                > SAME * Math.max(paces[at][s], paces[at - 1][s]));
    }

    /// Means over each kind of target times its weight.
    private Goals following(Next next, List<Window> windows, UnionGrid grid) {
        int[] told = next.channels().isEmpty()
                ? IntStream.range(0, channels).toArray()
                : next.channels().stream().mapToInt(c -> c).toArray();
        int following = 0;
        int own = 0;
        int behind = 0;
        for (Window window : windows) {
            for (int k = 0; k < window.series.length(); k++) {
                if (window.series.knows(k, told)) {
                    following += k > 0 && k <= window.seen ? 1 : 0;
                    own += k < window.seen ? 1 : 0;
                    behind += k < window.seen ? 0 : 1;
                }
            }
        }
        SequenceLearning.Weights weights = next.weights();
        Board board = new Board(windows.size(), told.length, grid);
        for (int s = 0; s < windows.size(); s++) {
            Window window = windows.get(s);
            for (int k = 0; k < window.series.length(); k++) {
                if (window.series.knows(k, told)) {
                    double[] target = target(window.series, k, told);
                    int at = grid.places()[s][k];
                    if (k > 0 && k <= window.seen) {
                        board.pinInFront(at, s, target, weights.next() / following);
                    }
                    if (k < window.seen) {
                        board.pinBehind(at, s, target, weights.own() / own);
                    } else {
                        board.pinInFront(at, s, target, weights.forecast() / behind);
                    }
                }
            }
        }
        return board.goals(true);
    }

    private double[] target(Series series, int k, int... told) {
        double[] target = new double[told.length];
        Arrays.setAll(target, c -> scaling.of(told[c], series.values()[k][told[c]]));
        return target;
    }

    /// Its class, behind each sample's last observation.
    private Goals labels(List<Window> windows, UnionGrid grid) {
        int classes = problem.source().classes().size();
        Board board = new Board(windows.size(), classes, grid);
        for (int s = 0; s < windows.size(); s++) {
            int label = windows.get(s).series.label();
            if (label >= 0) {
                double[] target = new double[classes];
                target[label] = 1;
                board.pinBehind(grid.places()[s][windows.get(s).seen - 1], s, target, 1.0 / windows.size());
            }
        }
        return board.goals(false);
    }
}
