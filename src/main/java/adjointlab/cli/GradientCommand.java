package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.NamedArrays;
import adjointlab.core.catalog.StateDict;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SingleGradient;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab gradient`: one loss and gradient in files that NumPy reads and writes, to compare with other programs.
@Command(
        name = "gradient",
        description =
                "Compute one loss and gradient from weights and a batch, as NPZ files that NumPy reads and writes.",
        footer = {
            "  adjointlab gradient learn-spiral --template --out weights.npz",
            "  adjointlab gradient learn-spiral --weights weights.npz --out gradient.npz"
        })
final class GradientCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PRESET",
            completionCandidates = Candidates.PresetIds.class,
            description = "A preset's id, or a file: a preset, a .lab document, a manifest or a figure.")
    String preset = "";

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(
            names = "--weights",
            paramLabel = "W.npz",
            description = "Read weights by name; none: the preset's start weights.")
    @Nullable
    Path weights;

    @Option(
            names = "--batch",
            paramLabel = "B.npz",
            description =
                    "Read x0 [n×d], target [n×m] unless a density is learned, optional v0 [n×d]; none: the preset's"
                            + " own data.")
    @Nullable
    Path batch;

    @Option(names = "--template", description = "Write the current weights with their names and shapes instead.")
    boolean template;

    @Option(names = "--out", required = true, paramLabel = "G.npz", description = "The file to write.")
    Path out = Path.of("");

    @Option(names = "--json", description = "Print file and shapes, or the loss and its costs, as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Preset changed = changes.apply(Input.preset(preset));
        Settings settings = changed.settings();
        Experiment experiment = Experiments.build(settings);
        DataWords.say(settings, spec.commandLine().getErr());
        double[] theta = Experiments.startWeights(settings, experiment);
        ParameterLayout layout = experiment.model().parameters();
        if (weights != null) {
            read(weights, layout, theta, spec.commandLine().getErr());
        }
        Map<String, NdArray> arrays =
                template ? NamedArrays.of("", layout, theta) : gradient(experiment, layout, theta);
        Npz.write(out, arrays);
        if (json) {
            Told.json(spec, tree(arrays));
        }
        return 0;
    }

    /// Numbers as they are, of larger arrays their shapes.
    private Map<String, Object> tree(Map<String, NdArray> arrays) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", out.toString());
        Map<String, Object> shapes = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (array.shape().length == 0) {
                tree.put(name, array.values()[0]);
            } else {
                shapes.put(name, Arrays.stream(array.shape()).boxed().toList());
            }
        });
        tree.put("shapes", shapes);
        return tree;
    }

    private Map<String, NdArray> gradient(Experiment experiment, ParameterLayout layout, double[] theta)
            throws IOException {
        Given given = batch == null ? new Given(experiment, null) : read(batch, experiment);
        SingleGradient result = SingleGradient.of(given.experiment(), theta, given.velocity());
        if (!result.status().ok()) {
            throw new InvalidValueException(
                    result.status().sentence() + " " + result.status().advice(false));
        }
        if (!result.warning().isEmpty()) {
            Told.warning(spec).println("adjointlab: warning: " + result.warning());
        }
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        arrays.put("loss", NdArray.scalar(result.loss()));
        arrays.put("stateT", NdArray.matrix(result.state()));
        arrays.putAll(NamedArrays.of("grad.", layout, result.theta()));
        arrays.put("grad.x0", NdArray.matrix(result.initial()));
        if (experiment.model().velocityDim() > 0) {
            arrays.put("grad.v0", NdArray.matrix(result.velocity()));
        }
        arrays.put("nfe.forward", NdArray.scalar((double) result.cost().forward()));
        arrays.put("nfe.backward", NdArray.scalar((double) result.cost().backward()));
        return arrays;
    }

    /// Weights by name; each must be there, and no other, unless all have another program's names.
    private static void read(Path file, ParameterLayout layout, double[] thetaOut, PrintWriter err) throws IOException {
        SequencedMap<String, NdArray> arrays = Npz.read(file);
        Optional<StateDict> foreign = StateDict.foreign(file.toString(), arrays, layout);
        if (foreign.isPresent()) {
            foreign.get().copy(layout, thetaOut);
            err.println(file + ": " + foreign.get().words());
            return;
        }
        List<String> names =
                layout.blocks().stream().map(ParameterLayout.Block::name).toList();
        for (String name : arrays.keySet()) {
            if (!names.contains(name)) {
                throw new InvalidValueException(file + ": "
                        + InvalidValueException.unknown("parameter", name, names)
                                .getMessage());
            }
        }
        for (ParameterLayout.Block block : layout.blocks()) {
            NdArray array = present(arrays, block.name(), file);
            boolean oneNumber = block.size() == 1 && array.values().length == 1; // of shape [] or [1]
            if (!oneNumber) {
                require(file, block.name(), array, NamedArrays.shape(block));
            }
            System.arraycopy(array.values(), 0, thetaOut, block.offset(), block.size());
        }
    }

    /// @param experiment with the given data in its place
    /// @param velocity initial velocities [v×n]; none: the family's own
    private record Given(Experiment experiment, @Nullable Batch velocity) {}

    private static Given read(Path file, Experiment experiment) throws IOException {
        Map<String, NdArray> arrays = Npz.read(file);
        int dim = experiment.task().problem().dim();
        int outputs = experiment.task().problem().outputDim();
        int velocities = experiment.model().velocityDim();
        NdArray x0 = present(arrays, "x0", file);
        int n = x0.shape().length == 0 || x0.shape()[0] == 0 ? 1 : x0.shape()[0];
        require(file, "x0", x0, n, dim);
        // a log-density has nothing to hit
        NdArray target = experiment.task().loss().ofLogDensity()
                ? arrays.getOrDefault("target", new NdArray(new int[] {n, outputs}, new double[n * outputs]))
                : present(arrays, "target", file);
        require(file, "target", target, n, outputs);
        Batch velocity = null;
        NdArray v0 = arrays.get("v0");
        if (v0 != null) {
            if (velocities == 0) {
                throw new InvalidValueException(file + ": v0 is given, but this family has no velocity");
            }
            require(file, "v0", v0, n, velocities);
            velocity = batch(v0);
        }
        ProblemData own = experiment.task().problem().data(experiment.seed());
        ProblemData data = new ProblemData(
                batch(x0), own.start(), new double[] {own.end()}, List.of(batch(target)), ProblemData.Truth.UNKNOWN);
        Experiment given = experiment.about(new GivenData(data, outputs));
        return new Given(given, velocity);
    }

    private static NdArray present(Map<String, NdArray> arrays, String name, Path file) {
        NdArray array = arrays.get(name);
        if (array == null) {
            throw new InvalidValueException(
                    file + ": no array '" + name + "'; there are " + String.join(", ", arrays.keySet()));
        }
        return array;
    }

    private static void require(Path file, String name, NdArray array, int... shape) {
        if (!Arrays.equals(array.shape(), shape)) {
            throw new InvalidValueException(file + ": " + name + " has shape " + Arrays.toString(array.shape())
                    + "; allowed: " + Arrays.toString(shape));
        }
    }

    /// Rows are samples in files, columns are samples in memory.
    private static Batch batch(NdArray rows) {
        Batch batch = new Batch(rows.shape()[1], rows.shape()[0]);
        for (int s = 0; s < batch.size(); s++) {
            for (int i = 0; i < batch.dim(); i++) {
                batch.set(i, s, rows.values()[s * batch.dim() + i]);
            }
        }
        batch.padState();
        return batch;
    }
}
