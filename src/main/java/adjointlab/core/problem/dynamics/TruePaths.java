package adjointlab.core.problem.dynamics;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.MadeOnce;
import adjointlab.core.problem.ProblemData;
import java.util.Arrays;
import java.util.List;

/// The true trajectories of several samples. Those used last are kept while there is memory: runs that differ in other
/// settings share them, and a look at a run does not solve its system again.
///
/// @param paths [n]
record TruePaths(List<TruePath> paths) implements ProblemData.Truth {
    private static final int MOST = 16;

    private static final MadeOnce<Asked, TruePaths> MADE = MadeOnce.soft(MOST);

    /// @param system whose equality is that of its equations
    /// @param starts [n][dim]
    private record Asked(Dynamics system, List<List<Double>> starts, double horizon) {}

    TruePaths {
        paths = List.copyOf(paths);
    }

    /// @param initial states at 0 [dim×n], not modified
    /// @param horizon T, s
    /// @throws adjointlab.core.problem.UnmadeDataException if one cannot be computed
    static TruePaths of(Dynamics system, Batch initial, double horizon) {
        List<double[]> starts = Arrays.asList(initial.toRows());
        Asked asked = new Asked(
                system,
                starts.stream()
                        .map(start -> Arrays.stream(start).boxed().toList())
                        .toList(),
                horizon);
        return MADE.of(
                asked,
                () -> new TruePaths(starts.stream()
                        .map(start -> new TrueSolve(system, start, horizon).path())
                        .toList()));
    }

    @Override
    public boolean at(double t, Batch xOut) {
        double[] x = new double[xOut.dim()];
        for (int s = 0; s < paths.size(); s++) {
            paths.get(s).at(t, x);
            for (int i = 0; i < x.length; i++) {
                xOut.set(i, s, x[i]);
            }
        }
        xOut.padState();
        return true;
    }

    @Override
    public double[] nodes(int sample) {
        return paths.get(sample).nodes();
    }

    @Override
    public double[] jumps() {
        return paths.stream()
                .flatMap(path -> path.jumps().stream())
                .mapToDouble(t -> t)
                .sorted()
                .toArray();
    }
}
