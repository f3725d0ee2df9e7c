package adjointlab.lab.lesson;

import java.util.List;
import java.util.Optional;

/// One step of a lesson.
///
/// @param texts what is read
/// @param patch what the lab shows; nothing where it stays as the person has left it
/// @param controls which of the lab's controls are there, and which stand out
/// @param question what the person does
/// @param reveal iteration up to which the runs train once the answer is committed, before which they are locked; 0
///     where nothing is predicted
/// @param claims what a program checks of what is said here
public record Step(
        Texts texts, Optional<Patch> patch, Controls controls, Question question, int reveal, List<Claim> claims) {
    public Step {
        claims = List.copyOf(claims);
    }

    /// What is read at a step.
    ///
    /// @param title short
    /// @param text before the answer
    /// @param formula LaTeX in the paper's notation; "" for none
    /// @param after what is said once the answer is given; "" for nothing
    /// @param notes for who teaches it, whom alone the speaker's window shows them to; "" for none
    public record Texts(String title, String text, String formula, String after, String notes) {}

    /// An expectation of a preset that a step relies on.
    ///
    /// @param preset id
    /// @param claim the expectation's sentence
    public record Claim(String preset, String claim) {}

    /// Whether the runs wait until an answer is committed.
    public boolean predicts() {
        return reveal > 0;
    }
}
