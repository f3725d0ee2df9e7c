package adjointlab.core.field;

import java.util.Arrays;

/// Where a state jumps: where a guard falls through zero, a reset map puts the state elsewhere. With a field it makes a
/// hybrid system. Goebel, Sanfelice and Teel, "Hybrid dynamical systems", IEEE Control Systems 29 (2009) 28.
public interface Impact {
    /// Components that the guard sees and the reset changes: the first ones of a state.
    int dim();

    /// What is positive before the jump and zero where it happens.
    ///
    /// @param y [dim], not modified
    double guard(double[] y);

    /// ∇g.
    ///
    /// @param y [dim], not modified
    /// @param gradientOut [dim], overwritten
    void guardGradient(double[] y, double[] gradientOut);

    /// The state behind the jump, where the guard is zero or positive again, however little the one before missed
    /// zero.
    ///
    /// @param y before [dim], not modified
    /// @param yOut behind [dim], overwritten
    void reset(double[] y, double[] yOut);

    /// From the cotangent behind the jump to that before it, the moment of the jump held fixed.
    ///
    /// @param y before [dim], not modified
    /// @param a ∂L/∂(y behind) [dim], not modified
    /// @param gyOut ∂L/∂y [dim], overwritten
    void resetVjp(double[] y, double[] a, double[] gyOut);

    /// A wall at which a position bounces and its velocity turns with a loss: v becomes −ev. Newton's law of
    /// impact.
    ///
    /// @param dim components that there are at least
    /// @param position which component meets the wall
    /// @param velocity which component is its velocity
    /// @param level where the wall is; the state is above it
    /// @param restitution e
    record Wall(int dim, int position, int velocity, double level, double restitution) implements Impact {
        @Override
        public double guard(double[] y) {
            return y[position] - level;
        }

        @Override
        public void guardGradient(double[] y, double[] gradientOut) {
            Arrays.fill(gradientOut, 0, dim, 0.0);
            gradientOut[position] = 1;
        }

        @Override
        public void reset(double[] y, double[] yOut) {
            System.arraycopy(y, 0, yOut, 0, dim);
            yOut[position] = level;
            yOut[velocity] = -restitution * y[velocity];
        }

        @Override
        public void resetVjp(double[] y, double[] a, double[] gyOut) {
            System.arraycopy(a, 0, gyOut, 0, dim);
            gyOut[position] = 0;
            gyOut[velocity] = -restitution * a[velocity];
        }
    }
}
