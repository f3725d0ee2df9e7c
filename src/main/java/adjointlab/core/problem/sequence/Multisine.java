package adjointlab.core.problem.sequence;

import java.util.random.RandomGenerator;

/// A sum of sines of one amplitude with random frequencies and phases, as shakers and circuits are driven by.
///
/// @param amplitude of each
/// @param frequencies angular ones, rad/s
/// @param phases rad, as many
record Multisine(double amplitude, double[] frequencies, double[] phases) {
    /// @param count how many sines
    /// @param slowest the lowest angular frequency, rad/s
    /// @param fastest the highest one, rad/s
    static Multisine draw(RandomGenerator random, int count, double amplitude, double slowest, double fastest) {
        double[] frequencies = new double[count];
        double[] phases = new double[count];
        for (int i = 0; i < count; i++) {
            frequencies[i] = slowest + (fastest - slowest) * random.nextDouble();
            phases[i] = 2 * Math.PI * random.nextDouble();
        }
        return new Multisine(amplitude, frequencies, phases);
    }

    /// @param t s
    double at(double t) {
        double sum = 0;
        for (int i = 0; i < frequencies.length; i++) {
            sum += amplitude * Math.sin(frequencies[i] * t + phases[i]);
        }
        return sum;
    }
}
