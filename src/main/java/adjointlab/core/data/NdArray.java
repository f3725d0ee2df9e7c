package adjointlab.core.data;

import java.util.Arrays;

/// Doubles with a shape, last index fastest (C order), as NumPy stores them.
///
/// @param shape lengths of the dimensions; empty for a single number; not copied
/// @param values [product of shape]; not copied
public record NdArray(int[] shape, double[] values) {
    public NdArray {
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("negative length in shape " + Arrays.toString(shape));
            }
            size = Math.multiplyExact(size, (long) length);
        }
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " holds " + size + " values, not " + values.length);
        }
    }

    /// A single number, with shape ().
    public static NdArray scalar(double value) {
        return new NdArray(new int[0], new double[] {value});
    }

    /// A vector; the array is not copied.
    public static NdArray vector(double[] values) {
        return new NdArray(new int[] {values.length}, values);
    }

    /// A matrix [rows×columns] from its rows, which are copied.
    public static NdArray matrix(double[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * columns];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != columns) {
                throw new IllegalArgumentException("row " + i + " has " + rows[i].length + " columns, not " + columns);
            }
            System.arraycopy(rows[i], 0, values, i * columns, columns);
        }
        return new NdArray(new int[] {rows.length, columns}, values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NdArray(int[] otherShape, double[] otherValues)
                && Arrays.equals(shape, otherShape)
                && Arrays.equals(values, otherValues);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "NdArray" + Arrays.toString(shape);
    }
}
