package adjointlab.core.ode;

/// Asks for one solve after the other whether it is to stop; whoever has said so once is not asked again.
final class Told implements Cancellation {
    private Cancellation asked = NEVER;
    private boolean stop;

    /// Begins to ask somebody else, or nobody, so that who was asked before is not kept.
    void begin(Cancellation cancellation) {
        asked = cancellation;
        stop = false;
    }

    @Override
    public boolean requested() {
        if (!stop) {
            stop = asked.requested();
        }
        return stop;
    }
}
