package adjointlab.core.math;

/// Stands for an array of numbers where one is a key: 128 bits that differ where a number does, but for chance.
///
/// @param first half
/// @param second half
/// @param length of the array
public record Fingerprint(long first, long second, int length) {
    /// That of an array.
    public static Fingerprint of(double[] values) {
        long a = 0x9E3779B97F4A7C15L;
        long b = 0xC2B2AE3D27D4EB4FL;
        for (double value : values) {
            long bits = Double.doubleToRawLongBits(value);
            a = (a ^ bits) * 0xFF51AFD7ED558CCDL;
            a ^= a >>> 32;
            b = (b + bits) * 0xC4CEB9FE1A85EC53L;
            b ^= b >>> 29;
        }
        return new Fingerprint(a, b, values.length);
    }
}
