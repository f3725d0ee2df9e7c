package adjointlab.ui.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.lab.lesson.Controls;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.lesson.Questions;
import adjointlab.lab.preset.JsonObject;
import adjointlab.ui.lesson.StepDraft.AnswerDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A lesson in the making as a recovery file: what was typed, right or not, as JSON. A version that does not know any
/// more what a step shows, offers or claims, as of a preset that has another name now, reads the rest.
final class DraftFile {
    /// Grows when older programs would misread files.
    private static final int NEWEST = 1;

    private static final String VERSION = "version";
    private static final String FILE = "file";
    private static final String TYPED = "typed";
    private static final String STEPS = "steps";
    private static final String KIND = "kind";
    private static final String ANSWERS = "answers";
    private static final String LAB = "lab";
    private static final String CONTROLS = "controls";
    private static final String CLAIMS = "claims";

    private DraftFile() {}

    /// Writes it, or nothing.
    ///
    /// @throws IOException if it cannot be written
    static void write(Path target, KeptDraft kept) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(VERSION, NEWEST);
        Path file = kept.file();
        if (file != null) {
            tree.put(FILE, file.toAbsolutePath().toString());
        }
        tree.put(TYPED, kept.draft().typed());
        tree.put(STEPS, kept.draft().steps().stream().map(DraftFile::tree).toList());
        AtomicFile.write(target, JsonObject.write(tree).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> tree(StepDraft step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(TYPED, step.typed());
        tree.put(KIND, step.kind());
        tree.put(ANSWERS, step.answers().stream().map(DraftFile::tree).toList());
        step.patch().ifPresent(patch -> tree.put(LAB, LessonJson.tree(patch)));
        tree.put(CONTROLS, LessonJson.tree(step.controls()));
        tree.put(CLAIMS, step.claims().stream().map(LessonJson::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(AnswerDraft answer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", answer.id());
        tree.put("text", answer.text());
        tree.put("right", answer.right());
        tree.put("says", answer.says());
        return tree;
    }

    /// Reads one.
    ///
    /// @throws InvalidValueException in one sentence, if it is damaged
    /// @throws IOException if it cannot be read
    static KeptDraft read(Path source) throws IOException {
        JsonObject json = JsonObject.parse(String.valueOf(source.getFileName()), JsonObject.smallText(source, "draft"));
        json.allow(VERSION, FILE, TYPED, STEPS);
        int version = json.has(VERSION) ? json.whole(VERSION) : NEWEST; // the first had no number
        if (version < 1 || version > NEWEST) {
            throw json.wrong("version " + version + " is of a newer program; this one reads up to " + NEWEST);
        }
        List<String> lost = new ArrayList<>();
        List<StepDraft> steps = new ArrayList<>();
        for (JsonObject step : json.objects(STEPS)) {
            steps.add(step(step, "Step " + (steps.size() + 1), lost));
        }
        return new KeptDraft(new Draft(typed(json), steps), file(json), lost);
    }

    private static @Nullable Path file(JsonObject json) {
        try {
            return json.has(FILE) ? Path.of(json.text(FILE)) : null;
        } catch (InvalidPathException e) {
            throw json.wrong("'file' is no path: " + e.getReason());
        }
    }

    private static Map<String, String> typed(JsonObject json) {
        JsonObject object = json.object(TYPED);
        Map<String, String> typed = new LinkedHashMap<>();
        object.keys().forEach(key -> typed.put(key, object.text(key)));
        return typed;
    }

    /// @param name of the step
    /// @param lost gets a sentence on whatever cannot be read
    private static StepDraft step(JsonObject json, String name, List<String> lost) {
        json.allow(TYPED, KIND, ANSWERS, LAB, CONTROLS, CLAIMS);
        String kind = json.text(KIND);
        if (Questions.CATALOG.find(kind).isEmpty()) {
            throw json.wrong("there is no question '" + kind + "'");
        }
        return new StepDraft(
                typed(json),
                kind,
                json.objects(ANSWERS).stream().map(DraftFile::answer).toList(),
                json.has(LAB)
                        ? orLost(
                                () -> Optional.of(json.placed(LAB, LessonJson::patch)),
                                Optional.empty(),
                                name + " has lost what the lab shows",
                                lost)
                        : Optional.empty(),
                json.has(CONTROLS)
                        ? orLost(
                                () -> LessonJson.controls(json.object(CONTROLS)),
                                Controls.DEFAULT,
                                name + " has lost what of the window is there",
                                lost)
                        : Controls.DEFAULT,
                orLost(
                        () -> json.objects(CLAIMS).stream()
                                .map(LessonJson::claim)
                                .toList(),
                        List.of(),
                        name + " has lost its claims",
                        lost));
    }

    private static <T> T orLost(Supplier<T> read, T without, String what, List<String> lost) {
        try {
            return read.get();
        } catch (InvalidValueException e) {
            lost.add(what + ": " + e.getMessage() + ".");
            return without;
        }
    }

    private static AnswerDraft answer(JsonObject json) {
        json.allow("id", "text", "right", "says");
        return new AnswerDraft(
                json.text("id"), json.textOr("text", ""), json.flagOr("right", false), json.textOr("says", ""));
    }
}
