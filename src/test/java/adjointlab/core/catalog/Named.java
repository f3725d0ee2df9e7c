package adjointlab.core.catalog;

import java.util.List;

/// Values by the names that files and forms use: references are written from papers, which know no keys.
final class Named {
    private Named() {}

    private static Object value(Values values, String name) {
        Object value = values.map().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value is named " + name);
        }
        return value;
    }

    static double real(Values values, String name) {
        return ((Number) value(values, name)).doubleValue();
    }

    static int whole(Values values, String name) {
        return ((Number) value(values, name)).intValue();
    }

    static boolean flag(Values values, String name) {
        return (Boolean) value(values, name);
    }

    static String choice(Values values, String name) {
        return String.valueOf(value(values, name));
    }

    static double[] reals(Values values, String name) {
        return ((List<?>) value(values, name))
                .stream().mapToDouble(x -> ((Number) x).doubleValue()).toArray();
    }
}
