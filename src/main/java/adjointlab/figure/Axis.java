package adjointlab.figure;

import java.util.List;

/// One axis of a plot.
///
/// @param label title with symbol and unit in the papers' notation, Unicode, for instance "‖a(t)‖₂"
/// @param scale linear or decades
/// @param quantity what the axis measures, so that plots with the same quantity link hover and cursor
/// @param min lower end; NaN: from the data
/// @param max upper end; NaN: from the data
/// @param marks where numbers stand; none: where round ones are
/// @param names what stands at 1, 2, … instead of numbers; none for numbers
public record Axis(
        String label, Scale scale, Quantity quantity, double min, double max, List<Double> marks, List<String> names) {
    public Axis {
        marks = List.copyOf(marks);
        names = List.copyOf(names);
    }

    /// An axis with numbers at places of its own.
    public Axis(String label, Scale scale, Quantity quantity, double min, double max, List<Double> marks) {
        this(label, scale, quantity, min, max, marks, List.of());
    }

    /// An axis with round numbers.
    public Axis(String label, Scale scale, Quantity quantity, double min, double max) {
        this(label, scale, quantity, min, max, List.of(), List.of());
    }

    /// How values map to lengths.
    public enum Scale {
        LINEAR,
        LOG
    }

    /// What is measured; plots whose x axes have the same quantity share hover and cursor. Where both axes are of
    /// PLACE, units are equally long on them, and an axis without a title has no ticks either.
    public enum Quantity {
        ITERATION,
        EPOCHS,
        EVALUATIONS,
        SECONDS,
        TIME,
        PARAMETER,
        PLACE,
        COUNT,
        OTHER
    }

    /// An axis whose range follows the data.
    public static Axis of(String label, Scale scale, Quantity quantity) {
        return new Axis(label, scale, quantity, Double.NaN, Double.NaN);
    }

    /// A linear axis of no linked quantity whose range follows the data.
    public static Axis linear(String label) {
        return of(label, Scale.LINEAR, Quantity.OTHER);
    }

    /// A linear axis of a plane in which units are equally long on both axes.
    public static Axis place(String label) {
        return of(label, Scale.LINEAR, Quantity.PLACE);
    }

    /// Things beside each other at 1, 2, …
    ///
    /// @param names of them, at least one
    public static Axis ofNames(String label, List<String> names) {
        return new Axis(label, Scale.LINEAR, Quantity.OTHER, 0.5, names.size() + 0.5, List.of(), names);
    }

    /// This axis under another title.
    public Axis titled(String newLabel) {
        return new Axis(newLabel, scale, quantity, min, max, marks, names);
    }

    /// This axis with fixed ends.
    public Axis within(double newMin, double newMax) {
        return new Axis(label, scale, quantity, newMin, newMax, marks, names);
    }
}
