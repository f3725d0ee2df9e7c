/// Lessons to take home: a [Handout] holds a lesson with the pictures of its steps, which [HandoutPage] writes as one
/// page of HTML and [HandoutPaper] as pages to print. No window, and nothing that a page would have to load.
///
/// Decided 2026-11-29: the picture before a prediction is drawn when the runs have come so far and no further. With
/// the cursor put back instead, panels that show whole curves would give the answer away.
@NullMarked
package adjointlab.handout;

import org.jspecify.annotations.NullMarked;
