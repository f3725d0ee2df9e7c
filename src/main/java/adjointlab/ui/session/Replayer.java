package adjointlab.ui.session;

import adjointlab.ui.model.TransportModel;
import java.util.function.IntConsumer;

/// Plays recorded iterations back when nothing is left to train.
final class Replayer {
    private static final double FULL_SPEED = 60;

    private boolean active;
    private long last;
    private double position;

    boolean isActive() {
        return active;
    }

    /// From the iteration that is shown, or from the beginning when that is the last.
    void start(TransportModel transport) {
        int cursor = transport.cursorProperty().get();
        position = cursor >= transport.reachedProperty().get() ? 0 : cursor;
        transport.followingProperty().set(false);
        active = transport.reachedProperty().get() > 0;
        last = 0;
    }

    void stop() {
        active = false;
    }

    /// @param show an iteration
    /// @param now ns
    void advance(TransportModel transport, IntConsumer show, long now) {
        if (!active) {
            return;
        }
        if (last != 0) {
            double speed = transport.speedProperty().get();
            position += (now - last) / 1e9 * (speed > 0 ? Math.min(speed, 1000) : FULL_SPEED);
        }
        last = now;
        int reached = transport.reachedProperty().get();
        show.accept((int) Math.min(position, reached));
        if (position >= reached) {
            active = false;
            transport.followingProperty().set(true);
        }
    }
}
