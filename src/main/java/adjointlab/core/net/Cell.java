package adjointlab.core.net;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Shape;
import java.util.ArrayList;
import java.util.List;

/// How a state jumps at an observation, before the sizes are known; an immutable description.
@FunctionalInterface
public interface Cell {
    /// From a state with an observation below it [state + inputs] to the state behind it [state].
    ///
    /// @param state components of a state
    /// @param inputs components of an observation
    Part build(int state, int inputs);

    /// W₁x + b₁ + W₂h + b₂, with σ around it, the cell of Elman, Cognitive Science 14 (1990) 179.
    ///
    /// @param activation σ
    /// @param residual whether h is added: the cell that Xia et al. take for plane vibration has the identity as σ
    ///     and adds h, NeurIPS 2021, appendix E.4
    record Simple(Activation activation, boolean residual) implements Cell {
        @Override
        public Part build(int state, int inputs) {
            int both = state + inputs;
            Part sum = Sum.of(
                    Chain.of(new Take(both, state, inputs), new Dense(inputs, state, "jump.W1", "jump.b1")),
                    Chain.of(new Take(both, 0, state), new Dense(state, state, "jump.W2", "jump.b2")));
            return added(residual, state, both, Chain.of(sum, new Activate(Shape.vector(state), activation)));
        }
    }

    /// A perceptron, linear at the end: the cell that Xia et al. take for the walking figure, NeurIPS 2021,
    /// appendix E.5.
    ///
    /// @param hidden widths of the hidden layers
    /// @param activation between layers
    /// @param residual whether h is added
    record Perceptron(List<Integer> hidden, Activation activation, boolean residual) implements Cell {
        public Perceptron {
            hidden = List.copyOf(hidden);
        }

        @Override
        public Part build(int state, int inputs) {
            List<Part> parts = new ArrayList<>();
            int from = state + inputs;
            for (int l = 0; l < hidden.size(); l++) {
                parts.add(new Dense(from, hidden.get(l), "jump.W" + (l + 1), "jump.b" + (l + 1)));
                parts.add(new Activate(Shape.vector(hidden.get(l)), activation));
                from = hidden.get(l);
            }
            int last = hidden.size() + 1;
            parts.add(new Dense(from, state, "jump.W" + last, "jump.b" + last));
            return added(residual, state, state + inputs, new Chain(parts));
        }
    }

    private static Part added(boolean residual, int state, int both, Part cell) {
        return residual ? Sum.of(new Take(both, 0, state), cell) : cell;
    }
}
