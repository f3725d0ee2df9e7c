package adjointlab.ui.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.lesson.AnswerForm;
import adjointlab.lab.lesson.Blank;
import adjointlab.lab.lesson.Controls;
import adjointlab.lab.lesson.Patch;
import adjointlab.lab.lesson.Question;
import adjointlab.lab.lesson.Questions;
import adjointlab.lab.lesson.Step;
import adjointlab.lab.preset.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A step in the making: what was typed, right or not.
///
/// @param typed field to text, see the constants; fields of the question begin with [#QUESTION]
/// @param kind of its question, id
/// @param answers of which one is chosen
/// @param patch what the lab shows; nothing where it stays as the person has left it
/// @param controls what of the window is there
/// @param claims of presets that the step relies on
record StepDraft(
        Map<String, String> typed,
        String kind,
        List<AnswerDraft> answers,
        Optional<Patch> patch,
        Controls controls,
        List<Step.Claim> claims) {
    static final String TITLE = "title";
    static final String TEXT = "text";
    static final String FORMULA = "formula";
    static final String AFTER = "after";
    static final String NOTES = "notes";
    static final String REVEAL = "reveal";
    static final String QUESTION = "question.";

    StepDraft {
        typed = Collections.unmodifiableMap(new LinkedHashMap<>(typed));
        answers = List.copyOf(answers);
        claims = List.copyOf(claims);
    }

    /// One of several answers, as typed.
    ///
    /// @param id stable, for files
    record AnswerDraft(String id, String text, boolean right, String says) {}

    /// An empty step.
    static StepDraft of(Patch patch) {
        return new StepDraft(
                Map.of(),
                Questions.CATALOG.ids().getFirst(),
                List.of(),
                Optional.of(patch),
                Controls.DEFAULT,
                List.of());
    }

    /// A step as it would have been typed.
    static StepDraft of(Step step) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put(TITLE, step.texts().title());
        typed.put(TEXT, step.texts().text());
        typed.put(FORMULA, step.texts().formula());
        typed.put(AFTER, step.texts().after());
        typed.put(NOTES, step.texts().notes());
        typed.put(REVEAL, step.reveal() == 0 ? "" : String.valueOf(step.reveal()));
        Question question = step.question();
        Map<String, Object> tree = new LinkedHashMap<>(question.tree());
        tree.put("prompt", question.prompt());
        JsonObject json = JsonObject.parse("question", JsonObject.write(tree));
        List<AnswerDraft> answers = new ArrayList<>();
        for (Blank blank : question.kind().createDefault().blanks()) {
            if (blank.form() == Blank.Form.ANSWERS) {
                json.objects(blank.key())
                        .forEach(each -> answers.add(new AnswerDraft(
                                each.text("id"),
                                each.text("text"),
                                each.flagOr("right", false),
                                each.textOr("says", ""))));
            } else if (blank.form() == Blank.Form.TOPIC) {
                blank.picks().stream()
                        .map(AnswerForm.Option::id)
                        .filter(id -> !held(json, id).isEmpty())
                        .findFirst()
                        .ifPresent(id -> typed.put(QUESTION + blank.key(), id));
            } else {
                typed.put(QUESTION + blank.key(), held(json, blank.key()));
            }
        }
        return new StepDraft(typed, question.kind().id(), answers, step.patch(), step.controls(), step.claims());
    }

    /// What an object holds at a path, as a person would type it; "" for nothing.
    private static String held(JsonObject json, String path) {
        int point = path.indexOf('.');
        if (point >= 0) {
            String first = path.substring(0, point);
            return json.has(first) ? held(json.object(first), path.substring(point + 1)) : "";
        }
        if (!json.has(path)) {
            return "";
        }
        return switch (json.value(path)) {
            case Double x when x == Math.rint(x) && Math.abs(x) < 1e9 -> String.valueOf(x.longValue());
            case Double x -> Double.toString(x).replace("E", "e").replace(".0e", "e");
            case Object other -> String.valueOf(other);
        };
    }

    /// What was typed into a field; "" for nothing.
    String text(String field) {
        return typed.getOrDefault(field, "");
    }

    /// The catalogue entry of its question.
    Entry<Question.Kind> questionKind() {
        return Questions.CATALOG.get(kind);
    }

    /// The blanks of its question that are there with what is picked.
    List<Blank> blanks() {
        List<Blank> all = questionKind().createDefault().blanks();
        List<String> picked = all.stream()
                .filter(blank -> !blank.picks().isEmpty())
                .map(this::picked)
                .toList();
        return all.stream()
                .filter(blank -> blank.when().isEmpty() || blank.when().stream().anyMatch(picked::contains))
                .toList();
    }

    /// What is picked of a blank's picks: the first one where nobody has.
    String picked(Blank blank) {
        String text = text(QUESTION + blank.key());
        return text.isEmpty() ? blank.picks().getFirst().id() : text;
    }

    /// Whether a person commits to an answer to this kind of question, before which runs can be hidden.
    boolean commits() {
        Question.Kind asked = questionKind().createDefault();
        return asked.reader()
                .apply(JsonObject.parse("example", asked.example()))
                .commits();
    }

    StepDraft typing(String field, String text) {
        Map<String, String> changed = new LinkedHashMap<>(typed);
        changed.put(field, text);
        return new StepDraft(changed, kind, answers, patch, controls, claims);
    }

    /// Another kind of question; one that needs answers to choose from has two to begin with.
    StepDraft asking(String newKind) {
        StepDraft asking = new StepDraft(typed, newKind, answers, patch, controls, claims);
        boolean chooses = asking.blanks().stream().anyMatch(blank -> blank.form() == Blank.Form.ANSWERS);
        return chooses && answers.isEmpty() ? asking.plusAnswer().plusAnswer() : asking;
    }

    StepDraft plusAnswer() {
        int number = 1;
        while (hasAnswer("answer-" + number)) {
            number++;
        }
        List<AnswerDraft> changed = new ArrayList<>(answers);
        changed.add(new AnswerDraft("answer-" + number, "", false, ""));
        return with(changed);
    }

    private boolean hasAnswer(String id) {
        return answers.stream().anyMatch(answer -> answer.id().equals(id));
    }

    StepDraft minusAnswer(int index) {
        List<AnswerDraft> changed = new ArrayList<>(answers);
        changed.remove(index);
        return with(changed);
    }

    StepDraft withAnswer(int index, String text, boolean right, String says) {
        List<AnswerDraft> changed = new ArrayList<>(answers);
        changed.set(index, new AnswerDraft(answers.get(index).id(), text, right, says));
        return with(changed);
    }

    private StepDraft with(List<AnswerDraft> newAnswers) {
        return new StepDraft(typed, kind, newAnswers, patch, controls, claims);
    }

    StepDraft with(Optional<Patch> newPatch) {
        return new StepDraft(typed, kind, answers, newPatch, controls, claims);
    }

    StepDraft with(Controls newControls) {
        return new StepDraft(typed, kind, answers, patch, newControls, claims);
    }
}
