package adjointlab.core.problem;

/// A problem's data cannot be made; the message is one sentence for the user, without a trailing full stop.
public final class UnmadeDataException extends IllegalArgumentException {
    private final String sentence;

    /// @param sentence what is wrong and what could be chosen instead
    public UnmadeDataException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /// The sentence, which is always there, unlike other exceptions' messages.
    @Override
    public String getMessage() {
        return sentence;
    }
}
