package adjointlab.core.problem.sequence;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.Goals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Targets on a grid, as they are found: at each time one in front of the jump and one behind it.
final class Board {
    private final UnionGrid grid;
    private final int samples;
    private final Side front;
    private final Side behind;

    /// Of one side of the jumps; only times at which any target counts have memory.
    private static final class Side {
        private final int outputs;
        private final int samples;
        private final Map<Integer, Batch> targets = new HashMap<>();
        private final Map<Integer, double[]> shares = new HashMap<>();

        Side(int outputs, int samples) {
            this.outputs = outputs;
            this.samples = samples;
        }

        void pin(int at, int sample, double[] target, double share) {
            if (share == 0) {
                return;
            }
            Batch all = targets(at);
            for (int i = 0; i < target.length; i++) {
                all.set(i, sample, target[i]);
            }
            shares(at)[sample] += share;
        }

        boolean counts(int at) {
            return shares.containsKey(at);
        }

        Batch targets(int at) {
            return targets.computeIfAbsent(at, _ -> new Batch(outputs, samples));
        }

        double[] shares(int at) {
            return shares.computeIfAbsent(at, _ -> new double[samples]);
        }
    }

    Board(int samples, int outputs, UnionGrid grid) {
        this.grid = grid;
        this.samples = samples;
        this.front = new Side(outputs, samples);
        this.behind = new Side(outputs, samples);
    }

    /// A target for the state in front of the jump; one that is there already counts as much more.
    void pinInFront(int at, int sample, double[] target, double share) {
        front.pin(at, sample, target, share);
    }

    /// A target for the state behind the jump.
    void pinBehind(int at, int sample, double[] target, double share) {
        behind.pin(at, sample, target, share);
    }

    /// At those times at which any counts, and at the last.
    ///
    /// @param lastInFront where the state at the last time is looked at if no target counts there
    Goals goals(boolean lastInFront) {
        List<Double> times = new ArrayList<>();
        List<Boolean> before = new ArrayList<>();
        List<Batch> targets = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        int last = grid.times().length - 1;
        for (int at = 0; at <= last; at++) {
            boolean filler = at == last && !front.counts(at) && !behind.counts(at);
            for (boolean inFront : new boolean[] {true, false}) {
                Side side = inFront ? front : behind;
                if (side.counts(at) || filler && inFront == lastInFront) {
                    side.targets(at).padState();
                    times.add(grid.times()[at]);
                    before.add(inFront);
                    targets.add(side.targets(at));
                    shares.add(side.shares(at));
                }
            }
        }
        boolean[] sides = new boolean[before.size()];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = before.get(i);
        }
        return new Goals(
                times.stream().mapToDouble(t -> t).toArray(),
                sides,
                targets,
                Optional.of(shares.toArray(new double[0][samples])));
    }
}
