package adjointlab.core.table;

import adjointlab.core.data.Npy;
import adjointlab.core.data.Refusal;
import adjointlab.core.table.TableOptions.Missing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Vectors without targets in a file that a person opens: a table, an array of NumPy or one of an archive.
public final class VectorFile {
    private static final String ARRAYS = ".*\\.(npy|npz|mat|h5|hdf5|hdf)";

    private VectorFile() {}

    /// Reads a file.
    ///
    /// @param most rows that are taken; of more they are drawn
    /// @param options whose target is not looked at
    /// @throws IOException in one sentence, if it cannot be read or is none of these
    public static Csv read(Path file, int most, TableOptions options) throws IOException {
        return Refusal.of(file, () -> byEnding(file, most, options));
    }

    private static Csv byEnding(Path file, int most, TableOptions options) throws IOException {
        SampleFile.check(file);
        String name = SampleFile.plainName(file);
        if (name.endsWith(".npz")) {
            return SampleArchive.vectors(file, most, options);
        }
        if (name.endsWith(".npy")) {
            return new ArraySamples(file.toString(), "NumPy array", most, options)
                    .vectors(Npy.readFields(file, SampleFile.MOST_BYTES, SampleFile.MOST_NUMBERS));
        }
        if (name.matches(MatSamples.NAMES)) {
            return MatSamples.vectors(file, most, options);
        }
        FileKind.check(file);
        return Csv.read(file, most, options);
    }

    /// A column before any is chosen.
    ///
    /// @param name above it, or its place
    /// @param against why it is no input; "" where it could be one
    public record Column(String name, String against) {}

    /// The columns of a file, of which some may be no numbers.
    ///
    /// @throws IOException in one sentence, if it cannot be read or is no table
    public static List<Column> columns(Path file) throws IOException {
        return Refusal.of(file, () -> {
            String name = SampleFile.plainName(file);
            if (name.matches(ARRAYS)) {
                return byEnding(file, Integer.MAX_VALUE, TableOptions.USUAL.withMissing(Missing.FILL))
                        .facts()
                        .columns()
                        .stream()
                        .map(column -> new Column(column.name(), column.why()))
                        .toList();
            }
            SampleFile.check(file);
            FileKind.check(file);
            List<TableColumn> columns = TableSurvey.of(file, TableOptions.USUAL).columns();
            return IntStream.range(0, columns.size())
                    .mapToObj(c ->
                            new Column(columns.get(c).shown(c), columns.get(c).againstInput()))
                    .toList();
        });
    }

    /// Whether a file's name is one of a table of Parquet, which says itself how it is written.
    public static boolean isTyped(Path file) {
        return SampleFile.plainName(file).matches(".*\\.(parquet|pq)");
    }

    /// Whether a file's name is one of a table in a text, as far as it tells: of no array and no picture.
    public static boolean isText(Path file) {
        String name = SampleFile.plainName(file);
        return name.matches(".*\\.(csv|tsv|tab|txt|dat|data)") || name.indexOf('.') < 0 && !name.contains("idx");
    }

    /// Whether a file's name is one of arrays.
    public static boolean isArray(Path file) {
        return SampleFile.plainName(file).matches(ARRAYS);
    }
}
