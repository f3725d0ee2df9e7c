package adjointlab.ui.session;

/// Looks into a session for tests that wait for what is read beside.
public final class StartTold {
    private StartTold() {}

    /// Whether the inspector says all that there is to say of the file that the start weights of the run in focus come
    /// from; not while it is being read.
    public static boolean of(Session session) {
        return session.reporter.isStartTold(session.focus());
    }
}
