package adjointlab.panel.kit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// A plane in the space of weights: a point and two orthonormal directions.
///
/// @param origin [p]
/// @param u [p]
/// @param v [p]
public record Plane(double[] origin, double[] u, double[] v) {
    private static final double TINY = 1e-12;

    /// How much of several points' spread a plane shows.
    ///
    /// @param shares of the first and second direction in the sum of squares, 0 … 1
    public record Fit(Plane plane, double[] shares) {}

    /// Coordinates of a point's projection.
    public double[] coordinates(double[] theta) {
        double[] d = minus(theta, origin);
        return new double[] {dot(d, u), dot(d, v)};
    }

    /// How far a point is from the plane.
    double distance(double[] theta) {
        double[] d = minus(theta, origin);
        double a = dot(d, u);
        double b = dot(d, v);
        return Math.sqrt(Math.max(0, dot(d, d) - a * a - b * b));
    }

    /// The weights at a place of the plane.
    double[] at(double a, double b) {
        double[] theta = origin.clone();
        for (int i = 0; i < theta.length; i++) {
            theta[i] += a * u[i] + b * v[i];
        }
        return theta;
    }

    /// The plane through `origin` that is nearest to points around it in the mean square: their first two principal
    /// directions. Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural nets", NeurIPS
    /// 2018, section 7. For few points in many dimensions: the points' inner products are decomposed.
    ///
    /// @return nothing where points lie on top of each other
    public static Optional<Fit> principal(double[] origin, List<double[]> points) {
        List<double[]> differences =
                points.stream().map(point -> minus(point, origin)).toList();
        int n = differences.size();
        if (n == 0) {
            return Optional.empty();
        }
        DMatrixRMaj rows = new DMatrixRMaj(differences.toArray(double[][]::new));
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        CommonOps_DDRM.multTransB(rows, rows, gram);
        double total = CommonOps_DDRM.trace(gram);
        if (!(total > TINY * TINY)) {
            return Optional.empty();
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, true, true);
        if (!decomposition.decompose(gram)) {
            return Optional.empty();
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (i, j) -> Double.compare(
                        decomposition.getEigenvalue(j).getReal(),
                        decomposition.getEigenvalue(i).getReal()));
        double[][] directions = new double[2][origin.length];
        double[] shares = new double[2];
        for (int k = 0; k < 2; k++) {
            double value = k < n ? decomposition.getEigenvalue(order[k]).getReal() : 0;
            if (value > TINY * total) {
                DMatrixRMaj weights = decomposition.getEigenVector(order[k]);
                for (int i = 0; i < n; i++) {
                    addScaled(directions[k], weights.get(i), differences.get(i));
                }
                normalise(directions[k]);
                shares[k] = value / total;
            } else {
                directions[k] = k == 0 ? directions[0] : across(directions[0]);
            }
        }
        return Optional.of(new Fit(new Plane(origin, directions[0], directions[1]), shares));
    }

    /// A direction orthogonal to another: of the axes, the one that is nearest to it.
    public static double[] across(double[] direction) {
        int flattest = 0;
        for (int i = 1; i < direction.length; i++) {
            flattest = Math.abs(direction[i]) < Math.abs(direction[flattest]) ? i : flattest;
        }
        double[] axis = new double[direction.length];
        axis[flattest] = 1;
        return orthogonal(axis, direction);
    }

    /// The unit vector along what of `v` is orthogonal to the unit vector `u`.
    public static double[] orthogonal(double[] v, double[] u) {
        double[] rest = v.clone();
        addScaled(rest, -dot(v, u), u);
        normalise(rest);
        return rest;
    }

    public static void normalise(double[] v) {
        double length = Math.sqrt(dot(v, v));
        for (int i = 0; i < v.length && length > 0; i++) {
            v[i] /= length;
        }
    }

    public static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    public static double[] minus(double[] u, double[] v) {
        double[] difference = u.clone();
        addScaled(difference, -1, v);
        return difference;
    }

    private static void addScaled(double[] acc, double factor, double[] v) {
        for (int i = 0; i < acc.length; i++) {
            acc[i] += factor * v[i];
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Plane plane
                && Arrays.equals(origin, plane.origin)
                && Arrays.equals(u, plane.u)
                && Arrays.equals(v, plane.v);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(origin) + 31 * Arrays.hashCode(u) + 961 * Arrays.hashCode(v);
    }
}
