package adjointlab.lab.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What a person does at a step, as a value.
///
/// An implementation brings an entry for [Questions], which reads it; it is shown by its [#form] alone.
public interface Question {
    /// One kind of question.
    ///
    /// @param example such a question as files hold it
    /// @param blanks what an author fills in; they are all that files hold of it
    /// @param reader makes it from its object, complaining in one sentence that names file, place and what is
    ///     allowed
    record Kind(String example, List<Blank> blanks, Function<JsonObject, Question> reader) {
        public Kind {
            blanks = List.copyOf(blanks);
        }

        /// The catalogue entry of a kind.
        static Entry<Kind> entry(
                String id,
                String label,
                String summary,
                String example,
                List<Blank> blanks,
                Function<JsonObject, Question> reader) {
            return Entry.plain(id, label, summary, "", new Kind(example, blanks, reader));
        }
    }

    /// Its kind in the catalogue.
    Entry<Kind> kind();

    /// What is asked; "" for nothing.
    String prompt();

    /// What an answer looks like.
    AnswerForm form();

    /// Whether the person commits to an answer, rather than trying until the lab shows the goal.
    boolean commits();

    /// What is said to an answer.
    ///
    /// @param runs as they are now
    Judgement judge(Answer answer, List<Run> runs);

    /// The range of right numbers, or of values at which the lab shows the goal; nothing for others than numbers.
    default Optional<AnswerForm.Span> right() {
        return Optional.empty();
    }

    /// What is said once answers are in, for those who read it on paper: what is right and why, a line each.
    List<String> key();

    /// What the question's reader reads, without kind and prompt.
    Map<String, Object> tree();
}
