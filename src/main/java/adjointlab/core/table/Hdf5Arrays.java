package adjointlab.core.table;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.FilterManager;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Arrays in a file of HDF5: one of MATLAB 7.3, which has its indices in the other order and says of each array what
/// class it is, or any other whose numbers lie side by side at its root. jHDF reads it; what a piece may unpack to is
/// limited here ([LimitedDeflate]).
///
/// @param file for messages
/// @param arrays what the library has opened
record Hdf5Arrays(Path file, HdfFile arrays) implements MatArrays {
    /// Says what a data set was in MATLAB.
    private static final String CLASS = "MATLAB_class";

    /// Is there where an array without numbers keeps its sizes instead.
    private static final String EMPTY = "MATLAB_empty";

    private static final Set<String> NUMBERS = Set.of(
            "double", "single", "logical", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64");

    /// Numbers that an array may have, each of which is a double.
    private static final int MOST = MOST_UNPACKED / Double.BYTES;

    /// Deflate packs a thousand bytes and some into one.
    private static final long MOST_PACKED = 1100;

    static {
        FilterManager.addFilter(new LimitedDeflate());
        FilterManager.addFilter(new LimitedLzf());
        FilterManager.addFilter(new UnreadPacking(32004, "LZ4"));
        FilterManager.addFilter(new UnreadPacking(32008, "bitshuffle"));
    }

    /// @throws IOException in one sentence, if the file is damaged
    static Hdf5Arrays open(Path file) throws IOException {
        // all bytes: the library waits without end where a channel has no more of them
        try (InputStream in = SampleFile.unpacked(file, file.toString())) {
            return new Hdf5Arrays(file, HdfFile.fromBytes(in.readAllBytes()));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw MatArrays.damaged(file, e); // the library throws what it comes across
        }
    }

    @Override
    public List<Header> headers() throws IOException {
        try {
            return arrays.getChildren().values().stream()
                    .filter(Dataset.class::isInstance)
                    .map(Dataset.class::cast)
                    .map(set -> new Header(set.getName(), set.getDimensions().length))
                    .toList();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw MatArrays.damaged(file, e);
        }
    }

    @Override
    public Optional<Numbers> numbers(String name) throws IOException {
        try {
            Node found = arrays.getChildren().get(name);
            if (found == null) {
                return Optional.empty();
            }
            if (!(found instanceof Dataset set) || !isArray(set)) {
                throw new IOException(file + ": " + name + " is no array of real numbers"
                        + (MatArrays.isNamedMatlab(file) ? "; save one, for instance with table2array" : ""));
            }
            if (set.getSize() > MOST) {
                throw new IOException(file + ": " + name + " has " + set.getSize() + " numbers; at most " + MOST
                        + " are read of HDF5"
                        + (MatArrays.isNamedMatlab(file) ? "; save bytes with -v7" : "; save fewer samples"));
            }
            if (set.getSize() * set.getDataType().getSize() > MOST_PACKED * arrays.size()) {
                throw new IllegalArgumentException("more numbers than the file can hold");
            }
            requireKnownPacking(set);
            return Optional.of(new Flat(sizes(set), type(set), !isOfMatlab(set), values(set.getDataFlat())));
        } catch (UnreadPacking.Met e) {
            throw unreadPacking(name, e.name(), e);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            throw MatArrays.damaged(file, e);
        }
    }

    /// Filters of many programs have numbers that the library does not know.
    private void requireKnownPacking(Dataset set) throws IOException {
        try {
            set.getFilters();
        } catch (HdfFilterException e) {
            throw unreadPacking(set.getName(), "a filter that is not read", e);
        }
    }

    private IOException unreadPacking(String name, String by, HdfFilterException cause) {
        return new IOException(
                file + ": " + name + " is packed by " + by + "; save it with gzip, with LZF or unpacked", cause);
    }

    @Override
    public void close() {
        arrays.close();
    }

    /// Whether it holds real numbers, as far as MATLAB says what it was. Yes and no are an enumeration to NumPy's
    /// people.
    private static boolean isArray(Dataset set) {
        boolean numbers = set.getDataType() instanceof FixedPoint
                || set.getDataType() instanceof FloatingPoint
                || set.getDataType() instanceof EnumDataType flags && isFlags(flags);
        return numbers
                && set.getDimensions().length > 0
                && set.getAttribute(EMPTY) == null
                && (!isOfMatlab(set) || NUMBERS.contains(type(set)));
    }

    private static boolean isFlags(EnumDataType type) {
        return Set.copyOf(type.getEnumMapping().values()).equals(Set.of("FALSE", "TRUE"));
    }

    private static boolean isOfMatlab(Dataset set) {
        return set.getAttribute(CLASS) != null;
    }

    /// MATLAB's class, or the same word for another program's numbers.
    private static String type(Dataset set) {
        @Nullable Attribute said = set.getAttribute(CLASS);
        if (said != null) {
            return String.valueOf(said.getData());
        }
        int bits = 8 * set.getDataType().getSize();
        return set.getDataType() instanceof FixedPoint whole
                ? (whole.isSigned() ? "int" : "uint") + bits
                : set.getDataType() instanceof EnumDataType ? "logical" : bits == 64 ? "double" : "single";
    }

    /// In MATLAB's order, which HDF5 has the other way round; an array of another program is as it says.
    private static int[] sizes(Dataset set) {
        int[] sizes = set.getDimensions().clone();
        if (isOfMatlab(set)) {
            for (int k = 0; k < sizes.length / 2; k++) {
                int other = sizes.length - 1 - k;
                int size = sizes[k];
                sizes[k] = sizes[other];
                sizes[other] = size;
            }
        }
        return sizes;
    }

    /// Numbers of any type as such, in the order of the file; not copied where they are.
    private static double[] values(Object flat) {
        return switch (flat) {
            case double[] all -> all;
            case float[] all -> filled(all.length, i -> all[i]);
            case long[] all -> filled(all.length, i -> all[i]);
            case int[] all -> filled(all.length, i -> all[i]);
            case short[] all -> filled(all.length, i -> all[i]);
            case byte[] all -> filled(all.length, i -> all[i]);
            case Number[] all -> filled(all.length, i -> all[i].doubleValue());
            case String[] all -> filled(all.length, i -> all[i].equals("TRUE") ? 1 : 0);
            default -> throw new IllegalArgumentException("numbers of type " + flat.getClass());
        };
    }

    private static double[] filled(int length, IntToDoubleFunction value) {
        double[] values = new double[length];
        Arrays.setAll(values, value);
        return values;
    }

    /// Numbers side by side.
    ///
    /// @param lastFastest whether the last index runs fastest, not the first
    /// @param values in the order of the file; not copied
    private record Flat(int[] sizes, String type, boolean lastFastest, double[] values) implements Numbers {
        @Override
        public double get(int index) {
            if (!lastFastest) {
                return values[index];
            }
            int at = 0;
            int left = index;
            int stride = values.length;
            for (int size : sizes) {
                stride /= size;
                at += left % size * stride;
                left /= size;
            }
            return values[at];
        }
    }
}
