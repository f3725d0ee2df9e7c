package adjointlab.handout;

import adjointlab.figure.Figure;
import adjointlab.handout.Handout.Sheet;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Step;
import java.util.stream.Collectors;

/// What pages and paper say alike.
final class Wording {
    /// Before the number of a step.
    static final String AS_AT = "The lab goes on from ";

    /// Beside a question that the lab answers.
    static final String IN_LAB = "This one is done in the lab.";

    /// Beside axes that nobody can draw into on a screen.
    static final String ON_PAPER = "Draw the curve into these axes, on paper or in your mind.";

    private Wording() {}

    /// Paper, length and number of steps.
    static String facts(Lesson lesson) {
        String group = lesson.info().group();
        int minutes = lesson.info().minutes();
        int steps = lesson.steps().size();
        return (group.isEmpty() ? "" : group + " · ") + "about " + counted(minutes, "minute") + " · "
                + counted(steps, "step");
    }

    /// Title and note of a figure.
    static String caption(Figure figure) {
        return figure.note().isEmpty() ? figure.title() : figure.title() + ", " + figure.note();
    }

    /// What a program checks of what is said.
    static String claims(Step step) {
        return "Verified by adjointlab check: "
                + step.claims().stream().map(Step.Claim::claim).collect(Collectors.joining(" "));
    }

    /// Whether there is anything to say once the answer is given.
    static boolean saysMore(Step step, Sheet sheet) {
        return !sheet.after().isEmpty()
                || !step.question().key().isEmpty()
                || !step.texts().after().isEmpty()
                || !step.claims().isEmpty();
    }

    private static String counted(int count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
