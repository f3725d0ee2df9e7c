package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is observed of samples on their way, which a model takes in by a jump of its state. Not every sample need be
/// observed each time: the grid is the union of the times of all samples, and a mask says who was.
///
/// @param times s, strictly monotone away from t₀, from t₀ to T
/// @param inputs [times][inputs×n]; numbers of who was not observed have no influence
/// @param observed [times][n], whether a sample was observed
/// @param paces [times][n], s that pass for a sample in each unit of time from an observation to the next, by which its
///     field is multiplied, so that observations of all samples can stand at the same times whatever their gaps; none
///     where times are in s
public record Observations(double[] times, List<Batch> inputs, boolean[][] observed, Optional<double[][]> paces) {
    public Observations {
        inputs = List.copyOf(inputs);
        if (times.length == 0 || times.length != inputs.size() || times.length != observed.length) {
            throw new IllegalArgumentException("every time of an observation needs inputs and a mask");
        }
        for (int i = 0; i < times.length; i++) {
            if (inputs.get(i).dim() != inputs.getFirst().dim()
                    || observed[i].length != inputs.get(i).size()) {
                throw new IllegalArgumentException(
                        "inputs and masks of observation " + (i + 1) + " are of other sizes than those of the first");
            }
        }
        if (paces.isPresent() && paces.get().length != times.length) {
            throw new IllegalArgumentException("every time of an observation needs paces of the way that follows");
        }
    }

    /// Those whose times are in s.
    public Observations(double[] times, List<Batch> inputs, boolean[][] observed) {
        this(times, inputs, observed, Optional.empty());
    }

    /// Every sample is observed each time.
    public static Observations ofAll(double[] times, List<Batch> inputs) {
        boolean[][] all = new boolean[times.length]
                [inputs.isEmpty() ? 0 : inputs.getFirst().size()];
        for (boolean[] row : all) {
            Arrays.fill(row, true);
        }
        return new Observations(times, inputs, all);
    }

    /// Whether any sample is observed at a time; else the way is only cut there, because paces change.
    ///
    /// @param index of the time
    public boolean seen(int index) {
        for (boolean sample : observed[index]) {
            if (sample) {
                return true;
            }
        }
        return false;
    }

    /// Components of an observation.
    public int dim() {
        return inputs.getFirst().dim();
    }

    /// What has passed for a sample at a time, s; the time itself where none has a pace of its own.
    ///
    /// @param t from the first observation on
    public double ownTime(int sample, double t) {
        if (paces.isEmpty()) {
            return t;
        }
        double own = 0;
        for (int i = 0; i < times.length; i++) {
            double until = i + 1 < times.length ? Math.min(t, times[i + 1]) : t;
            own += Math.max(0, until - times[i]) * paces.get()[i][sample];
        }
        return own;
    }

    /// Those of some of the samples, on the same grid.
    Observations part(int from, int count) {
        List<Batch> some = new ArrayList<>();
        boolean[][] mask = new boolean[times.length][];
        for (int i = 0; i < times.length; i++) {
            some.add(ProblemData.columns(inputs.get(i), from, count));
            mask[i] = Arrays.copyOfRange(observed[i], from, from + count);
        }
        return new Observations(times, some, mask, paces.map(all -> Arrays.stream(all)
                .map(row -> Arrays.copyOfRange(row, from, from + count))
                .toArray(double[][]::new)));
    }

    /// @throws IllegalArgumentException if these are not observations of that many samples between those times
    void check(int samples, double start, double end) {
        if (paces.isPresent() && times[0] != start) {
            throw new IllegalArgumentException(
                    "where samples have paces of their own, the first observation is at the start");
        }
        double direction = Math.signum(end - start);
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < times.length; i++) {
            double along = (times[i] - start) * direction;
            if (!(along > last) || along < 0 || (end - times[i]) * direction < 0) {
                throw new IllegalArgumentException("observation " + (i + 1) + " at " + times[i]
                        + " s is not between the one before and the end, " + end + " s");
            }
            if (inputs.get(i).size() != samples) {
                throw new IllegalArgumentException(
                        "observation " + (i + 1) + " is of " + inputs.get(i).size() + " samples, not " + samples);
            }
            last = along;
        }
    }
}
