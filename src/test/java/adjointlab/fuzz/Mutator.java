package adjointlab.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Changes inputs: bytes as bytes, and values in texts by other values, so that what is around them can still be read.
final class Mutator {
    private static final int MOST_CHANGES = 6;
    private static final int MOST_BYTES = 1 << 20;

    /// A number, a word or a quoted text of JSON, of a table or of an assignment.
    private static final Pattern VALUE =
            Pattern.compile("\"[^\"\\\\]{0,80}\"|[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?|true|false|null|\\[]|\\{}");

    private static final List<String> HOSTILE = List.of(
            "null",
            "true",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "0",
            "1",
            "-0.0",
            "0.5",
            "1e-320",
            "1e308",
            "1e400",
            "-1e400",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "NaN",
            "Infinity",
            "\"NaN\"",
            "\"1e19\"",
            "[1]",
            "[null]",
            "[[1, 2], [3]]",
            "{\"a\": 1}",
            "\"\\u0000\"",
            "\"\\u001b[2J\"",
            "\"\\ud800\"",
            "\"θ\"",
            "\"../../x\"",
            "\"a/b\"",
            "\"*\"",
            "\"x\" ",
            "1,5",
            "1_000",
            "0x10",
            "1;2",
            "a.b",
            "",
            "\t",
            "\n",
            "\0",
            "\u202e",
            ",",
            ":",
            "=",
            "(",
            ")",
            "'",
            "^",
            "x",
            "nn(x)",
            "learn a = 1",
            "1e999999999",
            "9".repeat(400),
            "[".repeat(300),
            "(".repeat(3000),
            "-".repeat(3000),
            "{\"a\":".repeat(300));

    private static final int[] EXTREMES = {
        0, 1, -1, 0x7f, 0x80, 0x7fff, 0x8000, 0xffff, Integer.MAX_VALUE, Integer.MIN_VALUE
    };

    private final RandomGenerator random;

    Mutator(RandomGenerator random) {
        this.random = random;
    }

    /// @param seeds of one kind
    /// @param text whether values are looked for
    byte[] next(List<byte[]> seeds, boolean text) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size()));
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && bytes.length <= MOST_BYTES; i++) {
            bytes = text && random.nextInt(4) > 0 ? value(bytes, seeds) : raw(bytes, seeds);
        }
        return bytes;
    }

    /// Another value in one's place: a hostile one, or one from elsewhere.
    private byte[] value(byte[] bytes, List<byte[]> seeds) {
        String text = string(bytes);
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        if (values.isEmpty()) {
            return raw(bytes, seeds);
        }
        MatchResult at = values.get(random.nextInt(values.size()));
        String other = HOSTILE.get(random.nextInt(HOSTILE.size()));
        if (random.nextInt(3) == 0) {
            MatchResult from = values.get(random.nextInt(values.size()));
            other = from.group();
        }
        return (text.substring(0, at.start()) + other + text.substring(at.end())).getBytes(StandardCharsets.UTF_8);
    }

    private static String string(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] raw(byte[] bytes, List<byte[]> seeds) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int from = random.nextInt(bytes.length);
        int to = from + random.nextInt(Math.min(64, bytes.length - from) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> changed(bytes, from);
            case 1 -> joined(Arrays.copyOf(bytes, from), new byte[0], Arrays.copyOfRange(bytes, to, bytes.length));
            case 2 ->
                joined(
                        Arrays.copyOf(bytes, to),
                        Arrays.copyOfRange(bytes, from, to),
                        Arrays.copyOfRange(bytes, to, bytes.length));
            case 3 -> Arrays.copyOf(bytes, from);
            case 4 -> extreme(bytes, from);
            case 5 ->
                joined(
                        Arrays.copyOf(bytes, from),
                        HOSTILE.get(random.nextInt(HOSTILE.size())).getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOfRange(bytes, from, bytes.length));
            default -> spliced(bytes, from, seeds);
        };
    }

    private byte[] changed(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (changed[at] ^ 1 << random.nextInt(8));
        return changed;
    }

    private byte[] extreme(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        int value = EXTREMES[random.nextInt(EXTREMES.length)];
        int length = 1 << random.nextInt(3);
        boolean little = random.nextBoolean();
        for (int i = 0; i < length && at + i < changed.length; i++) {
            changed[at + i] = (byte) (value >> 8 * (little ? i : length - 1 - i));
        }
        return changed;
    }

    private byte[] spliced(byte[] bytes, int at, List<byte[]> seeds) {
        byte[] other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.length + 1);
        return joined(Arrays.copyOf(bytes, at), new byte[0], Arrays.copyOfRange(other, from, other.length));
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
