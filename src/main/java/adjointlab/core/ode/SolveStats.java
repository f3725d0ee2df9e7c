package adjointlab.core.ode;

import adjointlab.core.math.Numbers;

/// What a solve cost. Added to while it runs; cleared by its owner.
public final class SolveStats {
    /// Where the stability region of the usual methods of order 5 ends, as Hairer and Wanner's code dopri5 has it.
    private static final double STABILITY_LIMIT = 3.25;
    /// How many steps at the limit that code calls stiff.
    private static final int ENOUGH = 15;

    private long evaluations;
    private long vjps;
    private long accepted;
    private long rejected;
    private long stiff;
    private double stiffness = Double.NaN;
    private double missed = Double.NaN;
    private double bound = Double.POSITIVE_INFINITY;

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

    /// Largest h·|λ| of the accepted steps; NaN where the method has no estimate.
    public double stiffness() {
        return stiffness;
    }

    /// Of a solve back to where another began: the largest distance from there, as a share of the states' size;
    /// NaN of others.
    public double missed() {
        return missed;
    }

    /// Whether a solve back missed where it should have come to by more than it may.
    public boolean misled() {
        return missed > bound;
    }

    /// One sentence if a solve back missed where it should have come to by so much that what was integrated along
    /// it is wrong; else "".
    public String warning() {
        if (!misled()) {
            return "";
        }
        String share =
                missed < 1 ? Math.round(100 * missed) + " % of its size" : Numbers.brief(missed, 2) + " times its size";
        return "Solved back, the state misses where it came from by " + share
                + ", so this gradient is wrong. Try gradient discrete or discrete-checkpointed.";
    }

    /// One sentence if so many steps were limited by stability that an implicit method would be cheaper; else "".
    public String hint() {
        return stiff < ENOUGH
                ? ""
                : "The field looks stiff: stability, not accuracy, limited " + stiff + " of " + accepted
                        + " steps. Try solver kvaerno5.";
    }

    /// Takes the estimate of an accepted step; NaN says nothing.
    public void countStiffness(double estimate) {
        if (!Double.isNaN(estimate)) {
            stiffness = Double.isNaN(stiffness) ? estimate : Math.max(stiffness, estimate);
            if (estimate > STABILITY_LIMIT) {
                stiff++;
            }
        }
    }

    /// Takes how far a solve back missed.
    ///
    /// @param share of the states' size; what is not a number counts as infinitely far
    /// @param most share at which what was integrated on the way is still worth something
    public void countReturn(double share, double most) {
        double far = Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
        missed = Double.isNaN(missed) ? far : Math.max(missed, far);
        bound = Math.min(bound, most);
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

    /// Adds what another solve cost.
    public void add(SolveStats other) {
        evaluations += other.evaluations;
        vjps += other.vjps;
        accepted += other.accepted;
        rejected += other.rejected;
        stiff += other.stiff;
        if (!Double.isNaN(other.missed)) {
            countReturn(other.missed, other.bound);
        }
        if (!Double.isNaN(other.stiffness)) {
            stiffness = Double.isNaN(stiffness) ? other.stiffness : Math.max(stiffness, other.stiffness);
        }
    }

    /// Back to zero.
    public void clear() {
        evaluations = 0;
        vjps = 0;
        accepted = 0;
        rejected = 0;
        stiff = 0;
        missed = Double.NaN;
        bound = Double.POSITIVE_INFINITY;
        stiffness = Double.NaN;
    }
}
