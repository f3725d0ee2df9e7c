package adjointlab.cli;

import adjointlab.compose.Caption;
import adjointlab.compose.Targets;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.data.Quoted;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Export;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Manifest;
import adjointlab.figure.Page;
import adjointlab.lab.preset.DataFiles;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.RunNames;
import adjointlab.ui.model.PreferenceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
        description = {
            "Write one panel of a preset, document or figure's manifest as a figure, or a figure document: several"
                    + " panels on one page.",
            "",
            "A figure document (*.figure.json) says which panels of which presets and files stand in which cells of a"
                    + " grid, with their letters, legend, notes and insets; presets/figures/figure.schema.json"
                    + " describes it. What is written holds its manifest, from which the same bytes are drawn again."
        },
        footer = {
            "  adjointlab figure simplest-fig-2 --panel loss-surface --format pdf --out surface.pdf",
            "  adjointlab figure mine.lab --panel loss-curves --at 100 --columns --out curves.svg",
            "  adjointlab figure surface.pdf --out again.pdf",
            "  adjointlab figure loss.figure.json --target neurips --out loss.pdf",
            "  adjointlab figure loss.figure.json --watch"
        })
final class FigureCommand implements Callable<Integer> {
    private static final double WIDTH_MM = 139.7;
    private static final double HEIGHT_MM = 90;

    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PRESET|FILE",
            completionCandidates = Candidates.PresetIds.class,
            description =
                    "A preset's id, or a file: a preset, a .lab document, a manifest, a figure or a figure document.")
    String input = "";

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Mixin
    StoredStart start = new StoredStart();

    @Option(
            names = "--panel",
            paramLabel = "ID",
            completionCandidates = Candidates.PanelIds.class,
            description = "Which panel; see 'list panels'; none: a figure's own.")
    @Nullable
    String panel;

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
            paramLabel = "FORMAT",
            completionCandidates = Candidates.Formats.class,
            description = "One of pdf, svg, png, tex, typst, csv and npz; none: as the file to write ends.")
    @Nullable
    String format;

    @Option(names = "--width-mm", paramLabel = "W", description = "Width in mm; none: a figure's own, or 139.7.")
    @Nullable
    String width;

    @Option(names = "--height-mm", paramLabel = "H", description = "Height in mm; none: a figure's own, or 90.")
    @Nullable
    String height;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write; none: a figure document's own name with the format's ending.")
    @Nullable
    Path out;

    @Option(
            names = "--target",
            paramLabel = "NAME",
            completionCandidates = Candidates.Targets.class,
            description = "Draw a figure document for this journal or page: ${COMPLETION-CANDIDATES}.")
    @Nullable
    String target;

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "A file of targets of one's own, in the form of the lab's own; none: targets.json beside the"
                    + " preferences, if it is there.")
    @Nullable
    Path targets;

    @Option(names = "--watch", description = "Draw a figure document again whenever its file changes; Ctrl-C ends it.")
    boolean watch;

    @Option(
            names = "--caption",
            description = "Print a caption that names the runs, a LaTeX figure, and tables of the runs.")
    boolean caption;

    @Option(names = "--json", description = "Print what was written as JSON.")
    boolean json;

    private boolean isFree;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (targets == null) {
            Targets.extendFrom(PreferenceStore.folder(System.getenv(), Path.of(System.getProperty("user.home"))));
        } else {
            Targets.extend(targets);
        }
        Optional<ComposedFigures.Opened> composed = ComposedFigures.open(input);
        if (composed.isPresent()) {
            if (start.weights != null) {
                throw new InvalidValueException("--weights goes with one panel, not with a figure document");
            }
            return new FigureDocumentDrawing(this).call(composed.get());
        }
        if (target != null || targets != null || watch) {
            throw new InvalidValueException("--target, --targets and --watch go with figure documents");
        }
        return one();
    }

    /// Writes one panel.
    private int one() throws IOException, InterruptedException {
        Path out = this.out;
        if (out == null) {
            throw new InvalidValueException("--out is missing: which file is to be written?");
        }
        Optional<FigureManifest> figure = Input.figure(input);
        FigureWriter writer = FigureWriters.of(format == null ? ending(out) : format);
        Page page = Page.of(
                length("--width-mm", width, figure.map(FigureManifest::widthMm).orElse(WIDTH_MM)),
                length(
                        "--height-mm",
                        height,
                        figure.map(FigureManifest::heightMm).orElse(HEIGHT_MM)));
        isFree = width == null && height == null && figure.isEmpty();
        PanelState asked = asked(figure);
        Entry<Panel> entry = Panels.CATALOG.get(asked.id());
        if (Files.isDirectory(out)) {
            throw new InvalidValueException("--out: " + out + " is a folder, not a file");
        }
        LabDocument document = Input.document(input);
        DataFiles.changes(document.data())
                .forEach(change -> spec.commandLine().getErr().println(change));
        Preset preset = start.apply(changes.apply(document.preset()));
        PanelState state = state(entry, figure.isPresent() ? asked : shown(asked, preset));
        LabDocument.View view = at == null ? document.view() : at(document.view(), at);
        if (!Figures.panel(state).readsRuns()) {
            write(Documents.of(preset, List.of(), view), List.of(), state, writer, page);
        } else if (document.runs().isEmpty() || !preset.equals(document.preset())) {
            try (Headless headless = new Headless(spec.commandLine().getErr())) {
                headless.timed(Figures.panel(state).isTimed());
                headless.readyToDraw();
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

    /// Where nobody has said how large a figure is to be, it is as large as it needs.
    private void write(LabDocument document, List<Run> runs, PanelState state, FigureWriter writer, Page asked)
            throws IOException {
        Figure figure = Figures.of(document, runs, state);
        if (!figure.emptyText().isEmpty()) {
            throw new InvalidValueException("--panel " + panel + " has nothing to show: " + figure.emptyText());
        }
        RunNames names =
                RunNames.of(figure, Figures.context(document, runs, state).runs());
        Page page = asked;
        if (isFree && writer.draws()) {
            page = names.needed(asked, figure).orElse(asked);
            if (!page.equals(asked)) {
                spec.commandLine()
                        .getErr()
                        .println("The figure is " + page.size() + ", since not all of it can be read on " + asked.size()
                                + ".");
            }
        }
        String manifest = new FigureManifest(state, page.widthMm(), page.heightMm(), document, Warnings.of(runs))
                .json(Manifest.titles(figure));
        Path out = Objects.requireNonNull(this.out);
        Export.write(writer.draws() ? names.on(page, figure) : figure, writer, page, manifest, out);
        Caption words = caption ? Caption.of(state, Figures.context(document, runs, state)) : null;
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("file", out.toString());
            tree.put("panel", state.id());
            tree.put("format", writer.id());
            tree.put("widthMm", page.widthMm());
            tree.put("heightMm", page.heightMm());
            if (words != null) {
                words.put(tree, out, page);
            }
            Told.json(spec, tree);
        } else if (words != null) {
            spec.commandLine().getOut().print(words.words(out, page));
            spec.commandLine().getOut().flush();
        }
    }

    /// Which panel: that of the command line, else the figure's own.
    private PanelState asked(Optional<FigureManifest> figure) {
        String named = panel;
        Optional<PanelState> own = figure.map(FigureManifest::panel);
        if (named == null) {
            return own.orElseThrow(() -> new InvalidValueException(
                    "--panel is missing: which panel? See 'adjointlab list panels'; a figure of the lab brings"
                            + " its own"));
        }
        return own.filter(state -> state.id().equals(named)).orElse(new PanelState(named, Map.of()));
    }

    static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            throw new InvalidValueException("--format is missing, and " + name + " has no ending that tells it");
        }
        return name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /// A panel as the preset shows it, if it does.
    private static PanelState shown(PanelState asked, Preset preset) {
        return preset.layout().panels().stream()
                .filter(state -> state.id().equals(asked.id()))
                .findFirst()
                .orElse(asked);
    }

    /// A panel with the changes of the command line.
    private PanelState state(Entry<Panel> entry, PanelState shown) {
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
        return new PanelState(shown.id(), chosen, columns || shown.columns());
    }

    private static LabDocument.View at(LabDocument.View view, String k) {
        int iteration = (Integer) new Type.Int(0, Integer.MAX_VALUE, 0, 100).parse(k);
        return new LabDocument.View(iteration, view.focus(), view.pace(), view.lockstep(), view.marks());
    }

    static double length(String option, @Nullable String text, double otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new InvalidValueException(option + ": '" + Quoted.brief(text) + "' is not a number of mm");
        }
    }
}
