package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.formula.PythonForm;
import adjointlab.core.math.Numbers;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.onnx.OnnxExport;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.python.PythonExport;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab export`: a model as a program of another language, with weights, data and the solver's steps beside it.
@Command(
        name = "export",
        description =
                "Write a model as a program that needs NumPy alone, or PyTorch with torchdiffeq, with its weights and"
                        + " its data; or its field as an ONNX graph.",
        footer = {
            "  adjointlab export python learn-spiral --torch --out spiral",
            "  adjointlab export python learn-brusselator --run universal --out brusselator",
            "  adjointlab export python learn-spiral --weights results/weights.npz --out spiral",
            "  adjointlab export onnx learn-spiral --weights results/weights.npz --out spiral"
        })
final class ExportCommand implements Callable<Integer> {
    private static final String PYTHON = "python";
    private static final String ONNX = "onnx";
    static final List<String> LANGUAGES = List.of(PYTHON, ONNX);
    private static final int DIGITS = 6;

    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "LANGUAGE",
            completionCandidates = Candidates.Languages.class,
            description = "The language: python, or onnx for the field as a graph in that format.")
    String language = "";

    @Parameters(
            index = "1",
            paramLabel = "PRESET",
            completionCandidates = Candidates.PresetIds.class,
            description = "A preset's id, or a file: a preset, a .lab document, a manifest or a figure.")
    String preset = "";

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(names = "--run", paramLabel = "NAME", description = "Whose model; none: the preset's first run's.")
    @Nullable
    String run;

    @Option(
            names = "--weights",
            paramLabel = "W.npz",
            description = "Take weights by name, as 'run --out' writes them; none: the start weights.")
    @Nullable
    Path weights;

    @Option(
            names = "--torch",
            description = "Write it for PyTorch and torchdiffeq, as a module that trains on; none: for NumPy alone.")
    boolean torch;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The folder to write.")
    Path out = Path.of("");

    @Option(names = "--json", description = "Print the folder, the run and its loss as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (!LANGUAGES.contains(language)) {
            throw InvalidValueException.unknown("language", language, LANGUAGES);
        }
        if (torch && !language.equals(PYTHON)) {
            throw new InvalidValueException("--torch is for python; leave it out");
        }
        Preset changed = changes.apply(Input.preset(preset));
        Preset starting = weights == null ? changed : StoredStart.of(changed, weights);
        RunSpec chosen = chosen(starting);
        Settings settings = chosen.settings(starting.settings());
        Experiment experiment = Experiments.build(settings);
        DataWords.say(settings, spec.commandLine().getErr());
        double[] theta = Experiments.startWeights(settings, experiment);
        String title = changed.info().title() + ", " + chosen.label();
        if (language.equals(ONNX)) {
            OnnxExport.write(title, experiment, theta, out);
            tell(
                    chosen,
                    Map.of("file", out.resolve(OnnxExport.FILE).toString()),
                    "dx = field(t, x) in " + out.resolve(OnnxExport.FILE));
            return 0;
        }
        double loss = PythonExport.write(torch ? PythonForm.TORCH : PythonForm.NUMPY, title, experiment, theta, out);
        tell(
                chosen,
                Map.of("loss", loss),
                "loss " + Numbers.brief(loss, DIGITS) + "; python " + out.resolve("model.py") + " makes it again");
        return 0;
    }

    private void tell(RunSpec chosen, Map<String, Object> facts, String words) {
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("folder", out.toString());
            tree.put("run", chosen.name());
            tree.putAll(facts);
            Told.json(spec, tree);
        } else {
            spec.commandLine().getOut().println(chosen.name() + ": " + words);
        }
    }

    private RunSpec chosen(Preset from) {
        List<RunSpec> runs = from.runs();
        String name = run;
        if (name == null) {
            return runs.getFirst();
        }
        return runs.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidValueException.unknown(
                        "run", name, runs.stream().map(RunSpec::name).toList()));
    }
}
