package adjointlab.panel.sweep;

import adjointlab.core.math.Numbers;
import adjointlab.core.stat.Estimate;
import adjointlab.core.stat.Moments;
import adjointlab.core.stat.PairedComparison;
import adjointlab.figure.Axis;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.Design;
import adjointlab.lab.sweep.Ranking;
import adjointlab.lab.sweep.Ranking.Standing;
import adjointlab.lab.sweep.Trial;
import adjointlab.panel.sweep.Sensitivity.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables of the sensitivity panel: how far each optimizer's losses scatter, and either the ranking with every
/// two optimizers compared, or why there is none and what to add.
final class SensitivityTables {
    private final Map<String, List<Sample>> optimizers;
    private final Design design;
    private final List<String> faults;
    private final Optional<Ranking> ranking;

    /// @param optimizers trainings by id
    /// @param design of the same trainings
    /// @param tuning which seeds choose rates
    SensitivityTables(Map<String, List<Sample>> optimizers, Design design, Ranking.Tuning tuning) {
        this.optimizers = optimizers;
        this.design = design;
        faults = design.faults();
        ranking = Ranking.of(design, tuning);
    }

    /// What is equal, or that something is not.
    String note() {
        int trainings = optimizers.values().stream().mapToInt(List::size).sum();
        return faults.isEmpty()
                ? "equal: " + design.statement() + chosenBy()
                : counted(trainings, "training") + " · no ranking";
    }

    private String chosenBy() {
        return ranking.filter(ranked -> ranked.tuning() > 0)
                .map(ranked -> " · " + counted(ranked.tuning(), "seed") + " chose, "
                        + (design.seedCount() - ranked.tuning()) + " judge")
                .orElse("");
    }

    /// One table a plot, from top to bottom.
    List<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        plots.add(plot(ranking.map(this::standings).orElseGet(this::spreads)));
        if (faults.isEmpty()) {
            ranking.filter(ranked -> !ranked.pairs().isEmpty()).ifPresent(ranked -> plots.add(plot(pairs(ranked))));
        } else {
            plots.add(noRanking(faults));
        }
        return plots;
    }

    /// Why there is none.
    static Plot noRanking(List<String> faults) {
        return plot(new Layer.Table(
                "No ranking",
                List.of("What is not equal, and what to add"),
                faults.stream().map(List::of).toList()));
    }

    /// How high a table is, in lines.
    static int lines(Plot plot) {
        return 2
                + plot.layers().stream()
                        .mapToInt(layer -> layer instanceof Layer.Table table
                                ? table.rows().size()
                                : 0)
                        .sum();
    }

    private static Plot plot(Layer.Table table) {
        return new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false);
    }

    private Trial first() {
        return optimizers.values().iterator().next().getFirst().trial();
    }

    /// Settings that have the most of the numbers that are tuned.
    private Settings widest() {
        return optimizers.values().stream()
                .map(samples -> samples.getFirst().trial().settings())
                .max(Comparator.comparingLong((Settings settings) -> first().contrast().tuned().stream()
                        .filter(settings::has)
                        .count()))
                .orElseThrow();
    }

    private String noun() {
        return first().contrast().compared().equals(Contrast.OPTIMIZERS.compared()) ? "Optimizer" : "Group";
    }

    private Layer.Table spreads() {
        List<List<String>> rows = new ArrayList<>();
        optimizers.values().forEach(samples -> {
            List<String> row = new ArrayList<>();
            row.add(samples.getFirst().trial().label());
            row.addAll(spread(samples));
            rows.add(row);
        });
        return new Layer.Table("Sensitivity", List.of(noun(), "Median", "Quartiles apart", "Broke"), rows)
                .ownedByRows(
                        optimizers.values().stream().map(Sensitivity::owner).toList());
    }

    private Layer.Table standings(Ranking ranked) {
        List<List<String>> rows = new ArrayList<>();
        List<List<Sample>> order = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(
                "Rank",
                noun(),
                "Best " + first().contrast().tunedSymbols(widest()),
                "Mean, n = " + (design.seedCount() - ranked.tuning()),
                "95 % (t)",
                "bootstrap",
                "middle half"));
        boolean anyBroke = optimizers.values().stream().flatMap(List::stream).anyMatch(sample -> sample.trial()
                .broke());
        if (anyBroke) {
            header.add("Broke");
        }
        for (Standing standing : ranked.standings()) {
            List<Sample> samples = optimizers.getOrDefault(standing.group(), List.of());
            order.add(samples);
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(ranked.rank(standing)));
            row.add(standing.label());
            if (standing.reached()) {
                row.add(best(standing.best()));
                row.add(Numbers.readout(standing.mean().value()));
                row.add(interval(standing.mean(), 3));
                row.add(interval(standing.resampled(), 3));
                row.add(Numbers.readout(Moments.interquartileMean(standing.losses())));
            } else {
                row.addAll(List.of("–", "–", "–", "–", "–"));
            }
            if (anyBroke) {
                row.add(broken(samples));
            }
            rows.add(row);
        }
        return new Layer.Table("Sensitivity", header, rows)
                .of(data(ranked))
                .ownedByRows(order.stream().map(Sensitivity::owner).toList());
    }

    /// Median and quartiles over all rates and seeds, and how many broke.
    private static List<String> spread(List<Sample> samples) {
        double[] losses = Sensitivity.losses(samples);
        return losses.length == 0
                ? List.of("–", "–", broken(samples))
                : List.of(
                        Numbers.readout(Moments.quantile(0.5, losses)),
                        Numbers.brief(Math.log10(Moments.quantile(0.75, losses) / Moments.quantile(0.25, losses)), 2)
                                + " decades",
                        broken(samples));
    }

    private static String broken(List<Sample> samples) {
        return samples.stream().map(Sample::trial).filter(Trial::broke).count() + " of " + samples.size();
    }

    private static Layer.Table pairs(Ranking ranked) {
        List<List<String>> rows = ranked.pairs().stream()
                .map(pair -> List.of(
                        pair.better().label() + " − " + pair.worse().label(),
                        Numbers.brief(pair.comparison().difference().value(), 2),
                        interval(pair.comparison().difference(), 2),
                        interval(pair.comparison().resampled(), 2),
                        number(pair.comparison().effect()),
                        number(pair.corrected()),
                        Numbers.brief(pair.comparison().improvement(), 2)))
                .toList();
        return new Layer.Table(
                        "Paired differences",
                        List.of("Paired", "Mean", "95 % (t)", "bootstrap", "Effect", "p (Holm)", "P(lower)"),
                        rows)
                .of(new Layer.Table.Data(
                        List.of(
                                "better",
                                "worse",
                                "n",
                                "mean",
                                "low",
                                "high",
                                "bootstrap low",
                                "bootstrap high",
                                "effect",
                                "p",
                                "p Holm",
                                "P lower"),
                        ranked.pairs().stream().map(SensitivityTables::numbers).toList()));
    }

    private static List<Object> numbers(Ranking.Pair pair) {
        PairedComparison comparison = pair.comparison();
        return List.of(
                pair.better().group(),
                pair.worse().group(),
                comparison.count(),
                comparison.difference().value(),
                comparison.difference().low(),
                comparison.difference().high(),
                comparison.resampled().low(),
                comparison.resampled().high(),
                comparison.effect(),
                comparison.pValue(),
                pair.corrected(),
                comparison.improvement());
    }

    private Layer.Table.Data data(Ranking ranked) {
        List<String> tuned = first().contrast().tuned();
        List<List<Object>> rows = new ArrayList<>();
        for (Standing standing : ranked.standings()) {
            boolean reached = standing.reached();
            Estimate none = Estimate.exact(Double.NaN);
            Estimate mean = reached ? standing.mean() : none;
            Estimate resampled = reached ? standing.resampled() : none;
            List<Object> row = new ArrayList<>(List.of(ranked.rank(standing), standing.group()));
            for (int i = 0; i < tuned.size(); i++) {
                row.add(standing.best().point().values().get(i));
                row.add(standing.best().places().get(i).name().toLowerCase(Locale.ROOT));
            }
            row.addAll(List.of(
                    standing.losses().length,
                    mean.value(),
                    mean.low(),
                    mean.high(),
                    resampled.low(),
                    resampled.high(),
                    reached ? Moments.interquartileMean(standing.losses()) : Double.NaN));
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("rank", "optimizer"));
        for (int i = 0; i < tuned.size(); i++) {
            header.add(i == 0 ? "rate" : tuned.get(i));
            header.add(i == 0 ? "place" : tuned.get(i) + " place");
        }
        header.addAll(List.of("n", "mean", "low", "high", "bootstrap low", "bootstrap high", "iqm"));
        return new Layer.Table.Data(header, rows);
    }

    /// "0.1, smallest" of one number; of several one after another.
    private static String best(Ranking.Best best) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < best.places().size(); i++) {
            double number = best.point().values().get(i);
            if (!Double.isNaN(number)) {
                words.add(Numbers.brief(number, 2) + edge(best.places().get(i)));
            }
        }
        return String.join("; ", words);
    }

    private static String edge(Ranking.Place place) {
        return switch (place) {
            case INSIDE -> "";
            case SMALLEST -> ", smallest";
            case LARGEST -> ", largest";
            case ONLY -> ", only one";
        };
    }

    private static String interval(Estimate estimate, int digits) {
        return Numbers.brief(estimate.low(), digits) + " to " + Numbers.brief(estimate.high(), digits);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : Numbers.brief(value, 2);
    }

    private static String counted(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
