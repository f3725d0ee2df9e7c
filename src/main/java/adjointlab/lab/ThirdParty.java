package adjointlab.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Whose work is in the program: the libraries that it runs with, as the build has listed them.
///
/// @param artifact group, name and version, joined by colons
/// @param name as its authors call it
/// @param licence one or several, as its authors name them
/// @param url of the project; may be empty
public record ThirdParty(String artifact, String name, String licence, String url) {
    private static final String FILE = "/adjointlab/third-party.txt";
    private static final int COLUMNS = 4;

    /// All of them, in the order of their artifacts; none in a program that was not built by Maven.
    public static List<ThirdParty> all() {
        try (InputStream in = ThirdParty.class.getResourceAsStream(FILE)) {
            return in == null ? List.of() : read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param text lines of four columns with tabs between them; empty lines do not count
    static List<ThirdParty> read(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\t", -1))
                .map(ThirdParty::of)
                .toList();
    }

    private static ThirdParty of(String[] columns) {
        if (columns.length != COLUMNS || columns[0].split(":").length < 3 || columns[2].isBlank()) {
            throw new IllegalStateException("not a library with its licence: " + String.join(" ", columns));
        }
        return new ThirdParty(columns[0], columns[1], columns[2], columns[3]);
    }
}
