package adjointlab.core.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// Files of MATLAB 5, byte by byte as "MAT-File Format" by The MathWorks has them, little-endian.
final class MatBytes {
    private static final int INT8 = 1;
    private static final int UINT8 = 2;
    private static final int INT32 = 5;
    private static final int UINT32 = 6;
    private static final int DOUBLE = 9;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int CLASS_DOUBLE = 6;
    private static final int CLASS_UINT8 = 9;

    private MatBytes() {}

    /// A file of these elements.
    static byte[] file(byte[]... elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header("MATLAB 5.0 MAT-file", 0x0100));
        for (byte[] element : elements) {
            out.writeBytes(element);
        }
        return out.toByteArray();
    }

    static byte[] header(String text, int version) {
        ByteBuffer header = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
        header.put((text + " ".repeat(116 - text.length())).getBytes(StandardCharsets.ISO_8859_1));
        header.putShort(124, (short) version);
        header.put(126, (byte) 'I').put(127, (byte) 'M');
        return header.array();
    }

    /// An array of bytes, the first index fastest.
    static byte[] bytes(String name, int[] sizes, byte... values) {
        return array(name, CLASS_UINT8, sizes, element(UINT8, values));
    }

    /// An array of doubles.
    static byte[] doubles(String name, int[] sizes, double... values) {
        ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asDoubleBuffer().put(values);
        return array(name, CLASS_DOUBLE, sizes, element(DOUBLE, data.array()));
    }

    /// The same element, compressed.
    static byte[] packed(byte... element) {
        Deflater deflater = new Deflater();
        deflater.setInput(element);
        deflater.finish();
        byte[] out = new byte[2 * element.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return ByteBuffer.allocate(8 + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(COMPRESSED)
                .putInt(length)
                .put(out, 0, length)
                .array();
    }

    private static byte[] array(String name, int kind, int[] sizes, byte... data) {
        ByteBuffer lengths = ByteBuffer.allocate(4 * sizes.length).order(ByteOrder.LITTLE_ENDIAN);
        lengths.asIntBuffer().put(sizes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                element(UINT32, (byte) kind, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0));
        out.writeBytes(element(INT32, lengths.array()));
        out.writeBytes(element(INT8, name.getBytes(StandardCharsets.ISO_8859_1)));
        out.writeBytes(data);
        return element(MATRIX, out.toByteArray());
    }

    private static byte[] element(int type, byte... data) {
        int padded = Math.ceilDiv(data.length, 8) * 8;
        return ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(type)
                .putInt(data.length)
                .put(data)
                .array();
    }
}
