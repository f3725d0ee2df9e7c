package adjointlab.core.formula;

import adjointlab.core.formula.Expression.Binary;
import adjointlab.core.formula.Expression.Call;
import adjointlab.core.formula.Expression.Name;
import adjointlab.core.formula.Expression.Negative;
import adjointlab.core.formula.Expression.Number;
import adjointlab.core.formula.Formula.Constant;
import adjointlab.core.formula.Formula.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A formula's field as statements of Python with NumPy or PyTorch: of `t`, of `y` with a row for each sample,
/// and of `w`, weights by their names, they make `rates` with a row for each sample. They call `step`,
/// `sigmoid`, `softplus` and `relu` where the formula does, `perceptron(x, w, prefix)` for its networks, `driving(t,
/// name)` for its inputs, and, of tensors, `number(x, y)` for one of `y`'s kind.
public final class PythonFormula {
    /// A function of time and of an input's name.
    public static final String DRIVING = "driving";

    private final PythonForm form;
    private final Equations equations;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private final Map<String, Integer> networkOf = new HashMap<>();

    private PythonFormula(PythonForm form, Equations equations) {
        this.form = form;
        this.equations = equations;
        List<Network> networks = equations.formula().networks();
        for (int k = 0; k < networks.size(); k++) {
            networkOf.put(Plain.list(networks.get(k).arguments()), k);
        }
    }

    /// The statements.
    public static List<String> lines(PythonForm form, FormulaField field) {
        return new PythonFormula(form, field.equations()).write();
    }

    private List<String> write() {
        List<String> states = equations.inputs();
        for (int i = 0; i < states.size(); i++) {
            lines.add(variable(states.get(i)) + " = y[:, " + i + "]");
        }
        for (String input : equations.formula().named()) {
            lines.add(variable(input) + " = " + form.number(DRIVING + "(t, '" + input + "')", "y"));
        }
        for (Constant constant : equations.formula().constants()) {
            lines.add(variable(constant.name()) + " = "
                    + (constant.learned()
                            ? "w['" + constant.name() + "']"
                            : form.number(Double.toString(constant.value()), "y")));
        }
        List<String> rates = new ArrayList<>();
        for (Expression output : equations.outputs()) {
            rates.add(form.rows(of(output)));
        }
        lines.add("rates = " + form.function("np.stack") + "([" + String.join(", ", rates) + "], 1)");
        return lines;
    }

    private static String variable(String name) {
        return "v_" + name.replace("'", "_dot");
    }

    private String of(Expression expression) {
        return switch (expression) {
            case Number number -> Double.toString(number.value());
            case Name name -> name(name.whole());
            case Negative negative -> "(-" + of(negative.of()) + ")";
            case Binary binary -> binary(binary);
            case Call call -> call(call);
        };
    }

    private String name(String name) {
        if (name.equals("t")) {
            return "t";
        }
        if (name.equals("pi") || name.equals("π")) {
            return "math.pi";
        }
        Expression right = equations.formula().definitions().get(name);
        if (right != null && written.add(name)) {
            lines.add(variable(name) + " = " + of(right));
        }
        return variable(name);
    }

    private String binary(Binary binary) {
        String left = of(binary.left());
        String right = of(binary.right());
        return switch (binary.operator()) {
            case PLUS -> "(" + left + " + " + right + ")";
            case MINUS -> "(" + left + " - " + right + ")";
            case TIMES -> "(" + left + " * " + right + ")";
            case OVER -> "(" + left + " / " + right + ")";
            case POWER -> "(" + left + " ** " + right + ")";
        };
    }

    private String call(Call call) {
        String word = call.function();
        if (Formula.isNetwork(word)) {
            return network(call);
        }
        String inside = call.arguments().stream().map(this::argument).collect(Collectors.joining(", "));
        String function =
                switch (word) {
                    case "max" -> "np.maximum";
                    case "min" -> "np.minimum";
                    case "atan2" -> "np.arctan2";
                    case "pow" -> "np.power";
                    default -> Function.named(word).orElseThrow().numpy();
                };
        return form.function(function) + "(" + inside + ")";
    }

    /// Of states, constants and the time, or made such.
    private String argument(Expression expression) {
        boolean array = expression.all().anyMatch(each -> each instanceof Name name && isArray(name.whole()));
        return array ? of(expression) : form.number(of(expression), "y");
    }

    private boolean isArray(String name) {
        return name.equals("t")
                || equations.inputs().contains(name)
                || equations.formula().named().contains(name)
                || equations.formula().constants().stream()
                        .anyMatch(constant -> constant.name().equals(name));
    }

    private String network(Call call) {
        int k = networkOf.getOrDefault(Plain.list(call.arguments()), 0);
        String digits = call.function().substring(2);
        int output = digits.isEmpty() ? 0 : Integer.parseInt(digits) - 1;
        String variable = "nn_" + (k + 1);
        if (written.add(variable)) {
            String taken = call.arguments().stream()
                    .map(argument -> form.rows(of(argument)))
                    .collect(Collectors.joining(", "));
            lines.add(variable + " = perceptron(" + form.function("np.stack") + "([" + taken + "], 1), w, '"
                    + FormulaField.prefix(k) + "')");
        }
        return variable + "[:, " + output + "]";
    }
}
