package adjointlab.core.table;

import adjointlab.core.data.Npy;
import adjointlab.core.data.Refusal;
import java.io.IOException;
import java.nio.file.Path;

/// Vectors without targets in a file that a person opens: a table in a text, an array of NumPy or one of an archive.
public final class VectorFile {
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
        if (name.endsWith(".mat")) {
            return MatSamples.vectors(file, most, options);
        }
        FileKind.check(file);
        return Csv.read(file, most, options);
    }

    /// Whether a file's name is one of a table in a text, as far as it tells: of no array and no picture.
    public static boolean isText(Path file) {
        String name = SampleFile.plainName(file);
        return name.matches(".*\\.(csv|tsv|tab|txt|dat|data)") || name.indexOf('.') < 0 && !name.contains("idx");
    }

    /// Whether a file's name is one of arrays.
    public static boolean isArray(Path file) {
        return SampleFile.plainName(file).matches(".*\\.(npy|npz|mat)");
    }
}
