package adjointlab.lab.sweep;

import adjointlab.core.stat.Bootstrap;
import adjointlab.core.stat.Estimate;
import adjointlab.core.stat.Moments;
import adjointlab.core.stat.PairedComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Optimizers in the order of the losses that they reach, each at the learning rate whose mean over the seeds is the
/// lowest. The rate is chosen on the seeds that judge it, for all alike, so that every mean is somewhat too low.
///
/// @param standings the lowest mean first; optimizers that broke at every rate come last
/// @param pairs every two of those that have a best rate, the better one first
public record Ranking(List<Standing> standings, List<Pair> pairs) {
    private static final long RESAMPLING_SEED = 0;

    /// Where an optimizer's best learning rate lies among those that were tried.
    public enum Place {
        /// Rates on both sides are worse.
        INSIDE,
        /// Smaller ones were not tried.
        SMALLEST,
        /// Larger ones were not tried.
        LARGEST,
        /// No other was tried.
        ONLY
    }

    /// An optimizer at its best rate.
    ///
    /// @param optimizer id
    /// @param label its name for people
    /// @param rate the learning rate of the lowest mean loss; not a number where seeds broke at every rate
    /// @param place of that rate among all
    /// @param losses [seeds] at that rate, by seed; empty where there is none
    public record Standing(String optimizer, String label, double rate, Place place, double[] losses) {
        /// Whether all seeds came to their end at some rate.
        public boolean reached() {
            return losses.length > 0;
        }

        /// The mean over seeds, with Student's interval.
        public Estimate mean() {
            return Estimate.mean(losses);
        }

        /// The mean over seeds, with the interval of resamples.
        public Estimate resampled() {
            return Bootstrap.mean(RESAMPLING_SEED, losses);
        }

        private double order() {
            return reached() ? mean().value() : Double.POSITIVE_INFINITY;
        }
    }

    /// Two optimizers over their common seeds.
    ///
    /// @param better the one of the lower mean
    /// @param worse the other
    /// @param comparison losses of the better less those of the worse
    /// @param corrected the p-value after Holm's correction for all pairs
    public record Pair(Standing better, Standing worse, PairedComparison comparison, double corrected) {}

    public Ranking {
        standings = List.copyOf(standings);
        pairs = List.copyOf(pairs);
    }

    /// The ranking of a design.
    ///
    /// @return nothing where the design has [Design#faults]
    public static Optional<Ranking> of(Design design) {
        if (!design.faults().isEmpty()) {
            return Optional.empty();
        }
        List<Standing> standings = design.groups().values().stream()
                .map(Ranking::standing)
                .sorted(Comparator.comparingDouble(Standing::order))
                .toList();
        return Optional.of(new Ranking(standings, pairs(standings)));
    }

    private static Standing standing(List<Trial> group) {
        Trial first = group.getFirst();
        Map<Double, List<Trial>> byRate = Design.byRate(group);
        double best = Double.NaN;
        double[] losses = {};
        for (Map.Entry<Double, List<Trial>> each : byRate.entrySet()) {
            if (each.getValue().stream().anyMatch(Trial::broke)) {
                continue;
            }
            double[] here = each.getValue().stream()
                    .sorted(Comparator.comparingInt(Trial::seed))
                    .mapToDouble(Trial::loss)
                    .toArray();
            if (losses.length == 0 || Moments.mean(here) < Moments.mean(losses)) {
                best = each.getKey();
                losses = here;
            }
        }
        return new Standing(first.optimizer(), first.label(), best, place(best, List.copyOf(byRate.keySet())), losses);
    }

    private static Place place(double rate, List<Double> ascending) {
        if (ascending.size() == 1) {
            return Place.ONLY;
        }
        return rate == ascending.getFirst()
                ? Place.SMALLEST
                : rate == ascending.getLast() ? Place.LARGEST : Place.INSIDE;
    }

    private static List<Pair> pairs(List<Standing> standings) {
        List<Standing> reached = standings.stream().filter(Standing::reached).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < reached.size(); i++) {
            for (Standing worse : reached.subList(i + 1, reached.size())) {
                Standing better = reached.get(i);
                PairedComparison comparison = PairedComparison.of(RESAMPLING_SEED, better.losses(), worse.losses());
                pairs.add(new Pair(better, worse, comparison, comparison.pValue()));
            }
        }
        double[] corrected = PairedComparison.holm(
                pairs.stream().mapToDouble(Pair::corrected).toArray());
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < corrected.length; i++) {
            Pair pair = pairs.get(i);
            all.add(new Pair(pair.better(), pair.worse(), pair.comparison(), corrected[i]));
        }
        return all;
    }

    /// The rank of a standing from 1; equal means share one.
    public int rank(Standing standing) {
        return 1
                + (int) standings.stream()
                        .filter(other -> other.order() < standing.order())
                        .count();
    }
}
