package adjointlab.core.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the bytes of a number in an array mean: NumPy's type strings of booleans, of integers and of floating numbers,
/// with either order of bytes.
///
/// @param kind b, i, u or f
/// @param bytes that a number takes
/// @param order of them
record NpyType(char kind, int bytes, ByteOrder order) {
    private static final Pattern CODE = Pattern.compile("([<>|=])?([a-zA-Z?])(\\d*)(\\[.*])?");
    private static final double TWO_TO_64 = 0x1p64;

    /// The type of a code.
    ///
    /// @param where names the array in the sentence of an error
    /// @throws IOException in one sentence that says what to do, if it is none of numbers
    static NpyType of(String code, String where) throws IOException {
        Matcher matcher = CODE.matcher(code);
        if (!matcher.matches()) {
            throw new IOException(where + " has a damaged NumPy header");
        }
        ByteOrder order = ">".equals(matcher.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        char kind = matcher.group(2).charAt(0);
        int bytes = matcher.group(3).isEmpty() ? 1 : parsed(matcher.group(3), where);
        if (kind == '?') {
            return new NpyType('b', 1, order);
        }
        boolean known =
                switch (kind) {
                    case 'b' -> bytes == 1;
                    case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
                    case 'f' -> bytes == 2 || bytes == 4 || bytes == 8;
                    default -> false;
                };
        if (!known) {
            throw new IOException(where + " holds " + refused(kind, " ('" + Quoted.brief(code) + "')"));
        }
        return new NpyType(kind, bytes, order);
    }

    private static int parsed(String digits, String where) throws IOException {
        if (digits.length() > 9) {
            throw new IOException(where + " has a damaged NumPy header");
        }
        return Integer.parseInt(digits);
    }

    /// @param named the type as NumPy calls it
    private static String refused(char kind, String named) {
        return switch (kind) {
            case 'c' -> "complex numbers" + named + "; save real and imaginary part as two arrays";
            case 'O' -> "Python objects" + named + ", which are not read; save numbers, with astype(float)";
            case 'U', 'S' ->
                "texts" + named
                        + " where numbers are needed; numpy.unique(…, return_inverse=True) makes classes of them";
            case 'M', 'm' -> "dates" + named + " where numbers are needed; save them with astype(float)";
            default -> "what is no number that is read" + named + "; save it with astype(float)";
        };
    }

    /// The next number.
    ///
    /// @param in whose order of bytes is set
    double read(ByteBuffer in) {
        return switch (kind) {
            case 'f' -> bytes == 8 ? in.getDouble() : bytes == 4 ? in.getFloat() : Float.float16ToFloat(in.getShort());
            case 'i' ->
                switch (bytes) {
                    case 1 -> in.get();
                    case 2 -> in.getShort();
                    case 4 -> in.getInt();
                    default -> in.getLong();
                };
            default ->
                switch (bytes) {
                    case 1 -> Byte.toUnsignedInt(in.get());
                    case 2 -> Short.toUnsignedInt(in.getShort());
                    case 4 -> Integer.toUnsignedLong(in.getInt());
                    default -> {
                        long number = in.getLong();
                        yield number >= 0 ? number : number + TWO_TO_64;
                    }
                };
        };
    }
}
