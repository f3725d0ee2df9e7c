package adjointlab.core.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The functions that formulas know, each with the method that computes it and its derivative as a formula again.
enum Function {
    SIN("\\sin", "sin", "np.sin") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.apply(COS, x);
        }
    },
    COS("\\cos", "cos", "np.cos") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.negate(graph.apply(SIN, x));
        }
    },
    TAN("\\tan", "tan", "np.tan") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.add(graph.number(1), graph.power(value, 2));
        }
    },
    ASIN("\\arcsin", "asin", "np.arcsin") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.divide(graph.number(1), root(graph, graph.subtract(graph.number(1), graph.power(x, 2))));
        }
    },
    ACOS("\\arccos", "acos", "np.arccos") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.negate(ASIN.slope(graph, x, value));
        }
    },
    ATAN("\\arctan", "atan", "np.arctan") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.divide(graph.number(1), graph.add(graph.number(1), graph.power(x, 2)));
        }
    },
    SINH("\\sinh", "sinh", "np.sinh") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.apply(COSH, x);
        }
    },
    COSH("\\cosh", "cosh", "np.cosh") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.apply(SINH, x);
        }
    },
    TANH("\\tanh", "tanh", "np.tanh") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.subtract(graph.number(1), graph.power(value, 2));
        }
    },
    EXP("\\exp", "exp", "np.exp") {
        @Override
        int slope(Graph graph, int x, int value) {
            return value;
        }
    },
    LOG("\\ln", "log", "np.log") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.divide(graph.number(1), x);
        }
    },
    SQRT("\\sqrt", "sqrt", "np.sqrt") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.divide(graph.number(0.5), value);
        }
    },
    ABS("", "abs", "np.abs") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.apply(SIGN, x);
        }
    },
    /// −1, 0 or 1.
    SIGN("\\mathrm{sign}", "signum", "np.sign") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.number(0);
        }
    },
    /// 0 below zero, ½ at it, 1 above.
    STEP("\\mathrm{step}", "step", "step") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.number(0);
        }
    },
    SIGMOID("\\mathrm{sigmoid}", "sigmoid", "sigmoid") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.multiply(value, graph.subtract(graph.number(1), value));
        }
    },
    SOFTPLUS("\\mathrm{softplus}", "softplus", "softplus") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.apply(SIGMOID, x);
        }
    },
    RELU("\\mathrm{relu}", "relu", "relu") {
        @Override
        int slope(Graph graph, int x, int value) {
            return graph.apply(STEP, x);
        }
    };

    private final String latex;
    private final String method;
    private final String numpy;

    Function(String latex, String method, String numpy) {
        this.latex = latex;
        this.method = method;
        this.numpy = numpy;
    }

    /// The derivative.
    ///
    /// @param x what it is applied to
    /// @param value what comes out
    abstract int slope(Graph graph, int x, int value);

    private static int root(Graph graph, int x) {
        return graph.apply(SQRT, x);
    }

    /// As it is typed.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As it is typeset; "" where it is more than a word.
    String latex() {
        return latex;
    }

    /// What NumPy has for it, or a helper of that name.
    String numpy() {
        return numpy;
    }

    /// Which of [Functions]' methods computes it.
    String method() {
        return method;
    }

    /// The function of that name; `ln` is the logarithm too.
    static Optional<Function> named(String word) {
        return word.equals("ln")
                ? Optional.of(LOG)
                : Arrays.stream(values())
                        .filter(each -> each.word().equals(word))
                        .findFirst();
    }

    /// All names, in display order.
    static List<String> words() {
        return Arrays.stream(values()).map(Function::word).toList();
    }

    /// Its value, as compiled formulas have it.
    double value(double x) {
        return switch (this) {
            case SIN -> Functions.sin(x);
            case COS -> Functions.cos(x);
            case TAN -> Functions.tan(x);
            case ASIN -> Functions.asin(x);
            case ACOS -> Functions.acos(x);
            case ATAN -> Functions.atan(x);
            case SINH -> Functions.sinh(x);
            case COSH -> Functions.cosh(x);
            case TANH -> Functions.tanh(x);
            case EXP -> Functions.exp(x);
            case LOG -> Functions.log(x);
            case SQRT -> Functions.sqrt(x);
            case ABS -> Functions.abs(x);
            case SIGN -> Functions.signum(x);
            case STEP -> Functions.step(x);
            case SIGMOID -> Functions.sigmoid(x);
            case SOFTPLUS -> Functions.softplus(x);
            case RELU -> Functions.relu(x);
        };
    }
}
