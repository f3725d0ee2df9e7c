/// Documents: a whole lab in a file, saved by the user or every few seconds by [Autosave].
///
/// Decided 2026-11-21: a document is one JSON file with the recipe, the records of runs and a few of their checkpoints;
/// what lies between is replayed, which keeps files small and honest.
@NullMarked
package adjointlab.lab.store;

import org.jspecify.annotations.NullMarked;
