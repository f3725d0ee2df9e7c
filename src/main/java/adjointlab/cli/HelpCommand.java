package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab help`: the same as `--help`.
@Command(
        name = "help",
        description = "Show the help of a command, or of all.",
        footer = {"  adjointlab help", "  adjointlab help figure"})
final class HelpCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command; none: an overview of all.")
    String command = "";

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec.root().commandLine());
        Map<String, CommandLine> all = root.getSubcommands();
        CommandLine asked = command.isEmpty() ? root : all.get(command);
        if (asked == null) {
            throw InvalidValueException.unknown("command", command, all.keySet());
        }
        asked.usage(root.getOut(), root.getColorScheme());
        return 0;
    }
}
