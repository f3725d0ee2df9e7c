package adjointlab.panel.kit;

import adjointlab.core.math.Fingerprint;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Looks.Landscape;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.Optional;

/// Something that is measured of a run at one of its iterations and remembered.
///
/// @param <T> what it is
public final class Measured<T> {
    private static final int REMEMBERED = 128;

    private final Memo<Request, Outcome<T>> outcomes;
    private final Measurement<T> measurement;

    private record Request(Landscape landscape, String gradient, Fingerprint theta) {}

    /// @param value nothing where the solve fails
    /// @param refusal why it cannot be measured, a sentence; "" where it can
    public record Outcome<T>(Optional<T> value, String refusal) {}

    /// Measures.
    @FunctionalInterface
    public interface Measurement<T> {
        /// @return nothing if the solve fails or is cancelled
        /// @throws IllegalArgumentException if it cannot be measured, saying why
        Optional<T> of(Experiment experiment, double[] theta, Cancellation cancellation);
    }

    public Measured(Measurement<T> measurement) {
        this(measurement, REMEMBERED);
    }

    /// @param remembered how many are kept
    public Measured(Measurement<T> measurement, int remembered) {
        this.measurement = measurement;
        this.outcomes = new Memo<>(remembered);
    }

    /// At an iteration of a run.
    ///
    /// @return nothing if the run has no such iteration or it was cancelled
    public Optional<Outcome<T>> at(Shown shown, int iteration, Cancellation cancellation) {
        Optional<double[]> theta = Looks.weights(shown.run(), iteration, cancellation);
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        if (theta.get().length == 0) {
            return Optional.of(new Outcome<>(Optional.empty(), "Nothing is learned here."));
        }
        Settings settings = shown.run().settingsAt(iteration);
        Request request = new Request(Landscape.of(settings), settings.id(Slots.GRADIENT), Fingerprint.of(theta.get()));
        return outcomes.get(request, () -> {
            try {
                Optional<T> value = measurement.of(Looks.experiment(settings), theta.get(), cancellation);
                return cancellation.requested() ? Optional.empty() : Optional.of(new Outcome<>(value, ""));
            } catch (IllegalArgumentException refused) {
                return Optional.of(new Outcome<>(Optional.empty(), sentence(refused)));
            }
        });
    }

    private static String sentence(IllegalArgumentException refused) {
        String message = refused.getMessage();
        if (message == null || message.isEmpty()) {
            return "This cannot be measured here.";
        }
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }
}
