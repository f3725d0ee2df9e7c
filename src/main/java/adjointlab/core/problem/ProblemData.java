package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.List;
import java.util.Optional;

/// A problem's data: where samples start, what is observed of them on the way, and what they should become.
///
/// @param initial x₀ [d×n], padding as a state's
/// @param start t₀, s
/// @param goals what predictions should be, and when
/// @param observations what enters on the way; none for most problems
/// @param truth the trajectories that the targets come from
public record ProblemData(Batch initial, double start, Goals goals, Optional<Observations> observations, Truth truth) {
    public ProblemData {
        if (observations.isPresent()) {
            observations.get().check(initial.size(), start, goals.end());
        }
    }

    /// Data of which nothing is observed on the way.
    ///
    /// @param times when targets are known, s, strictly monotone away from t₀; the last one is T
    /// @param targets [times][d×n]
    public ProblemData(Batch initial, double start, double[] times, List<Batch> targets, Truth truth) {
        this(initial, start, new Goals(times, targets), Optional.empty(), truth);
    }

    /// When targets are known, s.
    public double[] times() {
        return goals.times();
    }

    /// What predictions should be, [times][outputs×n].
    public List<Batch> targets() {
        return goals.targets();
    }

    /// T, s.
    public double end() {
        return goals.end();
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
        return new ProblemData(
                columns(initial, from, count),
                start,
                goals.part(from, count),
                observations.map(all -> all.part(from, count)),
                Truth.UNKNOWN);
    }

    /// Some of the samples in an order of their own, without what is known between the targets.
    ///
    /// @param which of them, at least one
    public ProblemData select(int... which) {
        return new ProblemData(
                columns(initial, which),
                start,
                goals.select(which),
                observations.map(all -> all.select(which)),
                Truth.UNKNOWN);
    }

    /// The same samples, starting elsewhere, without what is known between the targets.
    ///
    /// @param from where they start [d×n], padding as a state's
    public ProblemData startingFrom(Batch from) {
        return new ProblemData(from, start, goals, observations, Truth.UNKNOWN);
    }

    /// The first samples, all if there are fewer.
    public ProblemData first(int count) {
        return count >= samples() ? this : part(0, count);
    }

    static Batch columns(Batch batch, int from, int count) {
        Batch part = new Batch(batch.dim(), count);
        for (int i = 0; i < batch.dim(); i++) {
            System.arraycopy(batch.data(), batch.row(i) + from, part.data(), part.row(i), count);
        }
        part.padState();
        return part;
    }

    static Batch columns(Batch batch, int... which) {
        Batch some = new Batch(batch.dim(), which.length);
        for (int i = 0; i < batch.dim(); i++) {
            for (int s = 0; s < which.length; s++) {
                some.set(i, s, batch.get(i, which[s]));
            }
        }
        some.padState();
        return some;
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
