package adjointlab.cli;

import adjointlab.ui.launch.Toolkit;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Entry point of every way to start Adjoint Lab.
public final class Main {
    private Main() {}

    /// Runs the command and ends the program with its exit code, as [Commands#execute] gives it.
    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true"); // figures are drawn into memory, also where no display answers
        // that a library's log goes nowhere is no news to who uses this
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        if (OpenCommand.files(args).isPresent() && Display.isUsable()) {
            Toolkit.begin();
        }
        int code = Commands.execute(StandardOutput.open(), err, Terminal.here(), args);
        err.flush();
        Toolkit.settle();
        System.exit(code);
    }
}
