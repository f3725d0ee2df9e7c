package adjointlab.core.problem.sequence;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.sequence.Sequences.Series;
import adjointlab.core.table.series.SeriesSet;
import adjointlab.core.table.series.SeriesSet.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Series that were read from a file, and which of them are trained on. Where another file has those for the test,
/// all are.
///
/// @param read the same reading for the same file
/// @param apart those for the test, where another file has them
/// @param split what is trained on where there is one file
public record FileSeries(SeriesSet read, Optional<SeriesSet> apart, Split split) implements SequenceLearning.Source {
    /// How one file is split.
    public enum By {
        /// Whole series, at random, of each class alike.
        SERIES,
        /// The first part of each series is trained on, its last part is for the test.
        TIME
    }

    /// What is trained on, and what is for the test; what is between is kept aside.
    ///
    /// @param train share of the series or of their observations, above 0
    /// @param test likewise, from 0
    public record Split(By by, double train, double test) {
        private static final double ROUNDING = 1e-9;

        public Split {
            if (!(train > 0 && test >= 0 && train + test <= 1 + ROUNDING)) {
                throw new IllegalArgumentException("a share of " + train + " for the training and one of " + test
                        + " for the test are more than there is; together they are at most 1");
            }
        }
    }

    /// A part of the series, in the file's order.
    private enum Part {
        TRAIN,
        TEST
    }

    public FileSeries {
        apart.ifPresent(others -> {
            if (!others.channels().equals(read.channels())) {
                throw new IllegalArgumentException("its channels are " + String.join(", ", read.channels())
                        + ", but those of the test " + String.join(", ", others.channels()));
            }
            others.classes().stream()
                    .filter(name -> !read.classes().isEmpty() && !read.classes().contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new IllegalArgumentException("the test has the class '" + name
                                + "', which the file does not have; the classes are "
                                + String.join(", ", read.classes()));
                    });
        });
    }

    /// Those that the file only numbers are called so that people see what the number is of.
    @Override
    public List<String> channels() {
        return read.channels().stream()
                .map(name -> name.matches("\\d+") ? "channel " + name : name)
                .toList();
    }

    @Override
    public String timeUnit() {
        return read.understood().times().dates() ? "s" : "";
    }

    @Override
    public List<String> classes() {
        return read.classes();
    }

    @Override
    public Sequences train(long seed) {
        return set(apart.isPresent() ? all(read) : part(seed, Part.TRAIN));
    }

    @Override
    public Optional<Sequences> test(long seed) {
        List<Series> series = apart.isPresent() ? all(apart.get()) : part(seed, Part.TEST);
        return series.isEmpty() ? Optional.empty() : Optional.of(set(series));
    }

    private Sequences set(List<Series> series) {
        return new Sequences(channels(), read.classes(), series);
    }

    private List<Series> part(long seed, Part part) {
        return split.by == By.TIME ? byTime(part) : bySeries(seed, part);
    }

    private List<Series> all(SeriesSet set) {
        return set.all().stream().map(one -> series(set, one)).toList();
    }

    /// Arrays are shared; classes are those of the file that is trained on.
    private Series series(SeriesSet set, Recording one) {
        int label = one.label() < 0 ? -1 : read.classes().indexOf(set.classes().get(one.label()));
        return new Series(one.times(), one.values(), label);
    }

    private List<Series> byTime(Part part) {
        List<Series> parts = new ArrayList<>();
        for (Series whole : all(read)) {
            int train = (int) Math.round(split.train * whole.length());
            int test = Math.min(whole.length() - train, (int) Math.round(split.test * whole.length()));
            int count = part == Part.TRAIN ? train : test;
            if (count > 0) {
                parts.add(part(whole, part == Part.TRAIN ? 0 : whole.length() - test, count));
            }
        }
        return parts;
    }

    private static Series part(Series whole, int from, int count) {
        return new Series(
                Arrays.copyOfRange(whole.times(), from, from + count),
                Arrays.copyOfRange(whole.values(), from, from + count),
                whole.label());
    }

    /// In a shuffled order, the first of each class are trained on and the next are for the test.
    private List<Series> bySeries(long seed, Part part) {
        List<Series> all = all(read);
        int groups = read.classes().size() + 1;
        int[] sizes = new int[groups];
        all.forEach(one -> sizes[one.label() + 1]++);
        int[] train = Arrays.stream(sizes).map(this::trained).toArray();
        int[] test = new int[groups];
        Arrays.setAll(test, g -> tested(sizes[g], train[g]));
        int[] seen = new int[groups];
        boolean[] taken = new boolean[all.size()];
        for (int s : RandomStreams.shuffled(seed, "split", all.size())) {
            int group = all.get(s).label() + 1;
            int place = seen[group]++;
            taken[s] = part == Part.TRAIN
                    ? place < train[group]
                    : place >= train[group] && place < train[group] + test[group];
        }
        List<Series> parts = new ArrayList<>();
        for (int s = 0; s < taken.length; s++) {
            if (taken[s]) {
                parts.add(all.get(s));
            }
        }
        return parts;
    }

    /// At least one, and where there is a test, one is left for it.
    private int trained(int size) {
        int most = size > 1 && split.test > 0 ? size - 1 : size;
        return Math.min(most, Math.max(1, (int) Math.round(split.train * size)));
    }

    private int tested(int size, int trained) {
        int wanted = split.test > 0 ? Math.max(1, (int) Math.round(split.test * size)) : 0;
        return Math.min(size - trained, wanted);
    }
}
