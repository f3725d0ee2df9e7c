package adjointlab.lab.store;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.lesson.AnswerSheet;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.preset.DataFiles;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.sweep.SweepDocument;
import java.nio.file.Path;
import java.util.List;

/// Documents from presets, from runs and from texts of any kind that the lab writes.
public final class Documents {
    /// What a folder's manifest calls itself that training writes without a window.
    public static final String RUN = "adjointlab-run";

    /// What the manifest of a figure of several panels calls itself.
    public static final String COMPOSED = "adjointlab-composed-figure";

    private Documents() {}

    /// A document of runs as they are now.
    public static LabDocument of(Preset preset, List<Run> runs, LabDocument.View view) {
        return new LabDocument(preset, runs.stream().map(RunRecord::of).toList(), view);
    }

    /// A document without runs, which start from the preset's.
    public static LabDocument of(Preset preset) {
        return new LabDocument(preset, List.of(), LabDocument.View.DEFAULT);
    }

    /// Reads a preset, a document or a figure's manifest or a sweep, whichever the text is.
    ///
    /// @param file what complaints call it
    /// @throws InvalidValueException one sentence, if it is none of them
    public static LabDocument read(String file, String text) {
        return read(JsonObject.parse(file, text));
    }

    /// The same of a file: names of data in a preset are relative to its folder.
    ///
    /// @param folder of the file
    public static LabDocument read(JsonObject json, Path folder) {
        LabDocument document = read(json);
        return json.has("schema") && !json.has("lab") ? of(DataFiles.under(document.preset(), folder)) : document;
    }

    /// Reads a preset, a document or a figure's manifest or a sweep, whichever the object is.
    ///
    /// @throws InvalidValueException one sentence, if it is none of them
    public static LabDocument read(JsonObject json) {
        if (FigureManifest.is(json)) {
            return FigureManifest.read(json).document();
        }
        if (json.has("lab")) {
            return LabFile.read(json);
        }
        if (json.has("kind") && json.text("kind").equals(RUN)) {
            json.allow("kind", "environment", "warnings", "document");
            return LabFile.read(json.object("document"));
        }
        if (SweepDocument.is(json)) {
            return of(SweepDocument.read(json).preset());
        }
        if (json.has("schema")) {
            return of(PresetJson.read(json));
        }
        if (LessonJson.is(json)) {
            throw json.wrong("is a lesson, which opens in a window only");
        }
        if (json.has("figure") || json.has("kind") && json.text("kind").equals(COMPOSED)) {
            throw json.wrong("is a figure of several panels, which holds no runs of its own");
        }
        if (AnswerSheet.is(json)) {
            throw json.wrong("holds answers to a lesson; drop such files on the window");
        }
        throw json.wrong("is neither a preset, nor a lesson, nor a .lab document, nor a manifest of the lab's");
    }
}
