package adjointlab.core.table;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A file that a person brings, as some program writes it, and what must be understood of it.
///
/// @param program that writes it so
/// @param files its bytes by its name, and those of files beside it; the first is opened
/// @param options how it is read
/// @param x what inputs it has
/// @param y what targets
/// @param words of what is said of it, or of the sentence with which it is refused
/// @param refused whether it is
public record Brought(
        String program,
        Map<String, byte[]> files,
        TableOptions options,
        double[][] x,
        double[] y,
        String words,
        boolean refused) {
    /// What nearly all of them hold.
    static final double[][] X = {{0.5, -1.25}, {1.5, 2}, {-3, 0.25}, {4, 0.001}};
    static final double[] Y = {0, 1, 0, 1};

    /// A file with those samples.
    static Brought same(String program, String name, byte[] bytes, String words) {
        return new Brought(program, Map.of(name, bytes), TableOptions.USUAL, X, Y, words, false);
    }

    /// The same of a text in UTF-8.
    static Brought same(String program, String name, String text, String words) {
        return same(program, name, text.getBytes(StandardCharsets.UTF_8), words);
    }

    /// A text that is refused.
    static Brought refused(String program, String name, String text, String sentence) {
        return refused(program, name, text.getBytes(StandardCharsets.UTF_8), sentence);
    }

    static Brought refused(String program, String name, byte[] bytes, String sentence) {
        return new Brought(
                program, Map.of(name, bytes), TableOptions.USUAL, new double[0][], new double[0], sentence, true);
    }

    /// The same, read as a person chose.
    Brought read(TableOptions chosen) {
        return new Brought(program, files, chosen, x, y, words, refused);
    }

    /// The same with other samples.
    Brought with(double[][] others, double... targets) {
        return new Brought(program, files, options, others, targets, words, refused);
    }

    /// The same with a file beside it.
    Brought beside(String name, byte... bytes) {
        Map<String, byte[]> more = new LinkedHashMap<>(files);
        more.put(name, bytes);
        return new Brought(program, more, options, x, y, words, refused);
    }

    /// Writes it.
    ///
    /// @return what is opened
    public Path write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            Files.write(folder.resolve(each.getKey()), each.getValue());
        }
        return folder.resolve(files.keySet().iterator().next());
    }

    static byte[] in(Charset charset, String text) {
        return text.getBytes(charset);
    }

    static byte[] joined(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    @Override
    public String toString() {
        return program + ": " + files.keySet();
    }
}
