package adjointlab.core.table;

import adjointlab.core.math.Stop;
import adjointlab.core.table.CsvLineReader.Line;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.LogicalType;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.metadata.RepetitionType;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.SchemaNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The rows of a table of Parquet as the lines that the same table has as a text: its names first, numbers with all
/// their digits, empty cells where nothing is. What is an index to pandas stands first, as pandas writes it, and has no
/// name where it had none. What is no single value, such as a list, is a word. Hardwood reads it.
final class ParquetRows implements Iterator<Line>, Closeable {
    /// Bytes that tell such a file.
    static final int LOOKED_AT = 4;

    private static final String MAGIC = "PAR1";

    private static final int MOST_COLUMNS = 4096;
    private static final Pattern INDICES = Pattern.compile("\"index_columns\":\\s*\\[((?:\\s*\"[^\"]*\",?)*)\\s*\\]");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern NAMELESS = Pattern.compile("__index_level_\\d+__");

    /// Kept, since levels are forgotten with their logger: which way of unpacking is taken is nobody's news.
    private static final Logger OF_LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        OF_LIBRARY.setLevel(Level.WARNING);
    }

    private final String where;
    private final ParquetFileReader reader;
    private final RowReader rows;
    private final List<SchemaNode> columns;
    private final int[] order;
    private final long count;
    private long next = 1;

    private ParquetRows(String where, ParquetFileReader reader) throws IOException {
        this.where = where;
        this.reader = reader;
        columns = reader.getFileSchema().getRootNode().children();
        if (columns.size() > MOST_COLUMNS) {
            throw new IOException(where + " has more than " + MOST_COLUMNS + " columns");
        }
        if (columns.isEmpty()) {
            throw new IOException(where + " has no columns");
        }
        count = reader.getFileMetaData().numRows();
        order = order();
        rows = reader.rowReader();
    }

    /// @param start the first [#LOOKED_AT] bytes of a file
    static boolean is(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1).equals(MAGIC);
    }

    /// Opens a table.
    ///
    /// @param where it comes from, for the sentence of an error
    /// @param bytes of the whole file; not copied
    /// @throws IOException in one sentence, if it is damaged or too large
    static ParquetRows open(String where, byte[] bytes) throws IOException {
        try {
            ParquetPages.checkEnd(bytes);
            ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(bytes)));
            try {
                ParquetPages.check(where, bytes, reader.getFileMetaData());
                return new ParquetRows(where, reader);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                reader.close();
                throw e;
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw damaged(where, e); // the library throws what it comes across
        } catch (IOException e) {
            throw String.valueOf(e.getMessage()).startsWith(where) ? e : damaged(where, e);
        }
    }

    /// The columns as they are shown: indices of pandas first.
    private int[] order() {
        List<String> indices = new ArrayList<>();
        Matcher listed =
                INDICES.matcher(reader.getFileMetaData().keyValueMetadata().getOrDefault("pandas", ""));
        if (listed.find()) {
            QUOTED.matcher(listed.group(1)).results().forEach(each -> indices.add(each.group(1)));
        }
        return IntStream.range(0, columns.size())
                .boxed()
                .sorted(Comparator.comparingInt(c -> {
                    int index = indices.indexOf(columns.get(c).name());
                    return index < 0 ? indices.size() : index;
                }))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    @Override
    public boolean hasNext() {
        try {
            return next == 1 || next <= count + 1 && rows.hasNext();
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new UncheckedIOException(damaged(where, e));
        }
    }

    @Override
    public Line next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<String> cells = new ArrayList<>(order.length);
        try {
            if (next > 1) {
                Stop.heedOfThisWork();
                rows.next();
            }
            for (int column : order) {
                cells.add(next == 1 ? name(column) : cell(column));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            throw new UncheckedIOException(damaged(where, e));
        }
        while (!cells.isEmpty() && cells.getLast().isEmpty()) {
            cells.removeLast();
        }
        return new Line(next++, cells, order.length, false, false, true);
    }

    private String name(int column) {
        String name = columns.get(column).name();
        return NAMELESS.matcher(name).matches() ? "" : name.strip();
    }

    private String cell(int column) {
        if (rows.isNull(column)) {
            return "";
        }
        if (!(columns.get(column) instanceof SchemaNode.PrimitiveNode kind)
                || kind.repetitionType() == RepetitionType.REPEATED) {
            return "(several values)";
        }
        if (kind.logicalType() instanceof LogicalType.IntType whole && !whole.isSigned()) {
            return kind.type() == PhysicalType.INT64
                    ? Long.toUnsignedString(rows.getLong(column))
                    : Integer.toUnsignedString(rows.getInt(column));
        }
        return switch (rows.getValue(column)) {
            case Float number -> number(number);
            case Double number -> number(number);
            case BigDecimal number -> number.toPlainString();
            case Instant moment ->
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC));
            case LocalDateTime moment -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
            case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            case byte[] bytes -> words(bytes);
            case Object other -> String.valueOf(other).strip();
        };
    }

    /// Older programs do not say that bytes are letters.
    private static String words(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException _) {
            return "(bytes)";
        }
    }

    /// With all its digits.
    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    @Override
    public void close() throws IOException {
        try (reader) {
            rows.close();
        }
    }

    /// @throws CancellationException if nobody wants the rows any more
    static IOException damaged(String where, Throwable cause) {
        if (cause instanceof CancellationException stopped) {
            throw stopped;
        }
        return new IOException(where + " is cut off or damaged, or no table of Parquet that is read", cause);
    }
}
