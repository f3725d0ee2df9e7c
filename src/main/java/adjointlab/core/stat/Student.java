package adjointlab.core.stat;

import org.hipparchus.distribution.continuous.TDistribution;

/// Student's t distribution.
public final class Student {
    private Student() {}

    /// Half the width of the 95 % interval, in standard errors.
    ///
    /// @param degrees of freedom, at least 1; a part of one where two samples' deviations differ
    public static double twoSided95(double degrees) {
        return new TDistribution(degrees).inverseCumulativeProbability(0.975);
    }
}
