/// The words and letters of the field, each explained in two sentences with its formula and where it comes from.
@NullMarked
package adjointlab.lab.glossary;

import org.jspecify.annotations.NullMarked;
