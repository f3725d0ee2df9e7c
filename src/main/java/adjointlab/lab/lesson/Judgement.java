package adjointlab.lab.lesson;

/// What is said to an answer.
///
/// @param verdict how it stands
/// @param word one sentence for the person; "" for none
public record Judgement(Verdict verdict, String word) {
    /// How an answer stands; a wrong one is no failure, and the lesson goes on.
    public enum Verdict {
        /// There is no answer yet.
        EMPTY,
        /// The lab has not shown yet what the answer is compared with.
        WAITING,
        /// It is so.
        RIGHT,
        /// It is nearly so.
        CLOSE,
        /// It is otherwise.
        WRONG,
        /// It is taken note of.
        NOTED
    }

    /// There is no answer yet.
    static Judgement empty(String word) {
        return new Judgement(Verdict.EMPTY, word);
    }
}
