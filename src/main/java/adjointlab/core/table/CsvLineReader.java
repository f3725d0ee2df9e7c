package adjointlab.core.table;

import adjointlab.core.data.InputFile;
import adjointlab.core.table.TableOptions.Letters;
import adjointlab.core.table.TableOptions.Separator;
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
/// lines; lines that begin with # and empty ones are passed over. Separator, quote, comments and encoding are found out
/// as [Dialect] and [Encoding] say; gzip may have packed the text. The rows of a Parquet table are lines, too
/// ([ParquetRows]).
public final class CsvLineReader implements Closeable {
    private static final int MOST_COLUMNS = 4096;
    private static final int LOOKED_AT = 1 << 18;
    private static final int MOST_LINES = 200;
    private static final char BLANK = ' ';
    private static final char[] SEPARATORS = {'\t', ';', ','};

    private final String where;
    private final Charset charset;
    private final Dialect dialect;
    private final Closeable source;
    private final Iterator<Line> lines;
    private final boolean typed;

    /// @param number of the line in the file, the first of them if it has several
    /// @param cells without quotes and without blanks around them, empty ones at the end left out
    /// @param width how many there are with empty ones at the end
    /// @param tooLong whether there are more of them than a table may have
    /// @param failed whether it was passed over like a comment, but begins with a spreadsheet's failed formula
    /// @param typed whether it is a row of no text, see [#isTyped]
    public record Line(long number, List<String> cells, int width, boolean tooLong, boolean failed, boolean typed) {
        /// What people call it: a line of a text, counted with that of the names, or a row below them.
        public String place() {
            return place(number, typed);
        }

        /// The same of a line that is not kept.
        static String place(long number, boolean typed) {
            return !typed ? "line " + number : number == 1 ? "its names" : "row " + (number - 1);
        }
    }

    private CsvLineReader(String where, Charset charset, Dialect dialect, CsvReader<Line> reader) {
        this.where = where;
        this.charset = charset;
        this.dialect = dialect;
        source = reader;
        lines = reader.iterator();
        typed = false;
    }

    private CsvLineReader(String where, ParquetRows rows) {
        this.where = where;
        charset = StandardCharsets.UTF_8;
        dialect = Dialect.plain(',');
        source = rows;
        lines = rows;
        typed = true;
    }

    /// Opens a file.
    ///
    /// @param asked the separator and the encoding that a person chose
    /// @throws IOException in one sentence, if it cannot be read
    static CsvLineReader open(Path file, TableOptions.Text asked) throws IOException {
        try {
            InputStream bytes = new BufferedInputStream(SampleFile.open(file), 1 << 16);
            return opened(
                    file.toString(),
                    bytes,
                    asked.letters(),
                    start -> Dialect.of(start, asked.separator(), CsvLineReader::firstLines));
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
            return opened(
                    where,
                    new BufferedInputStream(bytes, 1 << 16),
                    Letters.FOUND,
                    start -> Dialect.of(start, Separator.FOUND, CsvLineReader::firstLines));
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
            return opened(
                    file.toString(),
                    new BufferedInputStream(SampleFile.open(file), 1 << 16),
                    Letters.FOUND,
                    start -> Dialect.plain(separator(start, first)));
        } catch (IOException e) {
            throw sentence(e, file.toString(), StandardCharsets.UTF_8);
        }
    }

    /// Tells the dialect from a text's first signs.
    @FunctionalInterface
    private interface Finder {
        Dialect dialect(String start) throws IOException;
    }

    private static CsvLineReader opened(String where, InputStream bytes, Letters letters, Finder finder)
            throws IOException {
        try {
            bytes.mark(ParquetRows.LOOKED_AT);
            boolean parquet = ParquetRows.is(bytes.readNBytes(ParquetRows.LOOKED_AT));
            bytes.reset();
            if (parquet) {
                try (InputStream all = InputFile.limited(bytes, where, SampleFile.MOST_BYTES)) {
                    return new CsvLineReader(where, ParquetRows.open(where, all.readAllBytes()));
                }
            }
            Charset charset = Encoding.of(bytes, where, letters);
            BufferedReader text = new BufferedReader(new InputStreamReader(bytes, charset.newDecoder()), 1 << 16);
            Dialect dialect = finder.dialect(start(text, where, charset));
            return new CsvLineReader(where, charset, dialect, reader(dialect, true, text));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /// What parts the cells of a line; a blank where several count as one.
    public char separator() {
        return dialect.separator();
    }

    /// Whether it is no text, but a table whose first line has names and whose numbers have a decimal point for sure.
    public boolean isTyped() {
        return typed;
    }

    /// How the text is parted.
    Dialect dialect() {
        return dialect;
    }

    /// The encoding of the text.
    Charset charset() {
        return charset;
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
                if (line.failed) {
                    throw new IOException(where + ", line " + line.number
                            + " begins with a formula that failed in a spreadsheet; put the column behind another one");
                }
                // a row of a typed table is one even where nothing is in it
                if (typed || !line.cells.isEmpty() && !Dialect.isSaying(line)) {
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
        source.close();
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

    private static char separator(String start, Predicate<List<String>> first) throws IOException {
        for (char separator : SEPARATORS) {
            if (first.test(firstLine(start, separator))) {
                return separator;
            }
        }
        return ',';
    }

    private static List<String> firstLine(String start, char separator) {
        return firstLines(start, Dialect.plain(separator)).stream()
                .map(Line::cells)
                .findFirst()
                .orElse(List.of());
    }

    /// The lines of a text that may be cut off, without empty ones.
    private static List<Line> firstLines(String start, Dialect dialect) {
        try (CsvReader<Line> reader = reader(dialect, false, new StringReader(start))) {
            List<Line> lines = new ArrayList<>(reader.stream()
                    .filter(line -> !line.cells.isEmpty() && !Dialect.isSaying(line))
                    .limit(MOST_LINES)
                    .toList());
            if (start.length() == LOOKED_AT && lines.size() > 1 && lines.size() < MOST_LINES) {
                lines.removeLast();
            }
            return lines;
        } catch (CsvParseException | IOException _) {
            return List.of(); // behind a quote stands something else
        }
    }

    /// @param whole whether a quote has to end
    private static CsvReader<Line> reader(Dialect dialect, boolean whole, Reader text) {
        char separator = dialect.separator();
        var builder = CsvReader.builder()
                .fieldSeparator(separator)
                .quoteCharacter(dialect.quote())
                .commentStrategy(dialect.comment() == 0 ? CommentStrategy.NONE : CommentStrategy.READ)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .trimWhitespacesAroundQuotes(separator != BLANK && separator != '\t')
                .allowUnclosedQuote(!whole);
        if (dialect.comment() != 0) {
            builder.commentCharacter(dialect.comment());
        }
        return builder.build(new Cells(separator == BLANK), text);
    }

    private static IOException sentence(IOException e, String where, Charset charset) {
        if (e instanceof CharacterCodingException) {
            return new IOException(where + " is not a text in " + Encoding.words(charset), e);
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
        private boolean failed;

        private Cells(boolean gapsAreOne) {
            this.gapsAreOne = gapsAreOne;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells.clear();
            width = 0;
            tooLong = false;
            failed = false;
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
        protected void handleComment(char[] buf, int offset, int len) {
            failed = Dialect.isSpreadsheets("#" + new String(buf, offset, len));
        }

        @Override
        protected Line buildRecord() {
            while (!cells.isEmpty() && cells.getLast().isEmpty()) {
                cells.removeLast();
            }
            return new Line(getStartingLineNumber(), List.copyOf(cells), width, tooLong, failed, false);
        }
    }
}
