package adjointlab.core.optim;

import java.util.ArrayList;
import java.util.List;

/// Limited-memory BFGS with the inverse Hessian written out.
public final class QuasiNewton {
    private QuasiNewton() {}

    /// Nocedal and Wright, "Numerical optimization", 2nd ed., (7.19): H from the last pairs by (6.17), begun at
    /// γI with (7.20); the step by Lewis and Overton, Math. Program. 141 (2013) 135, Algorithm 2.6.
    public static Recursion lbfgs(double eta, int history, Lbfgs.Search search) {
        return new Recursion() {
            private final List<double[][]> pairs = new ArrayList<>();

            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                double[] g = landscape.gradient(theta);
                double[] direction = Dense.plus(new double[g.length], -1, Dense.multiply(inverseHessian(g.length), g));
                double first = eta * factor;
                if (pairs.isEmpty()) {
                    first *= Math.min(1, 1 / Math.sqrt(Dense.dot(g, g)));
                }
                double step = bisection(theta, direction, first, landscape, search);
                if (step == 0) {
                    pairs.clear();
                    return theta;
                }
                double[] next = Dense.plus(theta, step, direction);
                double[] s = Dense.plus(next, -1, theta);
                double[] y = Dense.plus(landscape.gradient(next), -1, g);
                if (Dense.dot(s, y) > 0) {
                    pairs.add(new double[][] {s, y});
                }
                if (pairs.size() > history) {
                    pairs.removeFirst();
                }
                return next;
            }

            // H ← (I − ρsyᵀ)H(I − ρysᵀ) + ρssᵀ for each pair, the oldest first.
            private double[][] inverseHessian(int p) {
                double gamma = 1;
                if (!pairs.isEmpty()) {
                    double[] s = pairs.getLast()[0];
                    double[] y = pairs.getLast()[1];
                    gamma = Dense.dot(s, y) / Dense.dot(y, y);
                }
                double[][] h = Dense.plusIdentity(new double[p][p], gamma);
                for (double[][] pair : pairs) {
                    double[] s = pair[0];
                    double[] y = pair[1];
                    double rho = 1 / Dense.dot(s, y);
                    double[][] v = Dense.plusIdentity(new double[p][p], 1);
                    for (int i = 0; i < p; i++) {
                        v[i] = Dense.plus(v[i], -rho * s[i], y);
                    }
                    h = Dense.multiply(Dense.multiply(v, h), Dense.transpose(v));
                    for (int i = 0; i < p; i++) {
                        h[i] = Dense.plus(h[i], rho * s[i], s);
                    }
                }
                return h;
            }
        };
    }

    /// A step t with L(θ + td) ≤ L(θ) + c₁t∇Lᵀd and ∇L(θ + td)ᵀd ≥ c₂∇Lᵀd; the last one with the former if trials
    /// run out.
    private static double bisection(
            double[] theta, double[] direction, double first, Landscape landscape, Lbfgs.Search search) {
        double slope = Dense.dot(landscape.gradient(theta), direction);
        double alpha = 0;
        double beta = Double.POSITIVE_INFINITY;
        double t = first;
        for (int trial = 0; trial < search.trials(); trial++) {
            double[] there = Dense.plus(theta, t, direction);
            boolean armijo = landscape.loss(there) <= landscape.loss(theta) + search.decrease() * t * slope;
            boolean wolfe = Dense.dot(landscape.gradient(there), direction) >= search.curvature() * slope;
            if (armijo && wolfe) {
                return t;
            }
            if (armijo) {
                alpha = t;
            } else {
                beta = t;
            }
            t = beta < Double.POSITIVE_INFINITY ? (alpha + beta) / 2 : 2 * alpha;
        }
        return alpha;
    }
}
