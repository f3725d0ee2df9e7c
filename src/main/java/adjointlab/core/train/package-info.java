/// One training: an experiment is evaluated, stepped, inspected and checkpointed, and its optimizer told what it needs.
/// Nothing here knows of threads.
///
/// Decided 2026-11-21: a trainer is for one thread and starts none; who wants several runs has several trainers.
@NullMarked
package adjointlab.core.train;

import org.jspecify.annotations.NullMarked;
