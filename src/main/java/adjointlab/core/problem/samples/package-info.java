/// Points and their targets: clouds, digits, textures, texts, weather, and what files hold.
@NullMarked
package adjointlab.core.problem.samples;

import org.jspecify.annotations.NullMarked;
