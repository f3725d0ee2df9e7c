package adjointlab.core.problem.dynamics;

import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.dynamics.RecordedTrajectories.Recorded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Trajectories that stand for recorded ones where none are at hand: each starts elsewhere, and is seen at times of its
/// own, with noise.
///
/// @param kind of what
/// @param count how many
/// @param times observations of each
/// @param noise standard deviation of what is added, over that of what is seen
public record MadeTrajectories(Kind kind, int count, int times, double noise) implements RecordedTrajectories.Source {
    /// What there is.
    public enum Kind {
        /// Hares and lynxes, in thousands of pelts a year, by Lotka and Volterra's equations with constants near those
        /// that Howard fitted to the records of the Hudson's Bay Company, "Modeling basics", 2009.
        PELTS(
                new Oscillators.LotkaVolterra(0.48, 0.025, 0.028, 0.93),
                List.of("hares", "lynxes"),
                new double[] {30, 12},
                22,
                "years"),
        /// The angle of a pendulum with friction; its velocity is not seen.
        PENDULUM(new Oscillators.Pendulum(2, 0.15), List.of("angle"), new double[] {0, 0}, 8, "");

        private final Dynamics system;
        private final List<String> channels;
        private final double[] centre;
        private final double duration;
        private final String timeUnit;

        Kind(Dynamics system, List<String> channels, double[] centre, double duration, String timeUnit) {
            this.system = system;
            this.channels = channels;
            this.centre = centre;
            this.duration = duration;
            this.timeUnit = timeUnit;
        }

        private double[] start(RandomGenerator random) {
            double[] start = new double[centre.length];
            for (int i = 0; i < start.length; i++) {
                double up = 2 * random.nextDouble() - 1;
                start[i] = this == PELTS ? centre[i] * (1 + 0.3 * up) : 2 * up;
            }
            return start;
        }
    }

    @Override
    public List<String> channels() {
        return kind.channels;
    }

    @Override
    public String timeUnit() {
        return kind.timeUnit;
    }

    @Override
    public List<Recorded> all(long seed) {
        RandomGenerator random = RandomStreams.of(seed, "data");
        RandomGenerator errors = RandomStreams.of(seed, "noise");
        List<Recorded> all = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            TruePath path = new TrueSolve(kind.system, kind.start(random), kind.duration).path();
            double[] when = new double[times];
            for (int k = 1; k < times; k++) {
                when[k] = kind.duration * (k + 0.6 * (random.nextDouble() - 0.5)) / times;
            }
            double[][] values = new double[times][kind.channels.size()];
            double[] x = new double[kind.system.dim()];
            for (int k = 0; k < times; k++) {
                path.at(when[k], x);
                System.arraycopy(x, 0, values[k], 0, values[k].length);
            }
            addNoise(values, errors);
            all.add(new Recorded(String.valueOf(s + 1), when, values));
        }
        return all;
    }

    private void addNoise(double[][] values, RandomGenerator errors) {
        for (int c = 0; c < kind.channels.size(); c++) {
            int channel = c;
            double mean = Arrays.stream(values)
                    .mapToDouble(row -> row[channel])
                    .average()
                    .orElseThrow();
            double square = Arrays.stream(values)
                    .mapToDouble(row -> (row[channel] - mean) * (row[channel] - mean))
                    .average()
                    .orElseThrow();
            for (double[] row : values) {
                row[c] += noise * Math.sqrt(square) * errors.nextGaussian();
            }
        }
    }
}
