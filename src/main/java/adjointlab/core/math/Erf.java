package adjointlab.core.math;

/// The error function to within two units in the last place of 1, by Taylor polynomials around equally spaced centres.
///
/// The derivatives at a centre follow from erf″(x) = −2x·erf′(x) (Abramowitz and Stegun, equation 7.2.10 for its higher
/// derivatives); the values at the centres from the series 7.1.6, all of whose terms are positive, or from 7.1.14.
public final class Erf {
    private static final double SPACING = 0.25;
    private static final double LIMIT = 6;
    private static final int DEGREE = 14;
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double[][] COEFFICIENTS = table();

    private Erf() {}

    /// erf(x).
    public static double of(double x) {
        double magnitude = Math.abs(x);
        if (!(magnitude < LIMIT)) {
            return Double.isNaN(x) ? x : Math.signum(x);
        }
        int centre = (int) (magnitude / SPACING + 0.5);
        double distance = magnitude - centre * SPACING;
        double[] c = COEFFICIENTS[centre];
        double sum = 0;
        for (int k = DEGREE; k >= 0; k--) {
            sum = sum * distance + c[k];
        }
        return Math.copySign(Math.min(1, sum), x);
    }

    private static double[][] table() {
        double[][] table = new double[(int) (LIMIT / SPACING) + 1][];
        for (int i = 0; i < table.length; i++) {
            table[i] = taylor(i * SPACING);
        }
        return table;
    }

    /// Taylor coefficients around x: with g = erf′, g⁽ᵏ⁺¹⁾ = −2x·g⁽ᵏ⁾ − 2k·g⁽ᵏ⁻¹⁾.
    private static double[] taylor(double x) {
        double[] c = new double[DEGREE + 1];
        c[0] = x < 2 ? series(x) : 1 - complement(x);
        double previous = 0;
        double derivative = TWO_OVER_ROOT_PI * Math.exp(-x * x);
        double factorial = 1;
        for (int k = 1; k <= DEGREE; k++) {
            factorial *= k;
            c[k] = derivative / factorial;
            double next = -2 * x * derivative - 2 * (k - 1) * previous;
            previous = derivative;
            derivative = next;
        }
        return c;
    }

    /// 1 − erf(x) by the continued fraction, Abramowitz and Stegun, equation 7.1.14, from its far end.
    private static double complement(double x) {
        double tail = x;
        for (int k = 200; k >= 1; k--) {
            tail = x + 0.5 * k / tail;
        }
        return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
    }

    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > 1e-18 * sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-x * x) * sum;
    }
}
