package adjointlab.ui.figure;

import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Makes the fields of a figure's form.
///
/// @param listener hears what a person changes
record Fields(EditListener listener) {
    private static final Type.Real ANY = new Type.Real(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 1, Type.Scale.LINEAR);

    FieldModel field(Key<?> key, Object value) {
        return new FieldModel("figure." + key.name(), key, value, listener);
    }

    /// An option of a panel.
    FieldModel option(Key<?> key) {
        return new FieldModel("figure.option." + key.name(), key, key.defaultValue(), listener);
    }

    FieldModel choice(String name, String label, List<Option<String>> options) {
        return field(Key.choice(name, label, options), options.getFirst().id());
    }

    FieldModel whole(String name, String label) {
        return whole(name, label, 12);
    }

    /// @param most of numbers from 1 on
    FieldModel whole(String name, String label, int most) {
        return field(Key.whole(name, label, 1, new Type.Int(1, most, 1, most)), 1);
    }

    FieldModel real(String name, String label, double start, double least, double most) {
        return field(Key.real(name, label, start, new Type.Real(least, most, least, most, Type.Scale.LINEAR)), start);
    }

    FieldModel text(String name, String label) {
        return field(Key.text(name, label, FigureDocumentJson.LONGEST_TEXT), "");
    }

    /// @param most how many numbers there may be; none at least
    FieldModel numbers(String name, String label, int most) {
        return numbers(name, label, most, ANY);
    }

    FieldModel numbers(String name, String label, int most, Type.Real each) {
        Key<?> key = Key.reals(name, label, List.of(), new Type.Reals(0, most, each));
        return FieldModel.typed("figure." + name, key, List.of(), listener);
    }

    /// How files and fields call a choice.
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The choice that is called so.
    static <E extends Enum<E>> E chosen(E[] values, FieldModel field) {
        return Arrays.stream(values)
                .filter(each -> word(each).equals(field.value()))
                .findFirst()
                .orElseThrow();
    }

    /// The one number that a field holds; NaN for none.
    static double optional(FieldModel field) {
        List<Double> numbers = list(field);
        return numbers.isEmpty() ? Double.NaN : numbers.getFirst();
    }

    /// What a field of one number shows; nothing for NaN.
    static List<Double> optional(double number) {
        return Double.isNaN(number) ? List.of() : List.of(number);
    }

    /// The numbers that a field holds.
    static List<Double> list(FieldModel field) {
        return ((List<?>) field.value()).stream().map(Double.class::cast).toList();
    }
}
