package adjointlab.core.ntk;

import adjointlab.core.field.Polynomial;

/// Expectations of a power by Isserlis' theorem: of the ways to pair the k factors u and the k factors v, those with j
/// mixed pairs are (k choose j)² j! ((k − j − 1)!!)², so that E[u^k v^k] is the sum of their number times c^j
/// (ab)^((k−j)/2) over the j that leave even numbers; a = Var u, b = Var v, c = Cov(u, v).
///
/// @param polynomial φ
record PolynomialDual(Polynomial polynomial) implements DualActivation {
    @Override
    public Marginal marginal(double variance) {
        return new Marginal(variance, HermiteSeries.NONE, HermiteSeries.NONE);
    }

    @Override
    public double values(Marginal u, Marginal v, double covariance) {
        int k = polynomial.exponent();
        return moment(k, u, v, covariance) / Polynomial.oddFactorial(2 * k - 1);
    }

    @Override
    public double slopes(Marginal u, Marginal v, double covariance) {
        int k = polynomial.exponent();
        return k * k * moment(k - 1, u, v, covariance) / Polynomial.oddFactorial(2 * k - 1);
    }

    @Override
    public double errorBound(Marginal u, Marginal v, double covariance) {
        return 0;
    }

    /// E[u^k v^k] by Horner's rule in ρ², from the largest number of mixed pairs; an odd k leaves one pair mixed.
    private static double moment(int k, Marginal u, Marginal v, double covariance) {
        double rho = u.correlation(v, covariance);
        double sum = 0;
        for (int mixed = k; mixed >= 0; mixed -= 2) {
            sum = sum * rho * rho + pairings(k, mixed);
        }
        return Math.pow(u.scale(v), k) * (k % 2 == 0 ? sum : sum * rho);
    }

    private static double pairings(int k, int mixed) {
        double inner = Polynomial.oddFactorial(k - mixed - 1);
        double chosen = 1;
        double orders = 1;
        for (int i = 1; i <= mixed; i++) {
            chosen = chosen * (k - mixed + i) / i;
            orders *= i;
        }
        return chosen * chosen * orders * inner * inner;
    }
}
