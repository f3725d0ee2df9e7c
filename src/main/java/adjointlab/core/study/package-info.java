/// Studies: what is measured of models without training them, trial by trial. A study sees settings through a
/// [TrialSettings], so that it can vary any of them without knowing what they are.
@NullMarked
package adjointlab.core.study;

import org.jspecify.annotations.NullMarked;
