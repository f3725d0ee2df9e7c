package adjointlab.core.problem;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// A problem of trajectories of which only a first stretch counts at first, one that grows with the iterations until
/// all of it does: over a long horizon a model that cannot follow yet is told to stay at the mean of the data. As
/// done by hand with DiffEqFlux (Rackauckas et al., "Universal differential equations for scientific machine
/// learning", 2020, section 3).
///
/// @param whole with all of its horizon
/// @param from share of the horizon that counts in the first iteration, between 0 and 1
/// @param iterations after which all of it does
public record GrowingHorizon(Problem whole, double from, int iterations) implements Subset {
    public GrowingHorizon {
        if (!(from > 0 && from < 1) || iterations < 1) {
            throw new IllegalArgumentException("a horizon grows from a share between 0 and 1, within iterations");
        }
    }

    @Override
    public int samples(long seed) {
        return whole.samples(seed);
    }

    /// The first iteration's.
    @Override
    public ProblemData data(long seed) {
        ProblemData all = whole.data(seed);
        ProblemData data =
                new ProblemData(all.initial(), all.start(), all.goals().shared(), all.observations(), all.truth());
        fill(0, all.goals().shared().shares().orElseThrow(), data);
        return data;
    }

    @Override
    public Optional<Draws> draws(long seed) {
        double[][] all = whole.data(seed).goals().shared().shares().orElseThrow();
        return Optional.of((iteration, dataOut) -> fill(iteration, all, dataOut));
    }

    /// Until when targets count, s.
    private double until(long iteration, ProblemData data) {
        double share = from + (1 - from) * Math.min(1, (double) iteration / iterations);
        return data.start() + share * (data.end() - data.start());
    }

    private void fill(long iteration, double[][] all, ProblemData dataOut) {
        double[] times = dataOut.times();
        double[][] shares = dataOut.goals().shares().orElseThrow();
        double reach = Math.abs(until(iteration, dataOut) - dataOut.start());
        int first = IntStream.range(0, times.length)
                .filter(k -> Arrays.stream(all[k]).sum() > 0)
                .findFirst()
                .orElseThrow();
        double whole = 0;
        double counted = 0;
        for (int k = 0; k < times.length; k++) {
            double sum = Arrays.stream(all[k]).sum();
            whole += sum;
            counted += counts(k, first, times, reach, dataOut.start()) ? sum : 0;
        }
        for (int k = 0; k < times.length; k++) {
            boolean counts = counts(k, first, times, reach, dataOut.start());
            double more = counts ? counted == whole ? 1 : whole / counted : 0;
            for (int s = 0; s < shares[k].length; s++) {
                shares[k][s] = more * all[k][s];
            }
        }
    }

    /// One time counts in any case.
    private static boolean counts(int k, int first, double[] times, double reach, double start) {
        return k <= first || Math.abs(times[k] - start) <= reach;
    }

    @Override
    public Optional<Outlook> outlook(long seed) {
        return whole.outlook(seed);
    }
}
