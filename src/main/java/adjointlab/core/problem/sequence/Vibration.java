package adjointlab.core.problem.sequence;

import adjointlab.core.problem.dynamics.ClassicSteps;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.List;
import java.util.random.RandomGenerator;

/// A wing that a shaker lets vibrate: three masses in a row, joined by springs of which the last hardens, and held at
/// one end; the voltage of the shaker, its force and three accelerations are observed, with noise. It stands for the
/// measured vibration of an aircraft where none is at hand (Noël and Schoukens, "F-16 aircraft benchmark based on
/// ground vibration test data", Workshop on Nonlinear System Identification Benchmarks, 2017).
///
/// @param counts how many series are trained on, and how many are not
/// @param length observations of a series
/// @param spacing between observations, s
/// @param noise standard deviation of what is added to each channel
public record Vibration(Counts counts, int length, double spacing, double noise) implements MadeSeries {
    private static final int MASSES = 3;
    private static final double DAMPING = 0.08;
    private static final double[] STIFFNESS = {1, 0.7, 0.5};
    private static final double CUBIC = 0.4;

    /// Of the shaker: force follows voltage, s.
    private static final double LAG = 0.4;

    private static final int SINES = 8;
    private static final double AMPLITUDE = 0.4;
    private static final double SLOWEST = 0.2;
    private static final double FASTEST = 2;

    /// Classic Runge-Kutta steps between observations; their length is at most this, s.
    private static final double LONGEST_STEP = 0.02;

    /// Seconds before the first observation, so that the start is forgotten.
    private static final double SETTLING = 60;

    @Override
    public List<String> channels() {
        return List.of("force", "voltage", "acceleration 1", "acceleration 2", "acceleration 3");
    }

    @Override
    public Series series(int index, RandomGenerator random) {
        Multisine voltage = Multisine.draw(random, SINES, AMPLITUDE, SLOWEST, FASTEST);
        // the force, then places, then velocities
        double[] x = new double[1 + 2 * MASSES];
        double[] rate = new double[x.length];
        ClassicSteps classic = new ClassicSteps(x.length, (t, at, rateOut) -> rate(voltage.at(t), at, rateOut));
        classic.advance(-SETTLING, SETTLING, LONGEST_STEP, x);
        double[] times = new double[length];
        double[][] values = new double[length][];
        for (int k = 0; k < length; k++) {
            times[k] = k * spacing;
            rate(voltage.at(times[k]), x, rate);
            double[] seen = {x[0], voltage.at(times[k]), rate[1 + MASSES], rate[2 + MASSES], rate[3 + MASSES]};
            for (int c = 0; c < seen.length; c++) {
                seen[c] += noise * random.nextGaussian();
            }
            values[k] = seen;
            classic.advance(times[k], spacing, LONGEST_STEP, x);
        }
        return new Series(times, values, -1);
    }

    private static void rate(double voltage, double[] x, double[] rateOut) {
        rateOut[0] = (voltage - x[0]) / LAG;
        for (int i = 0; i < MASSES; i++) {
            rateOut[1 + i] = x[1 + MASSES + i];
            rateOut[1 + MASSES + i] = -DAMPING * x[1 + MASSES + i];
        }
        rateOut[1 + MASSES] += x[0];
        for (int i = 0; i < MASSES; i++) {
            double stretch = x[1 + i] - (i == 0 ? 0 : x[i]);
            double pull = STIFFNESS[i] * stretch;
            if (i == MASSES - 1) {
                pull += CUBIC * stretch * stretch * stretch;
            }
            rateOut[1 + MASSES + i] -= pull;
            if (i > 0) {
                rateOut[MASSES + i] += pull;
            }
        }
    }
}
