package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import java.util.List;
import java.util.Map;

/// Nothing is asked: the person reads and looks.
record Look() implements Question {
    static final Entry<Kind> ENTRY = Kind.entry("look", "Look", "Nothing is asked.", """
        {"kind": "look"}
        """, List.of(), Look::read);

    private static Look read(JsonObject json) {
        json.allow("kind");
        return new Look();
    }

    @Override
    public Entry<Kind> kind() {
        return ENTRY;
    }

    @Override
    public String prompt() {
        return "";
    }

    @Override
    public AnswerForm form() {
        return new AnswerForm.Nothing();
    }

    @Override
    public boolean commits() {
        return false;
    }

    @Override
    public Judgement judge(Answer answer, List<Run> runs) {
        return new Judgement(Judgement.Verdict.NOTED, "");
    }

    @Override
    public List<String> key() {
        return List.of();
    }

    @Override
    public Map<String, Object> tree() {
        return Map.of();
    }
}
