package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What predictions should be, when, and how much each counts. The loss of all is the mean over times, or, where shares
/// are given, the sum of each sample's and time's own loss times its share: so a target that is not known counts
/// nothing, and a forecast as much as is wanted.
///
/// @param times s, monotone away from t₀; the last one is T; only where states jump may two be equal, one in front of
///     the jump and then one behind it
/// @param before [times], whether a prediction is of the state in front of a jump at its time; else it is of the state
///     behind it
/// @param targets [times][outputs×n]; finite also where they count nothing
/// @param shares [times][n], not negative; none where all count the same
public record Goals(double[] times, boolean[] before, List<Batch> targets, Optional<double[][]> shares) {
    public Goals {
        targets = List.copyOf(targets);
        if (times.length == 0 || times.length != targets.size() || times.length != before.length) {
            throw new IllegalArgumentException("every time needs its target");
        }
        for (int k = 1; k < times.length; k++) {
            if (times[k] == times[k - 1] && !(before[k - 1] && !before[k])) {
                throw new IllegalArgumentException("two targets at " + times[k] + " s");
            }
        }
        if (shares.isPresent()) {
            check(shares.get(), times, targets);
        }
    }

    /// Goals of which each counts the same.
    public Goals(double[] times, List<Batch> targets) {
        this(times, new boolean[times.length], targets, Optional.empty());
    }

    private static void check(double[][] given, double[] times, List<Batch> targets) {
        if (given.length != times.length) {
            throw new IllegalArgumentException("every time needs its shares");
        }
        double sum = 0;
        for (int k = 0; k < times.length; k++) {
            if (given[k].length != targets.get(k).size()) {
                throw new IllegalArgumentException("every sample needs its share, at " + times[k] + " s too");
            }
            for (double share : given[k]) {
                if (!(share >= 0) || share == Double.POSITIVE_INFINITY) {
                    throw new IllegalArgumentException("a target cannot count " + share);
                }
                sum += share;
            }
        }
        if (sum == 0) {
            throw new IllegalArgumentException("no target counts");
        }
    }

    /// T, s.
    public double end() {
        return times[times.length - 1];
    }

    /// Whether a sample's target at a time counts.
    public boolean counts(int index, int sample) {
        return shares.isEmpty() || shares.get()[index][sample] > 0;
    }

    /// What the loss at one time is worth; [#whole] makes the loss of all from their sum.
    ///
    /// @param loss of which kind
    /// @param index of the time
    /// @param prediction [m×n]
    /// @param gOut the derivative of the loss of all by the prediction [m×n], overwritten, padding zero
    public double loss(Loss loss, int index, Batch prediction, Batch gOut) {
        Batch target = targets.get(index);
        double value = loss.value(prediction, target, gOut);
        if (shares.isEmpty()) {
            scale(gOut, 1.0 / times.length);
            return value;
        }
        double[] each = shares.get()[index];
        double sum = 0;
        for (int s = 0; s < each.length; s++) {
            if (each[s] != 0) {
                sum += each[s] * loss.ofSample(prediction, target, s);
            }
        }
        scale(gOut, each);
        return sum;
    }

    /// The loss of all.
    ///
    /// @param sum of [#loss] over the times
    public double whole(double sum) {
        return shares.isEmpty() ? sum / times.length : sum;
    }

    /// The second derivative of the loss of all by the prediction at one time, applied to a direction; a positive
    /// semidefinite part of it where it is not convex.
    ///
    /// @param prediction [m×n]
    /// @param direction [m×n]
    /// @param out [m×n], overwritten, padding zero
    public void curvature(Loss loss, int index, Batch prediction, Batch direction, Batch out) {
        loss.curvature(prediction, targets.get(index), direction, out);
        if (shares.isEmpty()) {
            scale(out, 1.0 / times.length);
        } else {
            scale(out, shares.get()[index]);
        }
    }

    private static void scale(Batch batch, double factor) {
        if (factor != 1) {
            double[] data = batch.data();
            for (int i = batch.offset(); i < batch.offset() + batch.length(); i++) {
                data[i] *= factor;
            }
        }
    }

    /// From shares of 1/n to those.
    private static void scale(Batch batch, double[] shares) {
        for (int s = 0; s < shares.length; s++) {
            double factor = shares[s] * shares.length;
            for (int i = 0; i < batch.dim(); i++) {
                batch.set(i, s, factor == 0 ? 0 : factor * batch.get(i, s));
            }
        }
    }

    /// The same with shares of their own, which may be changed, where all count the same too.
    public Goals shared() {
        double[][] each = new double[times.length][];
        for (int k = 0; k < each.length; k++) {
            each[k] = shares.isPresent()
                    ? shares.get()[k].clone()
                    : new double[targets.get(k).size()];
            if (shares.isEmpty()) {
                Arrays.fill(each[k], 1.0 / ((double) times.length * each[k].length));
            }
        }
        return new Goals(times, before, targets, Optional.of(each));
    }

    /// Each sample's last target that counts, each sample as much as any other.
    public Goals lastOnes() {
        int n = targets.getFirst().size();
        double[][] last = new double[times.length][n];
        for (int s = 0; s < n; s++) {
            for (int k = times.length - 1; k >= 0; k--) {
                if (counts(k, s)) {
                    last[k][s] = 1.0 / n;
                    break;
                }
            }
        }
        return new Goals(times, before, targets, Optional.of(last));
    }

    /// Those of some of the samples; each counts more as they are fewer, so that the mean over draws of samples is
    /// the loss of all. Samples of which no target counts may be all there are: their loss is zero.
    ///
    /// @param from the first one
    /// @param count how many
    Goals part(int from, int count) {
        List<Batch> some = targets.stream()
                .map(target -> ProblemData.columns(target, from, count))
                .toList();
        if (shares.isEmpty()) {
            return new Goals(times, before, some, shares);
        }
        double[][] own = new double[times.length][count];
        for (double[] row : own) {
            Arrays.fill(row, 1);
        }
        Goals part = new Goals(times, before, some, Optional.of(own));
        for (int k = 0; k < own.length; k++) {
            double[] row = shares.get()[k];
            double more = (double) row.length / count;
            Arrays.setAll(own[k], s -> more * row[from + s]);
        }
        return part;
    }
}
