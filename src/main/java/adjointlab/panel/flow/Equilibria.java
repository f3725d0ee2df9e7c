package adjointlab.panel.flow;

import adjointlab.core.family.AdjointExponent;
import adjointlab.core.kernel.Batch;
import adjointlab.core.train.Inspection;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;

/// Where a planar field rests, by Newton's method from many places.
final class Equilibria {
    private static final int ITERATIONS = 12;
    private static final double ACCURACY = 1e-8;
    private static final int MOST = 6;

    /// A part that is this much smaller than the larger eigenvalue is rounding.
    private static final double NEUTRAL = 1e-9;

    private final Inspection inspection;
    private final double[] theta;

    Equilibria(Inspection inspection, double[] theta) {
        this.inspection = inspection;
        this.theta = theta;
    }

    /// The different ones inside the box that the starts span.
    ///
    /// @param starts [m][2], a grid from its first to its last point; not modified
    List<double[]> search(double[][] starts) {
        double[] low = starts[0];
        double[] high = starts[starts.length - 1];
        double near = 1e-3 * Math.hypot(high[0] - low[0], high[1] - low[1]);
        List<double[]> found = new ArrayList<>();
        for (int i = 0; i < starts.length && found.size() < MOST; i += 4) {
            double[] at = newton(starts[i].clone());
            boolean inside = at[0] >= low[0] && at[0] <= high[0] && at[1] >= low[1] && at[1] <= high[1];
            if (inside && found.stream().allMatch(other -> Math.hypot(other[0] - at[0], other[1] - at[1]) > near)) {
                found.add(at);
            }
        }
        return found;
    }

    /// @param at [2], changed
    /// @return where the field vanishes, or not a number
    private double[] newton(double[] at) {
        double[] nowhere = {Double.NaN, Double.NaN};
        for (int k = 0; k < ITERATIONS; k++) {
            double[][] here = {at};
            double[] f = inspection.field(theta, 0, here)[0];
            if (Math.hypot(f[0], f[1]) < ACCURACY) {
                return at;
            }
            DMatrixRMaj j =
                    AdjointExponent.jacobian(inspection.experiment().model().field(), 0, Batch.ofRows(here), 0, theta);
            double determinant = j.get(0, 0) * j.get(1, 1) - j.get(0, 1) * j.get(1, 0);
            if (determinant == 0 || !Double.isFinite(determinant)) {
                return nowhere;
            }
            at[0] -= (j.get(1, 1) * f[0] - j.get(0, 1) * f[1]) / determinant;
            at[1] -= (j.get(0, 0) * f[1] - j.get(1, 0) * f[0]) / determinant;
        }
        return nowhere;
    }

    /// What kind of place of rest a planar field has, by the eigenvalues of its Jacobian there: S. H. Strogatz,
    /// Nonlinear Dynamics and Chaos, 1994, section 5.2, "Classification of Linear Systems".
    ///
    /// @param values both eigenvalues; not modified
    static String kind(Complex_F64... values) {
        double one = values[0].real;
        double other = values[1].real;
        double nothing = NEUTRAL * Math.max(values[0].getMagnitude(), values[1].getMagnitude());
        if (values[0].imaginary != 0) {
            return Math.abs(one) <= nothing ? "centre" : one < 0 ? "stable spiral" : "unstable spiral";
        }
        if (Math.abs(one) <= nothing || Math.abs(other) <= nothing) {
            return "degenerate point";
        }
        return one * other < 0 ? "saddle" : one < 0 ? "stable node" : "unstable node";
    }
}
