package adjointlab.core.ode;

import adjointlab.core.math.Numbers;

/// How a solve, or an evaluation around it, ended; a value, not an exception.
///
/// @param kind what happened
/// @param t where it happened, s; NaN for [Kind#OK]
/// @param row the sample that caused it, from 0; −1 where no single one did
/// @param h the step that was tried, s; NaN where it says nothing
/// @param phase what was being computed
public record SolveStatus(Kind kind, double t, int row, double h, Phase phase) {
    /// What can happen.
    public enum Kind {
        OK,
        EVENT,
        NON_FINITE,
        STEP_UNDERFLOW,
        MAX_STEPS,
        STAGE_FAILURE,
        IMPACTS,
        UNCONVERGED,
        CANCELLED
    }

    /// What an evaluation computes, one after another.
    public enum Phase {
        /// The states, forward in t.
        STATE,
        /// The loss from the states.
        LOSS,
        /// The adjoint, backward in t.
        ADJOINT,
        /// The gradient from states and adjoint.
        GRADIENT,
        /// The weights, by an update.
        WEIGHTS
    }

    /// Everything went well.
    public static final SolveStatus OK = new SolveStatus(Kind.OK, Double.NaN, -1, Double.NaN);

    /// While states are computed.
    public SolveStatus(Kind kind, double t, int row, double h) {
        this(kind, t, row, h, Phase.STATE);
    }

    /// Whether the solve reached its end.
    public boolean ok() {
        return kind == Kind.OK;
    }

    /// The same in another phase.
    public SolveStatus during(Phase phase) {
        return ok() ? this : new SolveStatus(kind, t, row, h, phase);
    }

    /// One sentence for the user: what happened, where.
    public String sentence() {
        String where = row < 0 ? "" : " in sample " + row;
        String what =
                switch (kind) {
                    case OK -> "the solve reached its end.";
                    case EVENT -> "an event ended the solve" + at() + ".";
                    case NON_FINITE -> notFinite(where);
                    case STEP_UNDERFLOW -> "the step shrank to " + Numbers.brief(h, 3) + where + at() + ".";
                    case MAX_STEPS -> "the largest number of steps was used up" + at() + ".";
                    case STAGE_FAILURE ->
                        "an implicit stage found no solution" + where + at() + ", h = " + Numbers.brief(h, 3) + ".";
                    case IMPACTS -> "jumps come one after another without end" + where + at() + ".";
                    case UNCONVERGED ->
                        "eigenvalues that the update needs did not converge" + (Double.isNaN(t) ? "" : at()) + ".";
                    case CANCELLED -> "cancelled" + (Double.isNaN(t) ? "" : at()) + ".";
                };
        return phase == Phase.ADJOINT
                ? "On the way back, " + what
                : Character.toUpperCase(what.charAt(0)) + what.substring(1);
    }

    private String notFinite(String where) {
        return switch (phase) {
            case STATE -> "the state or its derivative is not finite" + where + at() + ".";
            case LOSS -> "the loss is not finite" + where + at() + ", though the state is.";
            case ADJOINT -> "the state, the adjoint or a derivative is not finite" + where + at() + ".";
            case GRADIENT -> "the gradient is not finite, though the loss is.";
            case WEIGHTS -> "the update led to weights that are not finite.";
        };
    }

    /// What to try next where weights are being trained, one sentence; "" where nothing went wrong.
    public String advice() {
        return advice(true);
    }

    /// What to try next, one sentence; "" where nothing went wrong.
    ///
    /// @param updated whether the weights have been updated, so that the learning rate can be to blame
    public String advice(boolean updated) {
        String backward = phase == Phase.ADJOINT ? "the discrete gradient, or " : "";
        return switch (kind) {
            case OK, EVENT, CANCELLED -> "";
            case NON_FINITE ->
                phase == Phase.WEIGHTS
                        ? "Try a smaller learning rate, or more damping where the optimizer has it."
                        : "Try " + backward
                                + (updated ? "a smaller learning rate, gradient clipping, " : "")
                                + "smaller steps, a shorter horizon or other start weights.";
            case STEP_UNDERFLOW ->
                "Try " + backward + "a larger tolerance, a shorter horizon, or a stiff solver such as kvaerno5.";
            case MAX_STEPS ->
                "Try " + backward + "a larger tolerance, a larger number of steps, or a stiff solver such as kvaerno5.";
            case UNCONVERGED ->
                "Try more damping where the optimizer has it, other start weights or another optimizer.";
            case IMPACTS -> "Try a shorter horizon, a larger restitution or other start weights.";
            case STAGE_FAILURE -> "Try " + backward + "a smaller step or an adaptive controller.";
        };
    }

    private String at() {
        return " at t = " + Numbers.brief(t, 6);
    }
}
