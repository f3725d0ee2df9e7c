package adjointlab.core.ode;

/// What a solve cost. Added to while it runs; cleared by its owner.
public final class SolveStats {
    private long evaluations;
    private long vjps;
    private long accepted;
    private long rejected;

    /// Evaluations of the field.
    public long evaluations() {
        return evaluations;
    }

    /// Vector-Jacobian (or Jacobian-vector) products with the field.
    public long vjps() {
        return vjps;
    }

    /// Accepted steps.
    public long accepted() {
        return accepted;
    }

    /// Rejected steps.
    public long rejected() {
        return rejected;
    }

    /// Counts evaluations.
    public void countEvaluations(long count) {
        evaluations += count;
    }

    /// Counts products.
    public void countVjps(long count) {
        vjps += count;
    }

    /// Counts a step.
    public void countStep(boolean kept) {
        if (kept) {
            accepted++;
        } else {
            rejected++;
        }
    }

    /// Back to zero.
    public void clear() {
        evaluations = 0;
        vjps = 0;
        accepted = 0;
        rejected = 0;
    }
}
