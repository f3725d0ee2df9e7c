package adjointlab.figure;

import adjointlab.core.catalog.InvalidValueException;
import java.util.List;

/// The formats that figures are written in.
public final class FigureWriters {
    /// All in display order.
    public static final List<FigureWriter> ALL = List.of(
            new PdfWriter(),
            new SvgWriter(),
            new PngWriter(),
            new TexWriter(),
            new TypstWriter(),
            new CsvWriter(),
            new NpzWriter());

    private FigureWriters() {}

    /// The format of this name, or of files that end so.
    ///
    /// @throws InvalidValueException if there is none
    public static FigureWriter of(String id) {
        return ALL.stream()
                .filter(writer -> writer.id().equals(id) || writer.extension().equals(id))
                .findFirst()
                .orElseThrow(() -> InvalidValueException.unknown(
                        "format", id, ALL.stream().map(FigureWriter::id).toList()));
    }
}
