package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A problem of trajectories that are cut into segments of equal length: at each node between two, a model's state
/// starts afresh at a state of its own, which is a parameter, and the gap to where the segment before ends is
/// penalised. Bock and Plitt, "A multiple shooting algorithm for direct solution of optimal control problems", IFAC
/// 1984; for neural ODEs Turan and Jäschke, "Multiple shooting for training neural differential equations on time
/// series", IEEE Control Systems Letters 6 (2022) 1897, equations (8) to (10). Parameters are what is added to the
/// observations, which a line joins at the node, so that they start at zero.
///
/// @param whole with whole trajectories
/// @param segments how many, at least 2
/// @param penalty ρ, by which the mean square of the gaps is multiplied
public record MultipleShooting(Problem whole, int segments, double penalty) implements Subset {
    /// Times that differ by less than this share of the whole are one.
    private static final double SAME = 1e-9;

    public MultipleShooting {
        if (segments < 2 || !(penalty >= 0)) {
            throw new IllegalArgumentException("multiple shooting has two segments or more, and a penalty");
        }
    }

    @Override
    public int samples(long seed) {
        return whole.samples(seed);
    }

    /// A guess of the data's components, and the number of the node.
    @Override
    public int observed() {
        return whole.dim() + 1;
    }

    @Override
    public Optional<Nodes> nodes() {
        return Optional.of(new Nodes(segments - 1, whole.samples(0), whole.dim(), penalty));
    }

    /// Cut where the training is, and in one piece from the last node on.
    @Override
    public Optional<Outlook> outlook(long seed) {
        return whole.outlook(seed)
                .map(known -> new Outlook(cut(known.data(), whole.data(seed)), known.seen(), known.units()));
    }

    @Override
    public ProblemData data(long seed) {
        ProblemData all = whole.data(seed);
        return cut(all, all);
    }

    /// @param way perhaps longer, and of more samples behind those that are trained on, which are not cut
    private ProblemData cut(ProblemData way, ProblemData trained) {
        double length = trained.end() - trained.start();
        double[] nodes = IntStream.range(1, segments)
                .mapToDouble(k -> trained.start() + length * k / segments)
                .toArray();
        List<Batch> guesses = new ArrayList<>();
        boolean[][] cut = new boolean[nodes.length][way.samples()];
        for (int k = 0; k < nodes.length; k++) {
            guesses.add(guess(trained, nodes[k], k, way.samples()));
            Arrays.fill(cut[k], 0, trained.samples(), true);
        }
        return new ProblemData(
                way.initial(),
                way.start(),
                goals(way, nodes),
                Optional.of(new Observations(nodes, guesses, cut)),
                way.truth());
    }

    /// On the line between the neighbouring observations of each sample; zero where components are not seen.
    private Batch guess(ProblemData all, double t, int node, int samples) {
        Batch guess = new Batch(whole.dim() + 1, samples);
        double[] times = all.times();
        for (int s = 0; s < all.samples(); s++) {
            int sample = s;
            int[] known = IntStream.range(0, times.length)
                    .filter(k -> all.goals().counts(k, sample))
                    .toArray();
            int right = (int) Arrays.stream(known)
                    .filter(k -> Math.abs(times[k] - all.start()) < Math.abs(t - all.start()))
                    .count();
            for (int i = 0; i < whole.outputDim() && known.length > 0; i++) {
                double left = right == 0
                        ? all.initial().get(i, s)
                        : all.targets().get(known[right - 1]).get(i, s);
                double value = left;
                if (right < known.length) {
                    double from = right == 0 ? all.start() : times[known[right - 1]];
                    double share = (t - from) / (times[known[right]] - from);
                    value += share * (all.targets().get(known[right]).get(i, s) - left);
                }
                guess.set(i, s, value);
            }
            guess.set(whole.dim(), s, node);
        }
        guess.padState();
        return guess;
    }

    /// With one in front of each node, which counts what it counted.
    private Goals goals(ProblemData all, double[] nodes) {
        Goals known = all.goals().shared();
        List<Double> times = new ArrayList<>();
        List<Boolean> before = new ArrayList<>();
        List<Batch> targets = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        double slack = SAME * Math.abs(all.end() - all.start());
        int next = 0;
        for (int k = 0; k < known.times().length; k++) {
            double t = known.times()[k];
            while (next < nodes.length && Math.abs(nodes[next] - all.start()) < Math.abs(t - all.start()) - slack) {
                times.add(nodes[next++]);
                before.add(true);
                targets.add(new Batch(whole.outputDim(), all.samples()));
                shares.add(new double[all.samples()]);
            }
            boolean isNode = next < nodes.length && Math.abs(nodes[next] - t) <= slack;
            times.add(isNode ? nodes[next++] : t);
            before.add(isNode || known.before()[k]);
            targets.add(known.targets().get(k));
            shares.add(known.shares().orElseThrow()[k]);
        }
        boolean[] inFront = new boolean[before.size()];
        IntStream.range(0, inFront.length).forEach(k -> inFront[k] = before.get(k));
        return new Goals(
                times.stream().mapToDouble(t -> t).toArray(),
                inFront,
                targets,
                Optional.of(shares.toArray(double[][]::new)));
    }
}
