package adjointlab.lab.check;

import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import java.util.List;

/// One kind of check of a preset's finished runs.
@FunctionalInterface
public interface Expectation {
    /// Looks at the runs.
    ///
    /// @param preset whose runs they are
    /// @param runs all of the preset's, at their ends
    Outcome check(Preset preset, List<Run> runs);

    /// What was seen.
    ///
    /// @param ours our numbers, as text
    /// @param expected the claim's numbers, as text
    /// @param tolerance how far apart they may be, as text
    /// @param reproduced whether they are close enough
    record Outcome(String ours, String expected, String tolerance, boolean reproduced) {}
}
