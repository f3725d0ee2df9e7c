package adjointlab.core.ode;

/// What is asked for takes more memory than there is; thrown before it is taken. The message is one sentence for the
/// user, with what would fit, without a trailing full stop.
public final class MemoryLimitException extends IllegalStateException {
    private final String sentence;

    /// @param sentence how much is needed, how much there is, and what to choose instead
    public MemoryLimitException(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /// The sentence, which is always there, unlike other exceptions' messages.
    @Override
    public String getMessage() {
        return sentence;
    }
}
