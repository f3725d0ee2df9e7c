package adjointlab.core.table;

import adjointlab.core.data.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/// Arrays of numbers in a file of MATLAB 5, as `save` writes it unless told otherwise. The MAT File Library reads it.
final class MatArrays {
    private static final int HEADER = 128;
    private static final int MOST_INFLATED = 700_000_000;
    private static final byte[] HDF5 = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final String WANTED = "; open the cropped digits, train_32x32.mat, or save it with -v7";

    private MatArrays() {}

    /// An array of a file.
    ///
    /// @param dimensions how many
    record Header(String name, int dimensions) {}

    /// What arrays a file has; none of their numbers is read.
    ///
    /// @throws IOException in one sentence, if it is none of MATLAB 5
    static List<Header> headers(Path file) throws IOException {
        List<Header> headers = new ArrayList<>();
        checkVersion(file);
        try (InputStream in = SampleFile.open(file);
                Source source = Sources.wrapInputStream(in);
                MatFile _ = Mat5.newReader(source)
                        .setEntryFilter(entry -> {
                            headers.add(new Header(entry.getName(), entry.getDimensions().length));
                            return false;
                        })
                        .setBufferAllocator(new Limited())
                        .disableSubsystemProcessing()
                        .readMat()) {
            return headers;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw damaged(file, e);
        }
    }

    /// An array of real numbers.
    ///
    /// @return nothing where the file has none of this name
    /// @throws IOException in one sentence, if it holds something else
    static Optional<Matrix> numbers(MatFile arrays, String name, Path file) throws IOException {
        for (MatFile.Entry entry : arrays.getEntries()) {
            if (entry.getName().equals(name)) {
                if (entry.getValue() instanceof Matrix matrix && !matrix.isComplex()) {
                    return Optional.of(matrix);
                }
                throw new IOException(file + ": " + name + " is no array of real numbers; save one, for instance"
                        + " with table2array");
            }
        }
        return Optional.empty();
    }

    /// An array with the last index fastest.
    static NdArray array(Matrix matrix) {
        int[] sizes = matrix.getDimensions();
        double[] values = new double[matrix.getNumElements()];
        int[] index = new int[sizes.length];
        for (int i = 0; i < values.length; i++) {
            int at = 0;
            for (int k = 0; k < sizes.length; k++) {
                at = at * sizes[k] + index[k];
            }
            values[at] = matrix.getDouble(i);
            for (int k = 0; k < sizes.length && ++index[k] == sizes[k]; k++) {
                index[k] = 0;
            }
        }
        return new NdArray(sizes, values);
    }

    private static void checkVersion(Path file) throws IOException {
        try (InputStream in = SampleFile.open(file)) {
            byte[] head = in.readNBytes(HEADER);
            String text = new String(head, StandardCharsets.ISO_8859_1);
            if (text.startsWith("MATLAB 7.3") || Arrays.equals(head, 0, Math.min(8, head.length), HDF5, 0, 8)) {
                throw new IOException(file + " is a file of MATLAB 7.3, which is HDF5" + WANTED);
            }
            if (head.length < HEADER) {
                throw new IOException(file + " is no MATLAB file: it is shorter than the header of one");
            }
            if (head[0] == 0 || head[1] == 0 || head[2] == 0 || head[3] == 0) {
                throw new IOException(file + " is no file of MATLAB 5, but of MATLAB 4 or none" + WANTED);
            }
            String order = text.substring(126);
            if (!order.equals("IM") && !order.equals("MI")) {
                throw new IOException(file + " is no file of MATLAB 5: its header does not tell the order of bytes");
            }
            int version = ByteBuffer.wrap(head)
                    .order(order.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                    .getShort(124);
            if (version != 0x0100) {
                throw new IOException(file + " is of version 0x" + Integer.toHexString(version & 0xffff)
                        + " and not of MATLAB 5, which is 0x100" + WANTED);
            }
        }
    }

    /// Opens a file.
    ///
    /// @param wanted says by its name whether an array is read
    /// @throws IOException in one sentence, if it is none of MATLAB 5
    static MatFile open(Path file, Predicate<String> wanted) throws IOException {
        checkVersion(file);
        try (InputStream in = SampleFile.open(file);
                Source source = Sources.wrapInputStream(in)) {
            return Mat5.newReader(source)
                    .setEntryFilter(entry -> wanted.test(entry.getName()))
                    .setBufferAllocator(new Limited())
                    .disableSubsystemProcessing()
                    .readMat();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // the library throws what it comes across, and a damaged size may ask for more than there is
            throw damaged(file, e);
        }
    }

    /// What is said of a file that the library cannot read.
    static IOException damaged(Path file, Throwable cause) {
        return new IOException(file + " is cut off or damaged, or no MATLAB file of arrays", cause);
    }

    /// What arrays may take together.
    private static final class Limited implements BufferAllocator {
        private long left = MOST_INFLATED;

        @Override
        public ByteBuffer allocate(int bytes) {
            left -= bytes;
            if (bytes < 0 || left < 0) {
                throw new IllegalArgumentException("arrays of more than " + MOST_INFLATED + " bytes");
            }
            return ByteBuffer.allocate(bytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // the collector's business
        }
    }
}
