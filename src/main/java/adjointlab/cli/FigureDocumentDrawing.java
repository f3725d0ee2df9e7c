package adjointlab.cli;

import adjointlab.compose.Caption;
import adjointlab.compose.ComposedFigure;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.Targets;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Export;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `adjointlab figure` does with a figure document.
final class FigureDocumentDrawing {
    private static final String DEFAULT_FORMAT = "pdf";

    private final FigureCommand command;
    private final PrintWriter out;
    private final PrintWriter err;

    FigureDocumentDrawing(FigureCommand command) {
        this.command = command;
        out = command.spec.commandLine().getOut();
        err = command.spec.commandLine().getErr();
    }

    /// Draws it, once or whenever it changes.
    ///
    /// @return exit code
    int call(ComposedFigures.Opened opened) throws IOException, InterruptedException {
        if (command.panel != null || !command.options.isEmpty() || command.columns || command.at != null) {
            throw new InvalidValueException(
                    "--panel, --option, --columns and --at go with one panel; a figure document says them for each"
                            + " cell");
        }
        if (command.changes.data != null) {
            throw new InvalidValueException("--data goes with one preset; 'set' of a cell opens its files");
        }
        if (command.watch && !FigureDocumentJson.isNamed(Path.of(command.input))) {
            throw new InvalidValueException(
                    "--watch goes with a file that is edited: one named *" + FigureDocumentJson.SUFFIX);
        }
        try (ComposedFigures figures = new ComposedFigures(err)) {
            if (command.watch) {
                new Watching(Path.of(command.input), () -> again(figures)).untilInterrupted();
            }
            return draw(figures, opened);
        }
    }

    /// Draws what the file holds by now; what is wrong with it is told, and the next change waited for.
    private void again(ComposedFigures figures) throws InterruptedException {
        try {
            Optional<ComposedFigures.Opened> opened = ComposedFigures.open(command.input);
            if (opened.isPresent()) {
                draw(figures, opened.get());
            } else {
                err.println(command.input + " is no figure document any more.");
            }
        } catch (InvalidValueException | IOException e) {
            err.println(e.getMessage() + ".");
        }
        err.flush();
    }

    private int draw(ComposedFigures figures, ComposedFigures.Opened opened) throws IOException, InterruptedException {
        FigureDocument wanted = onPage(ComposedFigures.changed(opened.document(), assignments()));
        Path target = target();
        FigureWriter writer = FigureWriters.of(command.format != null ? command.format : FigureCommand.ending(target));
        if (Files.isDirectory(target)) {
            throw new InvalidValueException("--out: " + target + " is a folder, not a file");
        }
        Optional<ComposedFigures.Drawn> result = figures.draw(opened.with(wanted), writer);
        if (result.isEmpty()) {
            return RunCommand.INTERRUPTED;
        }
        ComposedFigure drawn = result.get().figure();
        boolean words = command.caption && command.out == null;
        if (!words) {
            Export.write(drawn.figure(), writer, drawn.page(), drawn.manifest(), target);
        }
        tell(figures, drawn, writer, target, words);
        return RunCommand.code(result.get().runs());
    }

    private void tell(ComposedFigures figures, ComposedFigure drawn, FigureWriter writer, Path target, boolean words) {
        Caption caption = Caption.of(drawn.document(), figures::trained);
        if (command.json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            if (!words) {
                tree.put("file", target.toString());
                tree.put("format", writer.id());
            }
            tree.put("widthMm", drawn.page().widthMm());
            tree.put("heightMm", drawn.page().heightMm());
            caption.put(tree, target, drawn.page());
            Told.json(command.spec, tree);
        } else if (command.caption) {
            out.print(caption.words(target, drawn.page()));
            out.flush();
        } else if (command.watch) {
            err.println("drew " + target);
            err.flush();
        }
    }

    private List<String> assignments() {
        List<String> all = new ArrayList<>(command.changes.assignments);
        if (command.changes.seed != null) {
            all.add("seed=" + command.changes.seed);
        }
        if (command.changes.iterations != null) {
            all.add("iterations=" + command.changes.iterations);
        }
        return all;
    }

    /// The document for the page that the command line asks for: another target brings its own width and letters.
    private FigureDocument onPage(FigureDocument document) {
        FigureDocument changed = document;
        if (command.target != null) {
            Look look = document.look();
            changed = document.with(new PageChoice(
                            Targets.get(command.target).id(), document.page().wide(), Double.NaN, Double.NaN))
                    .with(new Look(
                            new TypeChoice(look.type().serif(), Double.NaN),
                            look.letters(),
                            look.legend(),
                            look.sharedTitles(),
                            look.names()));
        }
        PageChoice page = changed.page();
        return changed.with(new PageChoice(
                page.target(),
                page.wide(),
                FigureCommand.length("--width-mm", command.width, page.widthMm()),
                FigureCommand.length("--height-mm", command.height, page.heightMm())));
    }

    private Path target() {
        if (command.out != null) {
            return command.out;
        }
        String name = String.valueOf(Path.of(command.input).getFileName());
        String stem = FigureDocumentJson.isNamed(Path.of(name))
                ? name.substring(0, name.length() - FigureDocumentJson.SUFFIX.length())
                : name.substring(0, name.lastIndexOf('.'));
        Path written = Path.of(command.input)
                .resolveSibling(stem + "."
                        + FigureWriters.of(command.format == null ? DEFAULT_FORMAT : command.format)
                                .extension());
        if (written.equals(Path.of(command.input))) {
            throw new InvalidValueException("--out is missing: the figure would be written over itself");
        }
        return written;
    }
}
