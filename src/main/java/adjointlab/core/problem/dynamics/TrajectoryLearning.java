package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Impact;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Learn a system from its trajectories: states seen at many times, with noise where wanted.
///
/// @param system what is seen
/// @param starts where trajectories begin
/// @param observation when and how well they are seen
/// @param told what models are told beside it
public record TrajectoryLearning(Dynamics system, Starts starts, Observation observation, Told told)
        implements Problem {
    /// Uniform in a box.
    ///
    /// @param count trajectories n
    /// @param centre [dim]
    /// @param halfWidths of the box [dim]
    public record Starts(int count, List<Double> centre, List<Double> halfWidths) {
        public Starts {
            centre = List.copyOf(centre);
            halfWidths = List.copyOf(halfWidths);
        }

        /// As wide in every component.
        public Starts(int count, List<Double> centre, double halfWidth) {
            this(count, centre, Collections.nCopies(centre.size(), halfWidth));
        }
    }

    /// @param horizon T, s
    /// @param times how many, the last one T
    /// @param irregular whether the others are drawn uniformly, else equally spaced
    /// @param noise standard deviation of what is added to each component
    public record Observation(double horizon, int times, boolean irregular, double noise) {}

    /// @param surface whether models know where the system jumps, if it does
    /// @param components how many of the first ones are seen: where a component jumps at a time that moves with the
    ///     weights, a loss that sees it jumps as well, and a gradient knows nothing of that
    public record Told(boolean surface, int components) {}

    /// With all components seen, and models that know where the system jumps.
    public TrajectoryLearning(Dynamics system, Starts starts, Observation observation) {
        this(system, starts, observation, new Told(true, system.dim()));
    }

    @Override
    public int outputDim() {
        return told.components();
    }

    @Override
    public int dim() {
        return system.dim();
    }

    @Override
    public Optional<Dynamics> dynamics() {
        return Optional.of(system);
    }

    @Override
    public Optional<Impact> impact() {
        return told.surface() ? system.impact() : Optional.empty();
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
                initial.set(i, s, starts.centre().get(i) + starts.halfWidths().get(i) * (2 * random.nextDouble() - 1));
            }
        }
        initial.padState();
        double[] times = times(RandomStreams.of(seed, "times"));
        ProblemData.Truth truth = TruePaths.of(system, initial, observation.horizon());
        RandomGenerator errors = RandomStreams.of(seed, "noise");
        List<Batch> targets = new ArrayList<>();
        Batch whole = new Batch(dim(), starts.count());
        for (double t : times) {
            Batch target = new Batch(outputDim(), starts.count());
            truth.at(t, whole);
            for (int s = 0; s < starts.count(); s++) {
                for (int i = 0; i < outputDim(); i++) {
                    target.set(i, s, whole.get(i, s) + observation.noise() * errors.nextGaussian());
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
}
