package adjointlab.cli;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.data.Quoted;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Export;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.Page;
import adjointlab.lab.preset.DataFiles;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import java.io.IOException;
import java.nio.file.Files;
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

/// `adjointlab figure`: one panel of a preset or document as a file; the same call gives the same bytes.
@Command(
        name = "figure",
        description = "Write one panel of a preset, document or figure's manifest as a figure.",
        footer = {
            "  adjointlab figure simplest-fig-2 --panel loss-surface --format pdf --out surface.pdf",
            "  adjointlab figure mine.lab --panel loss-curves --at 100 --columns --format svg --out curves.svg"
        })
final class FigureCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PRESET|FILE",
            completionCandidates = Candidates.PresetIds.class,
            description = "A preset's id, or a .lab, .json, .pdf or .svg file.")
    String input = "";

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(
            names = "--panel",
            required = true,
            paramLabel = "ID",
            completionCandidates = Candidates.PanelIds.class,
            description = "Which panel; see 'list panels'.")
    String panel = "";

    @Option(
            names = "--option",
            paramLabel = "name=value",
            description = "Set an option of the panel, as 'list panels --json' tells them; may be repeated.")
    List<String> options = List.of();

    @Option(
            names = "--columns",
            description = "Show the runs side by side, each in a plot of its own with the same axes.")
    boolean columns;

    @Option(names = "--at", paramLabel = "K", description = "Show iteration K; none: the last.")
    @Nullable
    String at;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            description = "One of pdf, svg, png, tex, csv and npz.")
    String format = "";

    @Option(names = "--width-mm", paramLabel = "W", description = "Width in mm; none: 139.7.")
    String width = "139.7";

    @Option(names = "--height-mm", paramLabel = "H", description = "Height in mm; none: 90.")
    String height = "90";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
    Path out = Path.of("");

    @Option(names = "--json", description = "Print what was written as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FigureWriter writer = FigureWriter.of(format);
        Page page = Page.of(length("--width-mm", width), length("--height-mm", height));
        Entry<Panel> entry = Panels.CATALOG.get(panel);
        if (Files.isDirectory(out)) {
            throw new InvalidValueException("--out: " + out + " is a folder, not a file");
        }
        LabDocument document = Input.document(input);
        DataFiles.changes(document.data())
                .forEach(change -> spec.commandLine().getErr().println(change));
        Preset preset = changes.apply(document.preset());
        PanelState state = state(entry, preset);
        LabDocument.View view = at == null ? document.view() : at(document.view(), at);
        if (document.runs().isEmpty() || !preset.equals(document.preset())) {
            try (Headless headless = new Headless(spec.commandLine().getErr())) {
                List<Run> runs = headless.train(preset);
                if (headless.wasInterrupted()) {
                    return RunCommand.INTERRUPTED;
                }
                write(Documents.of(preset, runs, view), runs, state, writer, page);
                return RunCommand.code(runs);
            }
        } else {
            try (TrainingService service = new TrainingService(0)) {
                List<Run> runs = document.runs().stream().map(service::add).toList();
                service.drain(Cancellation.NEVER);
                write(Documents.of(preset, runs, view), runs, state, writer, page);
            }
        }
        return 0;
    }

    private void write(LabDocument document, List<Run> runs, PanelState state, FigureWriter writer, Page page)
            throws IOException {
        String manifest = new FigureManifest(state, page.widthMm(), page.heightMm(), document).json();
        Export.write(Figures.of(document, runs, state), writer, page, manifest, out);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("file", out.toString());
            tree.put("panel", panel);
            tree.put("format", format);
            tree.put("widthMm", page.widthMm());
            tree.put("heightMm", page.heightMm());
            Told.json(spec, tree);
        }
    }

    /// The panel as the preset shows it, with the changes of the command line.
    private PanelState state(Entry<Panel> entry, Preset preset) {
        PanelState shown = preset.layout().panels().stream()
                .filter(state -> state.id().equals(panel))
                .findFirst()
                .orElse(new PanelState(panel, Map.of()));
        Map<String, Object> chosen = new LinkedHashMap<>(shown.options());
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new InvalidValueException(
                        "--option: '" + Quoted.brief(option) + "' is not of the form name=value");
            }
            String name = option.substring(0, equals);
            Key<?> parameter = entry.parameters().stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> InvalidValueException.unknown(
                            "option",
                            name,
                            entry.parameters().stream().map(Key::name).toList()));
            chosen.put(name, parameter.type().parse(option.substring(equals + 1)));
        }
        return new PanelState(panel, chosen, columns || shown.columns());
    }

    private static LabDocument.View at(LabDocument.View view, String k) {
        int iteration = (Integer) new Type.Int(0, Integer.MAX_VALUE, 0, 100).parse(k);
        return new LabDocument.View(iteration, view.focus(), view.pace(), view.lockstep(), view.marks());
    }

    private static double length(String option, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException(option + ": '" + Quoted.brief(text) + "' is not a number of mm");
        }
    }
}
