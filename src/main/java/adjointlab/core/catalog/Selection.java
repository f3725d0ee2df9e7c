package adjointlab.core.catalog;

/// What is chosen at one place: an entry and its values.
///
/// @param entry the chosen one
/// @param values of its parameters and of those that stand beside every choice
public record Selection(Entry<?> entry, Values values) {}
