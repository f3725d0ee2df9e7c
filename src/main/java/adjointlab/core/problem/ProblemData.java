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
        ProblemData some = part(0, which.length);
        selectInto(which, 0, some);
        return some;
    }

    /// Writes some of the samples over as many others, as [#select] makes them, and allocates nothing.
    ///
    /// @param order which samples, from entry `first` on
    /// @param first entry
    /// @param out overwritten: of this kind, with targets and observations at the same times
    public void selectInto(int[] order, int first, ProblemData out) {
        take(initial, order, first, out.initial);
        for (int i = 0; i < targets().size(); i++) {
            take(targets().get(i), order, first, out.targets().get(i));
        }
        if (goals.shares().isPresent()) {
            share(goals.shares().get(), order, first, out.goals.shares().orElseThrow());
        }
        if (observations.isPresent()) {
            observe(observations.get(), order, first, out.observations.orElseThrow());
        }
    }

    private static void take(Batch from, int[] order, int first, Batch out) {
        for (int i = 0; i < out.dim(); i++) {
            for (int s = 0; s < out.size(); s++) {
                out.set(i, s, from.get(i, order[first + s]));
            }
        }
        out.padState();
    }

    /// Each counts more as they are fewer, so that the mean over batches is the loss of all.
    private static void share(double[][] from, int[] order, int first, double[][] out) {
        for (int i = 0; i < from.length; i++) {
            double more = (double) from[i].length / out[i].length;
            for (int s = 0; s < out[i].length; s++) {
                out[i][s] = more * from[i][order[first + s]];
            }
        }
    }

    private static void observe(Observations from, int[] order, int first, Observations out) {
        for (int i = 0; i < from.times().length; i++) {
            take(from.inputs().get(i), order, first, out.inputs().get(i));
            for (int s = 0; s < out.observed()[i].length; s++) {
                out.observed()[i][s] = from.observed()[i][order[first + s]];
            }
            if (from.paces().isPresent()) {
                double[] own = out.paces().orElseThrow()[i];
                for (int s = 0; s < own.length; s++) {
                    own[s] = from.paces().get()[i][order[first + s]];
                }
            }
        }
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

        /// Between which times one sample's curve is simple enough that a few points show it, s, ascending; none where
        /// that is so from start to end.
        default double[] nodes(int sample) {
            return new double[0];
        }

        /// When a sample jumps, s, ascending; at those times [#at] gives the states before.
        default double[] jumps() {
            return new double[0];
        }
    }
}
