package adjointlab.lab.run;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.lab.preset.Settings;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// The kinds of training whose code has been at work for a moment in this process. Where time is measured, each kind
/// trains a moment first and nothing of it is kept, so that whoever begins does not pay for classes that are loaded and
/// code that is compiled.
///
/// Settings are of one kind where they agree in all but numbers, lists of numbers and what pictures only say: such run
/// through the same code.
public final class Warmth {
    /// How long a kind trains before it is measured, ns.
    private static final long MOMENT_NANOS = 400_000_000;

    private static final Set<String> WARM = ConcurrentHashMap.newKeySet();

    private Warmth() {}

    /// Trains with settings for a moment, unless others of their kind have been. One caller at a time, so that none
    /// is measured while another's code is being compiled.
    ///
    /// @param cancellation asked between solver steps; what is cancelled stays as it was
    /// @throws IllegalArgumentException if choices do not fit together, in one sentence
    public static void bring(Settings settings, Cancellation cancellation) {
        synchronized (WARM) {
            if (isWarm(settings)) {
                return;
            }
            long end = System.nanoTime() + MOMENT_NANOS;
            Cancellation over = () -> System.nanoTime() > end || cancellation.requested();
            do {
                Activity activity = Activity.of(settings);
                SolveStatus status = activity.first(over);
                while (status.ok() && !over.requested()) {
                    status = activity.next(over);
                }
            } while (!over.requested());
            if (!cancellation.requested()) {
                note(settings);
            }
        }
    }

    /// Whether settings of this kind have trained for a moment.
    public static boolean isWarm(Settings settings) {
        return WARM.contains(kind(settings));
    }

    /// Takes note of an iteration, after which a training may have been at work for a moment.
    ///
    /// @param before processor time until this iteration, s
    /// @param after the same with it, s
    static void trained(Settings settings, double before, double after) {
        double moment = 1e-9 * MOMENT_NANOS;
        if (before <= moment && after > moment) {
            note(settings);
        }
    }

    private static void note(Settings settings) {
        WARM.add(kind(settings));
    }

    /// What runs through the same code has the same.
    static String kind(Settings settings) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings.substance()).forEach((path, value) -> {
            if (!(value instanceof Number) && !(value instanceof Collection<?>)) {
                text.append(path).append('=').append(value).append('\n');
            }
        });
        return text.toString();
    }
}
