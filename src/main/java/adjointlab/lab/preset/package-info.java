/// Presets: the whole lab as one serialisable value, and its JSON.
///
/// [Settings] is the complete set of choices of one training, addressed by path (`optimizer.learningRate`). Which paths
/// exist follows from the catalogues: [Slots] lists the places at which a catalogue entry is chosen, each entry brings
/// its parameters. A [Preset] is settings plus what varies between its runs, what to show and what to expect.
///
/// Code names a setting by slot and key, `settings.get(Slots.OPTIMIZER.at(Optimizers.LEARNING_RATE))`, and a choice by
/// its slot, `settings.create(Slots.SOLVER)`. A path as text is for what comes from outside: files, the command line,
/// axes of sweeps.
///
/// Decided 2026-11-21: presets are JSON with a schema, read by a parser that names file and place; what code needs of
/// them has types.
@NullMarked
package adjointlab.lab.preset;

import org.jspecify.annotations.NullMarked;
