/// Lessons: steps that a person thinks through with the lab beside them, as plain data, and their JSON.
///
/// A [Lesson] is steps; a [Step] says what the lab shows ([Patch]), which of its controls are there ([Controls]) and
/// what the person does ([Question]). Whoever shows a lesson knows no kind of question: a question says which
/// [AnswerForm] it is answered in, and judges the [Answer] beside the runs. So a new kind is one file, and one line in
/// [Questions].
///
/// Decided 2026-11-28: kinds of questions are a catalogue and not a sealed list in the window: the pane knows forms of
/// answers only.
@NullMarked
package adjointlab.lab.lesson;

import org.jspecify.annotations.NullMarked;
