package adjointlab.core.problem.dynamics;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Learn a system from its trajectories: states seen at many times, with noise where wanted.
///
/// @param system what is seen
/// @param starts where trajectories begin
/// @param observation when and how well they are seen
public record TrajectoryLearning(Dynamics system, Starts starts, Observation observation) implements Problem {
    /// Classic Runge-Kutta steps of the truth over the horizon.
    private static final int STEPS = 4000;

    /// Uniform in a box.
    ///
    /// @param count trajectories n
    /// @param centre [dim]
    /// @param halfWidth of the box in every component
    public record Starts(int count, List<Double> centre, double halfWidth) {
        public Starts {
            centre = List.copyOf(centre);
        }
    }

    /// @param horizon T, s
    /// @param times how many, the last one T
    /// @param irregular whether the others are drawn uniformly, else equally spaced
    /// @param noise standard deviation of what is added to each component
    public record Observation(double horizon, int times, boolean irregular, double noise) {}

    @Override
    public int dim() {
        return system.dim();
    }

    @Override
    public Optional<Dynamics> dynamics() {
        return Optional.of(system);
    }

    @Override
    public int samples(long seed) {
        return starts.count();
    }

    @Override
    public ProblemData data(long seed) {
        RandomGenerator random = RandomStreams.of(seed, "data");
        Batch initial = new Batch(dim(), starts.count());
        for (int s = 0; s < starts.count(); s++) {
            for (int i = 0; i < dim(); i++) {
                initial.set(i, s, starts.centre().get(i) + starts.halfWidth() * (2 * random.nextDouble() - 1));
            }
        }
        initial.padState();
        double[] times = times(RandomStreams.of(seed, "times"));
        TrueTrajectory[] flows = new TrueTrajectory[starts.count()];
        for (int s = 0; s < flows.length; s++) {
            flows[s] = new TrueTrajectory(system, initial, s, observation.horizon());
        }
        ProblemData.Truth truth = (t, xOut) -> {
            for (int s = 0; s < flows.length; s++) {
                flows[s].at(t, xOut, s);
            }
            xOut.padState();
            return true;
        };
        RandomGenerator errors = RandomStreams.of(seed, "noise");
        List<Batch> targets = new ArrayList<>();
        for (double t : times) {
            Batch target = new Batch(dim(), starts.count());
            truth.at(t, target);
            for (int s = 0; s < starts.count(); s++) {
                for (int i = 0; i < dim(); i++) {
                    target.set(i, s, target.get(i, s) + observation.noise() * errors.nextGaussian());
                }
            }
            target.padState();
            targets.add(target);
        }
        return new ProblemData(initial, 0, times, targets, truth);
    }

    /// Increasing, the last one the horizon, none nearer to its neighbour than a hundredth of the mean distance.
    private double[] times(RandomGenerator random) {
        int count = observation.times();
        double spacing = observation.horizon() / count;
        double[] times = new double[count];
        for (int k = 0; k < count; k++) {
            times[k] = observation.irregular() ? observation.horizon() * random.nextDouble() : (k + 1) * spacing;
        }
        Arrays.sort(times);
        double least = 0.01 * spacing;
        for (int k = 0; k < count; k++) {
            times[k] = Math.max(times[k], (k == 0 ? 0 : times[k - 1]) + least);
        }
        // the pushes above may run past the end by less than they were pushed
        times[count - 1] = observation.horizon();
        for (int k = count - 2; k >= 0; k--) {
            times[k] = Math.min(times[k], times[k + 1] - 0.5 * least);
        }
        return times;
    }

    /// One true trajectory: classic Runge-Kutta steps with cubic Hermite interpolation between them, both of order
    /// 4.
    private static final class TrueTrajectory {
        private final double h;
        private final double[][] states;
        private final double[][] rates;

        TrueTrajectory(Dynamics system, Batch initial, int sample, double horizon) {
            int n = system.dim();
            h = horizon / STEPS;
            states = new double[STEPS + 1][n];
            rates = new double[STEPS + 1][n];
            for (int i = 0; i < n; i++) {
                states[0][i] = initial.get(i, sample);
            }
            ClassicSteps steps = new ClassicSteps(n, (_, x, rateOut) -> system.rate(x, rateOut));
            for (int step = 0; step <= STEPS; step++) {
                system.rate(states[step], rates[step]);
                if (step < STEPS) {
                    steps.step(step * h, states[step], h, states[step + 1]);
                }
            }
        }

        void at(double t, Batch xOut, int sample) {
            int step = Math.max(0, Math.min(STEPS - 1, (int) (t / h)));
            double s = t / h - step;
            double r = 1 - s;
            for (int i = 0; i < states[0].length; i++) {
                double value = (1 + 2 * s) * r * r * states[step][i]
                        + s * r * r * h * rates[step][i]
                        + s * s * (3 - 2 * s) * states[step + 1][i]
                        - s * s * r * h * rates[step + 1][i];
                xOut.set(i, sample, value);
            }
        }
    }
}
