package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.run.RunPattern;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lessons as JSON, version 1; `presets/lessons/lesson.schema.json` describes it to editors.
public final class LessonJson {
    private static final int MOST_STEPS = 100;
    private static final int LONGEST_TEXT = 4000;

    private LessonJson() {}

    /// Whether an object is meant to be a lesson.
    public static boolean is(JsonObject json) {
        return json.has("lesson");
    }

    /// Reads a lesson.
    ///
    /// @param file what complaints call it
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    public static Lesson read(String file, String text) {
        return read(JsonObject.parse(file, text));
    }

    /// Reads a lesson from an object.
    ///
    /// @throws InvalidValueException one sentence naming file, place and what is allowed
    public static Lesson read(JsonObject json) {
        json.allow("$schema", "lesson", "id", "title", "group", "text", "minutes", "steps");
        int version = json.whole("lesson");
        if (version > Lesson.VERSION || version < 1) {
            throw json.wrong(
                    "lesson version " + version + " is not known here; this program reads up to " + Lesson.VERSION);
        }
        String id = json.text("id");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw json.wrong("id '" + Quoted.brief(id) + "' must be lower-case words joined by hyphens");
        }
        Lesson.Info info = new Lesson.Info(
                words(json, "title"), json.textOr("group", ""), json.textOr("text", ""), json.whole("minutes"));
        List<JsonObject> steps = json.objects("steps");
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw json.wrong("'steps' must hold 1 to " + MOST_STEPS + " steps");
        }
        if (!steps.getFirst().has("lab")) {
            throw steps.getFirst().wrong("'lab' is missing; the first step says what the lab shows");
        }
        return new Lesson(id, info, steps.stream().map(LessonJson::step).toList());
    }

    private static Step step(JsonObject json) {
        json.allow("title", "text", "formula", "after", "notes", "lab", "controls", "question", "reveal", "claims");
        Step.Texts texts = new Step.Texts(
                words(json, "title"),
                words(json, "text"),
                json.textOr("formula", ""),
                json.has("after") ? words(json, "after") : "",
                json.has("notes") ? words(json, "notes") : "");
        Question question = json.has("question") ? question(json.object("question")) : new Look();
        int reveal = json.has("reveal") ? json.whole("reveal") : 0;
        if (reveal < 0 || reveal > 0 && !question.commits()) {
            throw json.wrong("'reveal' is an iteration, after a question whose answer is committed");
        }
        return new Step(
                texts,
                json.has("lab") ? Optional.of(json.placed("lab", LessonJson::patch)) : Optional.empty(),
                json.has("controls") ? controls(json.object("controls")) : Controls.DEFAULT,
                question,
                reveal,
                json.objects("claims").stream().map(LessonJson::claim).toList());
    }

    private static String words(JsonObject json, String key) {
        String text = json.text(key);
        if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw json.wrong("'" + key + "' must have 1 to " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    private static Question question(JsonObject json) {
        Optional<Entry<Question.Kind>> kind = Questions.CATALOG.find(json.text("kind"));
        return kind.orElseThrow(() ->
                        json.wrong(InvalidValueException.unknown("question", json.text("kind"), Questions.CATALOG.ids())
                                .getMessage()))
                .createDefault()
                .reader()
                .apply(json);
    }

    /// What the lab shows, of a tree as [#tree(Patch)] makes them.
    ///
    /// @throws InvalidValueException in one sentence, if it is none
    public static Patch patch(JsonObject json) {
        json.allow("preset", "set", "runs", "focus", "iteration", "pace", "anew", "layout");
        Patch.View view = new Patch.View(
                json.has("iteration") ? json.whole("iteration") : 0,
                json.textOr("focus", ""),
                json.has("pace") ? json.real("pace") : Patch.View.DEFAULT.pace(),
                json.flagOr("anew", false));
        if (view.iteration() < 0 || view.pace() < 0) {
            throw json.wrong("'iteration' and 'pace' must not be negative");
        }
        Patch patch = new Patch(
                json.text("preset"),
                json.has("set") ? json.object("set").flatten() : Map.of(),
                new RunPattern(json.textOr("runs", "*")),
                view,
                json.has("layout") ? Optional.of(json.placed("layout", PresetJson::layout)) : Optional.empty());
        Preset opened = patch.open();
        List<RunSpec> specs = patch.specs(opened);
        if (!view.focus().isEmpty()
                && specs.stream().noneMatch(spec -> spec.name().equals(view.focus()))) {
            throw json.wrong(InvalidValueException.unknown(
                            "run",
                            view.focus(),
                            specs.stream().map(RunSpec::name).toList())
                    .getMessage());
        }
        return patch;
    }

    /// What of the window is there, of a tree as [#tree(Controls)] makes them.
    ///
    /// @throws InvalidValueException in one sentence, if it is none
    public static Controls controls(JsonObject json) {
        json.allow("settings", "hidden", "parts", "highlight");
        List<String> settings = texts(json, "settings");
        List<String> known = Controls.PARTS.stream().map(Part::word).toList();
        if (json.has("hidden") && json.has("parts")) {
            throw json.wrong("'parts' is the older form of 'hidden'; there can be one of them");
        }
        Set<Part> hidden = parts(json, "hidden", known);
        if (json.has("parts")) { // older lessons say what is there
            Set<Part> there = parts(json, "parts", known);
            hidden = EnumSet.noneOf(Part.class);
            hidden.addAll(Controls.PARTS);
            hidden.removeAll(there);
        }
        List<String> highlight = texts(json, "highlight");
        for (String word : highlight) {
            if (!settings.contains(word) && !known.contains(word) && !word.startsWith(Controls.PANEL)) {
                throw json.wrong("'highlight' is about the step's settings, " + String.join(", ", known) + " and "
                        + Controls.PANEL + "ID, not '" + Quoted.brief(word) + "'");
            }
        }
        return new Controls(settings, hidden, highlight);
    }

    private static Set<Part> parts(JsonObject json, String key, List<String> known) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String word : texts(json, key)) {
            if (!known.contains(word)) {
                throw json.wrong(
                        InvalidValueException.unknown("part", word, known).getMessage());
            }
            parts.add(Controls.PARTS.get(known.indexOf(word)));
        }
        return parts;
    }

    private static List<String> texts(JsonObject json, String key) {
        return json.values(key).stream()
                .map(value -> {
                    if (!(value instanceof String text)) {
                        throw json.wrong("'" + key + "' must be a list of texts");
                    }
                    return text;
                })
                .toList();
    }

    /// A claim of a preset, of a tree as [#tree(Step.Claim)] makes them.
    ///
    /// @throws InvalidValueException in one sentence, if it is none
    public static Step.Claim claim(JsonObject json) {
        json.allow("preset", "claim");
        return new Step.Claim(json.text("preset"), json.text("claim"));
    }

    /// A lesson as a tree for [JsonObject#write].
    public static Map<String, Object> tree(Lesson lesson) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("lesson", Lesson.VERSION);
        tree.put("id", lesson.id());
        tree.put("title", lesson.info().title());
        tree.put("group", lesson.info().group());
        tree.put("text", lesson.info().text());
        tree.put("minutes", lesson.info().minutes());
        tree.put("steps", lesson.steps().stream().map(LessonJson::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", step.texts().title());
        tree.put("text", step.texts().text());
        tree.put("formula", step.texts().formula());
        if (!step.texts().after().isEmpty()) {
            tree.put("after", step.texts().after());
        }
        if (!step.texts().notes().isEmpty()) {
            tree.put("notes", step.texts().notes());
        }
        step.patch().ifPresent(patch -> tree.put("lab", tree(patch)));
        tree.put("controls", tree(step.controls()));
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("kind", step.question().kind().id());
        if (!step.question().prompt().isEmpty()) {
            question.put("prompt", step.question().prompt());
        }
        question.putAll(step.question().tree());
        tree.put("question", question);
        tree.put("reveal", step.reveal());
        tree.put("claims", step.claims().stream().map(LessonJson::tree).toList());
        return tree;
    }

    /// What the lab shows, as a tree for [JsonObject#write].
    public static Map<String, Object> tree(Patch patch) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("preset", patch.preset());
        tree.put("set", PresetJson.nested(patch.settings()));
        tree.put("runs", patch.runs().globs());
        tree.put("focus", patch.view().focus());
        tree.put("iteration", patch.view().iteration());
        tree.put("pace", patch.view().pace());
        tree.put("anew", patch.view().anew());
        patch.layout().ifPresent(layout -> tree.put("layout", PresetJson.tree(layout)));
        return tree;
    }

    /// A claim of a preset, as a tree for [JsonObject#write].
    public static Map<String, Object> tree(Step.Claim claim) {
        return Map.of("preset", claim.preset(), "claim", claim.claim());
    }

    /// What of the window is there, as a tree for [JsonObject#write].
    public static Map<String, Object> tree(Controls controls) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("settings", controls.settings());
        tree.put("hidden", controls.hidden().stream().sorted().map(Part::word).toList());
        tree.put("highlight", controls.highlight());
        return tree;
    }
}
