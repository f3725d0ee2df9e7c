package adjointlab.core.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Lines of a CSV file (RFC 4180) in UTF-8: a cell stands in quotes where a comma, a quote or the end of a line in it
/// asks for them.
public final class CsvLines {
    /// A sign that begins no cell: lines that begin with # are no comments here, which FastCSV would put in quotes.
    private static final char NO_COMMENTS = '\0';

    private final CsvWriter lines;

    /// Lines into a stream, which stays open.
    public CsvLines(OutputStream out, LineDelimiter end) {
        lines = CsvWriter.builder()
                .commentCharacter(NO_COMMENTS)
                .lineDelimiter(end)
                .build(out, StandardCharsets.UTF_8);
    }

    /// Adds a line.
    ///
    /// @param cells an empty one is written as nothing
    public void add(Iterable<String> cells) throws IOException {
        try {
            lines.writeRecord(cells);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Writes what is still held back.
    public void flush() throws IOException {
        lines.flush();
    }
}
