package adjointlab.core.ode;

import java.util.List;

/// A Runge-Kutta method's coefficients; stage times are the row sums of a. Checks itself: the order conditions of the
/// solution, of the error estimate and of the dense output, and that dense output ends at the solution.
///
/// @param order of the solution
/// @param a stage coefficients [s][≤s], row i as long as it has entries
/// @param b weights of the solution [s]
/// @param error weights of the error estimate
/// @param dense weights of the dense output
public record Tableau(int order, double[][] a, double[] b, ErrorEstimate error, Dense dense) {
    private static final double TOLERANCE = 2e-13;

    /// Error estimate h·|Σ fineᵢkᵢ|, or, with coarser weights, componentwise h·F²/√(F² + 0.01·C²) with F and C the
    /// two sums: the estimate of Hairer's code DOP853 (Hairer, Nørsett and Wanner I, section II.10, equation
    /// (10.17)).
    ///
    /// @param fineOrder p where the sum of the fine weights behaves as h^p; 0 without estimate
    /// @param fine weights [s]; empty without estimate
    /// @param coarseOrder q where the sum of the coarse weights behaves as h^q; 0 without them
    /// @param coarse weights [s]; empty without them
    public record ErrorEstimate(int fineOrder, double[] fine, int coarseOrder, double[] coarse) {
        /// No estimate.
        public static final ErrorEstimate NONE = new ErrorEstimate(0, new double[0], 0, new double[0]);

        /// An estimate that is linear in the stages and behaves as h^order.
        public static ErrorEstimate linear(int order, double[] weights) {
            return new ErrorEstimate(order - 1, weights, 0, new double[0]);
        }

        /// Whether there is an estimate.
        public boolean exists() {
            return fine.length > 0;
        }

        /// q where the estimate behaves as h^q; 0 without estimate.
        public int order() {
            if (!exists()) {
                return 0;
            }
            return coarse.length == 0 ? 1 + fineOrder : 1 + 2 * fineOrder - coarseOrder;
        }
    }

    /// Dense output: y(t + θh) = y + h Σᵢ wᵢ(θ)·kᵢ with wᵢ(θ) = Σₘ weights[i][m]·θ^(m+1).
    ///
    /// @param order of y(t + θh), as a local error h^(order+1)
    /// @param extraA stage coefficients of stages that only dense output needs [x][]
    /// @param weights [s+x][degree]
    public record Dense(int order, double[][] extraA, double[][] weights) {
        /// wᵢ(θ).
        double weight(int i, double fraction) {
            double sum = 0;
            for (int m = weights[i].length - 1; m >= 0; m--) {
                sum = (sum + weights[i][m]) * fraction;
            }
            return sum;
        }

        /// wᵢ′(θ).
        double slope(int i, double fraction) {
            double sum = 0;
            for (int m = weights[i].length - 1; m >= 0; m--) {
                sum = sum * fraction + (m + 1) * weights[i][m];
            }
            return sum;
        }
    }

    public Tableau {
        int s = b.length;
        List<RootedTree> trees = RootedTree.upTo(Math.max(order, Math.max(error.fineOrder(), dense.order())));
        double[][] all = withExtraStages(a, dense);
        for (RootedTree tree : trees) {
            double[] phi = tree.stageWeights(all);
            double target = 1 / tree.density();
            double size = 1;
            for (double p : phi) {
                size = Math.max(size, Math.abs(p));
            }
            if (tree.order() <= order) {
                require(Math.abs(product(b, phi) - target) < TOLERANCE * size, "order condition fails: " + tree);
            }
            if (tree.order() <= error.fineOrder()) {
                require(Math.abs(product(error.fine(), phi)) < TOLERANCE * size, "error condition fails: " + tree);
            }
            if (tree.order() <= error.coarseOrder()) {
                require(Math.abs(product(error.coarse(), phi)) < TOLERANCE * size, "error condition fails: " + tree);
            }
            for (double theta = 0.25; tree.order() <= dense.order() && theta <= 1; theta += 0.25) {
                double value = 0;
                for (int i = 0; i < phi.length; i++) {
                    value += dense.weight(i, theta) * phi[i];
                }
                require(
                        Math.abs(value - target * Math.pow(theta, tree.order())) < 50 * TOLERANCE * size,
                        "dense output condition fails at " + theta + ": " + tree);
            }
        }
        for (int i = 0; i < s; i++) {
            require(Math.abs(dense.weight(i, 1) - b[i]) < 50 * TOLERANCE, "dense output does not end at the solution");
        }
    }

    /// Number of stages.
    public int stages() {
        return b.length;
    }

    /// The time of a stage with these coefficients; exactly 1 where only rounding says otherwise.
    public static double stageTime(double[] row) {
        double sum = sum(row);
        return Math.abs(sum - 1) < TOLERANCE ? 1 : sum;
    }

    /// Whether the last stage is the first one of the next step.
    public boolean firstSameAsLast() {
        int last = b.length - 1;
        if (stageTime(a[last]) != 1) {
            return false;
        }
        for (int j = 0; j < b.length; j++) {
            double entry = j < a[last].length ? a[last][j] : 0;
            if (entry != b[j]) {
                return false;
            }
        }
        return true;
    }

    /// The cubic Hermite interpolant through both ends and their slopes: of order 3, and free where the last
    /// stage is the next step's first; otherwise the end's slope is one more stage.
    static Dense hermite(int order, double[] b, boolean firstSameAsLast) {
        int s = b.length;
        int count = firstSameAsLast ? s : s + 1;
        double[][] weights = new double[count][3];
        for (int i = 0; i < s; i++) {
            weights[i][1] += 3 * b[i];
            weights[i][2] -= 2 * b[i];
        }
        add(weights[0], 1, -2, 1);
        add(weights[count - 1], 0, -1, 1);
        double[][] extraA = firstSameAsLast ? new double[0][] : new double[][] {b};
        return new Dense(Math.min(3, order), extraA, weights);
    }

    private static void add(double[] polynomial, double... summand) {
        for (int m = 0; m < summand.length; m++) {
            polynomial[m] += summand[m];
        }
    }

    private static double[][] withExtraStages(double[][] a, Dense dense) {
        double[][] all = java.util.Arrays.copyOf(a, a.length + dense.extraA().length);
        System.arraycopy(dense.extraA(), 0, all, a.length, dense.extraA().length);
        return all;
    }

    private static double sum(double[] row) {
        double sum = 0;
        for (double x : row) {
            sum += x;
        }
        return sum;
    }

    private static double product(double[] weights, double[] phi) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * phi[i];
        }
        return sum;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException("not a method of the declared order: " + otherwise);
        }
    }
}
