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
