package adjointlab.core.ode;

import java.util.Arrays;

/// Keeps a solve's dense output: of each accepted step the states at eight Chebyshev points, from which a polynomial of
/// degree 7 or less, as every method's dense output is, comes back to rounding. Berrut and Trefethen, "Barycentric
/// Lagrange interpolation", SIAM Review 46 (2004) 501, equations (4.2) and (5.4).
public final class DenseOutput implements StepListener {
    private static final int DEGREE = 7;
    private static final int POINTS = DEGREE + 1;
    private static final double[] PLACES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int j = 0; j < POINTS; j++) {
            PLACES[j] = 0.5 - 0.5 * Math.cos(Math.PI * j / DEGREE);
            WEIGHTS[j] = (j % 2 == 0 ? 1 : -1) * (j == 0 || j == DEGREE ? 0.5 : 1);
        }
    }

    private final int length;
    private final double[] state;
    private double[] starts = new double[64];
    private double[] sizes = new double[64];
    private double[] states;
    private int count;

    /// @param length of a state
    public DenseOutput(int length) {
        this.length = length;
        this.state = new double[length];
        this.states = new double[64 * POINTS * length];
    }

    @Override
    public void stepped(Step step, boolean accepted) {
        if (!accepted) {
            return;
        }
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            sizes = Arrays.copyOf(sizes, 2 * count);
            states = Arrays.copyOf(states, 2 * states.length);
        }
        starts[count] = step.t();
        sizes[count] = step.h();
        for (int j = 0; j < POINTS; j++) {
            double[] from = j == 0 ? step.start() : j == DEGREE ? step.end() : state;
            if (from == state) {
                step.interpolate(step.t() + PLACES[j] * step.h(), state);
            }
            System.arraycopy(from, 0, states, (count * POINTS + j) * length, length);
        }
        count++;
    }

    /// Lets go of memory that is not needed when no more steps come.
    ///
    /// @return this
    public DenseOutput trimmed() {
        starts = Arrays.copyOf(starts, count);
        sizes = Arrays.copyOf(sizes, count);
        states = Arrays.copyOf(states, count * POINTS * length);
        return this;
    }

    /// How many steps are kept.
    public int steps() {
        return count;
    }

    /// Where a step begins, s.
    public double start(int step) {
        return starts[step];
    }

    /// A step's size, s.
    public double size(int step) {
        return sizes[step];
    }

    /// The state at a time; where it is in no step, the nearest step's polynomial goes on.
    ///
    /// @param t s
    /// @param yOut [length], overwritten
    public void at(double t, double[] yOut) {
        int step = stepAt(t);
        double place = (t - starts[step]) / sizes[step];
        Arrays.fill(yOut, 0, length, 0.0);
        double sum = 0;
        for (int j = 0; j < POINTS; j++) {
            int offset = (step * POINTS + j) * length;
            double distance = place - PLACES[j];
            if (distance == 0) {
                System.arraycopy(states, offset, yOut, 0, length);
                return;
            }
            double weight = WEIGHTS[j] / distance;
            sum += weight;
            for (int i = 0; i < length; i++) {
                yOut[i] += weight * states[offset + i];
            }
        }
        for (int i = 0; i < length; i++) {
            yOut[i] /= sum;
        }
    }

    private int stepAt(double t) {
        int low = 0;
        int high = count - 1;
        double direction = Math.signum(sizes[0]);
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if ((starts[middle] - t) * direction < 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
