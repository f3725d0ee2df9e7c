package adjointlab.core.ntk;

import adjointlab.core.field.Activation;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/// Expectations of any activation by Hermite series, the coefficients by Gauss-Legendre quadrature.
///
/// For an activation that is analytic in a strip the series converges like e^(−c√k), so that a few dozen terms reach
/// rounding; the slope of an activation with kinks in it converges slowly, and the bound says so. Panels end where the
/// usual activations have kinks (−1, 0, 1) and grow from there, so that a large variance is resolved too.
///
/// @param activation φ; polynomially bounded, without kinks elsewhere
record HermiteDual(Activation activation) implements DualActivation {
    /// Most terms.
    private static final int TERMS = 256;

    /// Terms end after several coefficients below this part of √E[g²], which is rounding: as many as a function's
    /// symmetry or the zeros of its coefficients can leave out.
    private static final double NOTHING = 1e-14;

    private static final int SEVERAL = 6;

    /// Where the weight is cut off: e^(−z²/2) is 2e-37 there.
    private static final double EDGE = 13;

    private static final double PANEL = 0.5;
    private static final double PDF_AT_0 = 1 / Math.sqrt(2 * Math.PI);

    @Override
    public Marginal marginal(double variance) {
        double scale = Math.sqrt(variance);
        Quadrature quadrature = Quadrature.of(scale);
        return new Marginal(
                variance,
                series(quadrature, z -> activation.value(scale * z)),
                series(quadrature, z -> activation.slope(scale * z)));
    }

    @Override
    public double values(Marginal u, Marginal v, double covariance) {
        return u.values().product(v.values(), u.correlation(v, covariance));
    }

    @Override
    public double slopes(Marginal u, Marginal v, double covariance) {
        return u.slopes().product(v.slopes(), u.correlation(v, covariance));
    }

    @Override
    public double errorBound(Marginal u, Marginal v, double covariance) {
        double correlation = u.correlation(v, covariance);
        return Math.max(
                u.values().errorBound(v.values(), correlation), u.slopes().errorBound(v.slopes(), correlation));
    }

    /// @param nodes z
    /// @param weights with the normal density in them
    private record Quadrature(double[] nodes, double[] weights) {
        static Quadrature of(double scale) {
            TreeSet<Double> edges = new TreeSet<>();
            for (double z = -EDGE; z <= EDGE; z += PANEL) {
                edges.add(z);
            }
            for (double u = 1; u < EDGE * scale; u *= 2) {
                edges.add(u / scale);
                edges.add(-u / scale);
            }
            int panels = edges.size() - 1;
            double[] nodes = new double[panels * LegendreRule.COUNT];
            double[] weights = new double[panels * LegendreRule.COUNT];
            double left = edges.pollFirst();
            int next = 0;
            for (double right : edges) {
                double half = 0.5 * (right - left);
                for (int i = 0; i < LegendreRule.COUNT; i++) {
                    double z = left + half * (1 + LegendreRule.node(i));
                    nodes[next] = z;
                    weights[next++] = half * LegendreRule.weight(i) * PDF_AT_0 * Math.exp(-0.5 * z * z);
                }
                left = right;
            }
            return new Quadrature(nodes, weights);
        }
    }

    /// Coefficients by h₀ = 1, √(k+1) h_(k+1) = z h_k − √k h_(k−1).
    private static HermiteSeries series(Quadrature quadrature, DoubleUnaryOperator g) {
        double[] z = quadrature.nodes();
        double[] weighted = new double[z.length];
        double square = 0;
        for (int i = 0; i < z.length; i++) {
            double value = g.applyAsDouble(z[i]);
            weighted[i] = quadrature.weights()[i] * value;
            square += weighted[i] * value;
        }
        double[] coefficients = new double[TERMS];
        double[] previous = new double[z.length];
        // the weight goes into the recurrence: alone the polynomials would overflow at the edge
        double[] current = weighted;
        double left = square;
        int terms = 0;
        int small = 0;
        while (terms < TERMS && small < SEVERAL) {
            double sum = 0;
            for (double value : current) {
                sum += value;
            }
            coefficients[terms] = sum;
            left -= sum * sum;
            small = Math.abs(sum) <= NOTHING * Math.sqrt(square) ? small + 1 : 0;
            double up = 1 / Math.sqrt(terms + 1);
            double back = Math.sqrt(terms);
            double[] following = previous;
            for (int i = 0; i < z.length; i++) {
                following[i] = (z[i] * current[i] - back * previous[i]) * up;
            }
            previous = current;
            current = following;
            terms++;
        }
        double tail = small == SEVERAL ? 0 : Math.max(0, left);
        return new HermiteSeries(Arrays.copyOf(coefficients, terms), square, tail);
    }
}
