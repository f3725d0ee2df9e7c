package adjointlab.lab.lesson;

import java.util.ArrayList;
import java.util.List;

/// Something that an author fills in to make a question of some kind, so that a window can ask for it without knowing
/// the kind.
///
/// @param key where it stands in the question's object, nested ones joined by points; of a [Form#TOPIC] its own name,
///     which no file holds
/// @param label what it is called
/// @param form what is filled in
/// @param picks what can be picked; empty where anything can be typed
/// @param when ids of picks of other blanks of which one must be picked for this one to be there; empty: always
public record Blank(String key, String label, Form form, List<AnswerForm.Option> picks, List<String> when) {
    public Blank {
        picks = List.copyOf(picks);
        when = List.copyOf(when);
    }

    /// What is filled in.
    public enum Form {
        /// Some words on one line.
        LINE,
        /// A sentence or several.
        WORDS,
        /// A number.
        NUMBER,
        /// A whole number.
        WHOLE,
        /// Names of runs, or patterns of them.
        RUNS,
        /// A column of the runs' logs.
        METRIC,
        /// Path of a setting.
        SETTING,
        /// One of the picks, as files hold it.
        PICK,
        /// One of the picks, whose ids are keys: which of them the question has.
        TOPIC,
        /// Several answers to choose from, each with whether it is right and what is said to it.
        ANSWERS
    }

    static Blank of(String key, String label, Form form) {
        return new Blank(key, label, form, List.of(), List.of());
    }

    /// The same, there only with one of these picks.
    Blank when(String... ids) {
        return new Blank(key, label, form, picks, List.of(ids));
    }

    /// The same with picks.
    ///
    /// @param idsAndTexts in turn
    Blank picking(String... idsAndTexts) {
        List<AnswerForm.Option> options = new ArrayList<>();
        for (int i = 0; i < idsAndTexts.length; i += 2) {
            options.add(new AnswerForm.Option(idsAndTexts[i], idsAndTexts[i + 1]));
        }
        return new Blank(key, label, form, options, when);
    }

    /// What is asked.
    static Blank prompt() {
        return of("prompt", "Question", Form.WORDS);
    }
}
