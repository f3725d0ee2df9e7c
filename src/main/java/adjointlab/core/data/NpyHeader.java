package adjointlab.core.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands before the numbers of an array: a dictionary as Python writes it.
///
/// @param fields what an element has; one without a name where it is a number
/// @param fortran whether the first index runs fastest
/// @param shape lengths of the dimensions; not copied
record NpyHeader(List<Field> fields, boolean fortran, int[] shape) {
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FIELDS = Pattern.compile("'descr'\\s*:\\s*\\[(.*)]\\s*,\\s*'fortran", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("\\G\\s*,?\\s*\\(\\s*'([^']*)'\\s*,\\s*'([^']*)'\\s*(?:,\\s*\\(([\\d,\\s]*)\\)\\s*)?\\)");
    private static final Pattern PADDING = Pattern.compile("\\|V(\\d{1,6})");
    private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    NpyHeader {
        fields = List.copyOf(fields);
    }

    /// One component of an element.
    ///
    /// @param name "" where the array has no fields
    /// @param type of the number
    /// @param before bytes between the component before it and this one
    record Field(String name, NpyType type, int before) {}

    /// Reads it.
    ///
    /// @param where names the array in the sentence of an error
    static NpyHeader of(String text, String where) throws IOException {
        boolean fortran = group(FORTRAN, text, where).equals("True");
        int[] shape = shape(group(SHAPE, text, where), where);
        Matcher fields = FIELDS.matcher(text);
        if (fields.find()) {
            return new NpyHeader(fields(fields.group(1), where), fortran, shape);
        }
        NpyType type = NpyType.of(group(DESCR, text, where), where);
        return new NpyHeader(List.of(new Field("", type, 0)), fortran, shape);
    }

    private static List<Field> fields(String text, String where) throws IOException {
        List<Field> fields = new ArrayList<>();
        Matcher matcher = FIELD.matcher(text);
        int end = 0;
        int gap = 0;
        while (matcher.find()) {
            end = matcher.end();
            Matcher padding = PADDING.matcher(matcher.group(2));
            if (matcher.group(1).isEmpty() && padding.matches()) {
                gap += Integer.parseInt(padding.group(1));
                continue;
            }
            String name = matcher.group(1);
            NpyType type = NpyType.of(matcher.group(2), where + ", field " + Quoted.brief(name));
            int[] inner = matcher.group(3) == null ? new int[0] : shape(matcher.group(3), where);
            long count = Arrays.stream(inner).asLongStream().reduce(1, (a, b) -> a * b);
            if (inner.length > 1 || count > Short.MAX_VALUE) {
                throw new IOException(
                        where + ", field " + Quoted.brief(name) + " has several dimensions; save it as its own array");
            }
            for (int k = 0; k < count; k++) {
                fields.add(new Field(inner.length == 0 ? name : name + (k + 1), type, k == 0 ? gap : 0));
            }
            gap = 0;
        }
        if (fields.isEmpty()
                || !text.substring(end).isBlank()
                        && !text.substring(end).strip().equals(",")) {
            throw new IOException(where + " has fields inside of fields; save each as its own array");
        }
        if (gap > 0) {
            fields.add(new Field("", new NpyType('b', 0, java.nio.ByteOrder.LITTLE_ENDIAN), gap));
        }
        return fields;
    }

    private static String group(Pattern pattern, String header, String where) throws IOException {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IOException(where + " has a damaged NumPy header");
        }
        return matcher.group(1);
    }

    private static int[] shape(String tuple, String where) throws IOException {
        try {
            int[] shape = Arrays.stream(tuple.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (Arrays.stream(shape).anyMatch(length -> length < 0)) {
                throw new IOException(where + " has a negative length in its shape (" + Quoted.brief(tuple) + ")");
            }
            return shape;
        } catch (NumberFormatException e) {
            throw new IOException(where + " has a shape that cannot be read: (" + Quoted.brief(tuple) + ")", e);
        }
    }

    /// Whether elements have fields with names.
    boolean isStructured() {
        return !fields.getFirst().name().isEmpty();
    }

    /// Names of the fields that hold numbers.
    List<String> names() {
        return fields.stream().filter(NpyHeader::isNumber).map(Field::name).toList();
    }

    /// A field of padding at the end has no number.
    static boolean isNumber(Field field) {
        return field.type.bytes() > 0;
    }

    /// Bytes of an element.
    long bytes() {
        return fields.stream()
                .mapToLong(field -> field.before + field.type.bytes())
                .sum();
    }
}
