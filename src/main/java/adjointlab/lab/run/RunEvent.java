package adjointlab.lab.run;

/// A live change: a setting took another value before the update that follows `iteration`.
///
/// @param iteration whose weights were the last under the old value
/// @param path of the setting
/// @param before old value
/// @param after new value
public record RunEvent(int iteration, String path, Object before, Object after) {}
