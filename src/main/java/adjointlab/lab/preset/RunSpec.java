package adjointlab.lab.preset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One run of a preset: how its settings differ from the preset's.
///
/// @param name unique in the preset; stands in metrics files, for instance `sgd/-4`
/// @param label what the run list shows, for instance "SGD a₀ = −4"
/// @param group index of the run's colour, dash and marker; runs of one method share it
/// @param changes path to value, in order
public record RunSpec(String name, String label, int group, Map<String, Object> changes) {
    public RunSpec {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /// The run's settings.
    public Settings settings(Settings base) {
        return base.withAll(changes);
    }
}
