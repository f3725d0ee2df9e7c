package adjointlab.core.optim;

import java.util.ArrayList;
import java.util.List;

/// Recursions that divide the gradient by a curvature.
public final class SecondOrder {
    /// Steps that are tried at one point before it counts as a minimum.
    private static final int MOST = 30;

    private SecondOrder() {}

    /// Solves (A + λI) x = g, for symmetric A.
    @FunctionalInterface
    public interface Linear {
        double[] solve(double[][] a, double lambda, double[] g);

        /// To rounding.
        Linear EXACT = (a, lambda, g) -> Dense.solve(Dense.plusIdentity(a, lambda), g);
    }

    /// What conjugate gradients reach: after k steps the x in the Krylov space span{g, Ag, …, Aᵏ⁻¹g} that makes
    /// ½xᵀAx − gᵀx smallest (Nocedal and Wright, Theorem 5.2), for the first k whose residual is small enough.
    public static Linear krylov(int iterations, double tolerance) {
        return (matrix, lambda, g) -> {
            double[][] a = Dense.plusIdentity(matrix, lambda);
            List<double[]> basis = new ArrayList<>();
            double[] x = new double[g.length];
            double[] next = g;
            while (basis.size() < iterations) {
                double[] residual = Dense.plus(g, -1, Dense.multiply(a, x));
                if (Math.sqrt(Dense.dot(residual, residual)) <= tolerance * Math.sqrt(Dense.dot(g, g))) {
                    return x;
                }
                basis.add(orthonormal(next, basis));
                next = Dense.multiply(a, basis.getLast());
                double[][] q = basis.toArray(double[][]::new);
                double[][] projected = Dense.multiply(Dense.multiply(q, a), Dense.transpose(q));
                x = Dense.multiply(Dense.transpose(q), Dense.solve(projected, Dense.multiply(q, g)));
            }
            return x;
        };
    }

    private static double[] orthonormal(double[] v, List<double[]> basis) {
        double[] rest = v;
        for (int round = 0; round < 2; round++) {
            for (double[] q : basis) {
                rest = Dense.plus(rest, -Dense.dot(q, rest), q);
            }
        }
        return Dense.plus(new double[v.length], 1 / Math.sqrt(Dense.dot(rest, rest)), rest);
    }

    /// θ ← θ − η(G + λI)⁻¹∇L: Björck, "Numerical Methods for Least Squares Problems", 1996, (9.2.5) and (9.2.12).
    public static Recursion gaussNewton(double eta, double lambda, Linear linear) {
        return (theta, landscape, factor) -> Dense.plus(
                theta, -eta * factor, linear.solve(landscape.gaussNewton(theta), lambda, landscape.gradient(theta)));
    }

    /// θ ← θ − η(M + λI)⁻¹∇L, Amari, Neural Computation 10 (1998) 251, (3.1). Where λ adapts, a step that does not
    /// lower the loss is tried again with λ ← λν, ν ← 2ν as in Algorithm 3.16 of Madsen, Nielsen and Tingleff, and
    /// one that does changes it by Martens, ICML 2010, section 4.1: with ρ the reduction of the loss over that of
    /// the quadratic model, λ ← 3/2 λ where ρ < 1/4 and λ ← 2/3 λ where ρ > 3/4.
    ///
    /// @param loss whether M is the Gauss-Newton matrix of the loss; otherwise it is E[JᵀJ]
    public static Recursion naturalGradient(double eta, NaturalGradient.Damping damping, boolean loss, Linear linear) {
        return new Recursion() {
            private double lambda = damping.value();

            @Override
            public double damping() {
                return lambda;
            }

            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                double[][] matrix = loss ? landscape.gaussNewton(theta) : landscape.fisher(theta);
                double[] g = landscape.gradient(theta);
                double nu = 2;
                for (int attempt = 0; attempt < MOST; attempt++) {
                    double[] delta = Dense.plus(new double[g.length], -eta * factor, linear.solve(matrix, lambda, g));
                    double[] next = Dense.plus(theta, 1, delta);
                    if (!damping.adaptive()) {
                        return next;
                    }
                    double change = landscape.loss(next) - landscape.loss(theta);
                    if (change < 0) {
                        double rho = change / model(landscape.gaussNewton(theta), g, delta);
                        lambda *= rho < 0.25 ? 1.5 : rho > 0.75 ? 2.0 / 3 : 1;
                        return next;
                    }
                    lambda *= nu;
                    nu *= 2;
                }
                lambda = damping.value();
                return theta;
            }
        };
    }

    /// gᵀδ + ½δᵀGδ.
    private static double model(double[][] g, double[] gradient, double[] delta) {
        return Dense.dot(gradient, delta) + 0.5 * Dense.dot(delta, Dense.multiply(g, delta));
    }

    /// Madsen, Nielsen and Tingleff, "Methods for non-linear least squares problems", 2004, Algorithm 3.16 with
    /// (2.21): if ρ > 0 then μ ← μ max{⅓, 1 − (2ρ − 1)³}, ν ← 2, else μ ← μν, ν ← 2ν, until a step is taken.
    public static Recursion levenbergMarquardt(double eta, double start, Linear linear) {
        return new Recursion() {
            private double mu = start;

            @Override
            public double damping() {
                return mu;
            }

            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                double[][] a = landscape.gaussNewton(theta);
                double[] g = landscape.gradient(theta);
                double nu = 2;
                for (int attempt = 0; attempt < MOST; attempt++) {
                    double[] h = Dense.plus(new double[g.length], -eta * factor, linear.solve(a, mu, g));
                    double[] trial = Dense.plus(theta, 1, h);
                    double rho = (landscape.loss(theta) - landscape.loss(trial)) / -model(a, g, h);
                    if (rho > 0) {
                        double cubed = (2 * rho - 1) * (2 * rho - 1) * (2 * rho - 1);
                        mu *= Math.max(1.0 / 3, 1 - cubed);
                        return trial;
                    }
                    mu *= nu;
                    nu *= 2;
                }
                mu = start;
                return theta;
            }
        };
    }

    /// Liu, Chen and Theodorou, NeurIPS 2021, section 3.1: δu = −Q_uu⁻¹Q_u, both regularised by λ and the decay
    /// γ.
    public static Recursion differentialProgramming(double eta, double lambda, double gamma) {
        return (theta, landscape, factor) -> Dense.plus(
                theta,
                -eta * factor,
                Dense.solve(
                        Dense.plusIdentity(landscape.costCurvature(theta), lambda + gamma),
                        Dense.plus(landscape.gradient(theta), gamma, theta)));
    }
}
