package adjointlab.core.problem.sequence;

import adjointlab.core.problem.dynamics.ClassicSteps;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import java.util.List;
import java.util.random.RandomGenerator;

/// An electronic circuit that resembles a Duffing oscillator, x″ = −δx′ − αx − βx³ + u(t): the input voltage u, a sum
/// of sines with random phases, and the output voltage x are observed, with noise. It stands for a measured one where
/// none is at hand (Wigren and Schoukens, "Three free data sets for development and benchmarking in nonlinear system
/// identification", ECC 2013).
///
/// @param counts how many series are trained on, and how many are not
/// @param length observations of a series
/// @param spacing between observations, s
/// @param noise standard deviation of what is added to each voltage
public record Circuit(Counts counts, int length, double spacing, double noise) implements MadeSeries {
    private static final double DAMPING = 0.25;
    private static final double STIFFNESS = 1;
    private static final double CUBIC = 0.6;
    private static final int SINES = 5;

    /// Amplitude of each sine, and the range of their angular frequencies, rad/s.
    private static final double AMPLITUDE = 0.5;

    private static final double SLOWEST = 0.3;
    private static final double FASTEST = 2.4;

    /// Classic Runge-Kutta steps between observations; their length is at most this, s.
    private static final double LONGEST_STEP = 0.02;

    /// Seconds before the first observation, so that the start is forgotten.
    private static final double SETTLING = 20;

    @Override
    public List<String> channels() {
        return List.of("V1", "V2");
    }

    @Override
    public Series series(int index, RandomGenerator random) {
        Multisine input = Multisine.draw(random, SINES, AMPLITUDE, SLOWEST, FASTEST);
        ClassicSteps classic = new ClassicSteps(2, (t, at, rateOut) -> rate(input.at(t), at, rateOut));
        double[] x = new double[2];
        classic.advance(-SETTLING, SETTLING, LONGEST_STEP, x);
        double[] times = new double[length];
        double[][] values = new double[length][];
        for (int k = 0; k < length; k++) {
            times[k] = k * spacing;
            values[k] = new double[] {
                input.at(times[k]) + noise * random.nextGaussian(), x[0] + noise * random.nextGaussian()
            };
            classic.advance(times[k], spacing, LONGEST_STEP, x);
        }
        return new Series(times, values, -1);
    }

    /// Velocity and acceleration of the output voltage.
    private static void rate(double input, double[] x, double[] rateOut) {
        rateOut[0] = x[1];
        rateOut[1] = -DAMPING * x[1] - STIFFNESS * x[0] - CUBIC * x[0] * x[0] * x[0] + input;
    }
}
