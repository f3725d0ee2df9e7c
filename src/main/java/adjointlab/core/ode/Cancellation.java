package adjointlab.core.ode;

import adjointlab.core.math.Stop;

/// Asked between solver steps whether to stop; may be answered from another thread's flag.
@FunctionalInterface
public interface Cancellation extends Stop {
    /// Never stops.
    Cancellation NEVER = () -> false;

    /// That of a piece of work, for what lies so deep in it that it is not told: the solves that make a problem's data,
    /// which are asked for by whoever comes first. [java.lang.ScopedValue] binds it to the thread for that long.
    ScopedValue<Cancellation> OF_THIS_WORK = ScopedValue.newInstance();

    /// Does work that may be asked to stop.
    ///
    /// @throws java.util.concurrent.CancellationException where it was
    static void within(Cancellation cancellation, Runnable work) {
        ScopedValue.where(OF_THIS_WORK, cancellation).run(work);
    }
}
