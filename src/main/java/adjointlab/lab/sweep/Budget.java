package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.Quoted;
import adjointlab.core.math.Numbers;
import java.util.Locale;

/// How much each training of a sweep may spend.
///
/// @param unit of what
/// @param amount how much, positive; not read for [Unit#ITERATIONS]
public record Budget(Unit unit, double amount) {
    /// As many iterations as the settings say.
    public static final Budget ITERATIONS = new Budget(Unit.ITERATIONS, 0);

    private static final double MOST = 1e15;

    /// What is counted.
    public enum Unit {
        /// Iterations, as many as the settings say.
        ITERATIONS,
        /// Evaluations of the field, forward and backward together.
        EVALUATIONS,
        /// Processor time of the training thread, s. Such results are not the same twice.
        SECONDS;

        /// How files and command lines call it.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads `iterations`, `evaluations=N` or `seconds=N`.
    ///
    /// @throws InvalidValueException if it is none of them
    public static Budget parse(String text) {
        String stripped = text.strip();
        if (stripped.equals(Unit.ITERATIONS.id())) {
            return ITERATIONS;
        }
        for (Unit unit : new Unit[] {Unit.EVALUATIONS, Unit.SECONDS}) {
            String start = unit.id() + "=";
            if (stripped.startsWith(start)) {
                double amount = SweepAxis.number(unit.id(), stripped.substring(start.length()));
                if (amount > 0 && amount <= MOST) {
                    return new Budget(unit, amount);
                }
            }
        }
        throw new InvalidValueException("'" + Quoted.brief(text)
                + "' is no budget; allowed: iterations, evaluations=N or seconds=N with N above 0");
    }

    /// The form that [#parse] reads.
    public String text() {
        return unit == Unit.ITERATIONS
                ? unit.id()
                : unit.id() + "="
                        + (amount == Math.rint(amount) ? String.valueOf((long) amount) : String.valueOf(amount));
    }

    /// What it allows, for people, as in "200 evaluations".
    ///
    /// @param iterations that the settings say
    public String words(int iterations) {
        double of = unit == Unit.ITERATIONS ? iterations : amount;
        String noun = unit.id();
        return Numbers.brief(of, 6) + " " + (of == 1 ? noun.substring(0, noun.length() - 1) : noun);
    }

    /// What share of it has been spent.
    ///
    /// @param iteration made
    /// @param planned iterations that the settings say
    /// @param evaluations forward and backward
    /// @param seconds of processor time
    /// @return 1 or more once it is used up
    double spent(long iteration, int planned, long evaluations, double seconds) {
        return switch (unit) {
            case ITERATIONS -> planned == 0 ? 1 : iteration / (double) planned;
            case EVALUATIONS -> evaluations / amount;
            case SECONDS -> seconds / amount;
        };
    }
}
