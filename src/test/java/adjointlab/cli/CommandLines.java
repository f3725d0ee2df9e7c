package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine;

/// Command lines that are understood, but not obeyed.
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
}
