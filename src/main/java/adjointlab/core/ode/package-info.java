/// Initial value problems: steppers step, controllers decide, [adjointlab.core.ode.Solve] is the only loop.
@NullMarked
package adjointlab.core.ode;

import org.jspecify.annotations.NullMarked;
