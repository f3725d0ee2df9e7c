package adjointlab.core.problem.dynamics;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.List;

/// Start from given numbers and watch how far a model goes; the target is to stay at zero. Xia et al., NeurIPS 2021,
/// section 3 and figure 3.
///
/// @param start x₀
/// @param horizon T, s
public record Response(List<Double> start, double horizon) implements Problem {
    public Response {
        start = List.copyOf(start);
    }

    @Override
    public int dim() {
        return start.size();
    }

    @Override
    public ProblemData data(long seed) {
        Batch initial = new Batch(dim(), 1);
        for (int i = 0; i < dim(); i++) {
            initial.set(i, 0, start.get(i));
        }
        initial.padState();
        Batch target = new Batch(dim(), 1);
        return new ProblemData(initial, 0, new double[] {horizon}, List.of(target), ProblemData.Truth.UNKNOWN);
    }
}
