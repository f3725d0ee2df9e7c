package adjointlab.core.table.series;

import adjointlab.core.data.Refusal;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.SampleFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A file of series that a person opens: `.ts` of the UEA archive, a table in long form or of one recording, a NumPy
/// archive of arrays x, t, mask and y, a NumPy array, or a folder or zip archive of tables and arrays, one a recording.
/// Text may be packed by gzip. The form is found out from the name, and where that says nothing from the first bytes.
public final class SeriesFile {
    private static final String NAMES = ".*\\.(ts|csv|tsv|parquet|pq|npz|npy|zip)";

    private SeriesFile() {}

    /// How a file is to be read. A column is named, or numbered from 1.
    ///
    /// @param columns the channels, between commas; blank for all that are nothing else
    /// @param time the column of times; blank where it is found by its name, "-" for none
    /// @param series the column that names the series; likewise
    /// @param label the column of the class; likewise
    /// @param timing of the observations
    public record Options(String columns, String time, String series, String label, Timing timing) {
        /// Columns are found by their names; observations without times are 1 apart.
        public static final Options USUAL = new Options("", "", "", "", 1);

        /// Each time of a series stands once.
        ///
        /// @param spacing between observations of a file without times, more than 0
        public Options(String columns, String time, String series, String label, double spacing) {
            this(columns, time, series, label, new Timing(spacing, false));
        }

        /// Between observations of a file without times.
        double spacing() {
            return timing.spacing;
        }

        /// For a file that says itself what is what.
        ///
        /// @throws IOException in one sentence, if a person has named columns all the same
        void checkNone(String where) throws IOException {
            for (String each : List.of(time, series, label)) {
                if (!each.isBlank() && !each.strip().equals("-")) {
                    throw new IOException(where + " has no column '" + each.strip()
                            + "': this form says itself where times and classes are; leave these columns blank");
                }
            }
        }
    }

    /// How observations lie in time.
    ///
    /// @param spacing between observations of a file without times, more than 0
    /// @param repeats whether a series may have several rows of one time, of which the mean is taken; else they are
    /// an error
    public record Timing(double spacing, boolean repeats) {
        public Timing {
            if (!(spacing > 0 && Double.isFinite(spacing))) {
                throw new IllegalArgumentException("observations are apart");
            }
        }
    }

    /// Reads a file or a folder.
    ///
    /// @throws IOException in one sentence that names the place, if it cannot be read or is none of these
    public static SeriesSet read(Path file, Options options) throws IOException {
        return Refusal.of(file, () -> byEnding(file, options));
    }

    private static SeriesSet byEnding(Path file, Options options) throws IOException {
        if (Files.isDirectory(file)) {
            return Recordings.folder(file, options);
        }
        SampleFile.check(file);
        return switch (ending(file)) {
            case "ts" -> TsFile.read(file, options);
            case "npz" -> ArchiveSeries.read(file, options);
            case "npy" -> ArchiveSeries.array(file, options);
            case "zip" -> Recordings.archive(file, options);
            case "arff" ->
                throw new IOException(
                        file + " is in Weka's form, which is not read; the archive has the same series as .ts");
            default -> TableSeries.read(file, options);
        };
    }

    /// The same, kept by what is in the file.
    ///
    /// @param store where it is kept
    /// @return shared; not to be modified
    /// @throws IOException in one sentence that names the place, if it cannot be read or is none of these
    public static SeriesSet read(DataStore store, Path file, Options options) throws IOException {
        List<Path> files = Files.isDirectory(file) ? Recordings.files(file) : List.of(file);
        List<String> names =
                files.stream().map(each -> String.valueOf(each.getFileName())).toList();
        String kind = "series " + options + (Files.isDirectory(file) ? names : ending(file));
        DataStore.Reading<SeriesSet> reading =
                new DataStore.Reading<>(kind, SeriesSet.class, _ -> read(file, options), SeriesSet::bytes);
        return files.isEmpty() ? read(file, options) : store.read(reading, files);
    }

    /// Whether a file's name is one that has series, or it is a folder.
    public static boolean knows(Path file) {
        return SampleFile.plainName(file).matches(NAMES) || Files.isDirectory(file);
    }

    /// What the form is called; "csv" where a text is no other.
    private static String ending(Path file) throws IOException {
        String name = SampleFile.plainName(file);
        if (name.matches(NAMES) || name.endsWith(".arff")) {
            return name.substring(name.lastIndexOf('.') + 1);
        }
        if (!Files.isRegularFile(file)) {
            return "csv";
        }
        try (InputStream in = SampleFile.open(file)) {
            byte[] first = in.readNBytes(4);
            if (first.length == 4 && first[0] == 'P' && first[1] == 'K') {
                return "zip";
            }
            if (Arrays.equals(first, new byte[] {(byte) 0x93, 'N', 'U', 'M'})) {
                return "npy";
            }
            return first.length > 0 && first[0] == '@' ? "ts" : "csv";
        }
    }
}
