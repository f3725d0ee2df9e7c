package adjointlab.compose;

import adjointlab.compose.FigureDocument.Source;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Manifest;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What cells of a figure show, from presets and files.
public final class FigureSources {
    private static final long LOOK_MILLIS = 100;

    private FigureSources() {}

    /// What was read: its runs still have to be trained where the document holds none.
    ///
    /// @param document with its runs as recorded
    /// @param panel of a source that is a figure itself
    public record Read(LabDocument document, Optional<PanelState> panel) {}

    /// What can be drawn.
    ///
    /// @param document with the runs as they are now
    /// @param runs trained
    /// @param panel of a source that is a figure itself
    public record Trained(LabDocument document, List<Run> runs, Optional<PanelState> panel) {
        public Trained {
            runs = List.copyOf(runs);
        }
    }

    /// The recorded runs of what was read, as they were.
    ///
    /// @param service that holds them
    public static Trained restored(Read read, TrainingService service) {
        LabDocument document = read.document;
        List<Run> runs = document.runs().stream().map(service::add).toList();
        service.drain(Cancellation.NEVER);
        return new Trained(Documents.of(document.preset(), runs, document.view()), runs, read.panel);
    }

    /// The runs of what was read, trained to their ends.
    ///
    /// @param service without runs, with a worker at least
    /// @throws InvalidValueException before anything starts, if choices of a run do not go together
    /// @throws InterruptedException if nobody waits for it any more
    public static Trained trained(Read read, TrainingService service) throws InterruptedException {
        LabDocument document = read.document;
        Experiments.check(document.preset());
        service.lockstep(false);
        List<Run> runs = service.open(document.preset());
        service.play();
        while (!service.awaitIdle(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return new Trained(Documents.of(document.preset(), runs, document.view()), runs, read.panel);
    }

    /// Reads a source.
    ///
    /// @param folder of the document, to which files are relative
    /// @throws InvalidValueException one sentence, if it is none or a change does not fit it
    /// @throws IOException in one sentence, if its file cannot be read
    public static Read read(Source source, Path folder) throws IOException {
        return changed(open(source.file(), folder), source.set());
    }

    /// What was read under other settings: it has to be trained again where they are others than its own.
    ///
    /// @param set `path=value` each
    /// @throws InvalidValueException one sentence, if there is no such setting or value
    public static Read changed(Read read, List<String> set) {
        LabDocument document = read.document;
        Preset changed = Overrides.apply(document.preset(), set);
        return changed.equals(document.preset())
                ? read
                : new Read(new LabDocument(changed, List.of(), document.view()), read.panel);
    }

    private static Read open(String file, Path folder) throws IOException {
        if (Presets.ids().contains(file)) {
            return new Read(Documents.of(Presets.get(file)), Optional.empty());
        }
        boolean named = file.matches(".*[./\\\\].*");
        if (!named) {
            throw InvalidValueException.unknown("preset", file, Presets.ids());
        }
        Path path = folder.resolve(file);
        if (file.toLowerCase(Locale.ROOT).endsWith(".lab")) {
            return new Read(LabFile.read(path), Optional.empty());
        }
        JsonObject json = JsonObject.parse(String.valueOf(path.getFileName()), Manifest.extract(path));
        if (FigureManifest.is(json)) {
            FigureManifest manifest = FigureManifest.read(json);
            return new Read(manifest.document(), Optional.of(manifest.panel()));
        }
        return new Read(Documents.read(json, path.toAbsolutePath().resolveSibling("")), Optional.empty());
    }
}
