/// Points and their targets: clouds, digits, textures, texts, weather, and what files hold.
///
/// Decided 2026-11-28: what stands for real data is drawn here by seed; real files are opened by people and never
/// shipped.
@NullMarked
package adjointlab.core.problem.samples;

import org.jspecify.annotations.NullMarked;
