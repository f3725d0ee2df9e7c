package adjointlab.ui.shell;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources;
import adjointlab.compose.FigureSources.Read;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.Wishes.Wish;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// What the cells of a figure in the making show: the open runs, files, and either under other settings.
final class CellSources {
    /// What a cell takes runs from.
    private static final List<String> TAKEN = List.of("*.lab", "*.json");

    private final LabWindow window;
    private final FigureModel model;
    private final DeskWork work;
    private final Runnable refresh;
    private List<Object> seen = List.of();
    /// What the open runs are called as they were seen.
    private String taken = "";

    private int snapshots;
    /// Where files that the document names are looked for; nothing while it is in none.
    private @Nullable Path folder;
    /// Files of which the document brought the runs with it: they need not be there, or may be others.
    private Set<String> brought = new HashSet<>();

    /// @param refresh draws the page again, as the document's runs are others
    CellSources(LabWindow window, FigureModel model, DeskWork work, Runnable refresh) {
        this.window = window;
        this.model = model;
        this.work = work;
        this.refresh = refresh;
    }

    /// The document stands in a file, beside which its files are.
    void standsIn(Path file) {
        folder = file.toAbsolutePath().normalize().resolveSibling("");
        brought = new HashSet<>();
    }

    /// Another document comes with its runs. Those that were open ones get numbers that nothing has here.
    ///
    /// @param trained what its sources show
    /// @param file where it stands
    /// @param whole whether the file holds the runs itself
    /// @return the document as it is called here
    FigureDocument take(FigureDocument document, Map<Source, Trained> trained, Path file, boolean whole) {
        Map<String, String> names = new HashMap<>();
        Set<String> files = new HashSet<>();
        for (Source source : document.sources()) {
            if (FigureModel.isOpenRuns(source)) {
                names.computeIfAbsent(source.file(), _ -> unused());
            } else if (whole && !Presets.ids().contains(source.file())) {
                files.add(source.file());
            }
        }
        UnaryOperator<Source> here =
                source -> new Source(names.getOrDefault(source.file(), source.file()), source.set());
        model.sources().keySet().removeIf(known -> files.contains(known.file()));
        trained.forEach((source, runs) -> model.sources().put(here.apply(source), runs));
        standsIn(file);
        brought = files;
        return document.with(document.cells().stream()
                .map(cell -> cell.with(here.apply(cell.source())))
                .toList());
    }

    /// A name for open runs that nothing has here.
    private String unused() {
        Set<String> names = model.sources().keySet().stream().map(Source::file).collect(Collectors.toSet());
        do {
            snapshots++;
        } while (names.contains(FigureModel.OPEN_RUNS + snapshots));
        return FigureModel.OPEN_RUNS + snapshots;
    }

    /// The open runs as far as they have come.
    private Source openRuns() {
        List<Object> now = new ArrayList<>(List.of(window.session().changes()));
        window.session().runs().forEach(run -> now.addAll(List.of(run.name(), run.version())));
        if (!now.equals(seen)) {
            seen = now;
            taken = unused();
        }
        return new Source(taken, List.of());
    }

    /// Does something with the runs as far as they have come.
    void withOpenRuns(BiConsumer<Source, Trained> then) {
        Source source = openRuns();
        withOpenRuns(source, trained -> then.accept(source, trained), () -> {});
    }

    /// @param source what the runs are called as they are
    private void withOpenRuns(Source source, Consumer<Trained> then, Runnable otherwise) {
        Trained known = model.sources().get(source);
        if (known != null) {
            then.accept(known);
            return;
        }
        LabDocument document = window.session().shownDocument();
        work.start(
                () -> restored(new Read(document, Optional.empty())),
                trained -> {
                    model.sources().put(source, trained);
                    then.accept(trained);
                },
                otherwise);
    }

    private static Trained restored(Read read) {
        try (TrainingService service = new TrainingService(0)) {
            return FigureSources.restored(read, service);
        }
    }

    /// Lets the selected cell show the runs as far as they have come.
    void takeOpenRuns() {
        if (model.cell().isPresent()) {
            Source source = openRuns();
            Wish own = model.wishes().add(source);
            withOpenRuns(source, _ -> point(own), () -> model.wishes().withdraw(own));
        }
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
        Source source = new Source(named(path, folder), List.of());
        Path near = folder();
        train(source, () -> FigureSources.read(source, near), () -> {
            brought.remove(source.file());
            if (model.document().sources().contains(source)) { // a file may be another by now
                refresh.run();
                window.tell("Read " + path.getFileName() + " again.");
            }
        });
    }

    /// Lets the selected cell show what a preset trains.
    void takePreset(String id) {
        if (model.cell().isPresent()) {
            show(new Source(id, List.of()));
        }
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
        String name = beside != null && whole.startsWith(beside) ? "./" + beside.relativize(whole) : whole.toString();
        return name.replace('\\', '/');
    }

    /// Lets the selected cell show its source under other settings.
    ///
    /// @param change its settings into others
    void set(UnaryOperator<List<String>> change) {
        model.wishes().wished().ifPresent(now -> {
            List<String> set = change.apply(now.set());
            if (!set.equals(now.set())) {
                show(new Source(now.file(), set));
            }
        });
    }

    /// Lets the selected cell show a source when its runs are there.
    private void show(Source source) {
        boolean inNoFile = FigureModel.isOpenRuns(source) || brought.contains(source.file());
        boolean isPreset = Presets.ids().contains(source.file()); // which is the same every time, as files may not be
        if ((inNoFile || isPreset) && model.sources().containsKey(source)) {
            point(model.wishes().add(source));
            return;
        }
        Path near = folder();
        train(source, () -> inNoFile ? changed(source, model.sources()) : FigureSources.read(source, near), () -> {});
    }

    /// Trains what the selected cell is to show instead of what it was to show.
    ///
    /// @param then follows when the runs are there
    private void train(Source source, DeskWork.Work<Read> read, Runnable then) {
        Wish own = model.wishes().add(source);
        window.tell(
                Presets.ids().contains(source.file())
                        ? "Training " + Presets.get(source.file()).info().title() + "."
                        : "Reading " + source.file() + " and training what it shows.");
        own.ifDropped(work.start(
                () -> trained(read.run()),
                trained -> {
                    model.sources().put(source, trained);
                    then.run();
                    point(own);
                },
                () -> model.wishes().withdraw(own)));
    }

    private void point(Wish own) {
        if (model.wishes().isPending(own) && !model.wishes().fulfil(own)) {
            window.tell("The panel has changed meanwhile: ask for it once more.");
        }
    }

    /// A source that is in no file, from the same without its settings; else from the same under other settings, all of
    /// which it has or replaces.
    ///
    /// @param known what there is
    static Read changed(Source source, Map<Source, Trained> known) {
        List<Source> like = known.keySet().stream()
                .filter(each -> each.file().equals(source.file()))
                .sorted(Comparator.comparingInt(each -> each.set().size()))
                .toList();
        Source from = like.stream()
                .filter(each -> each.set().stream().allMatch(assignment -> holds(source.set(), assignment)))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("the figure holds '" + source.file() + "' only with "
                        + String.join(", ", like.getFirst().set())));
        Trained base = Objects.requireNonNull(known.get(from));
        return FigureSources.changed(new Read(base.document(), base.panel()), source.set());
    }

    /// Whether settings have one, or another value in its place; of a choice, whose own settings would be lost, that
    /// one.
    private static boolean holds(List<String> set, String assignment) {
        String path = path(assignment);
        return set.contains(assignment)
                || !Slots.isChoice(path)
                        && set.stream().anyMatch(other -> path(other).equals(path));
    }

    private static String path(String assignment) {
        return assignment.substring(0, Math.max(0, assignment.indexOf('='))).strip();
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
