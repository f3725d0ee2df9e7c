/// Documents: a whole lab in a file, saved by the user or every few seconds by [Autosave].
///
/// Decided 2026-11-21: documents are one JSON file with the recipe and the records of runs; weights are replayed, not
/// stored, which keeps files small and honest.
@NullMarked
package adjointlab.lab.store;

import org.jspecify.annotations.NullMarked;
