package adjointlab.lab.preset;

import adjointlab.core.catalog.Key;

/// A parameter at its place in the settings.
///
/// @param path for instance `optimizer.learningRate`
/// @param key what is allowed and what it means
/// @param <T> its value as code uses it
public record Setting<T>(String path, Key<T> key) {}
