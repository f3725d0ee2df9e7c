package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.lab.lesson.Lessons;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.App;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab open`: the window; where none can open and no file is asked for, the default preset without one.
@Command(
        name = "open",
        description = "Open the window, one for each file if files are given.",
        footer = {"  adjointlab open", "  adjointlab open mine.lab figure.pdf", "  adjointlab open --kiosk first-minute"
        })
final class OpenCommand implements Callable<Integer> {
    /// Where results go when a window was asked for and none could open.
    private static final Path HEADLESS_OUT =
            Path.of(System.getProperty("adjointlab.headlessOut", "adjointlab-results"));

    /// Until a kiosk starts again, where nobody says otherwise.
    private static final int PATIENCE_SECONDS = 120;

    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "A document, preset, lesson, figure or file of data, or the id of a preset or a lesson.")
    List<Path> files = List.of();

    @Option(
            names = "--kiosk",
            description =
                    "For an exhibition: one preset, lesson or file over the whole screen, without menus, files and"
                            + " other keys than those that train. Ctrl+Shift+Q ends it.")
    boolean kiosk;

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "With --kiosk: without anybody for so long, it starts again (default: 120).")
    @Nullable
    Integer idle;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (idle != null && !kiosk) {
            throw new InvalidValueException("--idle goes with --kiosk");
        }
        if (kiosk && files.size() != 1) {
            throw new InvalidValueException("--kiosk shows one preset, lesson or file, not " + files.size());
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        int patience = idle == null ? PATIENCE_SECONDS : idle;
        if (patience < 5 || patience > 86_400) {
            throw new InvalidValueException("--idle " + patience + " is outside 5 to 86400 seconds");
        }
        return kiosk ? open(files, () -> App.exhibit(files.getFirst(), patience), out, err) : open(files, out, err);
    }

    /// The files of a command line that says nothing but which to open, if it is one: what is asked for most often,
    /// by somebody who waits, needs no parser of all commands.
    static Optional<List<Path>> files(String... args) {
        List<String> words = List.of(args);
        if (words.isEmpty()) {
            return Optional.of(List.of());
        }
        if (!words.getFirst().equals("open") || words.stream().anyMatch(word -> word.startsWith("-"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(words.stream().skip(1).map(Path::of).toList());
        } catch (InvalidPathException notForAFile) {
            return Optional.empty(); // the parser says what is wrong with it
        }
    }

    static int open(List<Path> files, PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
        return open(files, () -> App.launch(files), out, err);
    }

    /// What opens a window.
    private interface Opening {
        void open() throws InterruptedException;
    }

    private static int open(List<Path> files, Opening opening, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        for (Path file : files) {
            if (!isBuiltIn(file)) {
                Input.openable(file); // what cannot be read is said before a window opens
            }
        }
        Optional<String> absent = Display.absent(System.getenv());
        if (absent.isPresent()) {
            return without(absent.get(), files, out, err);
        }
        Optional<String> missing = Display.missingLibraries();
        if (missing.isPresent()) {
            throw new InvalidValueException(missing.get());
        }
        try {
            opening.open();
            return 0;
        } catch (UnsupportedOperationException noAnswer) {
            return without(
                    "The display " + System.getenv().get("DISPLAY") + " does not answer, so no window can open.",
                    files,
                    out,
                    err);
        }
    }

    private static boolean isBuiltIn(Path asked) {
        String id = asked.toString();
        return Presets.ids().contains(id) || Lessons.ids().contains(id);
    }

    /// Nobody who asked for a file wants something else trained in its place.
    private static int without(String reason, List<Path> files, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        if (!files.isEmpty()) {
            throw new InvalidValueException(reason.replaceFirst("\\.$", "") + "; without one, 'adjointlab run "
                    + Quoted.brief(files.getFirst().toString()) + " --out DIR' trains a preset or a document");
        }
        err.println(reason + " Training the preset '" + Presets.DEFAULT_ID + "' without one.");
        return RunCommand.train(Presets.get(Presets.DEFAULT_ID), HEADLESS_OUT, new Told(out, err, false));
    }
}
