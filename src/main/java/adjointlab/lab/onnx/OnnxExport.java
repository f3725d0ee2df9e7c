package adjointlab.lab.onnx;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.NamedArrays;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.NdArray;
import adjointlab.core.field.VectorField;
import adjointlab.core.rollout.Experiment;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// A model's field as an ONNX graph in double precision: `field.onnx` gives `dx` [N×d] of `t` [1] and `x` [N×d], with
/// the weights as constants under the names that `weights.npz` has. What stands around the field, and the solver, are
/// no part of it.
public final class OnnxExport {
    /// The file in the folder.
    public static final String FILE = "field.onnx";

    /// Of 2021, which run-times of that year and later know.
    private static final int OPERATORS = 13;

    private static final int FORMAT = 7;

    private OnnxExport() {}

    /// Writes the folder.
    ///
    /// @param title what the model is
    /// @param experiment whose field is exported
    /// @param theta weights of the model [p], not modified
    /// @param folder made if it is not there
    /// @throws InvalidValueException in one sentence, if the field has no form in ONNX
    /// @throws IOException if the file cannot be written
    public static void write(String title, Experiment experiment, double[] theta, Path folder) throws IOException {
        byte[] bytes = of(title, experiment, theta).toByteArray();
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(FILE), bytes);
    }

    static ModelProto of(String title, Experiment experiment, double[] theta) {
        VectorField field = experiment.model().field();
        double[] own = Arrays.copyOf(theta, field.parameters().size()); // which stand first
        Map<String, NdArray> weights = NamedArrays.of("", field.parameters(), own);
        OnnxGraph graph = new OnnxGraph("field");
        String time = graph.input("t", 1);
        String states = graph.input("x", OnnxGraph.SAMPLES, field.inputDim());
        String rates = new OnnxField(graph, time, weights).of(field, own, states);
        graph.output(rates, "dx", OnnxGraph.SAMPLES, field.dim());
        return ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("Adjoint Lab")
                .setDocString(title)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
                .setGraph(graph.build())
                .build();
    }
}
