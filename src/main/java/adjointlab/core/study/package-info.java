/// Studies: what is measured of models without training them, trial by trial. A study sees settings through a
/// [TrialSettings], so that it can vary any of them without knowing what they are.
///
/// Decided 2026-11-21: a study's trial depends on its number alone, so that trials can be done in any order and
/// stopped.
@NullMarked
package adjointlab.core.study;

import org.jspecify.annotations.NullMarked;
