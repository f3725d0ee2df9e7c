package adjointlab.core.problem.samples;

import adjointlab.core.math.Stop;
import java.util.random.RandomGenerator;

/// Daily weather: temperature, humidity, wind and pressure with the seasons and with weather that lasts some days; from
/// a window of days the next day's temperature is to be told. It stands for a measured series where none is at hand.
///
/// @param window days that are seen
public record Climate(int window) implements Samples.Source {
    private static final int QUANTITIES = 4;
    private static final double YEAR = 365.25;

    /// How much of today's weather is still there tomorrow.
    private static final double LASTING = 0.8;

    @Override
    public int dim() {
        return QUANTITIES * window;
    }

    @Override
    public int outputDim() {
        return 1;
    }

    @Override
    public void fill(RandomGenerator random, double[][] xOut, double[][] yOut) {
        for (int s = 0; s < xOut.length; s++) {
            Stop.heedOfThisWork();
            double start = YEAR * random.nextDouble();
            double warm = random.nextGaussian();
            double wet = random.nextGaussian();
            for (int day = 0; day <= window; day++) {
                double season = Math.sin(2 * Math.PI * (start + day) / YEAR);
                warm = LASTING * warm + Math.sqrt(1 - LASTING * LASTING) * random.nextGaussian();
                wet = LASTING * wet + Math.sqrt(1 - LASTING * LASTING) * random.nextGaussian();
                double temperature = season + 0.3 * warm;
                if (day == window) {
                    yOut[s][0] = temperature;
                } else {
                    xOut[s][QUANTITIES * day] = temperature;
                    xOut[s][QUANTITIES * day + 1] = 0.6 * wet - 0.5 * season;
                    xOut[s][QUANTITIES * day + 2] = 0.3 * random.nextGaussian() + 0.2 * wet;
                    xOut[s][QUANTITIES * day + 3] = -0.7 * season - 0.3 * wet + 0.1 * random.nextGaussian();
                }
            }
        }
    }
}
