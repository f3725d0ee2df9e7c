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
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A formula's terms. Its variables are numbers – time, what is learned, and inputs over time – and rows: the states or
/// arguments, then what its networks give, one after another.
final class Lowering {
    private final Formula formula;
    private final Graph graph;
    private final Map<String, Integer> named = new HashMap<>();
    private final Map<String, Integer> networkOf = new HashMap<>();
    private final int[] networkRows;
    private final Map<Integer, int[]> inputs = new HashMap<>();
    /// Networks in the order in which they can be computed.
    private final List<Integer> order = new ArrayList<>();

    private final int rows;

    /// @param states names of the first rows
    Lowering(Formula formula, List<String> states, Graph graph) {
        this.formula = formula;
        this.graph = graph;
        NumberPlaces places = NumberPlaces.of(formula);
        for (int input : places.inputs()) {
            named.put(Formula.INPUTS.get(input), graph.variable(Compiler.NUMBERS, places.input(input)));
        }
        named.put("t", graph.variable(Compiler.NUMBERS, NumberPlaces.TIME));
        named.put("pi", graph.number(Math.PI));
        named.put("π", graph.number(Math.PI));
        for (int i = 0; i < states.size(); i++) {
            named.put(states.get(i), graph.variable(Compiler.ROWS, i));
        }
        int parameter = 0;
        for (Constant constant : formula.constants()) {
            named.put(
                    constant.name(),
                    constant.learned()
                            ? graph.variable(Compiler.NUMBERS, places.parameter(parameter++))
                            : graph.number(constant.value()));
        }
        networkRows = new int[formula.networks().size()];
        int row = states.size();
        for (int k = 0; k < networkRows.length; k++) {
            Network network = formula.networks().get(k);
            networkOf.put(Plain.list(network.arguments()), k);
            networkRows[k] = row;
            row += network.outputs();
        }
        rows = row;
    }

    /// Rows that are variables.
    int rows() {
        return rows;
    }

    /// Where the k-th network's outputs stand among the rows.
    int networkRow(int k) {
        return networkRows[k];
    }

    /// Networks that have been met, in the order in which they can be computed.
    List<Integer> order() {
        return order;
    }

    /// What the k-th network takes, once it has been met.
    int[] inputs(int k) {
        return Objects.requireNonNull(inputs.get(k));
    }

    int lower(Expression expression) {
        return switch (expression) {
            case Number number -> graph.number(number.value());
            case Name name -> name(name.whole());
            case Negative negative -> graph.negate(lower(negative.of()));
            case Binary binary -> binary(binary);
            case Call call -> call(call);
        };
    }

    private int name(String name) {
        Integer known = named.get(name);
        if (known == null) {
            Expression right = formula.definitions().get(name);
            if (right == null) {
                throw new IllegalStateException("'" + name + "' was not checked");
            }
            known = lower(right);
            named.put(name, known);
        }
        return known;
    }

    private int binary(Binary binary) {
        int left = lower(binary.left());
        int right = lower(binary.right());
        return switch (binary.operator()) {
            case PLUS -> graph.add(left, right);
            case MINUS -> graph.subtract(left, right);
            case TIMES -> graph.multiply(left, right);
            case OVER -> graph.divide(left, right);
            case POWER -> graph.raise(left, right);
        };
    }

    private int call(Call call) {
        List<Expression> arguments = call.arguments();
        String word = call.function();
        if (Formula.isNetwork(word)) {
            return network(call);
        }
        int first = lower(arguments.getFirst());
        return switch (word) {
            case "max" -> graph.max(first, lower(arguments.get(1)));
            case "min" -> graph.min(first, lower(arguments.get(1)));
            case "atan2" -> graph.angle(first, lower(arguments.get(1)));
            case "pow" -> graph.raise(first, lower(arguments.get(1)));
            default -> graph.apply(Function.named(word).orElseThrow(), first);
        };
    }

    private int network(Call call) {
        int k = Objects.requireNonNull(networkOf.get(Plain.list(call.arguments())));
        if (!inputs.containsKey(k)) {
            int[] taken = call.arguments().stream().mapToInt(this::lower).toArray();
            inputs.put(k, taken);
            order.add(k);
        }
        String digits = call.function().substring(2);
        int output = digits.isEmpty() ? 0 : Integer.parseInt(digits) - 1;
        return graph.variable(Compiler.ROWS, networkRows[k] + output);
    }
}
