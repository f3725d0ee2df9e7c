package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.core.ode.MemoryLimitException;
import adjointlab.core.problem.UnmadeDataException;
import adjointlab.lab.MemoryShortage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
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
            LessonCommand::new,
            CheckCommand::new,
            GradientCommand::new,
            KernelCommand::new,
            ExportCommand::new,
            BenchCommand::new,
            HelpCommand::new,
            CompletionCommand::new,
            ManCommand::new);

    /// How a shell tells that a process has lost its reader: 128 and the number of SIGPIPE.
    private static final int CLOSED = 141;

    /// So many unexpected arguments are named; of the others it is said how many there are.
    private static final int MOST_WORDS = 3;

    private Commands() {}

    /// Runs one command line whose output no person sees.
    ///
    /// @return exit code, as [Manual] documents them
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        return execute(out, err, Terminal.NONE, args);
    }

    /// @param terminal where the output goes
    static int execute(PrintWriter out, PrintWriter err, Terminal terminal, String... args) {
        try {
            Optional<List<Path>> opened = OpenCommand.files(args);
            int code = opened.isPresent()
                    ? open(opened.get(), out, err)
                    : root(out, err, terminal).execute(args);
            out.flush();
            return code;
        } catch (StandardOutput.ClosedException e) {
            return closed(e);
        } catch (OutOfMemoryError e) {
            LOG.log(Level.DEBUG, "a command failed: {0}", e.getMessage());
            return complain(err, MemoryShortage.sentence());
        }
    }

    private static int open(List<Path> files, PrintWriter out, PrintWriter err) {
        try {
            return OpenCommand.open(files, out, err);
        } catch (StandardOutput.ClosedException e) {
            return closed(e);
        } catch (Exception e) {
            return complain(err, sentence(e));
        }
    }

    /// All commands, ready to read arguments, which are taken as they are written: no variables, no lists in files.
    static CommandLine root(PrintWriter out, PrintWriter err, Terminal terminal) {
        CommandLine root = new CommandLine(new Root());
        Manual.complete(root);
        for (Supplier<Callable<Integer>> command : ALL) {
            CommandLine made = new CommandLine(command.get());
            Manual.complete(made);
            root.addSubcommand(made);
        }
        root.setOut(out).setErr(err);
        root.setInterpolateVariables(false).setExpandAtFiles(false);
        root.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours()));
        root.setExecutionStrategy(Commands::run);
        root.setParameterExceptionHandler((e, _) -> complain(err, sentence(e)));
        root.setExecutionExceptionHandler((e, _, _) ->
                e instanceof StandardOutput.ClosedException closed ? closed(closed) : complain(err, sentence(e)));
        root.setCaseInsensitiveEnumValuesAllowed(false);
        return root;
    }

    /// Runs a command, with its remarks silenced where that is wanted.
    private static int run(ParseResult parsed) {
        ParseResult deepest = parsed;
        boolean quiet = parsed.hasMatchedOption(CommonOptions.QUIET);
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
            quiet |= deepest.hasMatchedOption(CommonOptions.QUIET);
        }
        if (quiet) {
            Objects.requireNonNull(deepest.commandSpec().commandLine()).setErr(new PrintWriter(Writer.nullWriter()));
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (StandardOutput.ClosedException e) {
            return closed(e); // while help was printed
        }
    }

    private static int closed(StandardOutput.ClosedException e) {
        LOG.log(Level.DEBUG, "no one reads the output: {0}", e.getMessage());
        return CLOSED;
    }

    private static int complain(PrintWriter err, String message) {
        err.println("adjointlab: " + Quoted.harmless(message.lines().findFirst().orElse("failed")));
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
        if (command.parent() == null) {
            return InvalidValueException.unknown(
                            "command", word, command.subcommands().keySet())
                    .getMessage();
        }
        List<String> words = unmatched.getUnmatched();
        int more = words.size() - Math.min(words.size(), MOST_WORDS);
        return "unexpected argument" + (words.size() == 1 ? " " : "s ")
                + words.stream()
                        .limit(MOST_WORDS)
                        .map(each -> "'" + Quoted.brief(each) + "'")
                        .collect(Collectors.joining(", "))
                + (more == 0 ? "" : " and " + more + " more") + "; see 'adjointlab " + command.name() + " --help'";
    }

    /// What is said of a command that failed, without a trailing full stop.
    static String sentence(Exception e) {
        return switch (e) {
            case InvalidValueException _, UnmadeDataException _, MemoryLimitException _ ->
                String.valueOf(e.getMessage());
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
            versionProvider = Version.class,
            footer = {"  adjointlab list presets", "  adjointlab run simplest-fig-2 --out results"})
    static final class Root implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Option(
                names = {"-V", "--version"},
                versionHelp = true,
                description = "Show version, build and JDK, and exit.")
        boolean version;

        @Override
        public Integer call() throws IOException, InterruptedException {
            return OpenCommand.open(
                    List.of(), spec.commandLine().getOut(), spec.commandLine().getErr());
        }
    }
}
