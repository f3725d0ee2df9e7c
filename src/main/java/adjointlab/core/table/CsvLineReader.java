package adjointlab.core.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.ZipException;

/// The lines of a CSV file (RFC 4180), one after another: a cell in quotes may hold separators, quotes and ends of
/// lines; lines that begin with # and empty ones are passed over. The separator is found out: tab, semicolon, comma or
/// blanks, the first of them that parts the second line into numbers, or at all; the first line may hold names. Texts
/// are in UTF-8, or in UTF-16 where they begin with its mark; gzip may have packed them.
public final class CsvLineReader implements Closeable {
    private static final int MOST_COLUMNS = 4096;
    private static final int LOOKED_AT = 1 << 18;
    private static final char BLANK = ' ';
    private static final char[] SEPARATORS = {'\t', ';', ',', BLANK};

    private final String where;
    private final Charset charset;
    private final char separator;
    private final CsvReader<Line> reader;
    private final Iterator<Line> lines;

    /// @param number of the line in the file, the first of them if it has several
    /// @param cells without quotes and without blanks around them, empty ones at the end left out
    /// @param width how many there are with empty ones at the end
    /// @param tooLong whether there are more of them than a table may have
    public record Line(long number, List<String> cells, int width, boolean tooLong) {}

    private CsvLineReader(String where, Charset charset, char separator, CsvReader<Line> reader) {
        this.where = where;
        this.charset = charset;
        this.separator = separator;
        this.reader = reader;
        lines = reader.iterator();
    }

    /// Opens a file.
    ///
    /// @throws IOException in one sentence, if it cannot be read
    static CsvLineReader open(Path file) throws IOException {
        try {
            return open(file.toString(), SampleFile.open(file));
        } catch (IOException e) {
            throw sentence(e, file.toString(), StandardCharsets.UTF_8);
        }
    }

    /// Opens a text that is read from somewhere.
    ///
    /// @param where it comes from, for the sentence of an error
    /// @param bytes of it, not packed; closed with the reader, or where it cannot be opened
    /// @throws IOException in one sentence, if it cannot be read
    public static CsvLineReader open(String where, InputStream bytes) throws IOException {
        try {
            return opened(where, new BufferedInputStream(bytes, 1 << 16), Rules.NUMBERS);
        } catch (IOException e) {
            throw sentence(e, where, StandardCharsets.UTF_8);
        }
    }

    /// Opens a table in which a line may begin with #, for instance one of texts.
    ///
    /// @param first whether the first line's cells are what they should be; tab, semicolon and comma are tried in
    ///     this order, and the comma stays where none fits
    /// @throws IOException in one sentence, if it cannot be read
    static CsvLineReader open(Path file, Predicate<List<String>> first) throws IOException {
        try {
            Rules rules = new Rules(CommentStrategy.NONE, start -> separator(start, first));
            return opened(file.toString(), new BufferedInputStream(SampleFile.open(file), 1 << 16), rules);
        } catch (IOException e) {
            throw sentence(e, file.toString(), StandardCharsets.UTF_8);
        }
    }

    /// Tells the separator from a text's first signs.
    @FunctionalInterface
    private interface Finder {
        char separator(String start) throws IOException;
    }

    /// @param comments whether lines that begin with # are passed over
    private record Rules(CommentStrategy comments, Finder finder) {
        static final Rules NUMBERS = new Rules(CommentStrategy.SKIP, CsvLineReader::separator);
    }

    private static CsvLineReader opened(String where, InputStream bytes, Rules rules) throws IOException {
        try {
            Charset charset = charset(bytes);
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()), 1 << 16);
            char separator = rules.finder.separator(start(text, where, charset));
            return new CsvLineReader(where, charset, separator, reader(separator, true, rules.comments, text));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /// What parts the cells of a line; a blank where several count as one.
    public char separator() {
        return separator;
    }

    /// The next line; nothing behind the last one.
    ///
    /// @throws IOException in one sentence with the place, if there is no text in the encoding, quotes are wrong or
    ///     the line has too many cells
    public Optional<Line> next() throws IOException {
        try {
            while (lines.hasNext()) {
                Line line = lines.next();
                if (line.tooLong) {
                    throw new IOException(where + ", line " + line.number + ": more than " + MOST_COLUMNS + " columns");
                }
                if (!line.cells.isEmpty()) {
                    return Optional.of(line);
                }
            }
            return Optional.empty();
        } catch (UncheckedIOException e) {
            throw sentence(Objects.requireNonNull(e.getCause()), where, charset);
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new IOException(where + ": " + reason.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    /// The encoding that the first bytes say, which are then passed over.
    private static Charset charset(InputStream in) throws IOException {
        in.mark(3);
        byte[] first = in.readNBytes(3);
        in.reset();
        int mark = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | first[1] & 0xff;
        if (mark == 0xfeff || mark == 0xfffe) {
            in.skipNBytes(2);
            return mark == 0xfeff ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        if (mark == 0xefbb && first.length == 3 && first[2] == (byte) 0xbf) {
            in.skipNBytes(3);
        }
        return StandardCharsets.UTF_8;
    }

    /// The first signs, which are read again afterwards.
    private static String start(BufferedReader text, String where, Charset charset) throws IOException {
        char[] start = new char[LOOKED_AT];
        int read = 0;
        text.mark(LOOKED_AT);
        try {
            for (int more = 0; more >= 0 && read < LOOKED_AT; more = text.read(start, read, LOOKED_AT - read)) {
                read += more;
            }
        } catch (IOException e) {
            throw sentence(e, where, charset);
        }
        text.reset();
        return new String(start, 0, read);
    }

    private static char separator(String start) throws IOException {
        char first = 0;
        for (char separator : SEPARATORS) {
            List<String> cells = secondLine(start, separator);
            if (cells.size() > 1) {
                if (cells.stream().allMatch(new NumberCells(separator != ',')::isNumber)) {
                    return separator;
                }
                first = first == 0 ? separator : first;
            }
        }
        return first == 0 ? ',' : first;
    }

    private static char separator(String start, Predicate<List<String>> first) throws IOException {
        for (char separator : SEPARATORS) {
            if (separator != BLANK && first.test(firstLine(start, separator))) {
                return separator;
            }
        }
        return ',';
    }

    private static List<String> firstLine(String start, char separator) throws IOException {
        try (CsvReader<Line> reader = reader(separator, false, CommentStrategy.NONE, new StringReader(start))) {
            return reader.stream()
                    .map(Line::cells)
                    .filter(cells -> !cells.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        } catch (CsvParseException _) {
            return List.of(); // behind a quote stands something else
        }
    }

    /// What stands in the cells of the second line, or of the only one.
    private static List<String> secondLine(String start, char separator) throws IOException {
        try (CsvReader<Line> reader = reader(separator, false, CommentStrategy.SKIP, new StringReader(start))) {
            return reader.stream()
                    .filter(line -> !line.cells.isEmpty())
                    .limit(2)
                    .reduce((_, second) -> second)
                    .map(line ->
                            line.cells.stream().filter(cell -> !cell.isEmpty()).toList())
                    .orElse(List.of());
        } catch (CsvParseException _) {
            return List.of(); // behind a quote stands something else
        }
    }

    /// @param whole whether a quote has to end
    private static CsvReader<Line> reader(char separator, boolean whole, CommentStrategy comments, Reader text) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(comments)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(separator != BLANK && separator != '\t')
                .allowUnclosedQuote(!whole)
                .build(new Cells(separator == BLANK), text);
    }

    private static IOException sentence(IOException e, String where, Charset charset) {
        if (e instanceof CharacterCodingException) {
            return new IOException(where + " is not a text in " + charset.name().replaceAll("[BL]E$", ""), e);
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return new IOException(where + " is cut off or damaged", e);
        }
        return e;
    }

    /// Gathers the cells of a line.
    private static final class Cells extends AbstractBaseCsvCallbackHandler<Line> {
        private final List<String> cells = new ArrayList<>();
        private final boolean gapsAreOne;
        private int width;
        private boolean tooLong;

        private Cells(boolean gapsAreOne) {
            this.gapsAreOne = gapsAreOne;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells.clear();
            width = 0;
            tooLong = false;
        }

        @Override
        protected void handleField(int fieldIdx, char[] buf, int offset, int len, boolean quoted) {
            String cell = new String(buf, offset, len).strip();
            if (cells.size() < MOST_COLUMNS) {
                if (!(gapsAreOne && cell.isEmpty())) {
                    cells.add(cell);
                    width++;
                }
            } else {
                tooLong |= !cell.isEmpty();
            }
        }

        @Override
        protected Line buildRecord() {
            while (!cells.isEmpty() && cells.getLast().isEmpty()) {
                cells.removeLast();
            }
            return new Line(getStartingLineNumber(), List.copyOf(cells), width, tooLong);
        }
    }
}
