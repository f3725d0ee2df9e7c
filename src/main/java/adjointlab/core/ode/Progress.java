package adjointlab.core.ode;

/// Told between pieces of a long computation how far it is.
@FunctionalInterface
public interface Progress {
    /// Nobody wants to know.
    Progress NONE = _ -> {};

    /// @param fraction of the whole that is done, from 0 to 1
    void done(double fraction);
}
