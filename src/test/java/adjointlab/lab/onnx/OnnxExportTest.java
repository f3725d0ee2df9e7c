package adjointlab.lab.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.Context;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.onnx.OnnxRun.Tensor;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.python.PythonRuns;
import adjointlab.lab.run.Experiments;
import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Fields as ONNX graphs give the rates that the lab computes, by what the standard says of each operator and, where
/// Python has it, by ONNX Runtime.
final class OnnxExportTest {
    private static final int SAMPLES = 5;
    private static final double TIME = 0.7;

    /// Of the largest rate; the lab's activations are rounded otherwise than the standard library's.
    private static final double AGREEMENT = 1e-13;

    @TempDir
    private Path folder;

    private double[] states = new double[0];
    private double[] rates = new double[0];

    /// Writes a field and evaluates it as the lab does.
    private void export(String preset, String run, String... changes) throws IOException {
        Settings settings = PythonRuns.settings(preset, run, List.of(changes));
        Experiment experiment = Experiments.build(settings);
        double[] theta = PythonRuns.moved(settings, experiment);
        VectorField field = experiment.model().field();
        states = new double[SAMPLES * field.dim()];
        Random random = new Random(5);
        Arrays.setAll(states, _ -> random.nextGaussian());
        Batch y = Batch.ofRows(rows(states, field.dim()));
        Batch dy = new Batch(field.dim(), SAMPLES);
        Scratch scratch = new Scratch();
        field.bind(theta, new Context(0), scratch);
        field.eval(TIME, y, theta, scratch, dy);
        rates = Arrays.stream(dy.toRows()).flatMapToDouble(Arrays::stream).toArray();
        OnnxExport.write("A test", experiment, theta, folder);
    }

    private static double[][] rows(double[] values, int columns) {
        double[][] rows = new double[values.length / columns][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns));
        return rows;
    }

    private void assertSame(double[] given) {
        double largest = Arrays.stream(rates).map(Math::abs).max().orElseThrow();
        assertThat(largest).as("something moves").isGreaterThan(0.01);
        assertThat(given).containsExactly(rates, within(AGREEMENT * Math.max(1, largest)));
    }

    private double[] evaluated() throws IOException {
        ModelProto model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve(OnnxExport.FILE)));
        int dim = states.length / SAMPLES;
        return OnnxRun.of(
                        model,
                        Map.of(
                                "t", new Tensor(new int[] {1}, TIME),
                                "x", new Tensor(new int[] {SAMPLES, dim}, states)),
                        "dx")
                .values();
    }

    @ParameterizedTest
    @CsvSource({
        "simplest-fig-2, '', seed=0",
        "learn-spiral, '', field.time=true",
        "learn-spiral, '', family.id=anode",
        "learn-spiral, '', family.id=hbnode",
        "heavy-ball-point-cloud, adam/sonode, seed=0",
        "heavy-ball-point-cloud, adam/hbnode, seed=0",
        "heavy-ball-point-cloud, adam/ghbnode, seed=0",
        "simplest-rotation, '', seed=0",
        "wide-fig-2, '', seed=0"
    })
    void ratesAreTheLabs(String preset, String run, String change) throws IOException {
        export(preset, run, change);

        assertSame(evaluated());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tanh",
                "sigmoid",
                "softplus",
                "relu",
                "leaky-relu",
                "elu",
                "gelu",
                "silu",
                "hardtanh",
                "sine",
                "quadratic"
            })
    void everyActivationIsTheLabs(String activation) throws IOException {
        export("learn-spiral", "", "field.activation=" + activation);

        assertSame(evaluated());
    }

    @ParameterizedTest
    @CsvSource({"learn-spiral, ''", "simplest-rotation, ''", "heavy-ball-point-cloud, adam/ghbnode/0"})
    void onnxRuntimeGivesTheSame(String preset, String run) throws Exception {
        export(preset, run);
        Npz.write(
                folder.resolve("states.npz"),
                Map.of("x", NdArray.matrix(rows(states, states.length / SAMPLES)), "t", NdArray.vector(new double[] {
                    TIME
                })));
        PythonRuns python = new PythonRuns(folder);
        assumeTrue(
                python.python("-c", "import numpy, onnxruntime; print('here')").contains("here"),
                "skipped: Python with ONNX Runtime is not on this machine");
        String printed = python.python("-c", """
                import numpy, onnxruntime
                run = onnxruntime.InferenceSession("field.onnx", providers=["CPUExecutionProvider"])
                data = numpy.load("states.npz")
                (rates,) = run.run(["dx"], {"t": data["t"], "x": data["x"]})
                print("rates", *rates.ravel().tolist())
                """);
        assertThat(printed).startsWith("rates ");

        assertSame(Arrays.stream(printed.strip().split(" "))
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .toArray());
    }

    @Test
    void whatHasNoFormIsASentence() {
        assertThatThrownBy(() -> export("heavy-ball-digits", ""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("this field has no form in ONNX; choose");
        assertThat(folder.resolve(OnnxExport.FILE)).doesNotExist();
    }
}
