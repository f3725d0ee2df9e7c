package adjointlab.core.problem.sequence;

import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.List;
import java.util.Optional;

/// Learn from series: a model takes in each observation as it comes and flows between them.
///
/// @param source where series come from
/// @param cut what a sample sees of one
/// @param aim what it is to tell
/// @param view how a model sees it
public record SequenceLearning(Source source, Cut cut, Aim aim, View view) implements Problem {
    /// Where series come from; immutable.
    public interface Source {
        /// Names of the channels.
        List<String> channels();

        /// Names of what series are; empty where they are not told apart.
        default List<String> classes() {
            return List.of();
        }

        /// What the unit of time is called; "" where nobody knows.
        default String timeUnit() {
            return "s";
        }

        /// Those that are trained on.
        Sequences train(long seed);

        /// Others, where there are.
        Optional<Sequences> test(long seed);
    }

    /// What a sample sees: a window of a series, of which some observations are taken away.
    ///
    /// @param length observations in a window, at least 2; of a shorter series all, where it has at least 2
    /// @param stride from the start of a window to that of the next
    /// @param dropped share of observations that is left out, at random; the first is never
    public record Cut(int length, int stride, double dropped) {
        public Cut {
            if (length < 2 || stride < 1 || !(dropped >= 0 && dropped < 1)) {
                throw new IllegalArgumentException("a window has at least 2 observations and moves on by at least 1;"
                        + " less than all observations can be left out");
            }
        }
    }

    /// How gaps between observations, which differ from sample to sample, are integrated together.
    public enum Gaps {
        /// Over the union of all times: a sample that is not observed then flows on, and each is solved as
        /// alone.
        UNION,
        /// Each sample's field is multiplied by its own gap, so that all go from one observation to the next in
        /// one unit of time; with equal gaps the same. A field that depends on t sees observations counted, not
        /// seconds.
        FACTOR
    }

    /// What the start of a sample is told of it.
    public enum Start {
        /// Its first observation.
        FIRST,
        /// All of its window, one observation after another, with zeros behind one that is shorter.
        WINDOW
    }

    /// How a model sees a sample.
    ///
    /// @param standardised whether channels have mean 0 and standard deviation 1 over the series that are trained
    ///     on
    /// @param start what the start is told
    /// @param gaps how they are integrated
    public record View(boolean standardised, Start start, Gaps gaps) {}

    /// What is to be told.
    public sealed interface Aim permits Next, Label {}

    /// Each next observation from all before it, the first behind the window too; that of the moment; and some more
    /// behind the window, of which nothing is seen.
    ///
    /// @param channels which ones, from 0; all where empty
    /// @param forecast observations behind the window, none of them left out but in front of the first
    /// @param weights how much each of these counts
    public record Next(List<Integer> channels, int forecast, Weights weights) implements Aim {
        public Next {
            channels = List.copyOf(channels);
            if (weights.next() == 0 && weights.own() == 0 && (weights.forecast() == 0 || forecast == 0)) {
                throw new IllegalArgumentException(
                        "nothing is told; let the next observation, that of the moment or a forecast count");
            }
        }

        /// Without that of the moment.
        ///
        /// @param weight of the forecast against the next observations' 1
        public Next(List<Integer> channels, int forecast, double weight) {
            this(channels, forecast, new Weights(1, 0, weight));
        }
    }

    /// What the mean losses over all targets of a kind are multiplied by.
    ///
    /// @param next of each next observation, told just in front of it
    /// @param own of each observation, told just behind it
    /// @param forecast of those behind the window; without effect where there are none
    public record Weights(double next, double own, double forecast) {}

    /// What the series is, behind its last observation: a component for each class.
    public record Label() implements Aim {}

    public SequenceLearning {
        int channels = source.channels().size();
        if (aim instanceof Next next && next.channels.stream().anyMatch(c -> c < 0 || c >= channels)) {
            throw new IllegalArgumentException("the series have " + channels + " channels, from 1 to " + channels);
        }
        if (aim instanceof Label && source.classes().isEmpty()) {
            throw new IllegalArgumentException("these series have no classes; choose the next observation as aim");
        }
    }

    /// With the union of times, and starts from the first observation.
    ///
    /// @param standardised whether channels have mean 0 and standard deviation 1 over the series that are trained
    ///     on
    public SequenceLearning(Source source, Cut cut, Aim aim, boolean standardised) {
        this(source, cut, aim, new View(standardised, Start.FIRST, Gaps.UNION));
    }

    /// Of what the start is told.
    @Override
    public int dim() {
        int channels = source.channels().size();
        return view.start == Start.FIRST ? channels : channels * cut.length;
    }

    @Override
    public int observed() {
        return source.channels().size();
    }

    @Override
    public int outputDim() {
        return switch (aim) {
            case Next next -> next.channels.isEmpty() ? source.channels().size() : next.channels.size();
            case Label _ -> source.classes().size();
        };
    }

    @Override
    public boolean tellsClasses() {
        return aim instanceof Label;
    }

    @Override
    public String className(int index) {
        return source.classes().get(index);
    }

    @Override
    public ProblemData data(long seed) {
        Sequences series = source.train(seed);
        return new Windows(this, view.standardised ? Scaling.of(series) : unscaled()).of(series, seed, "dropped");
    }

    @Override
    public Optional<ProblemData> test(long seed) {
        return source.test(seed)
                .map(series -> new Windows(this, view.standardised ? Scaling.of(source.train(seed)) : unscaled())
                        .of(series, seed, "dropped in test"));
    }

    private Scaling unscaled() {
        return Scaling.none(source.channels().size());
    }
}
