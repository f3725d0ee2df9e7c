package adjointlab.core.problem.function;

import java.util.List;

/// A function of the plane on which people try optimizers, with gradient and Hessian. Its minima have the value 0.
public interface TestFunction {
    /// Where it is smallest, each (x, y).
    List<List<Double>> minima();

    /// The part of the plane that people look at: x from, x to, y from, y to.
    List<Double> view();

    /// F(x, y).
    double value(double x, double y);

    /// ∇F.
    ///
    /// @param out [2], overwritten
    void gradient(double x, double y, double[] out);

    /// F_xx, F_xy, F_yy.
    ///
    /// @param out [3], overwritten
    void hessian(double x, double y, double[] out);

    /// ½(x² + κy²).
    ///
    /// @param condition κ, its condition number
    record Bowl(double condition) implements TestFunction {
        @Override
        public List<List<Double>> minima() {
            return List.of(List.of(0.0, 0.0));
        }

        @Override
        public List<Double> view() {
            return List.of(-2.0, 2.0, -1.5, 1.5);
        }

        @Override
        public double value(double x, double y) {
            return 0.5 * (x * x + condition * y * y);
        }

        @Override
        public void gradient(double x, double y, double[] out) {
            out[0] = x;
            out[1] = condition * y;
        }

        @Override
        public void hessian(double x, double y, double[] out) {
            out[0] = 1;
            out[1] = 0;
            out[2] = condition;
        }
    }
}
