package adjointlab.core.optim;

import adjointlab.core.field.DenseLayer;
import java.util.Arrays;
import java.util.List;

/// The landscapes that every optimizer is tried on.
public final class Landscapes {
    /// All of them.
    public static final List<Landscape> ALL = List.of(new Quadratic(), new Rosenbrock(), new NeuralOde());

    private Landscapes() {}

    /// More predictions than weights, linear in them, compared by a metric that couples them.
    public static final class Quadratic extends Landscape {
        private static final double[][] J = {
            {1, 0.2, -0.3, 0.1}, {0, 1.1, 0.4, -0.2}, {0.3, -0.5, 0.9, 0}, {0.2, 0.1, -0.1, 1.2}, {0.7, 0.3, 0.2, -0.6}
        };
        private static final double[] Y = {1, -0.5, 0.3, 0.8, -0.2};

        Quadratic() {
            super("quadratic");
        }

        @Override
        public double[] start() {
            return new double[] {2, -1, 1.5, -0.7};
        }

        @Override
        public double[] residual(double[] theta) {
            return Dense.plus(Dense.multiply(J, theta), -1, Y);
        }

        @Override
        public double[][] jacobian(double[] theta) {
            return J;
        }

        @Override
        public double[][] lossCurvature() {
            double[][] h = new double[5][5];
            for (int i = 0; i < 5; i++) {
                h[i][i] = 0.5 + 0.2 * i;
                h[i][(i + 1) % 5] += 0.1;
                h[(i + 1) % 5][i] += 0.1;
            }
            return h;
        }

        @Override
        public double weight() {
            return 0.2;
        }

        @Override
        public List<DenseLayer> layers() {
            // (W b) of one row; the last weight stands in no layer
            return List.of(new DenseLayer(0, 1, 1, true, 2));
        }
    }

    /// 100(θ₂ − θ₁²)² + (1 − θ₁)², Rosenbrock, Computer J. 3 (1960) 175, as a sum of two squares, with a valley
    /// of a tenth of its steepness.
    public static final class Rosenbrock extends Landscape {
        Rosenbrock() {
            super("Rosenbrock");
        }

        @Override
        public double[] start() {
            return new double[] {-1.2, 1};
        }

        @Override
        public double[] residual(double[] theta) {
            return new double[] {theta[1] - theta[0] * theta[0], 1 - theta[0]};
        }

        @Override
        public double[][] jacobian(double[] theta) {
            return new double[][] {{-2 * theta[0], 1}, {-1, 0}};
        }

        @Override
        public double[][] lossCurvature() {
            return new double[][] {{20, 0}, {0, 2}};
        }

        @Override
        public double weight() {
            return 1;
        }

        @Override
        public List<DenseLayer> layers() {
            return List.of(new DenseLayer(0, 1, 1, false, 1));
        }
    }

    /// ẋ = V tanh(Wx + b) + c by four steps of Euler's method from 0 to 1, half the mean over samples and
    /// components of the squared distance: fewer predictions than weights. θ is W by rows, b, V by rows, c.
    public static final class NeuralOde extends Landscape {
        private static final double[][] INITIAL = {{1, 0.2}, {-0.4, 0.9}, {0.3, -1.1}};
        private static final double[][] TARGET = {{0.1, 1}, {-1.2, 0.1}, {0.8, -0.3}};
        /// Steps of Euler's method.
        public static final int STEPS = 4;

        private static final int HIDDEN = 3;
        private static final int B = 2 * HIDDEN;
        private static final int V = B + HIDDEN;
        private static final int C = V + 2 * HIDDEN;
        private static final int P = C + 2;

        NeuralOde() {
            super("neural ODE");
        }

        /// Where states start [samples][components]; a copy.
        public static double[][] initial() {
            return Arrays.stream(INITIAL).map(double[]::clone).toArray(double[][]::new);
        }

        /// What they should become [samples][components]; a copy.
        public static double[][] target() {
            return Arrays.stream(TARGET).map(double[]::clone).toArray(double[][]::new);
        }

        @Override
        public double[] start() {
            double[] theta = new double[P];
            Arrays.setAll(theta, j -> Math.sin(1.3 * j + 0.4));
            return theta;
        }

        @Override
        public double[] residual(double[] theta) {
            double[] f = new double[2 * INITIAL.length];
            for (int s = 0; s < INITIAL.length; s++) {
                double[] x = solve(theta, new double[P], s)[0];
                for (int i = 0; i < 2; i++) {
                    f[2 * s + i] = x[i] - TARGET[s][i];
                }
            }
            return f;
        }

        @Override
        public double[][] jacobian(double[] theta) {
            double[][] jacobian = new double[2 * INITIAL.length][P];
            for (int j = 0; j < P; j++) {
                double[] unit = new double[P];
                unit[j] = 1;
                for (int s = 0; s < INITIAL.length; s++) {
                    double[] dx = solve(theta, unit, s)[1];
                    jacobian[2 * s][j] = dx[0];
                    jacobian[2 * s + 1][j] = dx[1];
                }
            }
            return jacobian;
        }

        /// A sample's terminal state and its change along `d`.
        private static double[][] solve(double[] theta, double[] d, int s) {
            double[] x = INITIAL[s].clone();
            double[] dx = new double[2];
            for (int k = 0; k < STEPS; k++) {
                double[] rate = {theta[C], theta[C + 1]};
                double[] change = {d[C], d[C + 1]};
                for (int l = 0; l < HIDDEN; l++) {
                    double z = theta[B + l];
                    double dz = d[B + l];
                    for (int i = 0; i < 2; i++) {
                        z += theta[2 * l + i] * x[i];
                        dz += d[2 * l + i] * x[i] + theta[2 * l + i] * dx[i];
                    }
                    double h = Math.tanh(z);
                    for (int i = 0; i < 2; i++) {
                        int v = V + i * HIDDEN + l;
                        rate[i] += theta[v] * h;
                        change[i] += d[v] * h + theta[v] * (1 - h * h) * dz;
                    }
                }
                x = Dense.plus(x, 1.0 / STEPS, rate);
                dx = Dense.plus(dx, 1.0 / STEPS, change);
            }
            return new double[][] {x, dx};
        }

        @Override
        public double[][] lossCurvature() {
            int m = 2 * INITIAL.length;
            return Dense.plusIdentity(new double[m][m], 1.0 / m);
        }

        @Override
        public double weight() {
            return 1.0 / INITIAL.length;
        }

        @Override
        public List<DenseLayer> layers() {
            // the second as if it were a convolution
            return List.of(
                    new DenseLayer(0, HIDDEN, 2, false, B),
                    new DenseLayer(V, 2, new DenseLayer.Input(HIDDEN, false, 3), C));
        }
    }
}
