package adjointlab.core.problem;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What is known of a problem's samples beside what is trained on, and a way that goes on beyond it: for pictures.
///
/// @param data the samples of [Problem#data] in the same order, then those that are held out as a whole, to the end of
///     what is known and further; targets that are not known count nothing
/// @param seen what has been observed of each sample, [n]
/// @param units of what is observed
public record Outlook(ProblemData data, List<Seen> seen, Units units) {
    public Outlook {
        seen = List.copyOf(seen);
    }

    /// Observations of one sample.
    ///
    /// @param name of the sample
    /// @param times s, as the model has them, ascending [T]; not copied
    /// @param values as the model has them [T][outputs], NaN where one is missing; not copied
    /// @param held whether an observation is held out of the training [T]; not copied
    public record Seen(String name, double[] times, double[][] values, boolean[] held) {}

    /// How a person reads what the model has.
    ///
    /// @param names of the outputs
    /// @param offset of each output, in a person's units; not copied
    /// @param scale a person's units in one of the model's, of each output; not copied
    /// @param time a person's units of time in one of the model's
    /// @param timeUnit what a person's unit of time is called; "" where nobody said
    public record Units(List<String> names, double[] offset, double[] scale, double time, String timeUnit) {
        public Units {
            names = List.copyOf(names);
        }

        /// A value as a person reads it.
        public double value(int output, double ofModel) {
            return output < scale.length ? offset[output] + scale[output] * ofModel : ofModel;
        }
    }

    /// That of the first samples, all if there are fewer.
    public Outlook first(int count) {
        return new Outlook(data.first(count), seen.subList(0, Math.min(count, seen.size())), units);
    }

    /// Whether something is held out of the training.
    public boolean holds() {
        return seen.stream()
                .anyMatch(each -> IntStream.range(0, each.held.length).anyMatch(k -> each.held[k]));
    }

    /// The numbers of the observations that are held out or of those that are not.
    ///
    /// @param sample which one
    public int[] which(int sample, boolean held) {
        Seen of = seen.get(sample);
        return IntStream.range(0, of.times.length)
                .filter(k -> of.held[k] == held)
                .toArray();
    }

    /// One output's known values at some of a sample's observations.
    ///
    /// @return times and values in a person's units, [2][≤ which]
    public double[][] points(int sample, int output, int... which) {
        Seen of = seen.get(sample);
        int[] known = Arrays.stream(which)
                .filter(k -> !Double.isNaN(of.values[k][output]))
                .toArray();
        return new double[][] {
            Arrays.stream(known).mapToDouble(k -> units.time * of.times[k]).toArray(),
            Arrays.stream(known)
                    .mapToDouble(k -> units.value(output, of.values[k][output]))
                    .toArray()
        };
    }
}
