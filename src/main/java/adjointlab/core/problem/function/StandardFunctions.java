package adjointlab.core.problem.function;

import java.util.List;

/// The famous test functions.
public enum StandardFunctions implements TestFunction {
    /// 100(y − x²)² + (1 − x)². Rosenbrock, Comput. J. 3 (1960) 175.
    ROSENBROCK(List.of(List.of(1.0, 1.0)), List.of(-1.5, 2.0, -1.0, 2.0)) {
        @Override
        public double value(double x, double y) {
            double across = y - x * x;
            return 100 * across * across + (1 - x) * (1 - x);
        }

        @Override
        public void gradient(double x, double y, double[] out) {
            out[0] = -400 * x * (y - x * x) - 2 * (1 - x);
            out[1] = 200 * (y - x * x);
        }

        @Override
        public void hessian(double x, double y, double[] out) {
            out[0] = 1200 * x * x - 400 * y + 2;
            out[1] = -400 * x;
            out[2] = 200;
        }
    },
    /// (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)².
    BEALE(List.of(List.of(3.0, 0.5)), List.of(-1.0, 4.5, -1.5, 1.5)) {
        private static final double[] LEVELS = {1.5, 2.25, 2.625};

        @Override
        public double value(double x, double y) {
            double sum = 0;
            double power = 1;
            for (double level : LEVELS) {
                power *= y;
                double term = level - x + x * power;
                sum += term * term;
            }
            return sum;
        }

        @Override
        public void gradient(double x, double y, double[] out) {
            out[0] = 0;
            out[1] = 0;
            for (int k = 1; k <= LEVELS.length; k++) {
                double power = Math.pow(y, k);
                double term = LEVELS[k - 1] - x + x * power;
                out[0] += 2 * term * (power - 1);
                out[1] += 2 * term * x * k * Math.pow(y, k - 1);
            }
        }

        @Override
        public void hessian(double x, double y, double[] out) {
            java.util.Arrays.fill(out, 0, 3, 0);
            for (int k = 1; k <= LEVELS.length; k++) {
                double power = Math.pow(y, k);
                double slope = k * Math.pow(y, k - 1);
                double bend = k == 1 ? 0 : k * (k - 1) * Math.pow(y, k - 2);
                double term = LEVELS[k - 1] - x + x * power;
                out[0] += 2 * (power - 1) * (power - 1);
                out[1] += 2 * (x * slope * (power - 1) + term * slope);
                out[2] += 2 * (x * slope * x * slope + term * x * bend);
            }
        }
    },
    /// (x² + y − 11)² + (x + y² − 7)², four minima. Himmelblau, Applied Nonlinear Programming, 1972.
    HIMMELBLAU(
            List.of(
                    List.of(3.0, 2.0),
                    List.of(-2.805118086952745, 3.131312518250573),
                    List.of(-3.779310253377747, -3.283185991286170),
                    List.of(3.584428340330492, -1.848126526964404)),
            List.of(-5.5, 5.5, -5.0, 5.0)) {
        @Override
        public double value(double x, double y) {
            double u = x * x + y - 11;
            double v = x + y * y - 7;
            return u * u + v * v;
        }

        @Override
        public void gradient(double x, double y, double[] out) {
            double u = x * x + y - 11;
            double v = x + y * y - 7;
            out[0] = 4 * x * u + 2 * v;
            out[1] = 2 * u + 4 * y * v;
        }

        @Override
        public void hessian(double x, double y, double[] out) {
            out[0] = 12 * x * x + 4 * y - 42;
            out[1] = 4 * x + 4 * y;
            out[2] = 12 * y * y + 4 * x - 26;
        }
    },
    /// 20 + x² + y² − 10 cos 2πx − 10 cos 2πy. Rastrigin, Systems of Extremal Control, 1974.
    RASTRIGIN(List.of(List.of(0.0, 0.0)), List.of(-3.0, 3.0, -3.0, 3.0)) {
        private static final double TURN = 2 * Math.PI;

        @Override
        public double value(double x, double y) {
            return 20 + x * x + y * y - 10 * Math.cos(TURN * x) - 10 * Math.cos(TURN * y);
        }

        @Override
        public void gradient(double x, double y, double[] out) {
            out[0] = 2 * x + 10 * TURN * Math.sin(TURN * x);
            out[1] = 2 * y + 10 * TURN * Math.sin(TURN * y);
        }

        @Override
        public void hessian(double x, double y, double[] out) {
            out[0] = 2 + 10 * TURN * TURN * Math.cos(TURN * x);
            out[1] = 0;
            out[2] = 2 + 10 * TURN * TURN * Math.cos(TURN * y);
        }
    };

    private final List<List<Double>> minima;
    private final List<Double> view;

    StandardFunctions(List<List<Double>> minima, List<Double> view) {
        this.minima = minima;
        this.view = view;
    }

    @Override
    public List<List<Double>> minima() {
        return minima;
    }

    @Override
    public List<Double> view() {
        return view;
    }
}
