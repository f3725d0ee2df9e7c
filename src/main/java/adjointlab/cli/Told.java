package adjointlab.cli;

import adjointlab.lab.preset.JsonObject;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;

/// Where a command speaks, and how.
///
/// @param out results
/// @param err progress and remarks; nowhere if the command was asked to be quiet
/// @param json whether results are JSON rather than for people
record Told(PrintWriter out, PrintWriter err, boolean json) {
    static Told by(CommandSpec spec, boolean json) {
        return new Told(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    }

    /// Prints one result as JSON.
    static void json(CommandSpec spec, Map<String, Object> tree) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(JsonObject.write(tree));
        out.flush();
    }

    /// Where a warning goes, which even a quiet command tells.
    static PrintWriter warning(CommandSpec spec) {
        return Objects.requireNonNull(spec.root().commandLine()).getErr();
    }
}
