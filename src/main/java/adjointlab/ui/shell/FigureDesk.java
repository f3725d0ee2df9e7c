package adjointlab.ui.shell;

import adjointlab.compose.Caption;
import adjointlab.compose.ComposedFigure;
import adjointlab.compose.ComposedManifest;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.FigureSources;
import adjointlab.compose.FigureSources.Read;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.data.Quoted;
import adjointlab.core.ode.MemoryLimitException;
import adjointlab.figure.Export;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.ui.chart.DrawingWorker;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.FigureView;
import adjointlab.ui.model.LatestTask;
import adjointlab.ui.panel.PanelHost;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// Composes figures from the panels that are open, and from documents: a sheet over the window, and files.
final class FigureDesk implements FigureView.Desk {
    private static final Logger LOG = System.getLogger(FigureDesk.class.getName());
    private static final String OPEN_RUNS = "open-runs-";

    /// What LaTeX takes as a picture.
    private static final List<String> PICTURES = List.of(".pdf", ".png", ".tex");

    private static final List<String> OPENED =
            List.of("*" + FigureDocumentJson.SUFFIX, "*.pdf", "*.svg", "*.png", "*.tex", "*.typ");

    private final LabWindow window;
    private final DrawingWorker worker;
    private final FigureModel model = new FigureModel();
    private final LatestTask drawing = new LatestTask("figure-page");
    private @Nullable Path file;
    /// The picture that was written last of this document, which LaTeX can take.
    private @Nullable Path exported;
    /// How many documents there were before this one.
    private int documents;
    private @Nullable FigureView view;
    private List<Object> seen = List.of();
    private int snapshots;

    FigureDesk(LabWindow window, DrawingWorker worker) {
        this.window = window;
        this.worker = worker;
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

    @Override
    public List<FigureView.Offer> offers() {
        return Refresher.hosts(window.dock().knownPanels()).stream()
                .map(host -> new FigureView.Offer(host.title().getValue(), () -> add(host)))
                .toList();
    }

    /// Adds a panel as it is now: of the runs as far as they have come.
    void add(PanelHost host) {
        LabDocument document = window.session().shownDocument();
        List<Object> now = new ArrayList<>(List.of(window.session().changes()));
        window.session().runs().forEach(run -> now.addAll(List.of(run.name(), run.version())));
        if (!now.equals(seen)) {
            seen = now;
            snapshots++;
        }
        Source source = new Source(OPEN_RUNS + snapshots, List.of());
        Trained known = model.sources().get(source);
        if (known != null) {
            model.add(host.state(), source, known);
            return;
        }
        background(
                () -> restored(new Read(document, Optional.empty())),
                trained -> model.add(host.state(), source, trained));
    }

    private static Trained restored(Read read) {
        try (TrainingService service = new TrainingService(0)) {
            return FigureSources.restored(read, service);
        }
    }

    // ---- files -----------------------------------------------------------------------------------

    @Override
    public void open() {
        questions()
                .open("Open a figure", List.of(new ExtensionFilter("Figures", OPENED)))
                .ifPresent(this::open);
    }

    /// What a file holds.
    private record Opened(FigureDocument document, Map<Source, Trained> sources, Path path) {}

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
        background(() -> opened(path), read -> {
            model.sources().putAll(read.sources);
            model.open(read.document);
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
                sources.put(source, trained(manifest.read(source)));
            }
            return new Opened(manifest.document(), sources, path);
        }
        FigureDocument document = FigureDocumentJson.read(json);
        Path folder = path.toAbsolutePath().resolveSibling("");
        for (Source source : document.sources()) {
            sources.put(source, trained(FigureSources.read(source, folder)));
        }
        return new Opened(document, sources, path);
    }

    private static Trained trained(Read read) throws InterruptedException {
        if (!read.document().runs().isEmpty()) {
            return restored(read);
        }
        try (TrainingService service =
                new TrainingService(Math.max(1, Runtime.getRuntime().availableProcessors() - 1))) {
            return FigureSources.trained(read, service);
        }
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
        background(() -> written(document, target), written -> {
            if (own == documents) {
                file = target;
                if (model.document().equals(document)) {
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

    private FigureDocument written(FigureDocument document, Path target) throws IOException {
        String name = target.getFileName().toString();
        String stem = name.substring(0, name.length() - FigureDocumentJson.SUFFIX.length());
        Map<Source, Source> names = new HashMap<>();
        for (Source source : document.sources()) {
            if (source.file().startsWith(OPEN_RUNS)) {
                Trained shown = Objects.requireNonNull(model.sources().get(source));
                String lab = stem + "." + source.file() + ".lab";
                LabFile.write(target.resolveSibling(lab), shown.document());
                Source kept = new Source("./" + lab, List.of());
                model.sources().put(kept, shown);
                names.put(source, kept);
            }
        }
        List<Cell> cells = document.cells().stream()
                .map(cell -> cell.with(names.getOrDefault(cell.source(), cell.source())))
                .toList();
        FigureDocument written = document.with(cells);
        FigureDocumentJson.write(target, written);
        return written;
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
        background(
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
        background(
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

    /// Work that may fail in one sentence.
    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    private <T> void background(Work<T> work, Consumer<T> then) {
        Thread.ofPlatform().daemon().name("figure-desk").start(() -> {
            try {
                T done = work.run();
                Platform.runLater(() -> then.accept(done));
            } catch (IllegalArgumentException | MemoryLimitException | IOException e) {
                fail(e.getMessage() + ".");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (OutOfMemoryError e) {
                fail("There is not enough memory for this figure.");
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a figure could not be read or written", e);
                fail("This figure could not be read or written: " + e.getMessage() + ".");
            }
        });
    }

    private void fail(String sentence) {
        Platform.runLater(() -> window.sheets().complain(sentence));
    }

    /// Ends what is under way.
    void close() {
        drawing.close();
    }
}
