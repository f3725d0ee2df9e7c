package adjointlab.ui.shell;

import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources;
import adjointlab.compose.FigureSources.Read;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.ui.figure.FigureModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// What the cells of a figure in the making show: the open runs, files, and either under other settings.
final class CellSources {
    /// What a cell takes runs from.
    private static final List<String> TAKEN = List.of("*.lab", "*.json");

    private final LabWindow window;
    private final FigureModel model;
    private final DeskWork work;
    private List<Object> seen = List.of();
    private int snapshots;
    /// Where files that the document names are looked for; nothing while it is in none.
    private @Nullable Path folder;
    private @Nullable Wish wish;

    /// A source that a cell is to show as soon as its runs are there.
    ///
    /// @param cell its index
    /// @param before what it shows until then
    private record Wish(int cell, Source before, Source source) {}

    CellSources(LabWindow window, FigureModel model, DeskWork work) {
        this.window = window;
        this.model = model;
        this.work = work;
    }

    /// The document stands in a file, beside which its files are.
    void standsIn(Path file) {
        folder = file.toAbsolutePath().normalize().resolveSibling("");
    }

    /// Forgets what was asked for, as it was for another document.
    void forget() {
        wish = null;
    }

    /// Does something with the runs as far as they have come.
    void withOpenRuns(BiConsumer<Source, Trained> then) {
        LabDocument document = window.session().shownDocument();
        List<Object> now = new ArrayList<>(List.of(window.session().changes()));
        window.session().runs().forEach(run -> now.addAll(List.of(run.name(), run.version())));
        if (!now.equals(seen)) {
            seen = now;
            snapshots++;
        }
        Source source = new Source(FigureModel.OPEN_RUNS + snapshots, List.of());
        Trained known = model.sources().get(source);
        if (known != null) {
            then.accept(source, known);
            return;
        }
        work.start(() -> restored(new Read(document, Optional.empty())), trained -> {
            model.sources().put(source, trained);
            then.accept(source, trained);
        });
    }

    private static Trained restored(Read read) {
        try (TrainingService service = new TrainingService(0)) {
            return FigureSources.restored(read, service);
        }
    }

    /// Lets the selected cell show the runs as far as they have come.
    void takeOpenRuns() {
        model.cell().ifPresent(cell -> {
            int index = model.selectedProperty().get();
            withOpenRuns((source, _) -> point(new Wish(index, cell.source(), source)));
        });
    }

    /// Lets the selected cell show the runs of a file; asks which.
    void takeFile() {
        if (model.cell().isPresent()) {
            window.actions()
                    .questions()
                    .open("Take the runs of a file", List.of(new ExtensionFilter("Runs and presets", TAKEN)))
                    .ifPresent(this::takeFile);
        }
    }

    /// Lets the selected cell show the runs of a file.
    private void takeFile(Path path) {
        train(new Source(named(path, folder), List.of()));
    }

    /// Where files that the document names are looked for.
    Path folder() {
        return Objects.requireNonNullElse(folder, Path.of(""));
    }

    /// What a source is called by a document in another place.
    ///
    /// @param file a preset's id, or a file as the document calls it
    /// @param near where the document's files were looked for
    /// @param target the document's new file
    static String moved(String file, Path near, Path target) {
        Path beside = target.toAbsolutePath().normalize().resolveSibling("");
        Path from = near.toAbsolutePath().normalize();
        boolean preset = Presets.ids().contains(file);
        return preset || from.equals(beside) || Path.of(file).isAbsolute() ? file : named(from.resolve(file), beside);
    }

    /// A file as the document calls it: beside the document or below it from there, else as it is.
    private static String named(Path path, @Nullable Path beside) {
        Path whole = path.toAbsolutePath().normalize();
        boolean below = beside != null && whole.startsWith(beside);
        return (below ? "./" + beside.relativize(whole) : whole.toString()).replace('\\', '/');
    }

    /// Lets the selected cell show its source under other settings.
    ///
    /// @param change its settings into others
    void set(UnaryOperator<List<String>> change) {
        model.cell().ifPresent(cell -> {
            Source now = Optional.ofNullable(wish)
                    .filter(last -> last.cell == model.selectedProperty().get() && last.before.equals(cell.source()))
                    .map(Wish::source)
                    .orElse(cell.source());
            List<String> set = change.apply(now.set());
            if (!set.equals(now.set())) {
                train(new Source(now.file(), set));
            }
        });
    }

    /// Lets the selected cell show a source when its runs are there; what was asked for before is forgotten.
    private void train(Source source) {
        Cell cell = model.cell().orElseThrow();
        Wish own = new Wish(model.selectedProperty().get(), cell.source(), source);
        if (source.file().startsWith(FigureModel.OPEN_RUNS) && model.sources().containsKey(source)) {
            point(own); // a file may be another by now
            return;
        }
        wish = own;
        Path near = folder();
        window.tell("Reading " + source.file() + " and training what it shows.");
        work.start(
                () -> trained(read(source, near)),
                trained -> {
                    model.sources().put(source, trained);
                    if (wish == own) {
                        point(own);
                    }
                },
                () -> {
                    if (wish == own) {
                        wish = null;
                    }
                });
    }

    private void point(Wish own) {
        wish = null;
        if (!model.point(own.cell, own.before, own.source)) {
            window.tell("The panel has changed meanwhile: ask for it once more.");
        }
    }

    /// Reads a source; the open runs are in no file.
    private Read read(Source source, Path near) throws IOException {
        Trained open = model.sources().get(new Source(source.file(), List.of()));
        return open != null && source.file().startsWith(FigureModel.OPEN_RUNS)
                ? FigureSources.changed(new Read(open.document(), open.panel()), source.set())
                : FigureSources.read(source, near);
    }

    static Trained trained(Read read) throws InterruptedException {
        if (!read.document().runs().isEmpty()) {
            return restored(read);
        }
        try (TrainingService service =
                new TrainingService(Math.max(1, Runtime.getRuntime().availableProcessors() - 1))) {
            return FigureSources.trained(read, service);
        }
    }
}
