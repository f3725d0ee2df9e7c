package adjointlab.core.table.series;

import adjointlab.core.data.InputFile;
import adjointlab.core.data.Npy;
import adjointlab.core.table.NumberCells;
import adjointlab.core.table.SampleFile;
import adjointlab.core.table.series.Understood.Form;
import adjointlab.core.table.series.Understood.Times;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Recordings, each a table or an array in a file of its own: in a folder, or in a zip archive, which is never unpacked
/// to the disk, or in several archives in a folder. They come in the order of their names, numbers in them as numbers.
final class Recordings {
    private static final int MOST_FILES = 20_000;

    private final String where;
    private final SeriesFile.Options options;
    private final List<String> missed = new ArrayList<>();
    private final Gatherer gatherer;
    private @Nullable Times timing;
    private long left = SampleFile.MOST_BYTES;
    private int files;

    private Recordings(String where, SeriesFile.Options options) {
        this.where = where;
        this.options = options;
        gatherer = new Gatherer(where);
    }

    /// All files of a folder that are looked into, in order.
    ///
    /// @throws IOException in one sentence, if there are too many
    static List<Path> files(Path folder) throws IOException {
        return entries(folder).stream()
                .filter(each -> Files.isRegularFile(each) && isRecording(SampleFile.plainName(each), true))
                .toList();
    }

    private static List<Path> entries(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path each : entries) {
                if (found.size() == MOST_FILES) {
                    throw new IOException(folder + " has more than " + MOST_FILES + " files; take fewer");
                }
                if (!String.valueOf(each.getFileName()).startsWith(".")) {
                    found.add(each);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw new IOException(folder + " cannot be read", e);
        }
        found.sort(Comparator.comparing(each -> String.valueOf(each.getFileName()), new ByNumbersInside()));
        return found;
    }

    private static boolean isRecording(String name, boolean archives) {
        return name.endsWith(".csv")
                || name.endsWith(".tsv")
                || name.endsWith(".parquet")
                || name.endsWith(".pq")
                || name.endsWith(".npy")
                || archives && name.endsWith(".zip");
    }

    static SeriesSet folder(Path folder, SeriesFile.Options options) throws IOException {
        Recordings all = new Recordings(folder.toString(), options);
        all.checkOptions();
        for (Path each : entries(folder)) {
            String name = SampleFile.plainName(each);
            if (!Files.isRegularFile(each) || !isRecording(name, true)) {
                all.missed.add(NumberCells.brief(String.valueOf(each.getFileName())));
                continue;
            }
            SampleFile.check(each);
            if (name.endsWith(".zip")) {
                all.addArchive(each);
            } else {
                try (InputStream in = SampleFile.open(each)) {
                    all.add(each.toString(), String.valueOf(each.getFileName()), in);
                } catch (EOFException | ZipException e) {
                    throw new IOException(each + " is cut off or damaged", e);
                }
            }
        }
        return all.finish();
    }

    static SeriesSet archive(Path file, SeriesFile.Options options) throws IOException {
        Recordings all = new Recordings(file.toString(), options);
        all.checkOptions();
        all.addArchive(file);
        return all.finish();
    }

    private void checkOptions() throws IOException {
        String series = options.series().strip();
        if (!series.isEmpty() && !series.equals("-")) {
            throw new IOException(where + " has a file for each series; leave the column of the series blank");
        }
    }

    private void addArchive(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_FILES) {
                throw new IOException(file + " has more than " + MOST_FILES + " entries; take fewer");
            }
            List<ZipEntry> entries =
                    new ArrayList<>(zip.stream().map(ZipEntry.class::cast).toList());
            entries.sort(Comparator.comparing(ZipEntry::getName, new ByNumbersInside()));
            for (ZipEntry entry : entries) {
                String name = entry.getName();
                String last = name.substring(name.lastIndexOf('/') + 1);
                if (entry.isDirectory() || last.startsWith(".") || name.startsWith("__MACOSX/")) {
                    continue;
                }
                if (!isRecording(last.toLowerCase(Locale.ROOT), false)) {
                    missed.add(NumberCells.brief(name));
                    continue;
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    if (in == null) {
                        throw new ZipException();
                    }
                    String place = file + ": " + NumberCells.brief(name);
                    add(place, last, InputFile.limited(in, place, Long.MAX_VALUE));
                }
            }
        } catch (EOFException | ZipException e) {
            throw new IOException(file + " is cut off or damaged, or no zip archive", e);
        }
    }

    private void add(String place, String name, InputStream in) throws IOException {
        if (++files > MOST_FILES) {
            throw new IOException(where + " has more than " + MOST_FILES + " recordings; take fewer");
        }
        byte[] bytes = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        left -= bytes.length;
        if (left < 0) {
            throw new IOException(
                    place + " is too large; all recordings may have " + (SampleFile.MOST_BYTES >> 20) + " MiB");
        }
        Times own = name.toLowerCase(Locale.ROOT).endsWith(".npy")
                ? ArchiveSeries.recording(
                        place, name, Npy.decode(bytes, place, Gatherer.MOST_NUMBERS), options, gatherer)
                : TableSeries.read(place, new ByteArrayInputStream(bytes), options, name, gatherer)
                        .timing();
        if (timing != null && !own.equals(timing)) {
            throw new IOException(place + " has " + words(own) + ", but the recordings before " + words(timing)
                    + "; bring all to one form");
        }
        timing = own;
    }

    private static String words(Times times) {
        return times.even() ? "no times" : (times.dates() ? "dates in " : "numbers in ") + times.source();
    }

    private SeriesSet finish() throws IOException {
        if (timing == null) {
            throw new IOException(where + " has no recordings; expected files of .csv, .tsv, .parquet or .npy"
                    + (missed.isEmpty() ? "" : ", not " + NumberCells.brief(NumberCells.listed(missed))));
        }
        if (!missed.isEmpty()) {
            gatherer.remark(NumberCells.listed(missed) + " left out");
        }
        return gatherer.finish(Form.RECORDINGS, timing);
    }
}
