package adjointlab.core.problem;

import adjointlab.core.math.MadeOnce;

/// Data of problems that several draw from, made once and kept while there is memory: five runs on the same samples
/// share them. Whoever takes them from here only reads.
final class WholeData {
    private static final int MOST = 4;

    private static final MadeOnce<Drawn, ProblemData> MADE = MadeOnce.soft(MOST);

    private record Drawn(Problem problem, long seed) {}

    private WholeData() {}

    /// [Problem#data], not to be modified.
    ///
    /// @throws java.util.concurrent.CancellationException where the work that asks is not wanted any more
    static ProblemData of(Problem problem, long seed) {
        return MADE.of(new Drawn(problem, seed), () -> problem.data(seed));
    }
}
