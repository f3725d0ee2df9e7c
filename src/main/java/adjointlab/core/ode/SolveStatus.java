package adjointlab.core.ode;

import java.util.Locale;

/// How a solve ended; a value, not an exception.
///
/// @param kind what happened
/// @param t where it happened, s; NaN for [Kind#OK]
/// @param row the sample that caused it, from 0; −1 where no single one did
/// @param h the step that was tried, s; NaN where it says nothing
public record SolveStatus(Kind kind, double t, int row, double h) {
    /// What can happen.
    public enum Kind { OK, EVENT, NON_FINITE, STEP_UNDERFLOW, MAX_STEPS, STAGE_FAILURE, CANCELLED }

    /// Everything went well.
    public static final SolveStatus OK = new SolveStatus(Kind.OK, Double.NaN, -1, Double.NaN);

    /// Whether the solve reached its end.
    public boolean ok() {
        return kind == Kind.OK;
    }

    /// One sentence for the user: what happened, where.
    public String sentence() {
        String where = row < 0 ? "" : " in sample " + row;
        return switch (kind) {
            case OK -> "The solve reached its end.";
            case EVENT -> format("An event ended the solve at t = %.6g.", t);
            case NON_FINITE -> format("The state or its derivative is not finite%s at t = %.6g.", where, t);
            case STEP_UNDERFLOW -> format("The step shrank to %.3g%s at t = %.6g.", h, where, t);
            case MAX_STEPS -> format("The largest number of steps was used up at t = %.6g.", t);
            case STAGE_FAILURE -> format("An implicit stage found no solution%s at t = %.6g, h = %.3g.", where, t, h);
            case CANCELLED -> format("Cancelled at t = %.6g.", t);
        };
    }

    /// What to try next, one sentence; "" where nothing went wrong.
    public String advice() {
        return switch (kind) {
            case OK, EVENT, CANCELLED -> "";
            case NON_FINITE -> "Try a smaller learning rate, gradient clipping, smaller steps, a shorter horizon or other start weights.";
            case STEP_UNDERFLOW -> "Try a larger tolerance, a shorter horizon, or a stiff solver such as kvaerno5.";
            case MAX_STEPS -> "Try a larger tolerance, a larger number of steps, or a stiff solver such as kvaerno5.";
            case STAGE_FAILURE -> "Try a smaller step or an adaptive controller.";
        };
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
