package adjointlab.core.problem;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Data of problems that several draw from, made once and kept while there is memory: five runs on the same samples
/// share them. Whoever takes them from here only reads.
final class WholeData {
    private static final int MOST = 4;

    private static final SequencedMap<Drawn, SoftReference<ProblemData>> KEPT = new LinkedHashMap<>();

    private record Drawn(Problem problem, long seed) {}

    private WholeData() {}

    /// [Problem#data], not to be modified.
    static ProblemData of(Problem problem, long seed) {
        Drawn drawn = new Drawn(problem, seed);
        synchronized (KEPT) {
            SoftReference<ProblemData> kept = KEPT.remove(drawn);
            ProblemData data = kept == null ? null : kept.get();
            if (data == null) {
                data = problem.data(seed);
                kept = new SoftReference<>(data);
            }
            KEPT.putLast(drawn, kept);
            if (KEPT.size() > MOST) {
                KEPT.pollFirstEntry();
            }
            return data;
        }
    }
}
