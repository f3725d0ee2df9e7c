package adjointlab.core.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Named arrays in NumPy's NPZ format: a ZIP archive with one NPY file an array.
///
/// Equal arrays in equal order give equal bytes: entries are stored, not compressed (zlib's output differs between
/// versions), and carry a fixed date.
public final class Npz {
    /// What [#read(Path)] accepts, in bytes over all arrays: 1 GiB.
    public static final long DEFAULT_LIMIT = 1L << 30;

    private static final String SUFFIX = ".npy";
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /// Replaces `file` by an archive of these arrays in the map's order; all of it or nothing.
    public static void write(Path file, Map<String, NdArray> arrays) throws IOException {
        AtomicFile.write(file, out -> write(out, arrays));
    }

    /// Writes an archive of these arrays in the map's order and leaves the stream open.
    public static void write(OutputStream out, Map<String, NdArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (var named : arrays.entrySet()) {
            byte[] bytes = Npy.encode(named.getValue());
            CRC32 crc = new CRC32();
            crc.update(bytes);
            ZipEntry entry = new ZipEntry(named.getKey() + SUFFIX);
            entry.setTimeLocal(NO_DATE);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCompressedSize(bytes.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(bytes);
            zip.closeEntry();
        }
        zip.finish();
    }

    /// Reads all arrays of an archive of at most [#DEFAULT_LIMIT] bytes, in the archive's order.
    ///
    /// @throws IOException in one sentence, if it cannot be read, is not such an archive or too large
    public static SequencedMap<String, NdArray> read(Path file) throws IOException {
        return read(file, DEFAULT_LIMIT);
    }

    /// Reads all arrays of an archive, in the archive's order.
    ///
    /// @param file the archive
    /// @param limit bytes that all arrays together may take, whatever the archive claims
    /// @throws IOException in one sentence, if it cannot be read, is not such an archive or larger than the limit
    public static SequencedMap<String, NdArray> read(Path file, long limit) throws IOException {
        return read(file, limit, Integer.MAX_VALUE);
    }

    /// The same.
    ///
    /// @param most numbers that an array may have
    public static SequencedMap<String, NdArray> read(Path file, long limit, int most) throws IOException {
        return read(file, limit, most, _ -> true);
    }

    /// Names of the arrays of an archive, in its order.
    ///
    /// @throws IOException in one sentence, if it cannot be read or is not such an archive
    public static List<String> names(Path file) throws IOException {
        return Refusal.of(file, () -> {
            InputFile.checkRegular(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return zip.stream().map(entry -> stripSuffix(entry.getName())).toList();
            } catch (ZipException | EOFException broken) {
                throw new IOException(file + " is not a readable NPZ archive", broken);
            }
        });
    }

    /// The same, of some arrays; what the others hold does not matter.
    ///
    /// @param wanted says by its name whether an array is read
    public static SequencedMap<String, NdArray> read(Path file, long limit, int most, Predicate<String> wanted)
            throws IOException {
        return Refusal.of(file, () -> unpacked(file, limit, most, wanted));
    }

    private static SequencedMap<String, NdArray> unpacked(Path file, long limit, int most, Predicate<String> wanted)
            throws IOException {
        InputFile.checkRegular(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            SequencedMap<String, NdArray> arrays = new LinkedHashMap<>();
            long left = limit;
            for (ZipEntry entry : zip.stream().toList()) {
                if (!wanted.test(stripSuffix(entry.getName()))) {
                    continue;
                }
                String where = file + ": " + entry.getName();
                byte[] bytes = content(zip, entry, left, where, limit);
                left -= bytes.length;
                arrays.put(stripSuffix(entry.getName()), Npy.decode(bytes, where, most));
            }
            return arrays;
        } catch (ZipException | EOFException broken) {
            throw new IOException(file + " is not a readable NPZ archive", broken);
        }
    }

    /// The unpacked bytes of one entry. The size that the archive claims is not trusted: reading stops past what is
    /// left.
    private static byte[] content(ZipFile zip, ZipEntry entry, long left, String where, long limit) throws IOException {
        int most = (int) Math.min(left + 1, Integer.MAX_VALUE - 8);
        InputStream there = zip.getInputStream(entry);
        if (there == null) {
            throw new ZipException(where + " is not there");
        }
        try (InputStream in = InputFile.limited(there, where, Long.MAX_VALUE)) {
            byte[] bytes = entry.getSize() > left ? null : in.readNBytes(most);
            if (bytes == null || bytes.length > left) {
                throw new IOException(where + " is too large; all arrays together may take " + limit + " bytes");
            }
            return bytes;
        }
    }

    private static String stripSuffix(String name) {
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
