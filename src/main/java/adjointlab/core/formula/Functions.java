package adjointlab.core.formula;

/// What compiled formulas call.
final class Functions {
    private Functions() {}

    static double sin(double x) {
        return Math.sin(x);
    }

    static double cos(double x) {
        return Math.cos(x);
    }

    static double tan(double x) {
        return Math.tan(x);
    }

    static double asin(double x) {
        return Math.asin(x);
    }

    static double acos(double x) {
        return Math.acos(x);
    }

    static double atan(double x) {
        return Math.atan(x);
    }

    static double sinh(double x) {
        return Math.sinh(x);
    }

    static double cosh(double x) {
        return Math.cosh(x);
    }

    static double tanh(double x) {
        return Math.tanh(x);
    }

    static double exp(double x) {
        return Math.exp(x);
    }

    static double log(double x) {
        return Math.log(x);
    }

    static double sqrt(double x) {
        return Math.sqrt(x);
    }

    static double abs(double x) {
        return Math.abs(x);
    }

    static double signum(double x) {
        return Math.signum(x);
    }

    static double pow(double x, double y) {
        return Math.pow(x, y);
    }

    static double atan2(double y, double x) {
        return Math.atan2(y, x);
    }

    static double max(double x, double y) {
        return Math.max(x, y);
    }

    static double step(double x) {
        return x > 0 ? 1 : x < 0 ? 0 : x == 0 ? 0.5 : Double.NaN;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    static double relu(double x) {
        return Math.max(x, 0);
    }

    /// x to a whole power, by squaring.
    static double power(double x, int exponent) {
        double result = 1;
        double square = x;
        for (int rest = Math.abs(exponent); rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return exponent < 0 ? 1 / result : result;
    }
}
