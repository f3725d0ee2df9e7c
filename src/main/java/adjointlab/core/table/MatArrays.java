package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

/// Arrays of numbers by name in a file of MATLAB: of version 5, as `save` writes it unless told otherwise
/// ([Mat5Arrays]), or of version 7.3, which is HDF5 ([Hdf5Arrays]).
interface MatArrays extends Closeable {
    /// Bytes that the arrays of a file may have together, unpacked.
    int MOST_UNPACKED = 700_000_000;

    /// Bytes of a header of MATLAB 5; those of 7.3 are longer.
    int HEADER = 128;

    /// What HDF5 begins with, for MATLAB behind a header of 512 bytes.
    String HDF5 = "\u0089HDF\r\n\u001a\n";

    /// An array of a file.
    ///
    /// @param dimensions how many
    record Header(String name, int dimensions) {}

    /// Numbers in the order of MATLAB, the first index fastest.
    interface Numbers {
        /// How many along each index.
        int[] sizes();

        /// Of what type they are, in small letters as in MATLAB.
        String type();

        /// @param index in the order of MATLAB
        double get(int index);

        /// How many there are.
        default int count() {
            return Arrays.stream(sizes()).reduce(1, Math::multiplyExact);
        }
    }

    /// What arrays of the wanted ones the file has; none of their numbers is read.
    ///
    /// @throws IOException in one sentence, if the file is damaged
    List<Header> headers() throws IOException;

    /// An array of real numbers.
    ///
    /// @return nothing where the file has none of this name
    /// @throws IOException in one sentence, if it holds something else
    Optional<Numbers> numbers(String name) throws IOException;

    /// What arrays a file has; none of their numbers is read.
    ///
    /// @throws IOException in one sentence, if it is none of MATLAB
    static List<Header> headers(Path file) throws IOException {
        if (isHdf5(file)) {
            try (MatArrays arrays = Hdf5Arrays.open(file)) {
                return arrays.headers();
            }
        }
        return Mat5Arrays.headers(file);
    }

    /// Opens a file.
    ///
    /// @param wanted says by its name whether an array is read
    /// @throws IOException in one sentence, if it is none of MATLAB
    static MatArrays open(Path file, Predicate<String> wanted) throws IOException {
        return isHdf5(file) ? Hdf5Arrays.open(file) : Mat5Arrays.open(file, wanted);
    }

    /// An array with the last index fastest.
    static NdArray array(Numbers numbers) {
        int[] sizes = numbers.sizes();
        double[] values = new double[numbers.count()];
        int[] index = new int[sizes.length];
        for (int i = 0; i < values.length; i++) {
            int at = 0;
            for (int k = 0; k < sizes.length; k++) {
                at = at * sizes[k] + index[k];
            }
            values[at] = numbers.get(i);
            for (int k = 0; k < sizes.length && ++index[k] == sizes[k]; k++) {
                index[k] = 0;
            }
        }
        return new NdArray(sizes, values);
    }

    /// What is said of a file that its library cannot read.
    ///
    /// @param cause what the library threw, or what stopped it
    /// @throws CancellationException if nobody wants the arrays any more
    static IOException damaged(Path file, Throwable cause) {
        if (cause instanceof CancellationException stopped) {
            throw stopped;
        }
        return cause instanceof InterruptedIOException interrupted
                ? interrupted
                : new IOException(
                        file + " is cut off or damaged, or no " + (isNamedMatlab(file) ? "MATLAB" : "HDF5")
                                + " file of arrays",
                        cause);
    }

    /// Whether a file's name is one of MATLAB, and not of any program's HDF5.
    static boolean isNamedMatlab(Path file) {
        return SampleFile.plainName(file).endsWith(".mat");
    }

    /// @throws IOException in one sentence, if the file is neither of MATLAB 5 nor of HDF5
    private static boolean isHdf5(Path file) throws IOException {
        try (InputStream in = SampleFile.open(file)) {
            byte[] head = in.readNBytes(HEADER);
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith("MATLAB 7.3") || text.startsWith(HDF5)) {
                return true;
            }
            if (!isNamedMatlab(file)) {
                throw new IOException(file + " is no file of HDF5");
            }
            if (head.length < HEADER) {
                throw new IOException(file + " is no MATLAB file: it is shorter than the header of one");
            }
            if (head[0] == 0 || head[1] == 0 || head[2] == 0 || head[3] == 0) {
                throw new IOException(
                        file + " is no file of MATLAB 5 or 7.3, but of MATLAB 4 or none; save it with" + " -v7");
            }
            String order = text.substring(HEADER - 2);
            if (!order.equals("IM") && !order.equals("MI")) {
                throw new IOException(file + " is no file of MATLAB 5: its header does not tell the order of bytes");
            }
            int version = ByteBuffer.wrap(head)
                    .order(order.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                    .getShort(124);
            if (version != 0x0100) {
                throw new IOException(file + " is of version 0x" + Integer.toHexString(version & 0xffff)
                        + " and not of MATLAB 5, which is 0x100; save it with -v7");
            }
            return false;
        }
    }
}
