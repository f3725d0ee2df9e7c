package adjointlab.lab.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;

/// What the standard says of the operators that fields use (onnx.ai, version 13), for matrices and single numbers.
final class OnnxRun {
    /// Numbers row by row.
    ///
    /// @param shape of at most two lengths
    record Tensor(int[] shape, double... values) {
        int rows() {
            return shape.length < 2 ? 1 : shape[0];
        }

        int columns() {
            return shape.length == 0 ? 1 : shape[shape.length - 1];
        }

        double at(int row, int column) {
            return values[Math.min(row, rows() - 1) * columns() + Math.min(column, columns() - 1)];
        }

        int whole(int index) {
            return (int) values[index];
        }
    }

    private final Map<String, Tensor> known = new HashMap<>();

    private OnnxRun() {}

    /// @param inputs by name
    /// @return the output of that name
    static Tensor of(ModelProto model, Map<String, Tensor> inputs, String output) {
        OnnxRun run = new OnnxRun();
        run.known.putAll(inputs);
        for (TensorProto tensor : model.getGraph().getInitializerList()) {
            double[] values = tensor.getDoubleDataCount() > 0
                    ? tensor.getDoubleDataList().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()
                    : tensor.getInt64DataList().stream()
                            .mapToDouble(Long::doubleValue)
                            .toArray();
            int[] shape = tensor.getDimsList().stream().mapToInt(Long::intValue).toArray();
            run.known.put(tensor.getName(), new Tensor(shape, values));
        }
        model.getGraph().getNodeList().forEach(run::evaluate);
        return Objects.requireNonNull(run.known.get(output), output);
    }

    private void evaluate(NodeProto node) {
        List<Tensor> in = node.getInputList().stream().map(known::get).toList();
        Tensor first = in.getFirst();
        Tensor out =
                switch (node.getOpType()) {
                    case "Identity" -> first;
                    case "Neg" -> each(first, z -> -z);
                    case "Tanh" -> each(first, Math::tanh);
                    case "Sigmoid" -> each(first, z -> 1 / (1 + Math.exp(-z)));
                    case "Abs" -> each(first, Math::abs);
                    case "Log" -> each(first, Math::log);
                    case "Relu" -> each(first, z -> Math.max(z, 0));
                    case "Exp" -> each(first, Math::exp);
                    case "Sin" -> each(first, Math::sin);
                    case "Erf" -> each(first, Erf::erf);
                    case "Add" -> both(first, in.get(1), Double::sum);
                    case "Sub" -> both(first, in.get(1), (a, b) -> a - b);
                    case "Mul" -> both(first, in.get(1), (a, b) -> a * b);
                    case "Div" -> both(first, in.get(1), (a, b) -> a / b);
                    case "Min" -> both(first, in.get(1), Math::min);
                    case "Greater" -> both(first, in.get(1), (a, b) -> a > b ? 1 : 0);
                    case "Clip" ->
                        each(
                                first,
                                z -> Math.clamp(z, in.get(1).at(0, 0), in.get(2).at(0, 0)));
                    case "Where" ->
                        both(
                                both(first, in.get(1), (a, b) -> a * b),
                                both(first, in.get(2), (a, b) -> (1 - a) * b),
                                Double::sum);
                    case "Gemm" -> product(first, in.get(1), in.size() > 2 ? in.get(2) : new Tensor(new int[0], 0));
                    case "Shape" ->
                        new Tensor(
                                new int[] {first.shape.length},
                                Arrays.stream(first.shape).asDoubleStream().toArray());
                    case "Slice" ->
                        part(
                                first,
                                in.get(1).whole(0),
                                in.get(2).whole(0),
                                in.size() > 3 ? in.get(3).whole(0) : 0);
                    case "Concat" -> beside(in, axis(node));
                    case "Expand" -> expanded(first, in.get(1));
                    default -> throw new AssertionError(node.getOpType());
                };
        known.put(node.getOutput(0), out);
    }

    private static int axis(NodeProto node) {
        AttributeProto axis = node.getAttribute(0);
        return (int) axis.getI();
    }

    private static Tensor each(Tensor z, DoubleUnaryOperator function) {
        return new Tensor(z.shape, Arrays.stream(z.values).map(function).toArray());
    }

    private static Tensor both(Tensor a, Tensor b, DoubleBinaryOperator function) {
        int rows = Math.max(a.rows(), b.rows());
        int columns = Math.max(a.columns(), b.columns());
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble(a.at(i / columns, i % columns), b.at(i / columns, i % columns));
        }
        return new Tensor(a.shape.length >= b.shape.length ? new int[] {rows, columns} : b.shape, values);
    }

    /// a·bᵀ + c.
    private static Tensor product(Tensor a, Tensor b, Tensor c) {
        double[] values = new double[a.rows() * b.rows()];
        for (int i = 0; i < values.length; i++) {
            int row = i / b.rows();
            int column = i % b.rows();
            values[i] = c.at(0, column);
            for (int k = 0; k < a.columns(); k++) {
                values[i] += a.at(row, k) * b.at(column, k);
            }
        }
        return new Tensor(new int[] {a.rows(), b.rows()}, values);
    }

    private static Tensor part(Tensor a, int from, int to, int axis) {
        if (axis == 0) {
            return new Tensor(new int[] {to - from}, Arrays.copyOfRange(a.values, from, to));
        }
        double[] values = new double[a.rows() * (to - from)];
        for (int i = 0; i < values.length; i++) {
            values[i] = a.at(i / (to - from), from + i % (to - from));
        }
        return new Tensor(new int[] {a.rows(), to - from}, values);
    }

    private static Tensor beside(List<Tensor> in, int axis) {
        Tensor a = in.getFirst();
        Tensor b = in.getLast();
        if (axis == 0) {
            return new Tensor(new int[] {a.columns() + b.columns()}, a.at(0, 0), b.at(0, 0));
        }
        int columns = a.columns() + b.columns();
        double[] values = new double[a.rows() * columns];
        for (int i = 0; i < values.length; i++) {
            int column = i % columns;
            values[i] = column < a.columns() ? a.at(i / columns, column) : b.at(i / columns, column - a.columns());
        }
        return new Tensor(new int[] {a.rows(), columns}, values);
    }

    private static Tensor expanded(Tensor a, Tensor shape) {
        double[] values = new double[shape.whole(0) * shape.whole(1)];
        Arrays.fill(values, a.at(0, 0));
        return new Tensor(new int[] {shape.whole(0), shape.whole(1)}, values);
    }
}
