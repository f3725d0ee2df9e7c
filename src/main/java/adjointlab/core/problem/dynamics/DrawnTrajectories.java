package adjointlab.core.problem.dynamics;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Strokes;
import adjointlab.core.problem.Strokes.Point;
import java.util.ArrayList;
import java.util.List;

/// Follow lines drawn by hand, each from its start to its end with constant speed in time T. A flow in the plane cannot
/// cross itself: a drawing that does is learned only with more dimensions. Dupont et al., NeurIPS 2019, section 3.
///
/// @param strokes a trajectory each
/// @param horizon T, s
/// @param times how many they are seen at, equally spaced, the last one T
public record DrawnTrajectories(Strokes strokes, double horizon, int times) implements Problem {
    @Override
    public int dim() {
        return 2;
    }

    @Override
    public int samples(long seed) {
        return strokes.lines().size();
    }

    @Override
    public ProblemData data(long seed) {
        double[] when = new double[times];
        List<Batch> targets = new ArrayList<>();
        for (int k = 0; k < times; k++) {
            double share = (k + 1.0) / times;
            when[k] = share * horizon;
            targets.add(states(share));
        }
        return new ProblemData(states(0), 0, when, targets, (t, xOut) -> {
            fill(t / horizon, xOut);
            return true;
        });
    }

    private Batch states(double share) {
        Batch states = new Batch(2, strokes.lines().size());
        fill(share, states);
        return states;
    }

    private void fill(double share, Batch out) {
        for (int s = 0; s < out.size(); s++) {
            Point point = Strokes.along(strokes.lines().get(s), Math.clamp(share, 0, 1));
            out.set(0, s, point.x());
            out.set(1, s, point.y());
        }
        out.padState();
    }
}
