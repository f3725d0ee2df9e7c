/// Expectations that a program can check: a paper's claims against what our runs do, "not reproduced" included.
///
/// Decided 2026-11-21: expectations stand in presets beside what they judge; what does not reproduce is a verdict like
/// any other.
@NullMarked
package adjointlab.lab.check;

import org.jspecify.annotations.NullMarked;
