/// A lesson beside the lab: what the person has answered, what the lab shows meanwhile, and the pane with text, formula
/// and question. The pane knows forms of answers, not kinds of questions.
///
/// Decided 2026-11-28: the document is put aside while a lesson shows its states, and comes back as it was: a lesson
/// never costs work.
@NullMarked
package adjointlab.ui.lesson;

import org.jspecify.annotations.NullMarked;
