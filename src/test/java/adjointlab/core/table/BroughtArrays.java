package adjointlab.core.table;

import static adjointlab.core.table.Brought.joined;
import static adjointlab.core.table.Brought.refused;
import static adjointlab.core.table.Brought.same;

import adjointlab.core.table.TableOptions.Missing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Arrays, as NumPy, MATLAB and the makers of MNIST write them.
final class BroughtArrays {
    private static final String NUMPY = "NumPy, save";
    private static final String ARCHIVE = "NumPy, savez";
    /// Both inputs and the class of each sample.
    private static final double[][] ROWS = {{0.5, -1.25, 0}, {1.5, 2, 1}, {-3, 0.25, 0}, {4, 0.001, 1}};
    private static final double[][] WHOLE = {{5, 2, 0}, {7, 3, 1}};
    private static final double[][] WHOLE_X = {{5, 2}, {7, 3}};

    private BroughtArrays() {}

    /// An NPY file as NumPy pads it.
    private static byte[] npy(String descr, boolean fortran, String shape, byte... data) {
        String text = "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': ("
                + shape + "), }";
        int used = 10 + text.length() + 1;
        byte[] header = (text + " ".repeat(Math.floorMod(-used, 64)) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, (byte) (header.length >> 8)};
        return joined(magic, header, data);
    }

    private static ByteBuffer buffer(byte[] bytes, String type) {
        return ByteBuffer.wrap(bytes).order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static void put(ByteBuffer out, String type, double value) {
        switch (type.substring(1)) {
            case "f8" -> out.putDouble(value);
            case "f4" -> out.putFloat((float) value);
            case "f2" -> out.putShort(Float.floatToFloat16((float) value));
            case "i8", "u8" -> out.putLong((long) value);
            case "i4", "u4" -> out.putInt((int) (long) value);
            case "i2", "u2" -> out.putShort((short) value);
            default -> out.put((byte) value);
        }
    }

    private static byte[] numbers(String type, double... values) {
        byte[] bytes = new byte[values.length * Integer.parseInt(type.substring(2))];
        ByteBuffer out = buffer(bytes, type);
        for (double value : values) {
            put(out, type, value);
        }
        return bytes;
    }

    private static byte[] matrix(String type, double[][] rows) {
        return npy("'" + type + "'", false, rows.length + ", " + rows[0].length, numbers(type, flat(rows)));
    }

    private static byte[] vector(String type, double... values) {
        return npy("'" + type + "'", false, values.length + ",", numbers(type, values));
    }

    private static double[] flat(double[][] rows) {
        return java.util.Arrays.stream(rows)
                .flatMapToDouble(java.util.Arrays::stream)
                .toArray();
    }

    private static double[] byColumns(double[][] rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int i = 0; i < all.length; i++) {
            all[i] = rows[i % rows.length][i / rows.length];
        }
        return all;
    }

    private static Brought whole(String type) {
        return same(NUMPY + ", " + type, "a.npy", matrix(type, WHOLE), "NumPy array")
                .with(WHOLE_X, 0, 1);
    }

    static List<Brought> arrays() {
        String fields = "[('a', '<f8'), ('b', '<f4'), ('label', '|i1')]";
        String aligned = "[('label', '|i1'), ('', '|V7'), ('x', '>f8', (2,)), ('', '|V4')]";
        byte[] packedBytes = new byte[4 * 13];
        byte[] paddedBytes = new byte[4 * 28];
        ByteBuffer packed = buffer(packedBytes, "<");
        ByteBuffer padded = buffer(paddedBytes, ">");
        for (double[] row : ROWS) {
            packed.putDouble(row[0]).putFloat((float) row[1]).put((byte) row[2]);
            padded.put((byte) row[2]).position(padded.position() + 7);
            padded.putDouble(row[0]).putDouble(row[1]).putInt(0);
        }
        double[][] single = {{0.5, -1.25}, {1.5, 2}, {-3, 0.25}, {4, (float) 0.001}};
        double[][] half = {{0.5, -1.25}, {1.5, 2}, {-3, 0.25}, {4, Float.float16ToFloat(Float.floatToFloat16(0.001f))}};
        return List.of(
                same(NUMPY, "a.npy", matrix("<f8", ROWS), "target: 3 (the last column), 2 classes"),
                same(NUMPY + ", big-endian", "a.npy", matrix(">f8", ROWS), "NumPy array"),
                same(NUMPY + ", float32", "a.npy", matrix("<f4", ROWS), "NumPy array")
                        .with(single, Brought.Y),
                same(NUMPY + ", float16", "a.npy", matrix("<f2", ROWS), "NumPy array")
                        .with(half, Brought.Y),
                same(
                        NUMPY + ", Fortran order",
                        "a.npy",
                        npy("'<f8'", true, "4, 3", numbers("<f8", byColumns(ROWS))),
                        "NumPy array"),
                whole("|i1"),
                whole("<i2"),
                whole(">i4"),
                whole("<i8"),
                whole("|u1"),
                whole("<u2"),
                whole("<u4"),
                whole(">u8"),
                same(NUMPY + ", bool", "a.npy", npy("'|b1'", false, "2, 2", (byte) 1, (byte) 0, (byte) 0, (byte) 1), "")
                        .with(new double[][] {{1}, {0}}, 0, 1),
                same(NUMPY + ", fields", "a.npy", npy(fields, false, "4,", packedBytes), "target: label")
                        .with(single, Brought.Y),
                same(NUMPY + ", aligned fields", "a.npy", npy(aligned, false, "4,", paddedBytes), "inputs: x1, x2"),
                refused(NUMPY + ", objects", "a.npy", npy("'|O'", false, "4,", new byte[40]), "holds Python objects"),
                refused(NUMPY + ", complex", "a.npy", npy("'<c16'", false, "2, 2", new byte[64]), "complex numbers"),
                refused(
                        NUMPY + ", texts",
                        "a.npy",
                        npy("'<U3'", false, "2, 2", new byte[48]),
                        "holds texts ('<U3') where numbers are needed"),
                refused(NUMPY + ", long double", "a.npy", npy("'<f16'", false, "2, 2", new byte[64]), "astype(float)"),
                refused(NUMPY + ", images alone", "a.npy", npy("'|u1'", false, "2, 2, 2", new byte[8]), "numpy.savez"));
    }

    private static byte[] zip(Object... namesAndArrays) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int k = 0; k < namesAndArrays.length; k += 2) {
                zip.putNextEntry(new ZipEntry(namesAndArrays[k] + ".npy"));
                zip.write((byte[]) namesAndArrays[k + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Brought archive(String words, Object... namesAndArrays) {
        return same(ARCHIVE + " " + namesAndArrays[0], "a.npz", zip(namesAndArrays), words);
    }

    static List<Brought> archives() {
        byte[] x = matrix("<f8", Brought.X);
        byte[] y = vector("<i8", Brought.Y);
        byte[] objects = npy("'|O'", false, "4,", new byte[40]);
        TableOptions chosen = new TableOptions("embedding", "kind", TableOptions.Text.FOUND, Missing.REFUSE);
        return List.of(
                archive("inputs: x; target: y, 2 classes", "x", x, "y", y),
                archive("inputs: X; target: y", "X", x, "y", y),
                archive("inputs: X; target: Y", "X", x, "Y", y),
                archive("inputs: x_train", "x_train", x, "y_train", y, "x_test", x, "y_test", y),
                archive("inputs: X_train", "X_train", x, "y_train", y, "X_test", x, "y_test", y),
                archive("inputs: data; target: target", "data", x, "target", y, "feature_names", objects),
                archive("inputs: train_images", "train_images", x, "train_labels", y),
                archive("inputs: embedding", "embedding", x, "kind", y, "notes", objects)
                        .read(chosen),
                archive("target: 3 (the last column)", "arr_0", matrix("<f8", ROWS)),
                refused(ARCHIVE + ", unnamed", "a.npz", zip("arr_0", x, "arr_1", y), "it has arr_0, arr_1; name that"),
                refused(ARCHIVE + ", objects", "a.npz", zip("x", x, "y", objects), "y.npy holds Python objects"),
                refused(ARCHIVE + ", fewer y", "a.npz", zip("x", x, "y", vector("<i8", 1, 0)), "both begin with"));
    }

    private static byte[] idx(int type, int[] sizes, byte... data) {
        ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + data.length);
        out.put(new byte[] {0, 0, (byte) type, (byte) sizes.length});
        for (int size : sizes) {
            out.putInt(size);
        }
        return out.put(data).array();
    }

    static List<Brought> images() {
        byte[] labels = idx(8, new int[] {4}, (byte) 0, (byte) 1, (byte) 0, (byte) 1);
        byte[] floats = idx(13, new int[] {4, 1, 2}, numbers(">f4", flat(Brought.X)));
        byte[] doubles = idx(14, new int[] {4, 1, 2}, numbers(">f8", flat(Brought.X)));
        double[] eight = new double[32];
        for (int s = 0; s < 4; s++) {
            eight[8 * s] = Brought.Y[s];
            eight[8 * s + 1] = 7;
        }
        byte[] qmnist = idx(12, new int[] {4, 8}, numbers(">i4", eight));
        double[][] single = {{0.5, -1.25}, {1.5, 2}, {-3, 0.25}, {4, (float) 0.001}};
        return List.of(
                opened("IDX of floats", "f-images-idx3-ubyte", floats)
                        .beside("f-labels-idx1-ubyte", labels)
                        .with(single, Brought.Y),
                opened("IDX of doubles", "d-images-idx3-double", doubles).beside("d-labels-idx1-double", labels),
                opened("QMNIST", "q-images-idx3-ubyte", doubles).beside("q-labels-idx2-int", qmnist),
                refused(
                        "QMNIST, its labels",
                        "q-labels-idx2-int",
                        qmnist,
                        "has labels only; open the file of the images"));
    }

    private static Brought opened(String program, String name, byte... bytes) {
        return same(program, name, bytes, "IDX images of 1 × 1 × 2");
    }

    static List<Brought> matlab() {
        byte[] x = MatBytes.doubles("X", new int[] {4, 2}, byColumns(Brought.X));
        byte[] y = MatBytes.doubles("y", new int[] {4, 1}, Brought.Y);
        byte[] row = MatBytes.doubles("y", new int[] {1, 4}, Brought.Y);
        byte[] data = MatBytes.doubles("data", new int[] {4, 3}, byColumns(ROWS));
        return List.of(
                same("MATLAB, save X y", "a.mat", MatBytes.file(x, y), "inputs: X; target: y, 2 classes"),
                same("MATLAB, y as a row", "a.mat", MatBytes.file(x, row), "inputs: X; target: y"),
                same("MATLAB, one matrix", "a.mat", MatBytes.file(data), "target: 3 (the last column)"));
    }
}
