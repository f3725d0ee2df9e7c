package adjointlab.core.table;

import static adjointlab.core.table.Brought.refused;
import static adjointlab.core.table.Brought.same;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// Tables of Parquet, and arrays of MATLAB 7.3 and of HDF5, as pandas and h5py have written them; `write.py` beside
/// them says how.
public final class BroughtTables {
    private BroughtTables() {}

    /// The bytes of a stored file.
    public static byte[] stored(String name) {
        try (InputStream in = Objects.requireNonNull(
                BroughtTables.class.getResourceAsStream("/tables/" + name), () -> "no file " + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Brought> all() {
        byte[] pandas = stored("pandas.parquet");
        return List.of(
                parquet("pandas, to_parquet", "pandas.parquet", "target: y (by its name)"),
                parquet("pandas, without packing", "plain.parquet", "table of Parquet"),
                parquet("polars, by Zstandard", "zstd.parquet", "target: y"),
                parquet("Spark, by gzip", "gzip.parquet", "target: y"),
                parquet("pandas, an index", "index.parquet", "an index"),
                parquet("pandas, names that are numbers", "numbers-as-names.parquet", "target: label"),
                parquet("pandas, classes as words", "words.parquet", "2 classes"),
                same("pandas, another ending", "a.pq", pandas, "table of Parquet"),
                same("pandas, an ending of a text", "a.csv", pandas, "table of Parquet"),
                refused(
                        "pandas, a missing value",
                        "a.parquet",
                        stored("missing.parquet"),
                        "row 2, column 1 (a) is empty"),
                refused(
                        "pandas, an empty row",
                        "a.parquet",
                        stored("empty-row.parquet"),
                        "row 2, column 1 (a) is empty"),
                refused(
                        "pandas, by Brotli",
                        "a.parquet",
                        stored("brotli.parquet"),
                        "a.parquet is packed by BROTLI, which"),
                refused("pandas, by LZ4", "a.parquet", stored("lz4.parquet"), "a.parquet is packed by LZ4"),
                refused("Parquet, cut off", "a.parquet", Arrays.copyOf(pandas, 700), "a.parquet is cut off"),
                refused("Parquet, its first bytes", "a.parquet", "PAR1", "a.parquet is cut off or damaged"),
                matlab("MATLAB, save -v7.3", "v73.mat", "inputs: X; target: y, 2 classes"),
                matlab("MATLAB, -v7.3, y as a row", "v73-row.mat", "inputs: X; target: y"),
                matlab("MATLAB, -v7.3, one matrix", "v73-table.mat", "target: 3 (the last column)"),
                refused(
                        "MATLAB, -v7.3, words",
                        "a.mat",
                        stored("v73-words.mat"),
                        "a.mat: y is no array of real numbers"),
                refused("MATLAB, -v7.3, cut off", "a.mat", Arrays.copyOf(stored("v73.mat"), 900), "a.mat is cut off"),
                same("h5py", "a.h5", stored("h5py.h5"), "HDF5 file"),
                same("h5py, another ending", "a.hdf5", stored("h5py.h5"), "inputs: x; target: y"),
                refused("h5py, a file of weights", "a.h5", stored("h5py-groups.h5"), "a.h5 has no arrays of numbers"),
                same("h5py, yes and no", "a.hdf", stored("h5py-flags.h5"), "inputs: x; target: y, 2 classes"),
                refused("a text called so", "a.h5", "1,2,3", "a.h5 is no file of HDF5"),
                refused("HDF-EOS", "a.he5", stored("h5py-packed.h5"), "a.he5 is a file of HDF5; name it .h5"),
                refused("Keras", "a.keras", new byte[] {'P', 'K', 3, 4}, "a.keras is a model of Keras"));
    }

    private static Brought parquet(String program, String name, String words) {
        return same(program, name, stored(name), words);
    }

    private static Brought matlab(String program, String name, String words) {
        return same(program, name, stored(name), words);
    }
}
