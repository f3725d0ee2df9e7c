package adjointlab.lab.run;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs by the form of their names.
///
/// @param globs separated by commas; `*` stands for anything
public record RunPattern(String globs) {
    /// Every run.
    public static final RunPattern ALL = new RunPattern("*");

    /// Whether a run of that name is one of them.
    public boolean matches(String name) {
        return pattern().matcher(name).matches();
    }

    /// Those of some runs that match, in their order.
    public List<Run> of(List<Run> runs) {
        Pattern pattern = pattern();
        return runs.stream()
                .filter(run -> pattern.matcher(run.name()).matches())
                .toList();
    }

    private Pattern pattern() {
        return Pattern.compile(Arrays.stream(globs.split(","))
                .map(glob -> Arrays.stream(glob.strip().split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|")));
    }
}
