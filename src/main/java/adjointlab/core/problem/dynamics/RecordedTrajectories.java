package adjointlab.core.problem.dynamics;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Outlook;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.UnmadeDataException;
import adjointlab.core.problem.sequence.UnionGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Learn the system that recorded trajectories come from. Each has times of its own, which count from its first
/// observation: a model starts there and is to meet all that follow. Every observation counts the same.
///
/// @param source where trajectories come from
/// @param state how a model sees them
/// @param held what is held out of the training
public record RecordedTrajectories(Source source, State state, Held held) implements Problem {
    /// Numbers that targets may have, with those that count nothing because other trajectories are seen then.
    private static final long MOST_NUMBERS = 40_000_000;

    /// Observations from which the slope at the start is told.
    private static final int FOR_SLOPE = 4;

    /// Where trajectories come from; immutable.
    public interface Source {
        /// Names of the components that are seen.
        List<String> channels();

        /// What the unit of their times is called; "" where nobody said.
        String timeUnit();

        /// All of them.
        List<Recorded> all(long seed);
    }

    /// One trajectory.
    ///
    /// @param times rising, in the file's unit [T]; not copied
    /// @param values [T][channels], NaN where one is missing; not copied
    public record Recorded(String name, double[] times, double[][] values) {}

    /// What becomes of missing values.
    public enum Missing {
        /// Observations that miss one are left out.
        DROP,
        /// They are put on a straight line between their neighbours.
        FILL,
        /// Nothing is trained.
        REFUSE
    }

    /// Where components start that are not seen.
    public enum HiddenStart {
        /// At zero.
        ZERO,
        /// At the slopes of those that are seen, one after another, as a line through the first observations has
        /// them; at zero where there are more.
        SLOPES
    }

    /// How a model sees trajectories.
    ///
    /// @param hidden components of the state behind those that are seen
    /// @param start where these start
    /// @param missing what becomes of missing values
    /// @param standardised whether what is seen has mean 0 and standard deviation 1 over all observations that are
    ///     trained on
    /// @param span how long the longest trajectory takes in the model's time, s; 0 for as long as in the file's
    public record State(int hidden, HiddenStart start, Missing missing, boolean standardised, double span) {}

    /// What is held out.
    public enum By {
        /// The last observations of each trajectory.
        TIME,
        /// Whole trajectories, by the seed.
        SERIES
    }

    /// What is held out of the training, and how far pictures go.
    ///
    /// @param share of the observations or the trajectories; some are left for the training in any case
    /// @param beyond how much longer than the longest trajectory pictures go, over its length
    public record Held(By by, double share, double beyond) {}

    @Override
    public int dim() {
        return source.channels().size() + state.hidden;
    }

    @Override
    public List<String> componentNames() {
        return source.channels();
    }

    @Override
    public int outputDim() {
        return source.channels().size();
    }

    @Override
    public int samples(long seed) {
        return split(seed).train.size();
    }

    @Override
    public ProblemData data(long seed) {
        return split(seed).trainingData();
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        return split(seed).testData();
    }

    @Override
    public Optional<Outlook> outlook(long seed) {
        return Optional.of(split(seed).outlook());
    }

    /// What a trajectory is trained on and what is held out of it.
    ///
    /// @param trained its first observations that are trained on
    private record Part(Recorded all, int trained) {
        int length() {
            return all.times.length;
        }
    }

    private Split split(long seed) {
        List<Recorded> usable = new ArrayList<>();
        for (Recorded each : source.all(seed)) {
            Recorded whole = complete(each);
            if (whole.times.length >= 2) {
                usable.add(whole);
            }
        }
        if (usable.isEmpty()) {
            throw new UnmadeDataException("no trajectory has two observations"
                    + (state.missing == Missing.DROP ? " that miss no value; fill missing ones" : ""));
        }
        List<Part> train = new ArrayList<>();
        List<Part> test = new ArrayList<>();
        if (held.by == By.TIME) {
            for (Recorded each : usable) {
                int out = Math.min((int) Math.round(held.share * each.times.length), each.times.length - 2);
                train.add(new Part(each, each.times.length - out));
            }
        } else {
            int out = Math.min((int) Math.round(held.share * usable.size()), usable.size() - 1);
            int[] order = RandomStreams.shuffled(seed, "held out", usable.size());
            int[] tested = Arrays.copyOf(order, out);
            Arrays.sort(tested);
            for (int s = 0; s < usable.size(); s++) {
                boolean isTested = Arrays.binarySearch(tested, s) >= 0;
                (isTested ? test : train).add(new Part(usable.get(s), isTested ? 1 : usable.get(s).times.length));
            }
        }
        return new Split(train, test);
    }

    private Recorded complete(Recorded given) {
        boolean missing =
                Arrays.stream(given.values).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
        if (!missing) {
            return given;
        }
        return switch (state.missing) {
            case REFUSE ->
                throw new UnmadeDataException(
                        "trajectory '" + given.name + "' misses values; leave such observations out, or fill them");
            case DROP -> {
                int[] kept = IntStream.range(0, given.times.length)
                        .filter(k -> Arrays.stream(given.values[k]).noneMatch(Double::isNaN))
                        .toArray();
                yield new Recorded(
                        given.name,
                        Arrays.stream(kept).mapToDouble(k -> given.times[k]).toArray(),
                        Arrays.stream(kept).mapToObj(k -> given.values[k]).toArray(double[][]::new));
            }
            case FILL -> new Recorded(given.name, given.times, filled(given));
        };
    }

    private double[][] filled(Recorded given) {
        double[][] filled = Arrays.stream(given.values).map(double[]::clone).toArray(double[][]::new);
        for (int c = 0; c < outputDim(); c++) {
            int channel = c;
            int[] known = IntStream.range(0, filled.length)
                    .filter(k -> !Double.isNaN(given.values[k][channel]))
                    .toArray();
            if (known.length == 0) {
                throw new UnmadeDataException("trajectory '" + given.name + "' has no value of "
                        + source.channels().get(c) + "; choose other columns");
            }
            for (int k = 0; k < filled.length; k++) {
                int behind = -Arrays.binarySearch(known, k) - 1;
                if (behind >= 0) {
                    int left = known[Math.max(0, behind - 1)];
                    int right = known[Math.min(known.length - 1, behind)];
                    double share = left == right
                            ? 0
                            : (given.times[k] - given.times[left]) / (given.times[right] - given.times[left]);
                    filled[k][c] = given.values[left][c] + share * (given.values[right][c] - given.values[left][c]);
                }
            }
        }
        return filled;
    }

    /// All trajectories, parted, as a model sees them.
    private final class Split {
        private final List<Part> train;
        private final List<Part> test;
        private final double[] mean = new double[outputDim()];
        private final double[] deviation = new double[outputDim()];
        /// The file's units of time in one of the model's.
        private final double unit;

        Split(List<Part> train, List<Part> test) {
            this.train = train;
            this.test = test;
            double longest = Stream.concat(train.stream(), test.stream())
                    .mapToDouble(part -> part.all.times[part.length() - 1] - part.all.times[0])
                    .max()
                    .orElseThrow();
            unit = state.span == 0 ? 1 : longest / state.span;
            Arrays.fill(deviation, 1);
            if (state.standardised) {
                for (int c = 0; c < mean.length; c++) {
                    standardise(c);
                }
            }
        }

        private void standardise(int c) {
            double[] values = train.stream()
                    .flatMapToDouble(part ->
                            Arrays.stream(part.all.values, 0, part.trained).mapToDouble(row -> row[c]))
                    .toArray();
            mean[c] = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(value -> (value - mean[c]) * (value - mean[c]))
                    .average()
                    .orElseThrow();
            // a component that never changes is only moved
            deviation[c] = variance > 0 ? Math.sqrt(variance) : 1;
        }

        private double time(Part part, int k) {
            return (part.all.times[k] - part.all.times[0]) / unit;
        }

        private double[] values(Part part, int k) {
            double[] scaled = new double[mean.length];
            Arrays.setAll(scaled, c -> (part.all.values[k][c] - mean[c]) / deviation[c]);
            return scaled;
        }

        ProblemData trainingData() {
            return data(train, part -> IntStream.range(1, part.trained).toArray(), 0);
        }

        Optional<ProblemData> testData() {
            if (held.by == By.SERIES) {
                return test.isEmpty()
                        ? Optional.empty()
                        : Optional.of(data(
                                test, part -> IntStream.range(1, part.length()).toArray(), 0));
            }
            boolean some = train.stream().anyMatch(part -> part.trained < part.length());
            return some
                    ? Optional.of(data(
                            train,
                            part -> IntStream.range(part.trained, part.length()).toArray(),
                            0))
                    : Optional.empty();
        }

        /// @param aims which observations are to be met
        /// @param end until when the way goes at least, s
        private ProblemData data(List<Part> parts, Function<Part, int[]> aims, double end) {
            List<int[]> which = parts.stream().map(aims).toList();
            List<double[]> each = new ArrayList<>();
            for (int s = 0; s < parts.size(); s++) {
                Part part = parts.get(s);
                each.add(Arrays.stream(which.get(s))
                        .mapToDouble(k -> time(part, k))
                        .toArray());
            }
            UnionGrid grid = UnionGrid.of(each);
            long numbers = (long) grid.times().length * parts.size() * (1 + outputDim());
            if (numbers > MOST_NUMBERS) {
                throw new UnmadeDataException("the " + parts.size() + " trajectories are seen at "
                        + grid.times().length
                        + " different times, together too many; take fewer of them, or round their times");
            }
            boolean further = end > grid.times()[grid.times().length - 1];
            double[] times = further ? Arrays.copyOf(grid.times(), grid.times().length + 1) : grid.times();
            times[times.length - 1] = Math.max(end, times[times.length - 1]);
            List<Batch> targets = new ArrayList<>();
            for (int k = 0; k < times.length; k++) {
                targets.add(new Batch(outputDim(), parts.size()));
            }
            double[][] shares = new double[times.length][parts.size()];
            double all = each.stream().mapToInt(own -> own.length).sum();
            for (int s = 0; s < parts.size(); s++) {
                for (int j = 0; j < which.get(s).length; j++) {
                    int at = grid.places()[s][j];
                    double[] values = values(parts.get(s), which.get(s)[j]);
                    for (int c = 0; c < values.length; c++) {
                        targets.get(at).set(c, s, values[c]);
                    }
                    shares[at][s] = 1 / all;
                }
            }
            targets.forEach(Batch::padState);
            boolean whole = all == (double) times.length * parts.size();
            return new ProblemData(
                    initial(parts),
                    0,
                    new Goals(
                            times, new boolean[times.length], targets, whole ? Optional.empty() : Optional.of(shares)),
                    Optional.empty(),
                    ProblemData.Truth.UNKNOWN);
        }

        private Batch initial(List<Part> parts) {
            Batch initial = new Batch(dim(), parts.size());
            for (int s = 0; s < parts.size(); s++) {
                double[] first = values(parts.get(s), 0);
                for (int c = 0; c < first.length; c++) {
                    initial.set(c, s, first[c]);
                }
                for (int h = 0; h < Math.min(state.hidden, first.length); h++) {
                    initial.set(first.length + h, s, state.start == HiddenStart.SLOPES ? slope(parts.get(s), h) : 0);
                }
            }
            initial.padState();
            return initial;
        }

        /// Of the line of least squares through the first observations.
        private double slope(Part part, int c) {
            int count = Math.min(FOR_SLOPE, Math.max(2, part.trained));
            double t = IntStream.range(0, count)
                    .mapToDouble(k -> time(part, k))
                    .average()
                    .orElseThrow();
            double up = 0;
            double along = 0;
            for (int k = 0; k < count; k++) {
                up += (time(part, k) - t) * values(part, k)[c];
                along += (time(part, k) - t) * (time(part, k) - t);
            }
            return up / along;
        }

        Outlook outlook() {
            List<Part> all = Stream.concat(train.stream(), test.stream()).toList();
            List<Outlook.Seen> seen = new ArrayList<>();
            double last = 0;
            for (Part part : all) {
                double[] times = new double[part.length()];
                double[][] values = new double[part.length()][];
                boolean[] out = new boolean[part.length()];
                for (int k = 0; k < times.length; k++) {
                    times[k] = time(part, k);
                    values[k] = values(part, k);
                    out[k] = k >= part.trained || test.contains(part);
                }
                seen.add(new Outlook.Seen(part.all.name, times, values, out));
                last = Math.max(last, times[times.length - 1]);
            }
            return new Outlook(
                    data(all, part -> IntStream.range(1, part.length()).toArray(), (1 + held.beyond) * last),
                    seen,
                    new Outlook.Units(source.channels(), mean, deviation, unit, source.timeUnit()));
        }
    }
}
