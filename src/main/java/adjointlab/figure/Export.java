package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes a figure to a file, and its manifest beside it; whole or not at all.
public final class Export {
    private static final String MANIFEST_SUFFIX = ".manifest.json";

    private Export() {}

    /// Writes `target`, and its manifest beside it unless that is empty.
    ///
    /// @param manifest JSON text that recreates the figure; "" for none
    /// @throws InvalidValueException if the figure cannot be read on the page, naming the one that it needs
    /// @throws IOException if a file cannot be written; what stood there before is then untouched
    public static void write(Figure figure, FigureWriter writer, Page page, String manifest, Path target)
            throws IOException {
        if (writer.draws()) {
            PageFit.check(figure, page);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.write(figure, page, manifest, bytes);
        AtomicFile.write(target, bytes.toByteArray());
        if (!manifest.isEmpty()) {
            AtomicFile.write(manifestOf(target), manifest.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Where the manifest of a file stands: `loss.pdf` has `loss.manifest.json`.
    public static Path manifestOf(Path target) {
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return target.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + MANIFEST_SUFFIX);
    }
}
