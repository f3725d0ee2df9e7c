package adjointlab.core.study;

import adjointlab.core.rollout.Experiment;
import java.util.Map;

/// What a study's trials are made from: settings of which single ones may be changed.
public interface TrialSettings {
    /// The experiment of the settings with some of them changed.
    ///
    /// @param changes path to value; empty for the settings as they are
    /// @throws IllegalArgumentException if a path does not exist or a value is not allowed, in one sentence
    Experiment experiment(Map<String, Object> changes);

    /// The same, solved adaptively to a tolerance, with the continuous adjoint.
    ///
    /// @param changes path to value
    /// @param tolerance relative and absolute
    Experiment exact(Map<String, Object> changes, double tolerance);

    /// Whether a setting says how the same model is solved, so that the exact solve does not depend on it.
    boolean isOfSolves(String path);

    /// A number as the setting at a path takes it: rounded where only whole numbers are allowed.
    ///
    /// @param path of a number
    Object fit(String path, double value);

    /// The number at a path as the settings have it.
    double real(String path);

    /// Random weights.
    ///
    /// @param experiment from [#experiment]
    /// @param draw 0 for those that a training would start from; any other for independent ones
    /// @return [p], a new array
    double[] weights(Experiment experiment, int draw);
}
