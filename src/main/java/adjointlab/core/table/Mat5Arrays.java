package adjointlab.core.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader.EntryFilter;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/// Arrays in a file of MATLAB 5. The MAT File Library reads it; how much it may unpack is limited here.
///
/// @param file for messages
/// @param arrays what the library has read
record Mat5Arrays(Path file, MatFile arrays) implements MatArrays {
    /// @throws IOException in one sentence, if the file is damaged
    static Mat5Arrays open(Path file, Predicate<String> wanted) throws IOException {
        return read(file, entry -> wanted.test(entry.getName()));
    }

    /// @throws IOException in one sentence, if the file is damaged
    static List<Header> headers(Path file) throws IOException {
        List<Header> headers = new ArrayList<>();
        try (Mat5Arrays _ = read(file, entry -> {
            headers.add(new Header(entry.getName(), entry.getDimensions().length));
            return false;
        })) {
            return headers;
        }
    }

    private static Mat5Arrays read(Path file, EntryFilter filter) throws IOException {
        try (InputStream in = SampleFile.open(file);
                Source source = Sources.wrapInputStream(in)) {
            return new Mat5Arrays(
                    file,
                    Mat5.newReader(source)
                            .setEntryFilter(filter)
                            .setBufferAllocator(new Limited())
                            .disableSubsystemProcessing()
                            .readMat());
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // the library throws what it comes across, and a damaged size may ask for more than there is
            throw MatArrays.damaged(file, e);
        }
    }

    @Override
    public List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        for (MatFile.Entry each : arrays.getEntries()) {
            headers.add(new Header(each.getName(), each.getValue().getNumDimensions()));
        }
        return headers;
    }

    @Override
    public Optional<Numbers> numbers(String name) throws IOException {
        for (MatFile.Entry entry : arrays.getEntries()) {
            if (entry.getName().equals(name)) {
                if (entry.getValue() instanceof Matrix matrix && !matrix.isComplex()) {
                    return Optional.of(new Cells(matrix));
                }
                throw new IOException(file + ": " + name + " is no array of real numbers; save one, for instance"
                        + " with table2array");
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        arrays.close();
    }

    /// Numbers that the library reads when they are asked for.
    private record Cells(Matrix matrix) implements Numbers {
        @Override
        public int[] sizes() {
            return matrix.getDimensions();
        }

        @Override
        public String type() {
            return matrix.getType().name().toLowerCase(Locale.ROOT);
        }

        @Override
        public double get(int index) {
            return matrix.getDouble(index);
        }

        @Override
        public int count() {
            return matrix.getNumElements();
        }
    }

    /// What arrays may take together.
    private static final class Limited implements BufferAllocator {
        private long left = MOST_UNPACKED;

        @Override
        public ByteBuffer allocate(int bytes) {
            left -= bytes;
            if (bytes < 0 || left < 0) {
                throw new IllegalArgumentException("arrays of more than " + MOST_UNPACKED + " bytes");
            }
            return ByteBuffer.allocate(bytes);
        }

        @Override
        public void release(ByteBuffer buffer) {
            // the collector's business
        }
    }
}
