package adjointlab.lab.sweep;

import adjointlab.core.stat.Bootstrap;
import adjointlab.core.stat.Estimate;
import adjointlab.core.stat.Moments;
import adjointlab.core.stat.PairedComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Optimizers, or whatever is compared, in the order of the losses that they reach, each at the learning rate,
/// or at the combination of several numbers, whose mean over seeds is the lowest. From four seeds on the
/// smaller half of them chooses the rate and the others judge it; of fewer all do both, for all alike, so that
/// every mean is somewhat too low: Cawley and Talbot, JMLR 11 (2010) 2079.
///
/// @param tuning seeds that chose the rate and do not judge it; 0: all seeds do both
/// @param standings the lowest mean first; optimizers that broke at every rate come last
/// @param pairs every two of those that have a best rate, the better one first
public record Ranking(int tuning, List<Standing> standings, List<Pair> pairs) {
    private static final int FEWEST_TO_PART = 4;

    private static final long RESAMPLING_SEED = 0;

    /// Where an optimizer's best number lies among those that were tried of it.
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

    /// Which seeds choose a rate.
    public enum Tuning {
        /// The first half of them, from four on; the others judge.
        HALF,
        /// All of them, which judge as well.
        ALL
    }

    /// An optimizer at its best rate.
    ///
    /// @param group id of what is compared
    /// @param label its name for people
    /// @param best the numbers of the lowest mean loss
    /// @param losses [judging seeds] at that rate, by seed; empty where there is none
    public record Standing(String group, String label, Best best, double[] losses) {
        /// Whether all seeds came to their end at some rate.
        public boolean reached() {
            return losses.length > 0;
        }

        /// The first of the best numbers, of optimizers the learning rate.
        public double rate() {
            return best.point.values().getFirst();
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

    /// Numbers that were chosen together.
    ///
    /// @param point the numbers; none is a number where seeds broke at every point
    /// @param places of each among all that were tried of it
    public record Best(TunedPoint point, List<Place> places) {
        public Best {
            places = List.copyOf(places);
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
    /// @param by which seeds choose rates
    /// @return nothing where the design has [Design#faults]
    public static Optional<Ranking> of(Design design, Tuning by) {
        if (!design.faults().isEmpty()) {
            return Optional.empty();
        }
        List<Standing> standings = standings(design, by);
        return Optional.of(new Ranking(tuning(design, by), standings, pairs(standings)));
    }

    private static int tuning(Design design, Tuning by) {
        int seeds = design.seedCount();
        return by == Tuning.HALF && seeds >= FEWEST_TO_PART ? seeds / 2 : 0;
    }

    /// The order alone, without pairs.
    ///
    /// @param design without [Design#faults]
    /// @return the lowest mean first
    public static List<Standing> standings(Design design, Tuning by) {
        int tuning = tuning(design, by);
        return design.groups().values().stream()
                .map(group -> standing(group, tuning))
                .sorted(Comparator.comparingDouble(Standing::order))
                .toList();
    }

    /// A rate counts at which no seed broke, of those that choose; the others may break where it was chosen, and then
    /// the group is among the last as one that broke.
    private static Standing standing(List<Trial> group, int tuning) {
        Trial first = group.getFirst();
        Map<TunedPoint, List<Trial>> byPoint = Design.byPoint(group);
        TunedPoint best =
                new TunedPoint(Collections.nCopies(first.contrast().tuned().size(), Double.NaN));
        double lowest = Double.POSITIVE_INFINITY;
        double[] losses = {};
        for (Map.Entry<TunedPoint, List<Trial>> each : byPoint.entrySet()) {
            double[] here = each.getValue().stream()
                    .sorted(Comparator.comparingInt(Trial::seed))
                    .mapToDouble(Trial::loss)
                    .toArray();
            double mean = Moments.mean(tuning == 0 ? here : Arrays.copyOf(here, tuning));
            if (mean < lowest) { // a loss that is not a number makes a mean that is none
                lowest = mean;
                best = each.getKey();
                losses = Arrays.copyOfRange(here, tuning, here.length);
            }
        }
        boolean broke = Arrays.stream(losses).anyMatch(Double::isNaN);
        return new Standing(
                first.group(),
                first.label(),
                new Best(best, places(best, byPoint.keySet())),
                broke ? new double[0] : losses);
    }

    private static List<Place> places(TunedPoint best, Set<TunedPoint> all) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < best.values().size(); i++) {
            int number = i;
            List<Double> ascending = all.stream()
                    .map(point -> point.values().get(number))
                    .distinct()
                    .sorted()
                    .toList();
            places.add(place(best.values().get(i), ascending));
        }
        return places;
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
        return rank(standings, standing);
    }

    /// The rank of a standing among others from 1; equal means share one.
    public static int rank(List<Standing> standings, Standing standing) {
        return 1
                + (int) standings.stream()
                        .filter(other -> other.order() < standing.order())
                        .count();
    }
}
