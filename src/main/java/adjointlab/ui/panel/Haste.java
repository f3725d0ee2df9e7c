package adjointlab.ui.panel;

/// How soon a new picture is wanted; later ones hasten more.
public enum Haste {
    /// Runs went on. Nobody waits for a certain frame, and drawing must not slow training.
    IDLE,

    /// A person looks elsewhere: at another iteration, or at another run.
    SOON,

    /// A person changed what the picture is of; one under way is of no more use.
    NOW
}
