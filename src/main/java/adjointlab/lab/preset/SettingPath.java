package adjointlab.lab.preset;

import adjointlab.core.catalog.Key;

/// One path that settings accept, with what it takes and its current value.
///
/// @param path for instance `optimizer.learningRate`
/// @param group label of the slot, for headings; "" for the general ones
/// @param parameter type, symbol, label, range and default
/// @param value current value, in its stored form
public record SettingPath(String path, String group, Key<?> parameter, Object value) {}
