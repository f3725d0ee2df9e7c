package adjointlab.lab.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The answers of a class, each in a file of its own; those that cannot be read leave the others alone.
///
/// @param sheets that were read
/// @param broken files that hold no answers that can be read, by name, with what is wrong with each in a sentence
/// @param foreign whether some file is something else, such as a document or a lesson
public record AnswerFiles(List<AnswerSheet> sheets, List<Broken> broken, boolean foreign) {
    private static final int MOST_NAMES = 5;

    public AnswerFiles {
        sheets = List.copyOf(sheets);
        broken = List.copyOf(broken);
    }

    /// A file that cannot be read.
    ///
    /// @param name of the file
    /// @param why one sentence without its full stop
    public record Broken(String name, String why) {}

    /// Reads files that are dropped together.
    ///
    /// @throws InvalidValueException one sentence, if they answer several lessons
    public static AnswerFiles read(List<Path> paths) {
        List<AnswerSheet> sheets = new ArrayList<>();
        List<Path> read = new ArrayList<>();
        List<Broken> broken = new ArrayList<>();
        boolean foreign = false;
        for (Path path : paths) {
            String name = String.valueOf(path.getFileName());
            if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                foreign = true;
                continue;
            }
            try {
                JsonObject json = JsonObject.parse(name, JsonObject.smallText(path, "answers"));
                if (AnswerSheet.is(json)) {
                    sheets.add(AnswerSheet.read(json));
                    read.add(path);
                } else {
                    foreign = true;
                }
            } catch (InvalidValueException e) {
                broken.add(new Broken(name, String.valueOf(e.getMessage())));
            } catch (IOException e) {
                broken.add(new Broken(name, name + " cannot be read: " + e.getMessage()));
            }
        }
        if (!foreign) {
            checkOneLesson(sheets, read);
        }
        return new AnswerFiles(sheets, broken, foreign);
    }

    private static void checkOneLesson(List<AnswerSheet> sheets, List<Path> read) {
        for (int i = 1; i < sheets.size(); i++) {
            String first = sheets.getFirst().lesson();
            if (!sheets.get(i).lesson().equals(first)) {
                throw new InvalidValueException(read.get(i).getFileName() + " answers the lesson '"
                        + sheets.get(i).lesson() + "', " + read.getFirst().getFileName() + " answers '" + first
                        + "'; open the answers of one lesson at a time");
            }
        }
    }

    /// What to say of the files that cannot be read, in one sentence without its full stop; "" where all can.
    public String complaint() {
        String others = sheets.isEmpty() ? "" : "; the other answers are shown";
        if (broken.size() <= 1) {
            return broken.isEmpty() ? "" : broken.getFirst().why() + others;
        }
        String names = broken.stream().limit(MOST_NAMES).map(Broken::name).collect(Collectors.joining(", "));
        int more = broken.size() - MOST_NAMES;
        return broken.size() + " files hold no answers that can be read: " + names
                + (more > 0 ? " and " + more + " more" : "") + others;
    }
}
