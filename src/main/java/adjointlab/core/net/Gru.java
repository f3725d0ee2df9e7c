package adjointlab.core.net;

import adjointlab.core.field.Shape;
import adjointlab.core.field.StandardActivations;

/// The gated recurrent unit: with u = [h; x], r = σ(W_r u + b_r) and z = σ(W_z u + b_z), the state becomes
/// (1 − z)∘n + z∘h with n = tanh(W x + b + r∘(U h + c)). Cho et al., "Learning phrase representations using RNN
/// encoder-decoder for statistical machine translation", EMNLP 2014, equations (5) to (8), with the reset behind the
/// product, as the usual libraries have it.
public record Gru() implements Cell {
    @Override
    public Part build(int state, int inputs) {
        int both = state + inputs;
        Part h = new Take(both, 0, state);
        Part x = new Take(both, state, inputs);
        Part resetOld = Chain.of(
                Stack.of(
                        gate("r", both, state),
                        Constant.zeros(both, state),
                        Chain.of(h, new Dense(state, state, "jump.U", "jump.c"))),
                new Blend(state));
        Part candidate = Chain.of(
                Sum.of(Chain.of(x, new Dense(inputs, state, "jump.W", "jump.b")), resetOld),
                new Activate(Shape.vector(state), StandardActivations.TANH));
        return Chain.of(Stack.of(gate("z", both, state), candidate, h), new Blend(state));
    }

    private static Part gate(String name, int both, int state) {
        return Chain.of(
                new Dense(both, state, "jump.W" + name, "jump.b" + name),
                new Activate(Shape.vector(state), StandardActivations.SIGMOID));
    }
}
