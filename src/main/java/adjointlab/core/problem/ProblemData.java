package adjointlab.core.problem;

import adjointlab.core.math.Batch;
import java.util.List;

/// A problem's data: where samples start and what they should become.
///
/// @param initial x₀ [d×n], padding as a state's
/// @param start t₀, s
/// @param times when targets are known, s, strictly monotone away from t₀; the last one is T
/// @param targets [times][d×n]
/// @param truth the trajectories that the targets come from
public record ProblemData(Batch initial, double start, double[] times, List<Batch> targets, Truth truth) {
    public ProblemData {
        targets = List.copyOf(targets);
        if (times.length == 0 || times.length != targets.size()) {
            throw new IllegalArgumentException("every time needs its target");
        }
    }

    /// T, s.
    public double end() {
        return times[times.length - 1];
    }

    /// n.
    public int samples() {
        return initial.size();
    }

    /// Some of the samples, without what is known between the targets.
    ///
    /// @param from the first one
    /// @param count how many, at most those that are left
    public ProblemData part(int from, int count) {
        List<Batch> some =
                targets.stream().map(target -> columns(target, from, count)).toList();
        return new ProblemData(columns(initial, from, count), start, times, some, Truth.UNKNOWN);
    }

    /// The first samples, all if there are fewer.
    public ProblemData first(int count) {
        return count >= samples() ? this : part(0, count);
    }

    private static Batch columns(Batch batch, int from, int count) {
        Batch part = new Batch(batch.dim(), count);
        for (int i = 0; i < batch.dim(); i++) {
            System.arraycopy(batch.data(), batch.row(i) + from, part.data(), part.row(i), count);
        }
        part.padState();
        return part;
    }

    /// What a sample truly does between t₀ and T.
    @FunctionalInterface
    public interface Truth {
        /// Nothing is known between the targets.
        Truth UNKNOWN = (_, _) -> false;

        /// The true states at a time.
        ///
        /// @param t s
        /// @param xOut [d×n], overwritten
        /// @return whether they are known; if not, `xOut` is left alone
        boolean at(double t, Batch xOut);
    }
}
