package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.Environment;
import adjointlab.lab.MemoryShortage;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The commands, and how their failures are told: bad input is one line and exit code 2.
public final class Commands {
    private static final Logger LOG = System.getLogger(Commands.class.getName());

    /// In the order of the help.
    private static final List<Supplier<Callable<Integer>>> ALL = List.of(
            OpenCommand::new,
            ListCommand::new,
            RunCommand::new,
            SweepCommand::new,
            FigureCommand::new,
            CheckCommand::new,
            GradientCommand::new,
            KernelCommand::new,
            BenchCommand::new);

    private Commands() {}

    /// Runs one command line.
    ///
    /// @return exit code: 0 done, 1 an expectation failed, 2 bad input, 130 interrupted
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine root = new CommandLine(new Root());
        ALL.forEach(command -> root.addSubcommand(command.get()));
        root.setOut(out).setErr(err);
        root.setParameterExceptionHandler((e, _) -> complain(err, sentence(e)));
        root.setExecutionExceptionHandler((e, _, _) -> complain(err, sentence(e)));
        root.setCaseInsensitiveEnumValuesAllowed(false);
        try {
            return root.execute(args);
        } catch (OutOfMemoryError e) {
            LOG.log(Level.DEBUG, "a command failed: {0}", e.getMessage());
            return complain(err, MemoryShortage.sentence());
        }
    }

    private static int complain(PrintWriter err, String message) {
        err.println("adjointlab: " + message.lines().findFirst().orElse("failed"));
        return 2;
    }

    /// What is wrong with the arguments; a word that is no command with those that are, an option with the nearest
    /// one.
    private static String sentence(CommandLine.ParameterException e) {
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(e.getMessage());
        }
        String word = unmatched.getUnmatched().getFirst();
        CommandSpec command = unmatched.getCommandLine().getCommandSpec();
        if (word.startsWith("-")) {
            return InvalidValueException.unknown(
                            "option", word, command.optionsMap().keySet())
                    .getMessage();
        }
        return command.parent() == null
                ? InvalidValueException.unknown(
                                "command", word, command.subcommands().keySet())
                        .getMessage()
                : String.valueOf(e.getMessage());
    }

    private static String sentence(Exception e) {
        return switch (e) {
            case InvalidValueException invalid -> invalid.getMessage();
            case FileSystemException file ->
                file.getFile() + ": " + (file.getReason() == null ? "cannot be used" : file.getReason());
            case IOException io -> String.valueOf(io.getMessage());
            default -> {
                LOG.log(Level.ERROR, "a command failed", e);
                yield "internal error: " + e;
            }
        };
    }

    @Command(
            name = "adjointlab",
            description = "Watch neural ODEs train. Without a command, opens the window.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class)
    static final class Root implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return OpenCommand.open(List.of(), spec.commandLine());
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Adjoint Lab " + Environment.version()};
        }
    }
}
