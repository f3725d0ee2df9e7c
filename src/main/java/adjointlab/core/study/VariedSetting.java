package adjointlab.core.study;

import java.util.LinkedHashMap;
import java.util.Map;

/// One setting that is varied over a geometric or an even row of values.
///
/// @param path of the setting
/// @param from first value
/// @param to last value
/// @param count number of values, at least 2
/// @param reciprocal path of a setting that is divided by the varied one; "" for none
public record VariedSetting(String path, double from, double to, int count, String reciprocal) {
    public VariedSetting {
        if (!(from > 0 && to > from)) {
            throw new IllegalArgumentException(
                    "the varied values go from " + from + " to " + to + "; they must be positive and grow");
        }
    }

    /// The value that a trial has: trials go through all values before they begin again.
    ///
    /// @return as the setting takes it
    double value(TrialSettings settings, int trial) {
        int index = trial % count;
        double value = from * Math.pow(to / from, index / (count - 1.0));
        return ((Number) settings.fit(path, value)).doubleValue();
    }

    /// How often a trial's value was there before.
    int round(int trial) {
        return trial / count;
    }

    /// The settings of a trial with that value.
    Map<String, Object> changes(TrialSettings settings, double value) {
        Map<String, Object> changes = new LinkedHashMap<>();
        changes.put(path, settings.fit(path, value));
        if (!reciprocal.isEmpty()) {
            changes.put(reciprocal, settings.fit(reciprocal, settings.real(reciprocal) / value));
        }
        return changes;
    }
}
