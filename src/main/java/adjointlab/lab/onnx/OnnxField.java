package adjointlab.lab.onnx;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.NdArray;
import adjointlab.core.family.Coefficient;
import adjointlab.core.family.SecondOrderField;
import adjointlab.core.field.LinearField;
import adjointlab.core.field.Mlp;
import adjointlab.core.field.PreActivation;
import adjointlab.core.field.VectorField;
import java.util.Map;

/// A field as nodes: ẋ [N×d] of a time [1] and states [N×d]. Weights are constants under their plain names.
///
/// @param graph where the nodes go
/// @param time its name in the graph
/// @param weights by name
record OnnxField(OnnxGraph graph, String time, Map<String, NdArray> weights) {
    private static final String GEMM = "Gemm";
    private static final String TRANSPOSED = "transB";

    /// The rates.
    ///
    /// @param theta weights of the field [p]
    /// @param y name of the states
    String of(VectorField field, double[] theta, String y) {
        return switch (field) {
            case SecondOrderField second -> secondOrder(second, theta, y);
            case Mlp mlp -> perceptron(mlp, y);
            case LinearField linear -> {
                int n = linear.dim();
                yield graph.node(GEMM, TRANSPOSED, 1, y, graph.constant("field.A", linear.matrix(theta), n, n));
            }
            case PreActivation pre -> {
                String name = pre.parameters().blocks().getFirst().name();
                String sum =
                        graph.node(GEMM, TRANSPOSED, 1, OnnxActivation.of(graph, pre.activation(), y), weight(name));
                yield graph.node("Mul", sum, graph.number(pre.sigma() / Math.sqrt(pre.dim())));
            }
            default ->
                throw new InvalidValueException(
                        "this field has no form in ONNX; choose a perceptron, a linear field, or a heavy ball of one");
        };
    }

    private String perceptron(Mlp mlp, String y) {
        String h = y;
        if (mlp.time()) {
            String samples = graph.node("Slice", graph.node("Shape", y), graph.whole(0), graph.whole(1));
            String column = graph.node("Expand", time, graph.node("Concat", "axis", 0, samples, graph.whole(1)));
            h = graph.node("Concat", "axis", 1, y, column);
        }
        for (int l = 1; l <= mlp.activations().size(); l++) {
            String z = graph.node(GEMM, TRANSPOSED, 1, h, weight("field.W" + l), weight("field.b" + l));
            h = OnnxActivation.of(graph, mlp.activations().get(l - 1), z);
        }
        return h;
    }

    private String weight(String name) {
        NdArray array = weights.get(name);
        if (array == null) {
            throw new IllegalStateException("there is no weight " + name);
        }
        return graph.constant(name, array.values(), array.shape());
    }

    /// (h, m)′ = (σ(±m), −γm + f ∓ ξh), with the signs of the paper or of the authors' program.
    private String secondOrder(SecondOrderField field, double[] theta, String y) {
        int d = field.force().dim();
        String h = graph.node("Slice", y, graph.whole(0), graph.whole(d), graph.whole(1));
        String m = graph.node("Slice", y, graph.whole(d), graph.whole(2L * d), graph.whole(1));
        String force = of(field.force(), theta, field.force().inputDim() == d ? h : y);
        boolean paper = field.convention() == SecondOrderField.Convention.PAPER;
        String velocity = OnnxActivation.of(graph, field.gate(), paper ? m : graph.node("Neg", m));
        String damped = graph.node("Sub", force, graph.node("Mul", m, coefficient(field.damping())));
        String pulled = graph.node("Mul", h, coefficient(field.correction()));
        return graph.node("Concat", "axis", 1, velocity, graph.node(paper ? "Sub" : "Add", damped, pulled));
    }

    private String coefficient(Coefficient coefficient) {
        if (coefficient.scale() == 0) {
            return graph.number(0);
        }
        String raw = coefficient.learned() ? weight(coefficient.name()) : graph.number(coefficient.raw());
        String value =
                switch (coefficient.link()) {
                    case SIGMOID -> graph.node("Sigmoid", raw);
                    case SOFTPLUS -> OnnxActivation.softplus(graph, raw);
                };
        return graph.node("Mul", value, graph.number(coefficient.scale()));
    }
}
