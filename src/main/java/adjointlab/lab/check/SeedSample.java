package adjointlab.lab.check;

import adjointlab.core.stat.Estimate;
import adjointlab.core.stat.Moments;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Run;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.ToDoubleFunction;

/// One number of each seed. Runs of one seed share data or weights, so that they are no independent numbers: they count
/// as their mean.
///
/// @param values ascending by seed
/// @param seeds ascending
/// @param random whether another seed would give other numbers
record SeedSample(double[] values, SequencedSet<Integer> seeds, boolean random) {

    /// Many claims look at the same runs; one that is gone takes its own along.
    private static final Map<Run, Boolean> RANDOM = Collections.synchronizedMap(new WeakHashMap<>());

    /// That of some runs.
    ///
    /// @param measure a number of one
    static SeedSample of(List<Run> runs, ToDoubleFunction<Run> measure) {
        TreeMap<Integer, List<Double>> bySeed = new TreeMap<>();
        for (Run run : runs) {
            bySeed.computeIfAbsent(run.startSettings().get(Slots.SEED), _ -> new ArrayList<>())
                    .add(measure.applyAsDouble(run));
        }
        double[] means = bySeed.values().stream()
                .mapToDouble(values ->
                        Moments.mean(values.stream().mapToDouble(each -> each).toArray()))
                .toArray();
        return new SeedSample(means, bySeed.navigableKeySet(), isRandom(runs));
    }

    /// Whether another seed would give another one of some runs.
    static boolean isRandom(List<Run> runs) {
        return runs.stream()
                .anyMatch(run -> RANDOM.computeIfAbsent(run, _ -> Experiments.dependsOnSeed(run.startSettings())));
    }

    /// The mean over seeds.
    Estimate mean() {
        return random ? Estimate.mean(values) : Estimate.exact(Moments.mean(values));
    }

    /// This one's mean over another's; by pairs where both have the same seeds.
    Estimate over(SeedSample other) {
        return random || other.random
                ? Estimate.ratio(values, other.values, seeds.equals(other.seeds))
                : Estimate.exact(Moments.mean(values) / Moments.mean(other.values));
    }

    /// This one's mean without another's; by pairs where both have the same seeds.
    Estimate minus(SeedSample other) {
        return random || other.random
                ? Estimate.difference(values, other.values, seeds.equals(other.seeds))
                : Estimate.exact(Moments.mean(values) - Moments.mean(other.values));
    }
}
