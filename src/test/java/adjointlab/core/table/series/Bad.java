package adjointlab.core.table.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A file with something wrong in it, and what its refusal says.
///
/// @param what is wrong
/// @param writer writes it
/// @param options it is read with
/// @param parts of the sentence
record Bad(String what, Writer writer, SeriesFile.Options options, String... parts) {
    /// Writes what is read.
    @FunctionalInterface
    interface Writer {
        /// @return the file or folder
        Path write(Path folder) throws IOException;
    }

    Bad(String what, Writer writer, String... parts) {
        this(what, writer, SeriesFile.Options.USUAL, parts);
    }

    @Override
    public String toString() {
        return what;
    }

    /// Is refused in one sentence, which has all parts and names the file.
    void isRefused(Path folder) throws IOException {
        Path file = writer.write(folder);
        assertThatThrownBy(() -> SeriesFile.read(file, options))
                .isInstanceOf(IOException.class)
                .message()
                .contains(parts)
                .contains(String.valueOf(file.getFileName()))
                .doesNotContain("\n")
                .doesNotEndWith(".")
                .hasSizeLessThan(400 + 2 * file.toString().length());
    }

    static SeriesFile.Options columns(String channels) {
        return new SeriesFile.Options(channels, "", "", "", 1);
    }

    static SeriesFile.Options roles(String time, String series, String label) {
        return new SeriesFile.Options("", time, series, label, 1);
    }

    static Writer text(String name, String... lines) {
        return folder -> Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    static Writer bytes(String name, byte... bytes) {
        return folder -> Files.write(folder.resolve(name), bytes);
    }

    static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    /// An array as NumPy writes it.
    ///
    /// @param shape as in Python, for instance "2, 3"
    /// @param bytes of the numbers behind its header
    static byte[] array(String type, String shape, byte... bytes) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + ",), }";
        byte[] all = new byte[128 + bytes.length];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
        Arrays.fill(all, 0, 128, (byte) ' ');
        System.arraycopy(magic, 0, all, 0, magic.length);
        System.arraycopy(header.getBytes(StandardCharsets.ISO_8859_1), 0, all, magic.length, header.length());
        System.arraycopy(bytes, 0, all, 128, bytes.length);
        return all;
    }

    /// An array of numbers of eight bytes.
    static byte[] numbers(String shape, double... values) {
        java.nio.ByteBuffer bytes =
                java.nio.ByteBuffer.allocate(8 * values.length).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return array("<f8", shape, bytes.array());
    }

    /// A zip archive of these entries.
    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(all)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue());
            }
        }
        return all.toByteArray();
    }

    /// Entries in this order: names and contents by turns.
    static Map<String, byte[]> entries(Object... namesAndContents) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Object content = namesAndContents[i + 1];
            entries.put(
                    (String) namesAndContents[i],
                    content instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) content);
        }
        return entries;
    }

    /// A folder "all" with these files, names and contents by turns.
    static Writer folder(Object... namesAndContents) {
        return folder -> {
            Path all = Files.createDirectory(folder.resolve("all"));
            for (Map.Entry<String, byte[]> each : entries(namesAndContents).entrySet()) {
                Files.write(all.resolve(each.getKey()), each.getValue());
            }
            return all;
        };
    }

    static Writer archive(String name, Object... namesAndContents) {
        return folder -> Files.write(folder.resolve(name), zip(entries(namesAndContents)));
    }

    static void isLong(java.util.List<Bad> all) {
        assertThat(all).hasSizeGreaterThanOrEqualTo(20).doesNotHaveDuplicates();
    }
}
