package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes figures in one format. Equal figures give equal bytes: nothing in a file tells when or where it was written.
public interface FigureWriter {
    /// All formats in display order.
    List<FigureWriter> ALL = List.of(
            new PdfWriter(),
            new SvgWriter(),
            new PngWriter(),
            new TexWriter(),
            new TypstWriter(),
            new CsvWriter(),
            new NpzWriter());

    /// Stable name.
    String id();

    /// The end of the file's name.
    String extension();

    /// What a menu shows.
    String label();

    /// Whether it draws, so that a page must have room for what is drawn; else it writes data alone.
    boolean draws();

    /// Writes a figure.
    ///
    /// @param figure what to write
    /// @param page its size; formats of data alone ignore it
    /// @param manifest JSON text that recreates the figure, kept inside by formats that can; "" for none
    /// @param out left open
    void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException;

    /// The format of this name, or of files that end so.
    ///
    /// @throws InvalidValueException if there is none
    static FigureWriter of(String id) {
        return ALL.stream()
                .filter(writer -> writer.id().equals(id) || writer.extension().equals(id))
                .findFirst()
                .orElseThrow(() -> InvalidValueException.unknown(
                        "format", id, ALL.stream().map(FigureWriter::id).toList()));
    }
}
