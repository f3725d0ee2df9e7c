package adjointlab.core.table.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/// The lines of a text, without blanks around them; empty ones and those that begin with # are passed over.
final class TsLines {
    private static final int LONGEST = 64 << 20;

    private final BufferedReader text;
    private final String where;
    private int number;

    /// @param where the text comes from, for the sentence of an error
    TsLines(BufferedReader text, String where) {
        this.text = text;
        this.where = where;
    }

    /// Of the line that came last, from 1.
    int number() {
        return number;
    }

    /// The next line; nothing behind the last one.
    ///
    /// @throws IOException in one sentence, if it is too long
    Optional<String> next() throws IOException {
        while (true) {
            Optional<String> line = raw();
            if (line.isEmpty()) {
                return line;
            }
            String stripped = line.get().replace("\ufeff", "").strip();
            if (!stripped.isEmpty() && stripped.charAt(0) != '#') {
                return Optional.of(stripped);
            }
        }
    }

    private Optional<String> raw() throws IOException {
        StringBuilder line = new StringBuilder();
        int sign = text.read();
        if (sign < 0) {
            return Optional.empty();
        }
        number++;
        while (sign >= 0 && sign != '\n') {
            if (line.length() == LONGEST) {
                throw new IOException(where + ", line " + number + ": more than " + LONGEST + " characters");
            }
            line.append((char) sign);
            sign = text.read();
        }
        return Optional.of(line.toString());
    }
}
