package adjointlab.core.problem.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Sequences.Series;
import org.junit.jupiter.api.Test;

/// A made vibration obeys its own equations, and is another for each seed.
final class VibrationTest {
    private static final double SPACING = 0.01;

    private static Vibration vibration(double noise) {
        return new Vibration(new Counts(3, 2), 900, SPACING, noise);
    }

    /// The force follows the voltage with a lag of 0.4 s: F′ = (V − F)/0.4.
    @Test
    void theForceFollowsTheVoltage() {
        Series series = vibration(0).train(4).all().getFirst();
        for (int k = 1; k + 1 < series.length(); k++) {
            double slope = (series.values()[k + 1][0] - series.values()[k - 1][0]) / (2 * SPACING);
            double expected = (series.values()[k][1] - series.values()[k][0]) / 0.4;
            assertThat(slope).isCloseTo(expected, within(1e-3));
        }
    }

    /// Without noise the first mass, twice integrated, moves as its acceleration says: with D = 0.08,
    /// a₁ + a₂ + a₃ = F − x₁ − D(v₁ + v₂ + v₃), differentiated twice so that no start is needed.
    @Test
    void accelerationsAreThoseOfTheMasses() {
        Series series = vibration(0).train(4).all().get(1);
        double[][] x = series.values();
        double h = SPACING;
        for (int k = 1; k + 1 < x.length; k++) {
            double curvature = (residual(x[k + 1]) - 2 * residual(x[k]) + residual(x[k - 1])) / (h * h);
            double slope = (sum(x[k + 1]) - sum(x[k - 1])) / (2 * h);
            assertThat(curvature).isCloseTo(-x[k][2] - 0.08 * slope, within(2e-3));
        }
    }

    /// a₁ + a₂ + a₃ − F.
    private static double residual(double... channels) {
        return sum(channels) - channels[0];
    }

    private static double sum(double... channels) {
        return channels[2] + channels[3] + channels[4];
    }

    @Test
    void seedsAndTestsAreOthersAndNoiseIsAdded() {
        Vibration noisy = vibration(0.05);
        double[] one = noisy.train(1).all().getFirst().values()[7];
        assertThat(noisy.train(1).all().getFirst().values()[7]).isEqualTo(one);
        assertThat(noisy.train(2).all().getFirst().values()[7]).isNotEqualTo(one);
        assertThat(noisy.test(1).orElseThrow().all().getFirst().values()[7]).isNotEqualTo(one);
        double squares = 0;
        Series clean = vibration(0).train(1).all().getFirst();
        Series seen = noisy.train(1).all().getFirst();
        // the first series of a seed is driven alike, with noise or without
        for (int k = 0; k < clean.length(); k++) {
            for (int c = 0; c < 5; c++) {
                double difference = seen.values()[k][c] - clean.values()[k][c];
                squares += difference * difference;
            }
        }
        assertThat(Math.sqrt(squares / clean.length() / 5)).isCloseTo(0.05, within(0.002));
    }
}
