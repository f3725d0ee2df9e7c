/// Documents: a whole lab in a file, saved by the user or every few seconds by [Autosave].
@NullMarked
package adjointlab.lab.store;

import org.jspecify.annotations.NullMarked;
