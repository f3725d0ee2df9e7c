package adjointlab.core.problem.function;

import adjointlab.core.field.Impact;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Roll from a start towards the nearest minimum of a test function; nothing is learned. Xia et al., NeurIPS 2021,
/// section
/// 2.1 and appendix E.6.
///
/// @param function F
/// @param start (x, y)
/// @param horizon T, s
/// @param wall that a heavy ball bounces off, if there is one
public record Descent(TestFunction function, List<Double> start, double horizon, Optional<Wall> wall)
        implements Problem {
    /// A wall at an x, which balls come to from the right and leave with a smaller velocity.
    ///
    /// @param at x
    /// @param restitution e
    public record Wall(double at, double restitution) {}

    public Descent {
        start = List.copyOf(start);
        if (wall.isPresent() && start.getFirst() <= wall.get().at()) {
            throw new IllegalArgumentException("the start x₁ = " + start.getFirst()
                    + " is not on the right of the wall at " + wall.get().at() + "; move one of them");
        }
    }

    /// Without a wall.
    public Descent(TestFunction function, List<Double> start, double horizon) {
        this(function, start, horizon, Optional.empty());
    }

    /// Of place and velocity.
    @Override
    public Optional<Impact> impact() {
        return wall.map(each -> new Impact.Wall(4, 0, 2, each.at(), each.restitution()));
    }

    @Override
    public int dim() {
        return 2;
    }

    @Override
    public ProblemData data(long seed) {
        Batch initial = point(start);
        Batch target = point(function.minima().stream()
                .min(Comparator.comparingDouble(m -> Math.hypot(m.get(0) - start.get(0), m.get(1) - start.get(1))))
                .orElseThrow());
        return new ProblemData(initial, 0, new double[] {horizon}, List.of(target), ProblemData.Truth.UNKNOWN);
    }

    private static Batch point(List<Double> xy) {
        Batch batch = new Batch(2, 1);
        batch.set(0, 0, xy.get(0));
        batch.set(1, 0, xy.get(1));
        batch.padState();
        return batch;
    }
}
