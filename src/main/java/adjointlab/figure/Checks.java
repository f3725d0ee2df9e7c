package adjointlab.figure;

/// What layers check of themselves.
final class Checks {
    private Checks() {}

    /// @param name of the layer, for the message
    /// @param lengths that must all be equal
    static void sameLength(String name, int... lengths) {
        for (int length : lengths) {
            if (length != lengths[0]) {
                throw new IllegalArgumentException(
                        "layer '" + name + "' has columns of lengths " + lengths[0] + " and " + length);
            }
        }
    }
}
