package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.App;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab open`: the window; where none can open, the default preset without one.
@Command(
        name = "open",
        description = "Open the window, one for each file if files are given.",
        footer = {"  adjointlab open", "  adjointlab open mine.lab figure.pdf"})
final class OpenCommand implements Callable<Integer> {
    /// Where results go when a window was asked for and none could open.
    private static final Path HEADLESS_OUT =
            Path.of(System.getProperty("adjointlab.headlessOut", "adjointlab-results"));

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "A .lab, .json, .pdf or .svg file, or a lesson.")
    List<Path> files = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        return open(files, spec.commandLine());
    }

    static int open(List<Path> files, CommandLine command) throws IOException, InterruptedException {
        for (Path file : files) {
            Input.openable(file); // what cannot be read is said before a window opens
        }
        Optional<String> absent = Display.absent(System.getenv());
        if (absent.isPresent()) {
            return without(absent.get(), command);
        }
        Optional<String> missing = Display.missingLibraries();
        if (missing.isPresent()) {
            throw new InvalidValueException(missing.get());
        }
        try {
            App.launch(files);
            return 0;
        } catch (UnsupportedOperationException noAnswer) {
            return without(
                    "The display " + System.getenv().get("DISPLAY") + " does not answer, so no window can open.",
                    command);
        }
    }

    private static int without(String reason, CommandLine command) throws IOException, InterruptedException {
        PrintWriter err = command.getErr();
        err.println(reason + " Training the preset '" + Presets.DEFAULT_ID + "' without one.");
        return RunCommand.train(Presets.get(Presets.DEFAULT_ID), HEADLESS_OUT, new Told(command.getOut(), err, false));
    }
}
