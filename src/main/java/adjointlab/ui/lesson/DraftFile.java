package adjointlab.ui.lesson;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lesson in the making as a recovery file: what was typed, right or not, as JSON.
final class DraftFile {
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
    /// @throws adjointlab.core.catalog.InvalidValueException in one sentence, if it is damaged
    /// @throws IOException if it cannot be read
    static KeptDraft read(Path source) throws IOException {
        JsonObject json = JsonObject.parse(String.valueOf(source.getFileName()), JsonObject.smallText(source, "draft"));
        json.allow(FILE, TYPED, STEPS);
        List<StepDraft> steps =
                json.objects(STEPS).stream().map(DraftFile::step).toList();
        return new KeptDraft(new Draft(typed(json), steps), file(json));
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

    private static StepDraft step(JsonObject json) {
        json.allow(TYPED, KIND, ANSWERS, LAB, CONTROLS, CLAIMS);
        String kind = json.text(KIND);
        if (Questions.CATALOG.find(kind).isEmpty()) {
            throw json.wrong("there is no question '" + kind + "'");
        }
        return new StepDraft(
                typed(json),
                kind,
                json.objects(ANSWERS).stream().map(DraftFile::answer).toList(),
                json.has(LAB) ? Optional.of(json.placed(LAB, LessonJson::patch)) : Optional.empty(),
                json.has(CONTROLS) ? LessonJson.controls(json.object(CONTROLS)) : Controls.DEFAULT,
                json.objects(CLAIMS).stream().map(LessonJson::claim).toList());
    }

    private static AnswerDraft answer(JsonObject json) {
        json.allow("id", "text", "right", "says");
        return new AnswerDraft(
                json.text("id"), json.textOr("text", ""), json.flagOr("right", false), json.textOr("says", ""));
    }
}
