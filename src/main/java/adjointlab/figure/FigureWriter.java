package adjointlab.figure;

import java.io.IOException;
import java.io.OutputStream;

/// Writes figures in one format. Equal figures give equal bytes: nothing in a file tells when or where it was written.
public interface FigureWriter {
    /// Stable name.
    String id();

    /// The end of the file's name.
    default String extension() {
        return id();
    }

    /// What a menu shows.
    String label();

    /// Whether it draws, so that a page must have room for what is drawn; else it writes data alone.
    default boolean draws() {
        return true;
    }

    /// Writes a figure.
    ///
    /// @param figure what to write
    /// @param page its size; formats of data alone ignore it
    /// @param manifest JSON text that recreates the figure, kept inside by formats that can; "" for none
    /// @param out left open
    void write(Figure figure, Page page, String manifest, OutputStream out) throws IOException;
}
