package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.run.Run;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks that look at runs' logs and states.
final class RunChecks {
    private RunChecks() {}

    /// Every matching run ended in the state of that word.
    static Expectation.Outcome state(List<Run> runs, String glob, String word) {
        List<Run> matching = matching(runs, glob);
        String ours = matching.stream().map(run -> run.state().word()).distinct().collect(Collectors.joining(", "));
        return new Expectation.Outcome(ours, word, "exact", ours.equals(word));
    }

    /// The runs whose name matches a pattern in which `*` stands for anything.
    static List<Run> matching(List<Run> runs, String glob) {
        Pattern pattern = Pattern.compile(
                Pattern.compile("\\*").splitAsStream(glob + " ").map(Pattern::quote).collect(Collectors.joining(".*")));
        List<Run> matching =
                runs.stream().filter(run -> pattern.matcher(run.name() + " ").matches()).toList();
        if (matching.isEmpty()) {
            throw new InvalidValueException("no run matches '" + glob + "'");
        }
        return matching;
    }
}
