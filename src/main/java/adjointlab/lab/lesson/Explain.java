package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.lesson.Blank.Form;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import java.util.List;
import java.util.Map;

/// Free text, to compare with somebody else's.
///
/// @param prompt what is asked
/// @param says an explanation to compare one's own with
record Explain(String prompt, String says) implements Question {
    static final Entry<Kind> ENTRY = Kind.entry(
            "explain",
            "Explain",
            "Something is explained in one's own words.",
            """
            {
              "kind": "explain",
              "prompt": "Why does no single learning rate suit both sides?",
              "says": "Below the target the gradient is tiny, above it is huge."
            }
            """,
            List.of(Blank.prompt(), Blank.of("says", "To compare one's own words with", Form.WORDS)),
            Explain::read);

    private static final int MOST = 2000;

    private static Explain read(JsonObject json) {
        json.allow("kind", "prompt", "says");
        return new Explain(json.text("prompt"), json.textOr("says", ""));
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public AnswerForm form() {
        return new AnswerForm.Words(MOST);
    }

    @Override
    public boolean commits() {
        return true;
    }

    @Override
    public Judgement judge(Answer answer, List<Run> runs) {
        return answer instanceof Answer.Text text && !text.text().isBlank()
                ? new Judgement(Judgement.Verdict.NOTED, says)
                : Judgement.empty("Write a sentence.");
    }

    @Override
    public List<String> key() {
        return says.isEmpty() ? List.of() : List.of(says);
    }

    @Override
    public Map<String, Object> tree() {
        return Map.of("says", says);
    }
}
