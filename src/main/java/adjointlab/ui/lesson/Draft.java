package adjointlab.ui.lesson;

import adjointlab.lab.lesson.Lesson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A lesson in the making.
///
/// @param typed what was typed about the whole, see the constants
/// @param steps in order
record Draft(Map<String, String> typed, List<StepDraft> steps) {
    static final String TITLE = "lesson.title";
    static final String TEXT = "lesson.text";
    static final String GROUP = "lesson.group";
    static final String MINUTES = "lesson.minutes";
    static final String ID = "lesson.id";

    /// Nothing yet.
    static final Draft EMPTY = new Draft(Map.of(MINUTES, "10"), List.of());

    Draft {
        typed = Collections.unmodifiableMap(new LinkedHashMap<>(typed));
        steps = List.copyOf(steps);
    }

    /// A lesson as it would have been typed.
    static Draft of(Lesson lesson) {
        return new Draft(
                Map.of(
                        TITLE, lesson.info().title(),
                        TEXT, lesson.info().text(),
                        GROUP, lesson.info().group(),
                        MINUTES, String.valueOf(lesson.info().minutes()),
                        ID, lesson.id()),
                lesson.steps().stream().map(StepDraft::of).toList());
    }

    /// What was typed into a field; "" for nothing.
    String text(String field) {
        return typed.getOrDefault(field, "");
    }

    Draft typing(String field, String text) {
        Map<String, String> changed = new LinkedHashMap<>(typed);
        changed.put(field, text);
        return new Draft(changed, steps);
    }

    Draft plus(int at, StepDraft step) {
        List<StepDraft> changed = new ArrayList<>(steps);
        changed.add(at, step);
        return new Draft(typed, changed);
    }

    Draft minus(int at) {
        List<StepDraft> changed = new ArrayList<>(steps);
        changed.remove(at);
        return new Draft(typed, changed);
    }

    Draft moved(int from, int to) {
        return minus(from).plus(to, steps.get(from));
    }

    Draft with(int at, StepDraft step) {
        List<StepDraft> changed = new ArrayList<>(steps);
        changed.set(at, step);
        return new Draft(typed, changed);
    }
}
