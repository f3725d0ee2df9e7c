package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Optimizers beside each other, each with a stretch of the weights: SNOpt for a field and Adam for the recurrent cell
/// and the read-out around it, as the authors' program trains time series. Liu, Chen and Theodorou, NeurIPS 2021,
/// appendix A.4.
///
/// @param groups whose weights stand one after another in θ; the first alone may ask for more than its gradient
public record Grouped(List<Group> groups) implements Optimizer {
    private static final Set<Need> ALLOWED = Set.of(Need.LAYER_FACTORS, Need.TERMINAL_VARIANCE);
    private static final Object WORKSPACE = new Object();

    /// Weights with an optimizer of their own.
    ///
    /// @param parameters how many
    public record Group(int parameters, Optimizer optimizer) {}

    public Grouped {
        groups = List.copyOf(groups);
        if (!goesInto(groups.getFirst().optimizer)
                || groups.stream()
                        .skip(1)
                        .anyMatch(group -> !group.optimizer.needs().isEmpty())) {
            throw new IllegalArgumentException(
                    "groups of weights go with optimizers that need the gradient only, the first also with its layers'"
                            + " factors");
        }
    }

    /// Whether an optimizer can have the first group.
    public static boolean goesInto(Optimizer optimizer) {
        return ALLOWED.containsAll(optimizer.needs());
    }

    @Override
    public Set<Need> needs() {
        return groups.getFirst().optimizer.needs();
    }

    @Override
    public Optional<LayerFactors.Sampling> layerSampling() {
        return groups.getFirst().optimizer.layerSampling();
    }

    @Override
    public List<DenseLayer> factored(List<DenseLayer> layers) {
        int end = groups.getFirst().parameters;
        return layers.stream().takeWhile(layer -> layer.weights() < end).toList();
    }

    @Override
    public boolean sameKind(Optimizer other) {
        if (!(other instanceof Grouped(List<Group> others)) || others.size() != groups.size()) {
            return false;
        }
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            if (group.parameters != others.get(g).parameters || !group.optimizer.sameKind(others.get(g).optimizer)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public OptimizerState init(int parameters) {
        return init(parameters, List.of());
    }

    /// The slots of each group, one after another.
    @Override
    public OptimizerState init(int parameters, List<DenseLayer> layers) {
        int sum = groups.stream().mapToInt(Group::parameters).sum();
        if (sum != parameters) {
            throw new IllegalArgumentException("groups of " + sum + " weights do not fit a model of " + parameters);
        }
        double[][] slots = groups.stream()
                .map(group -> group == groups.getFirst()
                        ? group.optimizer.init(group.parameters, factored(layers))
                        : group.optimizer.init(group.parameters))
                .flatMap(state -> Arrays.stream(slots(state)))
                .toArray(double[][]::new);
        return new OptimizerState(0, slots);
    }

    private static double[][] slots(OptimizerState state) {
        double[][] slots = new double[state.slots()][];
        Arrays.setAll(slots, state::slot);
        return slots;
    }

    @Override
    public double damping(OptimizerState state) {
        return groups.getFirst().optimizer.damping(parts(state)[0]);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        Workspace work = evidence.scratch().memory(WORKSPACE, _ -> new Workspace());
        if (!work.shows(state)) {
            work.show(state, this);
        }
        int from = 0;
        for (int g = 0; g < groups.size(); g++) {
            int length = groups.get(g).parameters;
            System.arraycopy(theta, from, work.theta[g], 0, length);
            System.arraycopy(gradient, from, work.gradient[g], 0, length);
            work.parts[g].count(state.updates());
            groups.get(g).optimizer.update(work.theta[g], work.gradient[g], work.parts[g], evidence);
            System.arraycopy(work.theta[g], 0, theta, from, length);
            from += length;
        }
        state.countUpdate();
    }

    /// The groups' parts of a state, not copies: the last slots are the last group's.
    private OptimizerState[] parts(OptimizerState state) {
        double[][] all = slots(state);
        OptimizerState[] parts = new OptimizerState[groups.size()];
        int end = all.length;
        for (int g = groups.size() - 1; g >= 0; g--) {
            Group group = groups.get(g);
            int start =
                    g == 0 ? 0 : end - group.optimizer.init(group.parameters).slots();
            parts[g] = new OptimizerState(state.updates(), Arrays.copyOfRange(all, start, end));
            end = start;
        }
        return parts;
    }

    /// What a thread needs beside the state.
    private static final class Workspace {
        private double[][] slots = {};
        private OptimizerState[] parts = {};
        private double[][] theta = {};
        private double[][] gradient = {};

        /// Whether the parts are those of a state, or of another one around the same vectors.
        boolean shows(OptimizerState state) {
            if (parts.length == 0 || state.slots() != slots.length) {
                return false;
            }
            for (int i = 0; i < slots.length; i++) {
                if (state.slot(i) != slots[i]) {
                    return false;
                }
            }
            return true;
        }

        void show(OptimizerState state, Grouped optimizer) {
            slots = Grouped.slots(state);
            parts = optimizer.parts(state);
            theta = vectors(optimizer);
            gradient = vectors(optimizer);
        }

        private static double[][] vectors(Grouped optimizer) {
            return optimizer.groups.stream()
                    .map(group -> new double[group.parameters])
                    .toArray(double[][]::new);
        }
    }
}
