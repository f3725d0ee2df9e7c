package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.lesson.Blank.Form;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of several answers; several of them may be right, and where none is, opinions are taken note of.
///
/// @param prompt what is asked
/// @param options at least two, with different ids
record Choose(String prompt, List<Choice> options) implements Question {
    static final Entry<Kind> ENTRY = Kind.entry(
            "choose",
            "Choose",
            "One of several answers is chosen.",
            """
            {
              "kind": "choose",
              "prompt": "Where is the gradient smaller?",
              "options": [
                {"id": "below", "text": "below the target", "right": true, "says": "The loss is flat there."},
                {"id": "above", "text": "above the target", "says": "There it explodes."}
              ]
            }
            """,
            List.of(Blank.prompt(), Blank.of("options", "Answers", Form.ANSWERS)),
            Choose::read);

    private static final int MOST = 8;

    Choose {
        options = List.copyOf(options);
    }

    /// One of the answers.
    ///
    /// @param id stable, for files
    /// @param text what is shown
    /// @param right whether it is so
    /// @param says what is said to whoever chose it
    record Choice(String id, String text, boolean right, String says) {}

    private static Choose read(JsonObject json) {
        json.allow("kind", "prompt", "options");
        List<Choice> options = json.objects("options").stream()
                .map(each -> {
                    each.allow("id", "text", "right", "says");
                    return new Choice(
                            each.text("id"), each.text("text"), each.flagOr("right", false), each.textOr("says", ""));
                })
                .toList();
        if (options.size() < 2 || options.size() > MOST) {
            throw json.wrong("'options' must hold 2 to " + MOST + " answers");
        }
        if (options.stream().map(Choice::id).distinct().count() < options.size()) {
            throw json.wrong("two options have the same id");
        }
        return new Choose(json.text("prompt"), options);
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public AnswerForm form() {
        return new AnswerForm.Options(options.stream()
                .map(option -> new AnswerForm.Option(option.id(), option.text()))
                .toList());
    }

    @Override
    public boolean commits() {
        return true;
    }

    @Override
    public Judgement judge(Answer answer, List<Run> runs) {
        return options.stream()
                .filter(option -> answer instanceof Answer.Chosen chosen
                        && chosen.option().equals(option.id()))
                .findFirst()
                .map(option -> new Judgement(verdict(option), option.says()))
                .orElse(Judgement.empty("Choose one of the answers."));
    }

    private Judgement.Verdict verdict(Choice chosen) {
        return chosen.right()
                ? Judgement.Verdict.RIGHT
                : options.stream().anyMatch(Choice::right) ? Judgement.Verdict.WRONG : Judgement.Verdict.NOTED;
    }

    @Override
    public List<String> key() {
        return options.stream()
                .filter(option -> option.right() || !option.says().isEmpty())
                .map(option -> (option.right() ? "Right: " : "") + "“" + option.text() + "”. " + option.says())
                .map(String::strip)
                .toList();
    }

    @Override
    public Map<String, Object> tree() {
        return Map.of("options", options.stream().map(Choose::tree).toList());
    }

    private static Map<String, Object> tree(Choice option) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", option.id());
        tree.put("text", option.text());
        tree.put("right", option.right());
        tree.put("says", option.says());
        return tree;
    }
}
