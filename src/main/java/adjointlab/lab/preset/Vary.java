package adjointlab.lab.preset;

import java.util.List;

/// One setting that a preset's runs take several values of.
///
/// @param path the setting
/// @param values in the order of the runs
public record Vary(String path, List<Object> values) {
    public Vary {
        values = List.copyOf(values);
    }
}
