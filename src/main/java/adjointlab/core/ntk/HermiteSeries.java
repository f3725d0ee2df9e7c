package adjointlab.core.ntk;

/// The coefficients of g(z) in Hermite polynomials that are orthonormal under the standard normal weight.
///
/// @param coefficients E[g(z) h_k(z)], k from 0; not copied
/// @param square E[g(z)²]
/// @param tail E[g(z)²] without the part that the coefficients hold; not negative
public record HermiteSeries(double[] coefficients, double square, double tail) {
    /// Of g = 0, for expectations that need no series.
    static final HermiteSeries NONE = new HermiteSeries(new double[0], 0, 0);

    /// E[g(z)f(z′)] for standard normal numbers with correlation ρ: Σ ρᵏ g_k f_k. Mehler, J. reine angew. Math. 66
    /// (1866) 161; in this form O'Donnell, "Analysis of Boolean functions", proposition 11.31.
    ///
    /// For equal numbers (ρ = 1, and then g = f where the squares are equal) the square is exact.
    double product(HermiteSeries other, double correlation) {
        if (correlation == 1 && square == other.square) {
            return square;
        }
        int terms = Math.min(coefficients.length, other.coefficients.length);
        double sum = 0;
        for (int k = terms - 1; k >= 0; k--) {
            sum = sum * correlation + coefficients[k] * other.coefficients[k];
        }
        return sum;
    }

    /// What [#product] may leave out: at most |ρ|ᴷ times the lengths of the tails, by the Cauchy-Schwarz
    /// inequality. The longer series' surplus counts as tail.
    double errorBound(HermiteSeries other, double correlation) {
        if (correlation == 1 && square == other.square) {
            return 0;
        }
        int terms = Math.min(coefficients.length, other.coefficients.length);
        return Math.pow(Math.abs(correlation), terms) * Math.sqrt(tailFrom(terms) * other.tailFrom(terms));
    }

    private double tailFrom(int terms) {
        double sum = tail;
        for (int k = terms; k < coefficients.length; k++) {
            sum += coefficients[k] * coefficients[k];
        }
        return sum;
    }
}
