package adjointlab.lab.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Presets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The lessons that come with the program, and those in files.
public final class Lessons {
    private static final String FOLDER = "lessons/";

    private Lessons() {}

    /// The ids of the built-in lessons, in display order (`presets/lessons/index.json`).
    public static List<String> ids() {
        List<String> ids = new ArrayList<>();
        JsonObject.parse("index.json", Presets.resource(FOLDER + "index.json"))
                .values("lessons")
                .forEach(id -> ids.add((String) id));
        return ids;
    }

    /// The built-in lessons, in display order.
    public static List<Lesson> builtIn() {
        return ids().stream().map(Lessons::get).toList();
    }

    /// The built-in lesson with this id.
    ///
    /// @throws InvalidValueException naming the nearest one
    public static Lesson get(String id) {
        if (!ids().contains(id)) {
            throw InvalidValueException.unknown("lesson", id, ids());
        }
        String file = id + ".json";
        return LessonJson.read(file, Presets.resource(FOLDER + file));
    }

    /// A lesson from a file.
    ///
    /// @throws InvalidValueException one sentence, if the file is not a lesson
    /// @throws IOException if it cannot be read
    public static Lesson load(Path file) throws IOException {
        return LessonJson.read(String.valueOf(file.getFileName()), JsonObject.smallText(file, "lesson"));
    }

    /// Writes a lesson, or nothing.
    ///
    /// @throws IOException if it cannot be written
    public static void save(Path file, Lesson lesson) throws IOException {
        AtomicFile.write(file, JsonObject.write(LessonJson.tree(lesson)).getBytes(StandardCharsets.UTF_8));
    }
}
