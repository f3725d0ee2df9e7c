package adjointlab.lab.sweep;

import adjointlab.lab.preset.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What trainings differ in.
public final class Varied {
    private Varied() {}

    /// The paths of which some have different values, in the order of the settings; what only some have is no
    /// difference in itself.
    public static List<String> paths(Collection<Settings> all) {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (Settings settings : all) {
            settings.asMap().forEach((path, value) -> values.computeIfAbsent(path, _ -> new HashSet<>())
                    .add(value));
        }
        return values.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }
}
