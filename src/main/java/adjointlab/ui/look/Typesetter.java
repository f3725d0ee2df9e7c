package adjointlab.ui.look;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/// One thread for small formulas here and there, which is there from the first one on.
public final class Typesetter {
    /// Its only one.
    public static final Executor SHARED = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "typesetter");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    });

    private Typesetter() {}
}
