/// A lesson beside the lab: what the person has answered, what the lab shows meanwhile, and the pane with text, formula
/// and question. The pane knows forms of answers, not kinds of questions.
@NullMarked
package adjointlab.ui.lesson;

import org.jspecify.annotations.NullMarked;
