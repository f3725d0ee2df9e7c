/// The open lab behind the window: what a person does becomes commands to the training service and steps of undo; what
/// runs report becomes the models that the views show. No scene here.
///
/// 2026-11-21: undo keeps whole immutable states and not inverse commands, because the lab already is one serialisable
/// value: a step back compares two of them and asks for the difference. Live changes that are taken back are live
/// changes again, so a run's log tells everything that was ever done to it.
@NullMarked
package adjointlab.ui.session;

import org.jspecify.annotations.NullMarked;
