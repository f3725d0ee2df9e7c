package adjointlab.figure;

/// Names in a sentence, which has no room for long ones.
///
/// @param longest characters of a name; the rest is cut
record Naming(int longest) {
    /// A line's name, or a word for one without.
    String of(Layer.Line line) {
        return line.name().isEmpty() ? "the line" : of(line.name());
    }

    /// A name on one line, cut where it is too long.
    String of(String name) {
        String flat = name.strip().replaceAll("\\s+", " ");
        int points = flat.codePointCount(0, flat.length());
        return points <= longest
                ? flat
                : flat.substring(0, flat.offsetByCodePoints(0, longest - 1)).strip() + "…";
    }
}
