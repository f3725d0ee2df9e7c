package adjointlab.lab.check;

import adjointlab.core.stat.Estimate;

/// The values that a claim allows.
///
/// @param low end; −∞ for none
/// @param high end; ∞ for none
record Region(double low, double high) {
    /// As far from a value as a tolerance.
    static Region around(double value, double tolerance) {
        return new Region(value - tolerance, value + tolerance);
    }

    static Region atLeast(double low) {
        return new Region(low, Double.POSITIVE_INFINITY);
    }

    static Region atMost(double high) {
        return new Region(Double.NEGATIVE_INFINITY, high);
    }

    /// Holds where the whole interval lies in it, does not where none of it does. What is not a number never holds;
    /// of what is infinite no interval can be told, and it does not where it lies outside.
    Verdict judge(Estimate estimate) {
        double value = estimate.value();
        boolean inside = value >= low && value <= high;
        if (!Double.isFinite(value) && !inside) {
            return Verdict.DOES_NOT_HOLD;
        }
        if (estimate.low() >= low && estimate.high() <= high) {
            return Verdict.HOLDS;
        }
        return estimate.high() < low || estimate.low() > high ? Verdict.DOES_NOT_HOLD : Verdict.UNDECIDED;
    }
}
