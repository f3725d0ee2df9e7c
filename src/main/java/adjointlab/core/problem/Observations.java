package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What is observed of samples on their way, which a model takes in by a jump of its state. Not every sample need be
/// observed each time: the grid is the union of the times of all samples, and a mask says who was.
///
/// @param times s, strictly monotone away from t₀, from t₀ to T
/// @param inputs [times][inputs×n]; numbers of who was not observed have no influence
/// @param observed [times][n], whether a sample was observed
public record Observations(double[] times, List<Batch> inputs, boolean[][] observed) {
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

    /// Components of an observation.
    public int dim() {
        return inputs.getFirst().dim();
    }

    /// Those of some of the samples, on the same grid.
    Observations part(int from, int count) {
        List<Batch> some = new ArrayList<>();
        boolean[][] mask = new boolean[times.length][];
        for (int i = 0; i < times.length; i++) {
            some.add(ProblemData.columns(inputs.get(i), from, count));
            mask[i] = Arrays.copyOfRange(observed[i], from, from + count);
        }
        return new Observations(times, some, mask);
    }

    /// @throws IllegalArgumentException if these are not observations of that many samples between those times
    void check(int samples, double start, double end) {
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
