/// Expectations that a program can check: a paper's claims against what our runs do, "not reproduced" included.
@NullMarked
package adjointlab.lab.check;

import org.jspecify.annotations.NullMarked;
