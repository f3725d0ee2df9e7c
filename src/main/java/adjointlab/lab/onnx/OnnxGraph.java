package adjointlab.lab.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/// A graph that grows node by node, in double precision. What a node gives is known by a name.
final class OnnxGraph {
    /// How many samples there are is open.
    static final int SAMPLES = -1;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final Set<String> constants = new HashSet<>();
    private int nodes;

    OnnxGraph(String name) {
        graph.setName(name);
    }

    /// Something that whoever evaluates the graph brings along.
    ///
    /// @param shape its lengths, [#SAMPLES] where any number is right
    String input(String name, int... shape) {
        graph.addInput(value(name, shape));
        return name;
    }

    /// Says that something is what the graph gives.
    ///
    /// @param result its name in the graph
    /// @param name what it is called outside
    void output(String result, String name, int... shape) {
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(result).addOutput(name));
        graph.addOutput(value(name, shape));
    }

    /// Numbers that are part of the graph, once for each name.
    ///
    /// @param values row by row
    String constant(String name, double[] values, int... shape) {
        if (constants.add(name)) {
            TensorProto.Builder tensor =
                    TensorProto.newBuilder().setName(name).setDataType(DataType.DOUBLE.getNumber());
            for (int length : shape) {
                tensor.addDims(length);
            }
            DoubleStream.of(values).forEach(tensor::addDoubleData);
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// A single number.
    String number(double value) {
        return constant(Double.toString(value), new double[] {value});
    }

    /// Whole numbers, such as places and lengths.
    String whole(long... values) {
        String name = "whole" + Arrays.toString(values);
        if (constants.add(name)) {
            TensorProto.Builder tensor = TensorProto.newBuilder()
                    .setName(name)
                    .setDataType(DataType.INT64.getNumber())
                    .addDims(values.length);
            for (long value : values) {
                tensor.addInt64Data(value);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    /// What an operator makes of some inputs.
    String node(String operator, String... inputs) {
        return add(NodeProto.newBuilder().setOpType(operator), inputs);
    }

    /// The same with a whole number as an attribute.
    String node(String operator, String attribute, int value, String... inputs) {
        return add(
                NodeProto.newBuilder()
                        .setOpType(operator)
                        .addAttribute(AttributeProto.newBuilder()
                                .setName(attribute)
                                .setType(AttributeType.INT)
                                .setI(value)),
                inputs);
    }

    private String add(NodeProto.Builder node, String... inputs) {
        String output = "v" + ++nodes;
        graph.addNode(node.addAllInput(List.of(inputs)).addOutput(output));
        return output;
    }

    GraphProto build() {
        return graph.build();
    }

    private static ValueInfoProto value(String name, int... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (int length : shape) {
            dimensions.addDim(
                    length == SAMPLES
                            ? Dimension.newBuilder().setDimParam("samples")
                            : Dimension.newBuilder().setDimValue(length));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(DataType.DOUBLE.getNumber())
                                .setShape(dimensions)))
                .build();
    }
}
