package adjointlab.ui.lesson;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Formula;
import adjointlab.lab.lesson.Answer;
import adjointlab.lab.lesson.AnswerForm.Quantity;
import adjointlab.lab.lesson.Blank;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.LessonJson;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.JsonObject;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes a lesson of what was typed, or says at each field in one sentence what is wrong with it.
final class DraftReader {
    /// Field of what is wrong with the lab's state.
    static final String LAB = "lab";

    /// Field of what is wrong with the answers to choose from.
    static final String ANSWERS = StepDraft.QUESTION + "options";

    private static final int LONGEST = 4000;
    private static final int MOST = 1_000_000;

    private final Map<String, String> wrong = new LinkedHashMap<>();

    private DraftReader() {}

    /// What is wrong with the texts of a whole lesson, field to sentence.
    static Map<String, String> wrongOf(Draft draft) {
        DraftReader reader = new DraftReader();
        reader.info(draft);
        return reader.wrong;
    }

    /// What is wrong with a step, field to sentence.
    ///
    /// @param first whether nothing comes before it
    static Map<String, String> wrongOf(StepDraft step, boolean first) {
        DraftReader reader = new DraftReader();
        reader.step(step, first);
        return reader.wrong;
    }

    /// The lesson, as a file would give it back; nothing while anything is wrong.
    static Optional<Lesson> lesson(Draft draft) {
        DraftReader reader = new DraftReader();
        Lesson.Info info = reader.info(draft);
        List<Step> steps = new ArrayList<>();
        for (StepDraft step : draft.steps()) {
            reader.step(step, steps.isEmpty()).ifPresent(steps::add);
        }
        if (!reader.wrong.isEmpty() || steps.isEmpty()) {
            return Optional.empty();
        }
        Lesson lesson = new Lesson(id(draft), info, steps);
        return Optional.of(LessonJson.read("lesson", JsonObject.write(LessonJson.tree(lesson))));
    }

    /// The name in files: what was typed, else one made from the title.
    static String id(Draft draft) {
        String typed = draft.text(Draft.ID).strip();
        if (!typed.isEmpty()) {
            return typed;
        }
        String plain = Normalizer.normalize(draft.text(Draft.TITLE), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "lesson" : plain;
    }

    private Lesson.Info info(Draft draft) {
        needed(Draft.TITLE, draft.text(Draft.TITLE), "A lesson needs a title.");
        if (!id(draft).matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            wrong.put(Draft.ID, "A name in files is lower-case words joined by hyphens, as in two-sides.");
        }
        int minutes = whole(Draft.MINUTES, draft.text(Draft.MINUTES), 1);
        return new Lesson.Info(
                draft.text(Draft.TITLE).strip(),
                draft.text(Draft.GROUP).strip(),
                draft.text(Draft.TEXT).strip(),
                minutes);
    }

    private Optional<Step> step(StepDraft draft, boolean first) {
        needed(StepDraft.TITLE, draft.text(StepDraft.TITLE), "A step needs a title.");
        needed(StepDraft.TEXT, draft.text(StepDraft.TEXT), "Say what is read at this step.");
        notTooLong(StepDraft.AFTER, draft.text(StepDraft.AFTER));
        notTooLong(StepDraft.NOTES, draft.text(StepDraft.NOTES));
        String formula = draft.text(StepDraft.FORMULA).strip();
        if (!formula.isEmpty() && !Formula.isReadable(formula)) {
            wrong.put(StepDraft.FORMULA, "This is no formula in LaTeX: check its braces and commands.");
        }
        if (first && draft.patch().isEmpty()) {
            wrong.put(LAB, "The first step says what the lab shows: record it.");
        }
        Optional<Question> question = question(draft);
        String until = draft.text(StepDraft.REVEAL).strip();
        boolean predicts = draft.commits() && !until.isEmpty();
        int reveal = predicts ? whole(StepDraft.REVEAL, until, 0) : 0;
        return question.map(asked -> new Step(
                new Step.Texts(
                        draft.text(StepDraft.TITLE).strip(),
                        draft.text(StepDraft.TEXT).strip(),
                        formula,
                        draft.text(StepDraft.AFTER).strip(),
                        draft.text(StepDraft.NOTES).strip()),
                draft.patch(),
                draft.controls(),
                asked,
                reveal,
                draft.claims()));
    }

    // ---- questions -------------------------------------------------------------------------------

    private Optional<Question> question(StepDraft draft) {
        int before = wrong.size();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", draft.kind());
        for (Blank blank : draft.blanks()) {
            Object value = value(draft, blank);
            if (value != null) {
                put(tree, blank.key(), value);
            }
        }
        if (wrong.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(draft.questionKind()
                    .createDefault()
                    .reader()
                    .apply(JsonObject.parse("question", JsonObject.write(tree))));
        } catch (InvalidValueException e) {
            complain(draft, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// What a blank holds in files; null where it holds nothing.
    private @Nullable Object value(StepDraft draft, Blank blank) {
        String field = StepDraft.QUESTION + blank.key();
        String text = draft.text(field).strip();
        return switch (blank.form()) {
            case LINE -> text;
            case WORDS -> {
                if (blank.key().equals("prompt")) {
                    needed(field, text, "Ask something.");
                }
                yield text;
            }
            case RUNS -> text.isEmpty() ? null : text;
            case METRIC, SETTING -> {
                needed(field, text, "Choose one.");
                yield text;
            }
            case NUMBER -> text.isEmpty() ? null : number(field, text);
            case WHOLE -> text.isEmpty() ? null : whole(field, text, 0);
            case PICK -> draft.picked(blank);
            case TOPIC -> null;
            case ANSWERS -> answers(draft);
        };
    }

    private List<Map<String, Object>> answers(StepDraft draft) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (StepDraft.AnswerDraft answer : draft.answers()) {
            if (answer.text().isBlank()) {
                wrong.put(ANSWERS, "Every answer needs a text.");
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("id", answer.id());
            tree.put("text", answer.text().strip());
            tree.put("right", answer.right());
            tree.put("says", answer.says().strip());
            all.add(tree);
        }
        return all;
    }

    @SuppressWarnings("unchecked") // the objects are those that this makes
    private static void put(Map<String, Object> tree, String path, Object value) {
        int point = path.indexOf('.');
        if (point < 0) {
            tree.put(path, value);
        } else {
            put(
                    (Map<String, Object>) tree.computeIfAbsent(path.substring(0, point), _ -> new LinkedHashMap<>()),
                    path.substring(point + 1),
                    value);
        }
    }

    /// Shows the reader's complaint at the blank that it names, by the blank's label.
    private void complain(StepDraft draft, String message) {
        String words = message.replaceFirst("^question[^:]*: ", "");
        String place = message.substring(0, message.length() - words.length());
        String field = draft.blanks().stream()
                .filter(blank -> message.contains(quoted(blank)))
                .findFirst()
                .or(() -> draft.blanks().stream()
                        .filter(blank -> place.contains(blank.key()))
                        .findFirst())
                .map(blank -> StepDraft.QUESTION + blank.key())
                .orElse(StepDraft.QUESTION + "prompt");
        for (Blank blank : draft.blanks()) {
            words = words.replace(quoted(blank), "“" + blank.label() + "”");
        }
        wrong.put(field, words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".");
    }

    private static String quoted(Blank blank) {
        return "'" + blank.key().replaceFirst(".*\\.", "") + "'";
    }

    // ---- fields ----------------------------------------------------------------------------------

    private void needed(String field, String text, String sentence) {
        if (text.isBlank()) {
            wrong.put(field, sentence);
        } else {
            notTooLong(field, text);
        }
    }

    private void notTooLong(String field, String text) {
        if (text.length() > LONGEST) {
            wrong.put(field, "That is longer than " + LONGEST + " characters.");
        }
    }

    private double number(String field, String text) {
        return Quantity.parse(text)
                .map(answer -> ((Answer.Amount) answer).value())
                .orElseGet(() -> {
                    wrong.put(field, "“" + text + "” is not a number.");
                    return Double.NaN;
                });
    }

    private int whole(String field, String text, int least) {
        String plain = text.strip();
        if (!plain.matches("\\d{1,7}") || Integer.parseInt(plain) > MOST || Integer.parseInt(plain) < least) {
            wrong.put(
                    field,
                    plain.isEmpty()
                            ? "A whole number is missing."
                            : "“" + plain + "” is not a whole number from " + least + " to a million.");
            return least;
        }
        return Integer.parseInt(plain);
    }
}
