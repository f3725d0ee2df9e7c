package adjointlab.lab.onnx;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.LeakyRelu;
import adjointlab.core.field.StandardActivations;

/// Activations as nodes. Those of GELU are part of the standard in double precision, too, but ONNX Runtime 1.30 has its
/// error function in single precision alone.
final class OnnxActivation {
    private static final double LEAK = 0.01;

    private OnnxActivation() {}

    /// What an activation makes of something.
    ///
    /// @param z its name in the graph
    static String of(OnnxGraph graph, Activation activation, String z) {
        return switch (activation) {
            case StandardActivations standard -> of(graph, standard, z);
            case HardTanh(double bound) -> graph.node("Clip", z, graph.number(-bound), graph.number(bound));
            case LeakyRelu(double share) -> leaky(graph, z, share);
            default ->
                throw new InvalidValueException(
                        "the field's activation has no form in ONNX; choose one of the usual ones");
        };
    }

    private static String of(OnnxGraph graph, StandardActivations activation, String z) {
        return switch (activation) {
            case TANH -> graph.node("Tanh", z);
            case SIGMOID -> graph.node("Sigmoid", z);
            case SOFTPLUS -> softplus(graph, z);
            case SHIFTED_SOFTPLUS -> graph.node("Sub", softplus(graph, z), graph.number(Math.log(2)));
            case RELU -> graph.node("Relu", z);
            case LEAKY_RELU -> leaky(graph, z, LEAK);
            case ELU -> {
                String below = graph.node("Exp", graph.node("Min", z, graph.number(0)));
                yield graph.node("Where", positive(graph, z), z, graph.node("Sub", below, graph.number(1)));
            }
            case GELU -> {
                String error = graph.node("Erf", graph.node("Mul", z, graph.number(Math.sqrt(0.5))));
                String share = graph.node("Mul", graph.node("Add", error, graph.number(1)), graph.number(0.5));
                yield graph.node("Mul", z, share);
            }
            case SILU -> { // as a quotient: run-times fuse the product into what they have in single precision alone
                String falling = graph.node("Exp", graph.node("Neg", z));
                yield graph.node("Div", z, graph.node("Add", falling, graph.number(1)));
            }
            case HARDTANH -> graph.node("Clip", z, graph.number(-1), graph.number(1));
            case SINE -> graph.node("Sin", z);
            case QUADRATIC -> graph.node("Mul", z, z);
            case IDENTITY -> z;
        };
    }

    /// max(z, 0) + ln(1 + e^−|z|): the standard's own operator is missing in run-times that know double precision.
    static String softplus(OnnxGraph graph, String z) {
        String falling = graph.node("Exp", graph.node("Neg", graph.node("Abs", z)));
        return graph.node("Add", graph.node("Relu", z), graph.node("Log", graph.node("Add", falling, graph.number(1))));
    }

    private static String leaky(OnnxGraph graph, String z, double share) {
        return graph.node("Where", positive(graph, z), z, graph.node("Mul", z, graph.number(share)));
    }

    private static String positive(OnnxGraph graph, String z) {
        return graph.node("Greater", z, graph.number(0));
    }
}
