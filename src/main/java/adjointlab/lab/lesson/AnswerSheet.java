package adjointlab.lab.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.lab.preset.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one person answered in a lesson, as a small file.
///
/// @param lesson its id
/// @param name of the person, if they typed one; "" for none
/// @param answers one for each step
public record AnswerSheet(String lesson, String name, List<Answer> answers) {
    /// Newest version of the JSON form that this program reads and writes.
    public static final int VERSION = 1;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 4000;
    private static final int MOST_STEPS = 100;

    public AnswerSheet {
        answers = List.copyOf(answers);
    }

    /// Whether an object is meant to be answers.
    public static boolean is(JsonObject json) {
        return json.has("answers");
    }

    /// Reads answers.
    ///
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    public static AnswerSheet read(JsonObject json) {
        json.allow("answers", "lesson", "name", "steps");
        int version = json.whole("answers");
        if (version > VERSION || version < 1) {
            throw json.wrong(
                    "version " + version + " of answers is not known here; this program reads up to " + VERSION);
        }
        String name = json.textOr("name", "");
        if (name.length() > LONGEST_NAME) {
            throw json.wrong("'name' must have at most " + LONGEST_NAME + " characters");
        }
        List<JsonObject> steps = json.objects("steps");
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw json.wrong("'steps' must hold 1 to " + MOST_STEPS + " answers");
        }
        List<Answer> answers = new ArrayList<>();
        for (JsonObject step : steps) {
            Answer answer = Answer.read(step);
            if (answer instanceof Answer.Text text && text.text().length() > LONGEST_TEXT) {
                throw step.wrong("'text' must have at most " + LONGEST_TEXT + " characters");
            }
            answers.add(answer);
        }
        return new AnswerSheet(json.text("lesson"), name, answers);
    }

    /// Writes them, or nothing.
    ///
    /// @throws IOException if the file cannot be written
    public void save(Path file) throws IOException {
        AtomicFile.write(file, JsonObject.write(tree()).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("answers", VERSION);
        tree.put("lesson", lesson);
        tree.put("name", name);
        tree.put("steps", answers.stream().map(Answer::tree).toList());
        return tree;
    }
}
