package adjointlab.cli;

import adjointlab.compose.ComposedFigure;
import adjointlab.compose.ComposedManifest;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.FigureSources;
import adjointlab.compose.FigureSources.Read;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.DataFiles;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import adjointlab.panel.Panels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Draws figure documents without a window: reads their sources, trains what has to be trained, each source once.
final class ComposedFigures implements AutoCloseable {
    private final PrintWriter err;
    private final Map<Source, Trained> trained = new HashMap<>();
    private final List<Runnable> closing = new ArrayList<>();
    private boolean interrupted;

    /// @param err where progress goes
    ComposedFigures(PrintWriter err) {
        this.err = err;
    }

    /// What is to be drawn.
    ///
    /// @param document as read
    /// @param sources finds what its cells show
    record Opened(FigureDocument document, Sources sources) {
        Opened with(FigureDocument other) {
            return new Opened(other, sources);
        }
    }

    /// Finds sources.
    @FunctionalInterface
    interface Sources {
        /// @throws InvalidValueException one sentence, if it is none
        /// @throws IOException in one sentence, if its file cannot be read
        Read read(Source source) throws IOException;
    }

    /// What was drawn.
    ///
    /// @param runs of all sources
    record Drawn(ComposedFigure figure, List<Run> runs) {}

    /// The figure document that a file is, or that a written figure of several panels has inside; nothing where it is
    /// anything else.
    static Optional<Opened> open(String file) throws IOException {
        if (!Input.isFile(file) || file.toLowerCase(Locale.ROOT).endsWith(".lab")) {
            return Optional.empty();
        }
        Path path = Path.of(file);
        JsonObject json = JsonObject.parse(String.valueOf(path.getFileName()), Manifest.extract(path));
        if (ComposedManifest.is(json)) {
            ComposedManifest manifest = ComposedManifest.read(json);
            return Optional.of(new Opened(manifest.document(), manifest::read));
        }
        if (FigureDocumentJson.is(json)) {
            Path folder = path.toAbsolutePath().resolveSibling("");
            return Optional.of(new Opened(FigureDocumentJson.read(path), source -> FigureSources.read(source, folder)));
        }
        return Optional.empty();
    }

    /// The document with changes of settings in all of its sources.
    static FigureDocument changed(FigureDocument document, List<String> assignments) {
        List<Cell> cells = document.cells().stream()
                .map(cell -> {
                    List<String> all = new ArrayList<>(cell.source().set());
                    all.addAll(assignments);
                    return cell.with(new Source(cell.source().file(), all));
                })
                .toList();
        return document.with(cells);
    }

    /// Trains and composes.
    ///
    /// @param writer of the format into which it goes
    /// @return nothing where a person interrupted the training
    /// @throws InvalidValueException in one sentence, if a source or a panel does not fit, or the format has a
    ///     page, and it is too small
    Optional<Drawn> draw(Opened opened, FigureWriter writer) throws IOException, InterruptedException {
        for (Source source : opened.document().sources()) {
            if (!trained.containsKey(source)) {
                trained.put(source, train(opened.sources().read(source)));
            }
            if (interrupted) {
                return Optional.empty();
            }
        }
        ComposedFigure figure = ComposedFigure.of(opened.document(), this::trained, writer);
        List<Run> runs = figure.document().sources().stream()
                .flatMap(source -> trained(source).runs().stream())
                .toList();
        return Optional.of(new Drawn(figure, runs));
    }

    private Trained train(Read read) throws InterruptedException {
        LabDocument document = read.document();
        DataFiles.changes(document.data()).forEach(err::println);
        if (!document.runs().isEmpty()) {
            TrainingService service = new TrainingService(0);
            closing.add(service::close);
            return FigureSources.restored(read, service);
        }
        List<Run> runs;
        try (Headless headless = new Headless(err)) {
            headless.timed(read.panel()
                    .map(panel -> Figures.panel(panel).isTimed())
                    .orElseGet(() -> Panels.isTimed(document.preset().layout())));
            headless.readyToDraw();
            runs = headless.train(document.preset());
            interrupted |= headless.wasInterrupted();
        }
        return new Trained(Documents.of(document.preset(), runs, document.view()), runs, read.panel());
    }

    /// What was trained, of one source.
    Trained trained(Source source) {
        Trained found = trained.get(source);
        if (found == null) {
            throw new IllegalStateException("'" + source.file() + "' was not trained");
        }
        return found;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
