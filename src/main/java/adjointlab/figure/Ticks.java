package adjointlab.figure;

import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Where an axis has marks and what stands there: round steps of 1, 2, 2.5, 5 on linear axes, decades on log axes.
final class Ticks {
    private static final double[] ROUND_STEPS = {1, 2, 2.5, 5, 10};
    private static final int[] STRIDES = {1, 2, 3, 5, 10, 20, 50, 100, 200};
    private static final double SLACK = 1e-9;
    private static final Set<Quantity> COUNTED = Set.of(Quantity.ITERATION, Quantity.EVALUATIONS, Quantity.COUNT);
    private static final int FINER = 3;
    /// From this on a log axis is labelled with powers of ten alone.
    private static final double SEVERAL_DECADES = 1.3;
    /// Outside these a linear axis is labelled in units of a power of ten.
    private static final double LARGEST_PLAIN = 1e5;
    private static final double SMALLEST_PLAIN = 1e-2;
    private static final double SMALLEST_PLAIN_STEP = 1e-4;

    /// Between the numbers of a horizontal axis, in sizes of the type: with less they are read as one.
    private static final double BETWEEN = 2.2;

    /// From one label of a vertical axis to the next at least, in sizes of the type.
    static final double PITCH = 1.2;

    private Ticks() {}

    /// One mark.
    ///
    /// @param value where
    /// @param label what stands there; "" for a mark alone
    record Tick(double value, String label) {}

    /// As many marks of a horizontal axis as fit with the width that their labels really have.
    ///
    /// @param face of the labels
    /// @param width of the axis
    static List<Tick> fitting(Axis axis, AxisMap map, Fonts.Face face, double width) {
        if (!axis.marks().isEmpty()) {
            return at(axis.marks(), map);
        }
        if (!axis.names().isEmpty()) {
            return names(axis, map);
        }
        for (int most = 8; ; most--) {
            List<Tick> ticks = of(axis, map, most, power(axis, map));
            double widest = widest(ticks, face);
            if (ticks.size() * (widest + BETWEEN * face.size()) <= width) {
                return ticks;
            }
            if (most == 1) { // a scale may have no fewer round numbers than this; two tell it
                boolean fits = ticks.size() <= 2 || ticks.size() * (widest + 0.5 * face.size()) <= width;
                return fits ? ticks : List.of(ticks.getFirst(), ticks.getLast());
            }
        }
    }

    /// Width of the widest label; 0 without any.
    static double widest(List<Tick> ticks, Fonts.Face face) {
        return ticks.stream()
                .mapToDouble(tick -> face.width(tick.label()))
                .max()
                .orElse(0);
    }

    /// Marks of an axis: its names where it has some, however many.
    ///
    /// @param map the values that it covers
    /// @param most how many numbers fit
    /// @param power that is taken off the numbers
    static List<Tick> of(Axis axis, AxisMap map, int most, int power) {
        return axis.names().isEmpty()
                ? of(map.scale(), axis.quantity(), map.min(), map.max(), most, power)
                : names(axis, map);
    }

    private static List<Tick> names(Axis axis, AxisMap map) {
        return IntStream.range(0, axis.names().size())
                .filter(i -> map.min() <= i + 1 && i + 1 <= map.max())
                .mapToObj(i -> new Tick(i + 1.0, axis.names().get(i)))
                .toList();
    }

    /// Marks of an axis of numbers.
    ///
    /// @param scale linear or decades
    /// @param quantity what is counted gets whole numbers
    /// @param min lower end
    /// @param max upper end
    /// @param most how many labels fit
    static List<Tick> of(Scale scale, Quantity quantity, double min, double max, int most) {
        return of(scale, quantity, min, max, most, 0);
    }

    /// The power of ten that the title of an axis takes off its labels; without a title they keep it.
    static int power(Axis axis, AxisMap map) {
        return axis.label().isEmpty() || !axis.marks().isEmpty() ? 0 : power(map.scale(), map.min(), map.max());
    }

    /// The power of ten that the title of a linear axis takes off its labels: 0 where they are short enough
    /// without.
    static int power(Scale scale, double min, double max) {
        double largest = Math.max(Math.abs(min), Math.abs(max));
        boolean plain =
                scale == Scale.LOG && inDecades(min, max) || largest >= SMALLEST_PLAIN && largest < LARGEST_PLAIN;
        return plain ? 0 : (int) Math.floor(Math.log10(largest));
    }

    /// The same with labels in units of a power of ten.
    static List<Tick> of(Scale scale, Quantity quantity, double min, double max, int most, int power) {
        if (power != 0) {
            double unit = Math.pow(10, power);
            return of(scale, quantity, min / unit, max / unit, most).stream()
                    .map(tick -> new Tick(tick.value() * unit, tick.label()))
                    .toList();
        }
        if (scale == Scale.LOG && inDecades(min, max)) {
            List<Tick> powers = decades(min, max, most);
            return powers.size() >= 2 && Math.log10(max) - Math.log10(min) >= SEVERAL_DECADES
                    ? powers
                    : withinDecades(min, max);
        }
        boolean whole = COUNTED.contains(quantity);
        List<Tick> ticks = List.of();
        for (int count = Math.max(1, most); ticks.size() < 2 && count <= most + FINER; count++) {
            double step = roundStep((max - min) / count); // finer until there are two: one says nothing of the scale
            ticks = linear(min, max, whole ? Math.max(1, Math.ceil(step - SLACK)) : step);
        }
        return ticks;
    }

    /// Marks at given values, as far as the axis shows them.
    static List<Tick> at(List<Double> values, AxisMap map) {
        return values.stream()
                .filter(map::shows)
                .map(value -> new Tick(value, label(value, map.scale())))
                .toList();
    }

    private static String label(double value, Scale scale) {
        double exponent = Math.log10(value);
        boolean power = scale == Scale.LOG && Math.abs(exponent) > 1 && exponent == Math.rint(exponent);
        return power ? Numbers.powerOfTen((int) exponent) : Numbers.setting(value);
    }

    /// Those that are left when none may stand nearer to the one before than this; the last stays.
    ///
    /// @param ticks ascending
    /// @param map to places on the screen
    /// @param pitch between neighbours, in units of the map
    static List<Tick> apart(List<Tick> ticks, AxisMap map, double pitch) {
        List<Tick> left = new ArrayList<>();
        for (Tick tick : ticks.reversed()) {
            if (left.isEmpty()
                    || Math.abs(map.toPosition(tick.value())
                                    - map.toPosition(left.getLast().value()))
                            >= pitch) {
                left.add(tick);
            }
        }
        return left.reversed();
    }

    /// The smallest round number that is at least `least`.
    static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double round : ROUND_STEPS) {
            if (round * power >= least * (1 - SLACK)) {
                return round * power;
            }
        }
        throw new IllegalArgumentException("no step for " + least);
    }

    private static List<Tick> linear(double min, double max, double step) {
        List<Tick> ticks = new ArrayList<>();
        long first = (long) Math.ceil(min / step - SLACK);
        long last = (long) Math.floor(max / step + SLACK);
        double largest = Math.max(Math.abs(first * step), Math.abs(last * step));
        for (long k = first; k <= last; k++) {
            ticks.add(new Tick(k * step, label(k * step, step, largest)));
        }
        return ticks;
    }

    private static String label(double value, double step, double largest) {
        if (value == 0) {
            return "0";
        }
        int digits = 1
                + (int) Math.max(0, Math.floor(Math.log10(Math.abs(value) + step / 2)) - Math.floor(Math.log10(step)))
                + (isRound(step) ? 0 : 1);
        if (largest >= LARGEST_PLAIN || step < SMALLEST_PLAIN_STEP) {
            return Numbers.brief(value, digits);
        }
        int decimals = Math.max(0, -(int) Math.floor(Math.log10(step) + SLACK) + (isRound(step) ? 0 : 1));
        return Numbers.fixed(value, decimals);
    }

    /// Whether a step has one significant digit (2.5 has two).
    private static boolean isRound(double step) {
        double mantissa = step / Math.pow(10, Math.floor(Math.log10(step) + SLACK));
        return Math.abs(mantissa - Math.rint(mantissa)) < 1e-6;
    }

    /// Powers of ten, every second, third, fifth … one where they would crowd.
    private static List<Tick> decades(double min, double max, int most) {
        int first = (int) Math.ceil(Math.log10(min) - SLACK);
        int last = (int) Math.floor(Math.log10(max) + SLACK);
        List<Integer> exponents = List.of();
        for (int stride : STRIDES) {
            List<Integer> thinned = IntStream.rangeClosed(first, last)
                    .filter(k -> Math.floorMod(k, stride) == 0)
                    .boxed()
                    .toList();
            if (thinned.size() >= 2 || exponents.isEmpty()) { // one number alone says nothing of the scale
                exponents = thinned;
            }
            if (exponents.size() <= most) {
                break;
            }
        }
        return exponents.stream()
                .map(k -> new Tick(Math.pow(10, k), k == 0 ? "1" : k == 1 ? "10" : Numbers.powerOfTen(k)))
                .toList();
    }

    /// Whether a log axis shows enough of 1, 2, 5 in its decades; shorter ones are labelled like linear ones.
    private static boolean inDecades(double min, double max) {
        return Math.log10(max) - Math.log10(min) >= SEVERAL_DECADES
                || withinDecades(min, max).size() >= 2;
    }

    /// 1, 2, 5 in each decade.
    private static List<Tick> withinDecades(double min, double max) {
        List<Tick> ticks = new ArrayList<>();
        for (int k = (int) Math.floor(Math.log10(min)); k <= Math.log10(max); k++) {
            for (int mantissa : new int[] {1, 2, 5}) {
                double value = mantissa * Math.pow(10, k);
                if (value >= min * (1 - SLACK) && value <= max * (1 + SLACK)) {
                    ticks.add(new Tick(value, Numbers.brief(value, 1)));
                }
            }
        }
        return ticks;
    }
}
