package adjointlab.ui.shell;

import adjointlab.compose.Caption;
import adjointlab.compose.ComposedFigure;
import adjointlab.compose.ComposedManifest;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.FigureSources;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.data.Quoted;
import adjointlab.figure.Export;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.store.LabFile;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.FigureView;
import adjointlab.ui.model.LatestTask;
import adjointlab.ui.panel.PanelHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// Composes figures from the panels that are open, and from documents: a sheet over the window, and files.
final class FigureDesk implements FigureView.Desk {
    /// What LaTeX takes as a picture.
    private static final List<String> PICTURES = List.of(".pdf", ".png", ".tex");

    private static final List<String> OPENED =
            List.of("*" + FigureDocumentJson.SUFFIX, "*.pdf", "*.svg", "*.png", "*.tex", "*.typ");

    private final LabWindow window;
    private final DrawingWorker worker;
    private final FigureModel model = new FigureModel();
    private final DeskWork work;
    private final CellSources cells;
    private final LatestTask drawing = new LatestTask("figure-page");
    private @Nullable Path file;
    /// The picture that was written last of this document, which LaTeX can take.
    private @Nullable Path exported;
    /// How many documents there were before this one.
    private int documents;
    private @Nullable FigureView view;
    /// Ends the reading of a document.
    private Runnable reading = () -> {};

    FigureDesk(LabWindow window, DrawingWorker worker) {
        this.window = window;
        this.worker = worker;
        work = new DeskWork(window.sheets());
        cells = new CellSources(window, model, work, this::refresh);
    }

    private FileQuestions questions() {
        return window.actions().questions();
    }

    /// The document in the making.
    FigureModel model() {
        return model;
    }

    /// Shows the sheet.
    void show() {
        FigureView shown = view;
        if (shown == null) {
            shown = new FigureView(model, this, worker); // one for all times: it listens to the model
            view = shown;
        } else {
            shown.refresh();
        }
        window.sheets().show("Figure of several panels", shown, new Sheets.Answer("Close", false, () -> {}));
    }

    private void refresh() {
        if (view != null) {
            view.refresh();
        }
    }

    @Override
    public List<FigureView.Offer> offers() {
        return Refresher.hosts(window.dock().knownPanels()).stream()
                .map(host -> new FigureView.Offer(host.title().getValue(), () -> add(host)))
                .toList();
    }

    /// Adds a panel as it is now: of the runs as far as they have come.
    void add(PanelHost host) {
        cells.withOpenRuns((source, trained) -> model.add(host.state(), source, trained));
    }

    @Override
    public void takeOpenRuns() {
        cells.takeOpenRuns();
    }

    @Override
    public void takeFile() {
        cells.takeFile();
    }

    @Override
    public void takePreset(String id) {
        cells.takePreset(id);
    }

    @Override
    public void set(UnaryOperator<List<String>> change) {
        cells.set(change);
    }

    // ---- files -----------------------------------------------------------------------------------

    @Override
    public void open() {
        questions()
                .open("Open a figure", List.of(new ExtensionFilter("Figures", OPENED)))
                .ifPresent(this::open);
    }

    /// What a file holds.
    ///
    /// @param whole whether the runs are in it, too
    private record Opened(FigureDocument document, Map<Source, Trained> sources, Path path, boolean whole) {}

    /// Opens a figure document, or a written figure of several panels; asks before it takes the place of what is in no
    /// file.
    void open(Path path) {
        unlessUnsaved(() -> read(path));
    }

    /// Does something that a figure in no file would be lost by; asks first where there is one.
    void unlessUnsaved(Runnable action) {
        if (!model.isUnsaved()) {
            action.run();
            return;
        }
        window.sheets()
                .ask(
                        "Leave the figure?",
                        "The figure of several panels in the making is in no file yet.",
                        new Sheets.Answer("Back to it", true, this::show),
                        new Sheets.Answer("Don't save", false, action));
    }

    private void read(Path path) {
        window.tell("Reading " + path.getFileName() + " and training what it shows.");
        reading.run();
        reading = work.start(() -> opened(path), read -> {
            model.open(cells.take(read.document, read.sources, read.path, read.whole));
            file = FigureDocumentJson.isNamed(read.path) ? read.path : null;
            exported = isPicture(read.path) ? read.path : null;
            documents++;
            if (view != null) {
                view.forget();
            }
            show();
        });
    }

    private static boolean isPicture(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return PICTURES.stream().anyMatch(name::endsWith);
    }

    private static Opened opened(Path path) throws IOException, InterruptedException {
        JsonObject json = JsonObject.parse(String.valueOf(path.getFileName()), Manifest.extract(path));
        Map<Source, Trained> sources = new HashMap<>();
        if (ComposedManifest.is(json)) {
            ComposedManifest manifest = ComposedManifest.read(json);
            for (Source source : manifest.document().sources()) {
                sources.put(source, CellSources.trained(manifest.read(source)));
            }
            return new Opened(manifest.document(), sources, path, true);
        }
        FigureDocument document = FigureDocumentJson.read(json);
        Path folder = path.toAbsolutePath().resolveSibling("");
        for (Source source : document.sources()) {
            sources.put(source, CellSources.trained(FigureSources.read(source, folder)));
        }
        return new Opened(document, sources, path, false);
    }

    @Override
    public void save() {
        Path known = file;
        if (known != null) {
            save(known);
            return;
        }
        String name = window.session().preset().id() + FigureDocumentJson.SUFFIX;
        questions()
                .save("Save the figure as", name, List.of(new ExtensionFilter("Figures", OPENED.getFirst())))
                .ifPresent(this::save);
    }

    /// Writes the document, and beside it the open runs that it shows.
    void save(Path path) {
        Path target = FigureDocumentJson.isNamed(path)
                ? path
                : path.resolveSibling(path.getFileName() + FigureDocumentJson.SUFFIX);
        FigureDocument document = model.document();
        if (isEmpty("is no document")) {
            return;
        }
        int own = documents;
        Path near = cells.folder();
        work.start(() -> written(document, near, target), written -> {
            if (own == documents) {
                file = target;
                if (model.document().equals(document)) { // else its files are called as before, and looked for there
                    cells.standsIn(target);
                    model.saved(written);
                }
            }
            window.tell("Saved " + target.getFileName() + ".");
        });
    }

    /// Whether there is no panel yet, which is then said.
    ///
    /// @param why not what was asked for, said of an empty figure
    private boolean isEmpty(String why) {
        boolean empty = model.document().cells().isEmpty();
        if (empty) {
            window.tell("Add a panel first: an empty figure " + why + ".");
        }
        return empty;
    }

    /// @param near where the files are that the document names
    private FigureDocument written(FigureDocument document, Path near, Path target) throws IOException {
        String name = target.getFileName().toString();
        String stem = name.substring(0, name.length() - FigureDocumentJson.SUFFIX.length());
        Map<Source, Source> names = new HashMap<>();
        Map<Source, String> labs = new HashMap<>();
        for (Source source : document.sources()) {
            if (FigureModel.isOpenRuns(source)) {
                Source open = new Source(source.file(), List.of());
                boolean known = model.sources().containsKey(open); // not of a figure that shows only changed ones
                Source held = known ? open : source;
                if (!labs.containsKey(held)) {
                    String lab = free(target, stem);
                    labs.put(held, lab);
                    LabFile.write(target.resolveSibling(lab), trained(held).document());
                }
                names.put(source, new Source("./" + labs.get(held), known ? source.set() : List.of()));
            } else {
                names.put(source, new Source(CellSources.moved(source.file(), near, target), source.set()));
            }
        }
        names.forEach((before, named) -> Optional.ofNullable(model.sources().get(before))
                .ifPresent(trained -> model.sources().put(named, trained)));
        List<Cell> kept = document.cells().stream()
                .map(cell -> cell.with(names.getOrDefault(cell.source(), cell.source())))
                .toList();
        FigureDocument written = document.with(kept);
        FigureDocumentJson.write(target, written);
        return written;
    }

    private Trained trained(Source source) {
        return Objects.requireNonNull(model.sources().get(source));
    }

    /// What a file of runs beside a document is called, where none is: those that are there may be other panels'.
    private static String free(Path target, String stem) {
        int number = 1;
        while (Files.exists(target.resolveSibling(stem + "." + FigureModel.OPEN_RUNS + number + ".lab"))) {
            number++;
        }
        return stem + "." + FigureModel.OPEN_RUNS + number + ".lab";
    }

    @Override
    public void export(FigureWriter writer) {
        String name = window.session().preset().id() + "-figure." + writer.extension();
        questions()
                .save("Export figure", name, List.of(new ExtensionFilter(writer.label(), "*." + writer.extension())))
                .ifPresent(chosen -> export(writer, chosen));
    }

    /// Writes the figure and its manifest.
    void export(FigureWriter writer, Path target) {
        if (isEmpty("has no picture")) {
            return;
        }
        FigureDocument document = model.document();
        int own = documents;
        work.start(
                () -> {
                    ComposedFigure finished = model.finish(document, writer);
                    Export.write(finished.figure(), writer, finished.page(), finished.manifest(), target);
                    return target;
                },
                written -> {
                    if (own == documents && isPicture(written)) {
                        exported = written;
                    }
                    window.tell("Exported " + written.getFileName() + " and its manifest.");
                });
    }

    @Override
    public void copy(FigureView.Words what) {
        if (isEmpty("has no words")) {
            return;
        }
        FigureDocument document = model.document();
        Path picture = Objects.requireNonNullElseGet(
                exported, () -> Path.of(window.session().preset().id() + "-figure.pdf"));
        work.start(
                () -> {
                    ComposedFigure finished = model.finish(document, FigureWriters.of("pdf"));
                    Caption caption = model.caption(finished);
                    return switch (what) {
                        case CAPTION -> caption.text();
                        case LATEX -> caption.latex(picture, finished.page());
                        case TABLES -> String.join("\n", caption.tables());
                    };
                },
                this::copied);
    }

    private void copied(String words) {
        if (words.isEmpty()) {
            window.tell("None of the panels is a table of runs.");
            return;
        }
        ClipboardContent content = new ClipboardContent();
        content.putString(words);
        Clipboard.getSystemClipboard().setContent(content);
        window.tell("Copied: " + Quoted.brief(words));
    }

    // ---- threads ---------------------------------------------------------------------------------

    @Override
    public void draw(Supplier<FigureModel.Drawing> work, Consumer<FigureModel.Drawing> then) {
        drawing.run(work, then);
    }

    /// Ends what is under way.
    void close() {
        drawing.close();
        reading.run();
        model.wishes().clear();
    }
}
