package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Manifest;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.DataUse;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.lab.sweep.SweepDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What commands take as PRESET or FILE.
final class Input {
    private Input() {}

    /// A built-in preset by id, or that of whatever a file holds, as [#document] reads it.
    static Preset preset(String idOrFile) throws IOException {
        return document(idOrFile).preset();
    }

    /// The manifest of a figure, if a file is one or has one inside.
    static Optional<FigureManifest> figure(String idOrFile) throws IOException {
        if (!isFile(idOrFile) || idOrFile.toLowerCase(Locale.ROOT).endsWith(".lab")) {
            return Optional.empty();
        }
        Path file = Path.of(idOrFile);
        JsonObject json = JsonObject.parse(String.valueOf(file.getFileName()), Manifest.extract(file));
        return FigureManifest.is(json) ? Optional.of(FigureManifest.read(json)) : Optional.empty();
    }

    /// A built-in preset by id, or whatever a file holds: a preset, a document, a figure with its manifest.
    static LabDocument document(String idOrFile) throws IOException {
        return isFile(idOrFile) ? document(Path.of(idOrFile)) : Documents.of(Presets.get(idOrFile));
    }

    /// What a file holds.
    static LabDocument document(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".lab")) {
            return LabFile.read(file);
        }
        return Documents.read(
                JsonObject.parse(String.valueOf(file.getFileName()), Manifest.extract(file)),
                file.toAbsolutePath().resolveSibling(""));
    }

    /// The sweep that a file of that name says, `sweep.json` beside its results.
    static Optional<SweepDocument> sweep(String idOrFile) throws IOException {
        if (!isFile(idOrFile) || !idOrFile.endsWith(SweepDocument.FILE)) {
            return Optional.empty();
        }
        Path file = Path.of(idOrFile);
        return Optional.of(
                SweepDocument.read(JsonObject.parse(String.valueOf(file.getFileName()), JsonObject.text(file))));
    }

    /// Complains about a file that a window could not open: it takes lessons and figures of several panels as well.
    static void openable(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (isData(file) || ComposedFigures.open(file.toString()).isPresent()) {
            return;
        }
        if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            JsonObject json = JsonObject.parse(name, Manifest.extract(file));
            if (LessonJson.is(json)) {
                LessonJson.read(json);
                return;
            }
        }
        document(file);
    }

    /// Whether it is a file of data and no figure: the window asks what it is for.
    private static boolean isData(Path file) throws IOException {
        return Files.exists(file)
                && !DataUse.of(file).isEmpty()
                && Manifest.ofPicture(file).isEmpty()
                && Manifest.ofNumbers(file, _ -> List.of()).isEmpty();
    }

    /// A built-in lesson by id, or one from a file.
    static Lesson lesson(String idOrFile) throws IOException {
        boolean builtIn = Lessons.ids().contains(idOrFile);
        return builtIn || !isFile(idOrFile) ? Lessons.get(idOrFile) : Lessons.load(Path.of(idOrFile));
    }

    static boolean isFile(String text) {
        return !Presets.ids().contains(text) && (text.matches(".*[./\\\\].*") || Files.exists(Path.of(checked(text))));
    }

    private static String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidValueException("a file name must not hold a null character");
        }
        return text;
    }
}
