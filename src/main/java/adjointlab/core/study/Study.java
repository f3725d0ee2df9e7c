package adjointlab.core.study;

import adjointlab.core.ode.Cancellation;
import java.util.List;
import java.util.Optional;

/// Measures models that do not train, trial by trial; an immutable description. A trial depends on its number alone, so
/// that the order does not matter and what is done stays when the rest is cancelled.
public interface Study {
    /// Sets up for the calling thread.
    ///
    /// @param settings what trials are made from
    /// @throws IllegalArgumentException if the settings do not suit this study, in one sentence
    Work prepare(TrialSettings settings);

    /// Whether trials compute gradients, so that the way to them matters.
    default boolean takesGradients() {
        return false;
    }

    /// What trials vary; nothing where they are all of the same settings.
    default Optional<VariedSetting> varies() {
        return Optional.empty();
    }

    /// One study under way; for one thread at a time.
    interface Work {
        /// What each trial measures, ids of [Measure] or of [RandomOutputs#column]; the same all the time.
        List<String> columns();

        /// Which of the settings's random weights a trial is about.
        int draw(int trial);

        /// Makes a trial.
        ///
        /// @param trial from 0
        /// @param rowOut one number for each column, overwritten; NaN or infinite where a solve failed
        /// @param cancellation asked now and then
        /// @return whether it was made; false if cancelled
        boolean trial(int trial, double[] rowOut, Cancellation cancellation);
    }
}
