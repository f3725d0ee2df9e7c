package adjointlab.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One array in NumPy's NPY format, version 1.0 (NumPy Enhancement Proposal 1). Written as little-endian float64 in C
/// order; read from the little-endian and one-byte number types, widened to double.
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    private Npy() {}

    /// Reads a file of one array.
    ///
    /// @param most bytes that the file may take
    /// @throws IOException in one sentence, if it cannot be read, is no such array or too large
    public static NdArray read(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + (Files.exists(file) ? " is no file" : " does not exist"));
        }
        if (Files.size(file) > most) {
            throw new IOException(file + " is larger than " + (most >> 20) + " MiB");
        }
        return decode(Files.readAllBytes(file), file.toString());
    }

    /// The file's bytes.
    static byte[] encode(NdArray array) {
        String shape = Arrays.stream(array.shape()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String tuple = array.shape().length == 1 ? "(" + shape + ",)" : "(" + shape + ")";
        String dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': " + tuple + ", }";
        int used = MAGIC.length + 4 + dictionary.length() + 1;
        String header = dictionary + " ".repeat(Math.floorMod(-used, ALIGNMENT)) + "\n";
        ByteBuffer out = ByteBuffer.allocate(MAGIC.length + 4 + header.length() + 8 * array.values().length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) header.length());
        out.put(header.getBytes(StandardCharsets.ISO_8859_1));
        out.asDoubleBuffer().put(array.values());
        return out.array();
    }

    /// Reads a file's bytes; `where` names the file in the sentence of an error.
    static NdArray decode(byte[] bytes, String where) throws IOException {
        return decode(bytes, where, Integer.MAX_VALUE);
    }

    /// Reads a file's bytes.
    ///
    /// @param where names the file in the sentence of an error
    /// @param most numbers that it may have: those of a byte each take eight in memory
    /// @throws IOException in one sentence, if they are no such array or too many
    public static NdArray decode(byte[] bytes, String where, int most) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(where + " is not a NumPy array");
        }
        in.position(MAGIC.length);
        int version = in.get();
        in.get();
        long headerLength = version == 1 ? Short.toUnsignedInt(in.getShort()) : Integer.toUnsignedLong(in.getInt());
        if (version < 1 || version > 3 || headerLength > in.remaining()) {
            throw new IOException(where + " has a damaged NumPy header");
        }
        byte[] text = new byte[(int) headerLength];
        in.get(text);
        String header = new String(text, StandardCharsets.UTF_8);
        if (field(FORTRAN, header, where).equals("True")) {
            throw new IOException(where + " is in Fortran order; save it with numpy.ascontiguousarray");
        }
        NumberType type = NumberType.of(field(DESCR, header, where), where);
        int[] shape = shape(field(SHAPE, header, where), where);
        long count = 1;
        for (int length : shape) {
            count *= length; // cannot overflow unnoticed: each factor is checked against what the file holds
            if (count > in.remaining()) {
                throw truncated(where, shape);
            }
        }
        if (count * type.bytes != in.remaining()) {
            throw truncated(where, shape);
        }
        if (count > most) {
            throw new IOException(where + " has " + count + " numbers, more than " + most + "; take fewer");
        }
        double[] values = new double[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = type.read(in);
        }
        return new NdArray(shape, values);
    }

    private static IOException truncated(String where, int[] shape) {
        return new IOException(where + " does not hold the values of its shape " + Arrays.toString(shape));
    }

    private static String field(Pattern pattern, String header, String where) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException(where + " has a damaged NumPy header");
        }
        return matcher.group(1);
    }

    private static int[] shape(String tuple, String where) throws IOException {
        try {
            int[] shape = Arrays.stream(tuple.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
                throw new IOException(where + " has a negative length in its shape (" + tuple + ")");
            }
            return shape;
        } catch (NumberFormatException e) {
            throw new IOException(where + " has a shape that cannot be read: (" + tuple + ")", e);
        }
    }

    /// What an array's bytes mean.
    private enum NumberType {
        F8("<f8", 8),
        F4("<f4", 4),
        I8("<i8", 8),
        I4("<i4", 4),
        U1("|u1", 1),
        B1("|b1", 1);

        private final String code;
        private final int bytes;

        NumberType(String code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        static NumberType of(String code, String where) throws IOException {
            return Arrays.stream(values())
                    .filter(type -> type.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IOException(where + " holds numbers of type '" + code + "' (allowed: "
                            + Arrays.stream(values()).map(type -> type.code).collect(Collectors.joining(", ")) + ")"));
        }

        double read(ByteBuffer in) {
            return switch (this) {
                case F8 -> in.getDouble();
                case F4 -> in.getFloat();
                case I8 -> in.getLong();
                case I4 -> in.getInt();
                case U1, B1 -> Byte.toUnsignedInt(in.get());
            };
        }
    }
}
