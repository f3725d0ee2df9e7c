package adjointlab.lab.preset;

import adjointlab.core.data.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/// The presets that come with the program as people look for them: in display order, by the questions that they help
/// to answer, and by what they take (`presets/index.json`).
///
/// @param questions headings, in order
/// @param places of the presets, in display order
public record Gallery(List<String> questions, List<Place> places) {
    private static final String FILE = "index.json";

    public Gallery {
        questions = List.copyOf(questions);
        places = List.copyOf(places);
    }

    /// How long all runs of a preset take on two cores.
    public enum Takes {
        LIVE("up to two minutes"),
        MINUTES("up to an hour"),
        OVERNIGHT("some hours"),
        DAYS("days or weeks");

        private final String words;

        Takes(String words) {
            this.words = words;
        }

        /// As files and labels write it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// How long that is: "up to an hour".
        public String words() {
            return words;
        }
    }

    /// Where a preset stands.
    ///
    /// @param id of the preset
    /// @param takes how long its runs take
    /// @param questions that it helps to answer, the first above all
    public record Place(String id, Takes takes, List<String> questions) {
        public Place {
            questions = List.copyOf(questions);
        }
    }

    /// The built-in presets.
    public static Gallery builtIn() {
        return Holder.BUILT_IN;
    }

    /// Read once.
    private static final class Holder {
        private static final Gallery BUILT_IN = read(FILE, Presets.resource(FILE));
    }

    /// The ids, in display order.
    public List<String> ids() {
        return places.stream().map(Place::id).toList();
    }

    /// Where a preset stands.
    ///
    /// @throws NoSuchElementException if it is none of these
    public Place place(String id) {
        return places.stream()
                .filter(place -> place.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no preset " + id));
    }

    /// Reads a gallery.
    ///
    /// @param file what complaints call it
    /// @throws adjointlab.core.catalog.InvalidValueException one sentence naming file, place and what is allowed
    static Gallery read(String file, String text) {
        JsonObject json = JsonObject.parse(file, text).allow("$schema", "questions", "presets");
        List<String> questions =
                json.values("questions").stream().map(String::valueOf).toList();
        return new Gallery(
                questions,
                json.objects("presets").stream()
                        .map(preset -> place(preset, questions))
                        .toList());
    }

    private static Place place(JsonObject json, List<String> known) {
        json.allow("id", "takes", "questions");
        List<String> questions =
                json.values("questions").stream().map(String::valueOf).toList();
        if (questions.isEmpty() || !known.containsAll(questions)) {
            throw json.wrong("'questions' must be some of those above");
        }
        return new Place(json.text("id"), takes(json), questions);
    }

    private static Takes takes(JsonObject json) {
        String id = json.text("takes");
        for (Takes takes : Takes.values()) {
            if (takes.id().equals(id)) {
                return takes;
            }
        }
        throw json.wrong("'takes' must be live, minutes, overnight or days, not '" + Quoted.brief(id) + "'");
    }
}
