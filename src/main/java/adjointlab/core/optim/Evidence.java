package adjointlab.core.optim;

/// What an optimizer may know beside the gradient; filled by the trainer and reused.
public final class Evidence {
    private double rateFactor = 1;
    private double horizon = Double.NaN;
    private double terminalVariance = Double.NaN;

    /// By what the schedule multiplies the learning rate.
    public double rateFactor() {
        return rateFactor;
    }

    /// T = t₁ − t₀, s.
    public double horizon() {
        return horizon;
    }

    /// σ_t², mean square of the terminal state; NaN unless asked for by [Optimizer.Need#TERMINAL_VARIANCE].
    public double terminalVariance() {
        return terminalVariance;
    }

    /// Fills in everything.
    ///
    /// @return this
    public Evidence with(double rateFactor, double horizon, double terminalVariance) {
        this.rateFactor = rateFactor;
        this.horizon = horizon;
        this.terminalVariance = terminalVariance;
        return this;
    }
}
