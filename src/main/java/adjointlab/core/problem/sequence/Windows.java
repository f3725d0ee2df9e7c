package adjointlab.core.problem.sequence;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
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
            throw new IllegalArgumentException(
                    "no series has the " + (problem.cut().length() + forecast())
                            + " observations of a window and its forecast; choose a shorter window");
        }
        UnionGrid grid = UnionGrid.of(
                windows.stream().map(window -> window.series.times()).toList());
        Goals goals =
                switch (problem.aim()) {
                    case Next next -> following(next, windows, grid);
                    case Label _ -> labels(windows, grid);
                };
        double[][] starts = new double[windows.size()][];
        Arrays.setAll(starts, s -> inputs(windows.get(s).series)[0]);
        return new ProblemData(
                Batch.ofRows(starts), 0, goals, Optional.of(observations(windows, grid)), ProblemData.Truth.UNKNOWN);
    }

    private int forecast() {
        return problem.aim() instanceof Next next ? next.forecast() : 0;
    }

    private List<Window> cut(Sequences sequences, RandomGenerator random) {
        SequenceLearning.Cut cut = problem.cut();
        List<Window> windows = new ArrayList<>();
        for (Series whole : sequences.all()) {
            Series series = thinned(whole, random);
            int length = problem.aim() instanceof Label ? Math.min(cut.length(), series.length()) : cut.length();
            for (int from = 0; length >= 2 && from + length + forecast() <= series.length(); from += cut.stride()) {
                Series part = series.part(from, length + forecast());
                double start = part.times()[0];
                double[] since = Arrays.stream(part.times()).map(t -> t - start).toArray();
                windows.add(new Window(new Series(since, part.values(), part.label()), length));
            }
        }
        return windows;
    }

    /// Without what is left out; the first observation stays.
    private Series thinned(Series series, RandomGenerator random) {
        double dropped = problem.cut().dropped();
        if (dropped == 0) {
            return series;
        }
        int[] kept = IntStream.range(0, series.length())
                .filter(k -> random.nextDouble() >= dropped || k == 0)
                .toArray();
        return new Series(
                Arrays.stream(kept).mapToDouble(k -> series.times()[k]).toArray(),
                Arrays.stream(kept).mapToObj(k -> series.values()[k]).toArray(double[][]::new),
                series.label());
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
                observed[at][s] = true;
                for (int c = 0; c < channels; c++) {
                    inputs[at].set(c, s, own[k][c]);
                }
            }
        }
        int[] used = IntStream.range(0, count).filter(at -> any(observed[at])).toArray();
        Arrays.stream(used).forEach(at -> inputs[at].padState());
        return new Observations(
                Arrays.stream(used).mapToDouble(at -> grid.times()[at]).toArray(),
                Arrays.stream(used).mapToObj(at -> inputs[at]).toList(),
                Arrays.stream(used).mapToObj(at -> observed[at]).toArray(boolean[][]::new));
    }

    private static boolean any(boolean... who) {
        return IntStream.range(0, who.length).anyMatch(s -> who[s]);
    }

    /// Every observation but the first, told from those before it: the mean over those that are seen, and the mean
    /// over those behind times its weight.
    private Goals following(Next next, List<Window> windows, UnionGrid grid) {
        int[] told = next.channels().isEmpty()
                ? IntStream.range(0, channels).toArray()
                : next.channels().stream().mapToInt(c -> c).toArray();
        Board board = new Board(windows.size(), told.length, grid, true);
        int seen = 0;
        int behind = 0;
        for (Window window : windows) {
            for (int k = 1; k < window.series.length(); k++) {
                if (window.series.knows(k, told)) {
                    seen += k < window.seen ? 1 : 0;
                    behind += k < window.seen ? 0 : 1;
                }
            }
        }
        for (int s = 0; s < windows.size(); s++) {
            Window window = windows.get(s);
            for (int k = 1; k < window.series.length(); k++) {
                if (window.series.knows(k, told)) {
                    double[] target = new double[told.length];
                    for (int c = 0; c < told.length; c++) {
                        target[c] = scaling.of(told[c], window.series.values()[k][told[c]]);
                    }
                    double share = k < window.seen ? 1.0 / seen : next.weight() / behind;
                    board.pin(grid.places()[s][k], s, target, share);
                }
            }
        }
        return board.goals();
    }

    /// Its class, behind each sample's last observation.
    private Goals labels(List<Window> windows, UnionGrid grid) {
        int classes = problem.source().classes().size();
        Board board = new Board(windows.size(), classes, grid, false);
        for (int s = 0; s < windows.size(); s++) {
            int label = windows.get(s).series.label();
            if (label >= 0) {
                double[] target = new double[classes];
                target[label] = 1;
                board.pin(grid.places()[s][windows.get(s).seen - 1], s, target, 1.0 / windows.size());
            }
        }
        return board.goals();
    }

    /// Targets on the grid, as they are found.
    private static final class Board {
        private final UnionGrid grid;
        private final boolean before;
        private final Batch[] targets;
        private final double[][] shares;

        Board(int samples, int outputs, UnionGrid grid, boolean before) {
            this.grid = grid;
            this.before = before;
            targets = new Batch[grid.times().length];
            Arrays.setAll(targets, _ -> new Batch(outputs, samples));
            shares = new double[targets.length][samples];
        }

        void pin(int at, int sample, double[] target, double share) {
            for (int i = 0; i < target.length; i++) {
                targets[at].set(i, sample, target[i]);
            }
            shares[at][sample] = share;
        }

        /// At those times at which any counts, and at the last.
        Goals goals() {
            int last = targets.length - 1;
            int[] used = IntStream.range(1, targets.length)
                    .filter(at -> at == last || Arrays.stream(shares[at]).anyMatch(share -> share > 0))
                    .toArray();
            Arrays.stream(used).forEach(at -> targets[at].padState());
            boolean[] side = new boolean[used.length];
            Arrays.fill(side, before);
            return new Goals(
                    Arrays.stream(used).mapToDouble(at -> grid.times()[at]).toArray(),
                    side,
                    Arrays.stream(used).mapToObj(at -> targets[at]).toList(),
                    Optional.of(Arrays.stream(used).mapToObj(at -> shares[at]).toArray(double[][]::new)));
        }
    }
}
