package adjointlab.core.table;

import adjointlab.core.data.InputFile;
import adjointlab.core.data.Sha256;
import adjointlab.core.math.MadeOnce;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/// What was read of files, kept by what is in them: settings that name the same file, or a copy of it, share one
/// reading of it, and a file that has changed is read again. What was not asked for longest goes first when there is
/// too much. For any thread.
public final class DataStore {
    /// The program's own, of at most half a gigabyte.
    public static final DataStore SHARED = new DataStore(512L << 20);

    private static final int MOST_STAMPS = 1000;

    /// Of which all names and dates are kept.
    private static final int MOST_FOLDERS = 8;

    private final MadeOnce<Request, Kept> kept;
    private final MadeOnce<Stamp, String> hashes = MadeOnce.kept(MOST_STAMPS);
    private final MadeOnce<FolderStamp, String> folders = MadeOnce.kept(MOST_FOLDERS);
    private final AtomicLong readings = new AtomicLong();

    /// @param mostBytes that readings may take together; the latest is kept whatever it takes
    public DataStore(long mostBytes) {
        kept = MadeOnce.weighing(Kept::bytes, mostBytes);
    }

    /// A way to read files.
    ///
    /// @param kind of it, with whatever changes what is read
    /// @param type of what is read
    /// @param reader reads the first of several files, which knows the others
    /// @param size bytes that something read takes
    public record Reading<T>(String kind, Class<T> type, Reader<T> reader, ToLongFunction<T> size) {}

    /// Reads a file.
    @FunctionalInterface
    public interface Reader<T> {
        /// @throws IOException in one sentence, if it cannot be read
        T read(Path file) throws IOException;
    }

    /// @param kind of reading
    /// @param content SHA-256 of the files that are read
    private record Request(String kind, List<String> content) {}

    /// @param value what was read, which nobody changes
    /// @param bytes that it takes
    private record Kept(Object value, long bytes) {}

    /// A file as it was.
    private record Stamp(Path place, FileTime changed, long size) {}

    /// A folder of images as it was.
    private record FolderStamp(Path place, String seen) {}

    /// Vectors with what belongs to each, as [LabelledSamples#read] reads them. Of a folder it is noticed when
    /// images come, go or get another name, but not when one is overwritten.
    ///
    /// @param most samples that are read
    /// @return shared; not to be modified
    /// @throws IOException in one sentence, if the file cannot be read or is none of these
    public LabelledSamples samples(Path file, int most) throws IOException {
        return samples(file, most, TableOptions.USUAL);
    }

    /// The same, as a person chose.
    public LabelledSamples samples(Path file, int most, TableOptions options) throws IOException {
        Reading<LabelledSamples> reading = new Reading<>(
                "samples " + most + " " + options + TextTable.isNamedUcr(file),
                LabelledSamples.class,
                _ -> LabelledSamples.read(file, most, options),
                LabelledSamples::bytes);
        boolean images = Files.isDirectory(file) && !CifarFile.isFolder(file);
        return images ? folder(reading, file) : read(reading, LabelledSamples.files(file));
    }

    /// Texts as counts of words, as [LabelledTexts] reads and counts them.
    ///
    /// @param file of texts with their classes
    /// @param test file of those for the test, where they have one
    /// @param words how many are counted: those that most often come in the first file
    /// @param most texts that are read of each file
    /// @return shared; not to be modified
    /// @throws IOException in one sentence, if a file cannot be read or is no such table
    /// @throws IllegalArgumentException in one sentence, if the files do not go together
    public LabelledSamples texts(Path file, Optional<Path> test, int words, int most) throws IOException {
        Reader<LabelledSamples> reader = path -> {
            LabelledTexts texts = LabelledTexts.read(path, most);
            List<String> vocabulary = texts.frequent(words);
            LabelledSamples counts = texts.counts(vocabulary);
            return test.isEmpty()
                    ? counts
                    : counts.withTest(
                            LabelledTexts.read(test.get(), most).counts(vocabulary),
                            test.get().toString());
        };
        String kind = "texts " + most + " of " + words + " words";
        List<Path> files = test.map(other -> List.of(file, other)).orElse(List.of(file));
        return read(new Reading<>(kind, LabelledSamples.class, reader, LabelledSamples::bytes), files);
    }

    private LabelledSamples folder(Reading<LabelledSamples> reading, Path folder) throws IOException {
        Path place = folder.toAbsolutePath().normalize();
        String hash = folders.of(new FolderStamp(place, ImageFolder.stamp(folder)), () -> {
            MessageDigest digest = Sha256.digest();
            for (Path image : ImageFolder.files(folder)) {
                digest.update(folder.relativize(image).toString().getBytes(StandardCharsets.UTF_8));
                update(digest, image);
            }
            return HexFormat.of().formatHex(digest.digest());
        });
        return known(reading, List.of("folder " + hash), folder);
    }

    /// Vectors without targets, as [VectorFile#read] reads them.
    ///
    /// @param most rows that are taken
    /// @return shared; not to be modified
    /// @throws IOException in one sentence, if the file cannot be read or has none
    public Csv vectors(Path file, int most, TableOptions options) throws IOException {
        Reading<Csv> reading = new Reading<>(
                "vectors " + most + " " + options,
                Csv.class,
                path -> VectorFile.read(path, most, options),
                read -> bytes(read.rows()));
        return read(reading, List.of(file));
    }

    /// How often a file was really read.
    public long readings() {
        return readings.get();
    }

    /// Bytes that are kept.
    public long bytes() {
        return kept.weight();
    }

    /// Bytes of a matrix of doubles.
    public static long bytes(double[][] rows) {
        return rows.length == 0 ? 0 : 8L * rows.length * rows[0].length;
    }

    /// What is read of files, now or before.
    ///
    /// @param files all that are looked into, the first one as the reader wants it
    /// @return shared; not to be modified
    /// @throws IOException in one sentence, if they cannot be read
    /// @throws java.util.concurrent.CancellationException if the work that asks is not wanted any more
    public <T> T read(Reading<T> reading, List<Path> files) throws IOException {
        List<String> content = new ArrayList<>();
        for (Path file : files) {
            Optional<String> hash = hash(file);
            if (hash.isEmpty()) {
                // whoever reads it says better what is wrong with it
                return reading.reader.read(files.getFirst());
            }
            content.add(hash.get());
        }
        return known(reading, content, files.getFirst());
    }

    /// @param content of what is read
    private <T> T known(Reading<T> reading, List<String> content, Path file) throws IOException {
        Kept known = kept.of(new Request(reading.kind, content), () -> {
            readings.incrementAndGet();
            T value = reading.reader.read(file);
            return new Kept(value, reading.size.applyAsLong(value));
        });
        return reading.type.cast(known.value);
    }

    /// SHA-256 of what is in a file, in hexadecimal digits; nothing where it is none. It is computed anew only where
    /// the file has another date or size.
    ///
    /// @throws IOException if it cannot be read
    public Optional<String> contentHash(Path file) throws IOException {
        return hash(file);
    }

    /// What is in a file; nothing where it is none.
    private Optional<String> hash(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Path place = file.toAbsolutePath().normalize();
        Stamp stamp = new Stamp(place, Files.getLastModifiedTime(place), Files.size(place));
        return Optional.of(hashes.of(stamp, () -> sha256(place)));
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        update(digest, file);
        return HexFormat.of().formatHex(digest.digest());
    }

    /// As long as somebody wants it.
    private static void update(MessageDigest digest, Path file) throws IOException {
        try (InputStream in = new DigestInputStream(InputFile.open(file, Long.MAX_VALUE), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
