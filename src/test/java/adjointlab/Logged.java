package adjointlab;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What a class logs as a fault while it is watched.
public final class Logged implements AutoCloseable {
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                faults.add(record.getMessage() + ": " + record.getThrown());
            }
        }

        @Override
        public void flush() {
            // keeps nothing back
        }

        @Override
        public void close() {
            // holds nothing
        }
    };

    private Logged(Logger logger) {
        this.logger = logger;
        logger.addHandler(handler);
    }

    public static Logged by(Class<?> type) {
        return new Logged(Logger.getLogger(type.getName()));
    }

    /// Warnings and errors so far.
    public List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
