package adjointlab.lab.python;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.formula.PythonForm;
import adjointlab.core.net.Activate;
import adjointlab.core.net.Chain;
import adjointlab.core.net.Constant;
import adjointlab.core.net.Dense;
import adjointlab.core.net.Part;
import adjointlab.core.net.Softmax;
import adjointlab.core.net.Stack;
import adjointlab.core.net.Take;
import java.util.stream.Collectors;

/// What stands before and behind a field, as expressions of Python.
final class PythonParts {
    private final PythonForm form;
    private final String data;

    /// @param data the name of what goes in first
    PythonParts(PythonForm form, String data) {
        this.form = form;
        this.data = data;
    }

    /// What a part makes of the data, with a row for each sample.
    String of(Part part) {
        return of(part, data);
    }

    /// What a part makes of an expression with a row for each sample.
    ///
    /// @param x the expression
    private String of(Part part, String x) {
        return switch (part) {
            case Take take when take.from() == 0 && take.count() == take.inputs() -> x;
            case Take take -> x + "[:, " + take.from() + ":" + (take.from() + take.count()) + "]";
            case Constant constant ->
                constant.name().isEmpty()
                        ? form.function("np.zeros") + "((len(" + x + "), " + constant.outputs() + ")"
                                + form.kindOf(data) + ")"
                        : form.function("np.tile") + "(w['" + constant.name() + "'].reshape(1, -1), (len(" + x
                                + "), 1))";
            case Dense dense -> dense(dense, x);
            case Activate activate -> "(lambda z: " + PythonActivation.of(form, activate.activation()) + ")(" + x + ")";
            case Softmax _ -> "softmax(" + x + ")";
            case Chain chain -> {
                String inside = x;
                for (Part each : chain.parts()) {
                    inside = of(each, inside);
                }
                yield inside;
            }
            case Stack stack ->
                form.function("np.concatenate") + "(["
                        + stack.parts().stream().map(each -> of(each, x)).collect(Collectors.joining(", "))
                        + "], 1)";
            default ->
                throw new InvalidValueException(
                        "convolutions and recurrent parts have no form in Python; choose a model of dense layers");
        };
    }

    private String dense(Dense dense, String x) {
        String product = "(" + x + " @ w['" + dense.weights() + "'].T"
                + (dense.bias().isEmpty() ? "" : " + w['" + dense.bias() + "']") + ")";
        return dense.scale() == 1 ? product : "(" + dense.scale() + " * " + product + ")";
    }
}
