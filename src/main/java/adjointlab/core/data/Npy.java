package adjointlab.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// One array in NumPy's NPY format (NumPy Enhancement Proposal 1). Written in version 1.0 as little-endian float64 in C
/// order; read from all types of real numbers in either order of bytes and of indices, widened to double.
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;

    private Npy() {}

    /// Reads a file of one array.
    ///
    /// @param most bytes that the file may take
    /// @throws IOException in one sentence, if it cannot be read, is no such array or too large
    public static NdArray read(Path file, int most) throws IOException {
        return decode(InputFile.bytes(file, most), file.toString());
    }

    /// The same of an array whose elements may have fields.
    ///
    /// @param most bytes that the file may take
    /// @param numbers that it may have
    /// @throws IOException in one sentence, if it cannot be read, is no such array or too large
    public static Fields readFields(Path file, int most, int numbers) throws IOException {
        return fields(InputFile.bytes(file, most), file.toString(), numbers);
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
        Fields read = fields(bytes, where, most);
        if (!read.names.isEmpty()) {
            throw new IOException(where + " has the fields " + String.join(", ", read.names)
                    + " where numbers are needed; save one of them");
        }
        return read.array;
    }

    /// An array whose elements may have fields.
    ///
    /// @param names of the fields; empty where elements are numbers
    /// @param array with fields [N×fields]
    public record Fields(List<String> names, NdArray array) {
        public Fields {
            names = List.copyOf(names);
        }
    }

    /// Reads a file's bytes, of an array of numbers or a structured one.
    ///
    /// @param where names the file in the sentence of an error
    /// @param most numbers that it may have
    /// @throws IOException in one sentence, if they are no such array or too many
    public static Fields fields(byte[] bytes, String where, int most) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 10 || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException(where + " is not a NumPy array");
        }
        in.position(MAGIC.length);
        int version = in.get();
        in.get();
        long headerLength = version == 1 || bytes.length < 12
                ? Short.toUnsignedInt(in.getShort())
                : Integer.toUnsignedLong(in.getInt());
        if (version < 1 || version > 3 || headerLength > in.remaining()) {
            throw new IOException(where + " has a damaged NumPy header");
        }
        byte[] text = new byte[(int) headerLength];
        in.get(text);
        NpyHeader header = NpyHeader.of(new String(text, StandardCharsets.UTF_8), where);
        NdArray array = array(in, header, where, most);
        if (!header.isStructured()) {
            return new Fields(List.of(), array);
        }
        if (header.shape().length != 1) {
            throw new IOException(where + " has fields and shape " + Arrays.toString(header.shape())
                    + "; with fields it has one dimension");
        }
        return new Fields(header.names(), array);
    }

    private static NdArray array(ByteBuffer in, NpyHeader header, String where, int most) throws IOException {
        int[] shape = header.shape();
        long count = 1;
        for (int length : shape) {
            count *= length; // cannot overflow unnoticed: each factor is checked against what the file holds
            if (count > in.remaining()) {
                throw truncated(where, shape);
            }
        }
        if (count * header.bytes() != in.remaining()) {
            throw truncated(where, shape);
        }
        int each = header.names().size();
        if (count * each > most) {
            throw new IOException(where + " has " + count * each + " numbers, more than " + most + "; take fewer");
        }
        double[] values = new double[(int) count * each];
        int at = 0;
        for (int i = 0; i < count; i++) {
            for (NpyHeader.Field field : header.fields()) {
                in.position(in.position() + field.before());
                if (NpyHeader.isNumber(field)) {
                    values[at++] = field.type().read(in.order(field.type().order()));
                }
            }
        }
        if (header.isStructured()) {
            int[] rows = Arrays.copyOf(shape, shape.length + 1);
            rows[shape.length] = each;
            return new NdArray(rows, values);
        }
        return new NdArray(shape, header.fortran() ? lastFastest(values, shape) : values);
    }

    /// From the first index fastest to the last.
    private static double[] lastFastest(double[] values, int... shape) {
        if (shape.length < 2) {
            return values;
        }
        double[] turned = new double[values.length];
        int[] index = new int[shape.length];
        for (double value : values) {
            int at = 0;
            for (int k = 0; k < shape.length; k++) {
                at = at * shape[k] + index[k];
            }
            turned[at] = value;
            for (int k = 0; k < shape.length && ++index[k] == shape[k]; k++) {
                index[k] = 0;
            }
        }
        return turned;
    }

    private static IOException truncated(String where, int[] shape) {
        return new IOException(where + " does not hold the values of its shape " + Arrays.toString(shape));
    }
}
