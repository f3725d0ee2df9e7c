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
    /// @param ours our numbers, as text, with 95 % intervals where they depend on chance
    /// @param expected the claim's numbers, as text
    /// @param tolerance how far apart they may be, as text; "" where the claim gives bounds
    /// @param verdict what that says of the claim
    /// @param count seeds, trials or points that the numbers come from; 0 where they do not depend on chance
    record Outcome(String ours, String expected, String tolerance, Verdict verdict, int count) {
        /// One that does not depend on chance.
        static Outcome certain(String ours, String expected, String tolerance, boolean holds) {
            return new Outcome(ours, expected, tolerance, Verdict.of(holds), 0);
        }
    }
}
