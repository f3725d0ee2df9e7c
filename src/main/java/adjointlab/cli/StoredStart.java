package adjointlab.cli;

import adjointlab.core.data.Npz;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.RunSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Runs that start from weights that a file has: each from its own where there are those of several runs, else all from
/// the first. The option of the commands that train.
final class StoredStart {
    @Option(
            names = "--weights",
            paramLabel = "W.npz",
            description = "Start from weights by name, as a training writes them; each run from its own.")
    @Nullable
    Path weights;

    /// The preset with the starts that are asked for; itself where none are.
    ///
    /// @throws IOException in one sentence, if the weights cannot be read
    Preset apply(Preset preset) throws IOException {
        return weights == null ? preset : of(preset, weights);
    }

    /// @param file weights by name, as a training writes them
    /// @throws IOException in one sentence, if it cannot be read
    static Preset of(Preset preset, Path file) throws IOException {
        Set<String> names = Npz.read(file).keySet();
        return preset.withRuns(preset.runs().stream()
                .map(run -> new RunSpec(run.name(), run.label(), run.group(), changes(run, file, names)))
                .toList());
    }

    private static Map<String, Object> changes(RunSpec run, Path file, Set<String> names) {
        String prefix = run.name().replace('/', ':') + ":";
        boolean own = names.stream().anyMatch(name -> name.startsWith(prefix));
        Map<String, Object> changes = new LinkedHashMap<>(run.changes());
        changes.keySet().removeIf(path -> path.startsWith("init."));
        changes.put("init.id", "stored");
        changes.put("init.file", file.toString());
        changes.put("init.run", own ? run.name() : "");
        return changes;
    }
}
