package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/// Command lines for tests of other packages.
public final class CommandLines {
    private CommandLines() {}

    /// @throws InvalidValueException if they cannot be understood
    public static void parse(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        try {
            Commands.root(nowhere, nowhere, Terminal.NONE).parseArgs(args);
        } catch (CommandLine.ParameterException e) {
            throw new InvalidValueException(String.valueOf(e.getMessage()));
        }
    }

    /// Obeys a command line.
    ///
    /// @return its exit code
    public static int run(String... args) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return Commands.execute(nowhere, nowhere, args);
    }
}
