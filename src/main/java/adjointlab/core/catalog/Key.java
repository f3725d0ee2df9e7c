package adjointlab.core.catalog;

import java.util.List;
import java.util.function.Predicate;

/// One parameter of a catalogue entry: enough to check a value, to draw its control, to explain it and to read it with
/// its type. Declared once as a constant; values are found by its name.
///
/// @param name lower camel case; the last part of a settings path (`optimizer.learningRate`)
/// @param words for people
/// @param type what values are allowed
/// @param defaultValue an allowed value in its stored form
/// @param role what it is to the rest
/// @param <T> its value as code uses it
public record Key<T>(String name, Words words, Type<T> type, Object defaultValue, Role role) {

    public Key {
        if (!name.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException("not a parameter name: " + name);
        }
        defaultValue = type.check(defaultValue);
    }

    /// What people read.
    ///
    /// @param label what a form shows
    /// @param symbol the paper's letter, for instance "η"; "" where it has none
    /// @param symbolOfOne the letter where a list holds one number: a matrix has a capital letter, its entry a
    /// small one
    /// @param unit "s", "mm", …; "" for a pure number
    public record Words(String label, String symbol, String symbolOfOne, String unit) {}

    /// What a parameter is to the rest.
    ///
    /// @param touches what a change touches
    /// @param prominence how early one wants to see it
    /// @param applies whether it does anything beside the others that are chosen at its place
    public record Role(Touches touches, Prominence prominence, Predicate<Selection> applies) {
        private static final Role USUAL = new Role(Touches.NOTHING, Prominence.USUAL, _ -> true);
    }

    /// What a form shows.
    public String label() {
        return words.label();
    }

    /// The paper's letter; "" where it has none.
    public String symbol() {
        return words.symbol();
    }

    /// The paper's letter for a value.
    ///
    /// @param value in its stored form
    public String symbol(Object value) {
        return value instanceof List<?> list && list.size() == 1 ? words.symbolOfOne() : words.symbol();
    }

    /// The letter, or the label where there is none.
    public String shortName() {
        return symbol().isEmpty() ? label() : symbol();
    }

    /// "s", "mm", …; "" for a pure number.
    public String unit() {
        return words.unit();
    }

    /// What a change touches.
    public Touches touches() {
        return role.touches();
    }

    /// How early one wants to see it.
    public Prominence prominence() {
        return role.prominence();
    }

    /// Whether it does anything beside the others that are chosen at its place.
    public boolean applies(Selection selection) {
        return role.applies().test(selection);
    }

    /// What forms show for a value: a choice's label, else the value itself.
    public String label(T value) {
        Object stored = type.stored(value);
        return type instanceof Type.Choice<?> choice ? choice.label((String) stored) : String.valueOf(stored);
    }

    /// The same with a letter.
    public Key<T> withSymbol(String symbol) {
        return withSymbol(symbol, symbol.toLowerCase(java.util.Locale.ROOT));
    }

    /// The same with a letter, and another for a list of a single number.
    public Key<T> withSymbol(String symbol, String ofOne) {
        return with(new Words(words.label(), symbol, ofOne, words.unit()));
    }

    /// The same in a unit.
    public Key<T> in(String unit) {
        return with(new Words(words.label(), words.symbol(), words.symbolOfOne(), unit));
    }

    /// The same under another label.
    public Key<T> withLabel(String label) {
        return with(new Words(label, words.symbol(), words.symbolOfOne(), words.unit()));
    }

    /// The same with another default.
    public Key<T> withDefault(T value) {
        return new Key<>(name, words, type, type.stored(value), role);
    }

    /// The same, whose change touches something else.
    public Key<T> touching(Touches touches) {
        return with(new Role(touches, role.prominence(), role.applies()));
    }

    /// The same, seen earlier or later.
    public Key<T> shown(Prominence prominence) {
        return with(new Role(role.touches(), prominence, role.applies()));
    }

    /// The same, which does something under a condition only.
    public Key<T> when(Predicate<Selection> condition) {
        return with(new Role(role.touches(), role.prominence(), condition));
    }

    private Key<T> with(Words other) {
        return new Key<>(name, other, type, defaultValue, role);
    }

    private Key<T> with(Role other) {
        return new Key<>(name, words, type, defaultValue, other);
    }

    /// A parameter of any type.
    ///
    /// @param defaultValue in its stored form
    public static <T> Key<T> of(String name, String label, Object defaultValue, Type<T> type) {
        return new Key<>(name, new Words(label, "", "", ""), type, defaultValue, Role.USUAL);
    }

    /// A number.
    public static Key<Double> real(String name, String label, double defaultValue, Type.Real type) {
        return of(name, label, defaultValue, type);
    }

    /// A whole number.
    public static Key<Integer> whole(String name, String label, int defaultValue, Type.Int type) {
        return of(name, label, defaultValue, type);
    }

    /// Yes or no.
    public static Key<Boolean> flag(String name, String label, boolean defaultValue) {
        return of(name, label, defaultValue, new Type.Flag());
    }

    /// A list of numbers.
    public static Key<List<Double>> reals(String name, String label, List<Double> defaultValue, Type.Reals type) {
        return of(name, label, defaultValue, type);
    }

    /// A text, empty unless said otherwise.
    ///
    /// @param maxLength most characters
    public static Key<String> text(String name, String label, int maxLength) {
        return of(name, label, "", new Type.Text(maxLength));
    }

    /// One of several things; the first unless said otherwise.
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is copied at once
    public static <E> Key<E> choice(String name, String label, Option<E>... options) {
        return choice(name, label, List.of(options));
    }

    /// One of several things; the first unless said otherwise.
    public static <E> Key<E> choice(String name, String label, List<Option<E>> options) {
        return of(name, label, options.getFirst().id(), new Type.Choice<>(options));
    }
}
