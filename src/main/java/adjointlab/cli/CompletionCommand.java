package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab completion`: a script with which a shell completes commands, options, presets and panels.
@Command(
        name = "completion",
        description = "Print a script with which a shell completes commands, options and their values.",
        footer = {
            "  source <(adjointlab completion bash)",
            "  adjointlab completion fish > ~/.config/fish/completions/adjointlab.fish"
        })
final class CompletionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "SHELL",
            completionCandidates = Shells.class,
            description = "The shell: bash, zsh or fish.")
    String shell = "";

    static final class Shells implements Iterable<String> {
        private static final List<String> ALL = List.of("bash", "zsh", "fish");

        @Override
        public Iterator<String> iterator() {
            return ALL.iterator();
        }
    }

    @Override
    public Integer call() {
        CommandLine root = Objects.requireNonNull(spec.root().commandLine());
        String script =
                switch (shell) {
                    case "bash" -> bash(root);
                    case "zsh" -> "#compdef adjointlab\n" + bash(root);
                    case "fish" -> FishCompletion.script(root.getCommandSpec());
                    default -> throw InvalidValueException.unknown("shell", shell, Shells.ALL);
                };
        root.getOut().print(script);
        root.getOut().flush();
        return 0;
    }

    /// For Bash, and for Zsh through its emulation of Bash's completion, which the script switches on there; without
    /// the generator's line with the date, so that the same program gives the same bytes.
    private static String bash(CommandLine root) {
        return AutoComplete.bash(root.getCommandName(), root).replaceAll("(?m)^# .*[Gg]enerated.*\\R", "");
    }
}
