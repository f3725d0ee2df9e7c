package adjointlab.lab.run;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is wrong with runs from which a result or a figure is made, for whoever reads that without the lab.
///
/// @param byRun a sentence each, by the name of its run, in the runs' order
public record Warnings(Map<String, String> byRun) {
    /// Nothing is wrong.
    public static final Warnings NONE = new Warnings(Map.of());

    private static final String KEY = "warnings";
    private static final int NAMED = 2;

    public Warnings {
        byRun = Collections.unmodifiableMap(new LinkedHashMap<>(byRun));
    }

    /// Those of runs.
    public static Warnings of(Collection<Run> runs) {
        Map<String, String> byRun = new LinkedHashMap<>();
        for (Run run : runs) {
            if (!run.wrong().isEmpty()) {
                byRun.put(run.name(), run.wrong());
            }
        }
        return byRun.isEmpty() ? NONE : new Warnings(byRun);
    }

    /// Reads what [#addTo] wrote.
    ///
    /// @throws InvalidValueException one sentence naming file and place
    public static Warnings read(JsonObject json) {
        if (!json.has(KEY)) {
            return NONE;
        }
        JsonObject warnings = json.object(KEY);
        Map<String, String> byRun = new LinkedHashMap<>();
        warnings.keys().forEach(name -> byRun.put(name, warnings.text(name)));
        return new Warnings(byRun);
    }

    /// Adds them to a manifest, if there are any.
    public void addTo(Map<String, Object> tree) {
        if (!byRun.isEmpty()) {
            tree.put(KEY, byRun);
        }
    }

    /// A few words for a figure, "" where nothing is wrong.
    public String note() {
        if (byRun.isEmpty()) {
            return "";
        }
        return byRun.size() <= NAMED
                ? "wrong gradients in " + String.join(", ", byRun.keySet())
                : "wrong gradients in " + byRun.size() + " runs";
    }
}
