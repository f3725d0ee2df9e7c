package adjointlab.ui.model;

import adjointlab.core.math.Numbers;
import java.util.List;

/// How fast runs may train, in iterations a second; 0 for as fast as they can.
public final class Speeds {
    /// At which an iteration takes so long that its moments can be watched.
    public static final double SLOW_MOTION = 0.1;

    /// What can be chosen, from the slowest on.
    public static final List<Double> ALL =
            List.of(SLOW_MOTION, 0.2, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 100.0, 200.0, 500.0, 1000.0, 0.0);

    /// What a training shall take that was just opened, s.
    private static final double WHOLE = 10;

    /// Slower at first nobody wants to wait.
    private static final double LEAST = 2;

    private Speeds() {}

    /// The slowest speed at which so many iterations take ten seconds, if they can be made so fast.
    public static double forWhole(int iterations) {
        return ALL.stream()
                .filter(speed -> speed >= LEAST && speed * WHOLE >= iterations)
                .findFirst()
                .orElse(0.0);
    }

    /// The choice that comes so many places after a speed, or before it.
    public static double after(double speed, int places) {
        int now = ALL.indexOf(speed);
        if (now < 0) { // of a document: the next slower one, so that a step either way changes something
            int slower = 0;
            while (ALL.get(slower + 1) != 0 && ALL.get(slower + 1) <= speed) {
                slower++;
            }
            now = places < 0 ? slower + 1 : slower;
        }
        return ALL.get(Math.clamp(now + places, 0, ALL.size() - 1));
    }

    /// A speed as people read it.
    public static String words(double speed) {
        if (speed == SLOW_MOTION) {
            return "slow motion";
        }
        return speed == 0 ? "full speed" : Numbers.brief(speed, 3) + " it/s";
    }
}
