package adjointlab.panel.sweep;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.Design;
import adjointlab.lab.sweep.Ranking;
import adjointlab.lab.sweep.Ranking.Standing;
import adjointlab.lab.sweep.SweepCurve;
import adjointlab.lab.sweep.Trial;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who would be first with a smaller budget: at each of many budgets every group has the number that is best by then,
/// and what it reaches with it is ranked as in [Ranking]. An order that depends on the budget is not one of the
/// optimizers: Dodge et al., EMNLP 2019.
public final class RankOverBudget implements Panel {
    private static final String TITLE = "Rank over budgets";
    private static final int BUDGETS = 60;

    private static final Key<Boolean> EVALUATIONS =
            Options.flag("evaluations", "Budgets in evaluations instead of iterations", true);
    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "rank-over-budget",
            TITLE,
            "What each optimizer reaches with a smaller budget at the rate that is best for it, and its rank there.",
            "Dodge et al., EMNLP 2019",
            List.of(Source.RESULTS, Source.COMPARED, Source.TUNED, EVALUATIONS, SCALE),
            RankOverBudget::new);

    private final Source source;
    private final boolean evaluations;
    private final Axis.Scale scale;

    private RankOverBudget(Values values) {
        source = new Source(values);
        evaluations = values.get(EVALUATIONS);
        scale = values.get(SCALE);
    }

    @Override
    public boolean readsRuns() {
        return source.isOfRuns();
    }

    /// A training whose curve is known.
    private record Known(Cell cell, double[] x, double[] loss) {
        double start() {
            return x.length == 0 ? 0 : x[0];
        }

        double end() {
            return x[x.length - 1];
        }

        /// The loss that a budget pays for; not a number for one that broke within it.
        double at(double budget) {
            int index = Arrays.binarySearch(x, budget);
            int last = index >= 0 ? index : -index - 2;
            boolean broke = Double.isNaN(cell.reached().loss()) && last == x.length - 1;
            return last < 0 || broke ? Double.NaN : loss[last];
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        return source.figure(TITLE, context, Contrast::fits, read -> figure(read, context));
    }

    /// Every training's own curve: what is drawn is the mean of some of them.
    @Override
    public List<Trail> trails(PanelContext context) {
        Source.Read read = source.read(context, Contrast::fits);
        Trails trails = new Trails(read.cells(), Cell.Measure.LOSS);
        read.cells().stream()
                .flatMap(cell -> known(cell).stream())
                .forEach(one -> trails.add(0, one.cell(), one.x(), one.loss()));
        return trails.all();
    }

    private Figure figure(Source.Read read, PanelContext context) {
        List<Known> known =
                read.cells().stream().flatMap(cell -> known(cell).stream()).toList();
        if (known.size() < read.cells().size()) {
            return Figure.empty(
                    TITLE, "Some results have no curves beside them; the sweep makes them when it is taken up again.");
        }
        double least = known.stream()
                .filter(one -> !Double.isNaN(one.cell().reached().loss()))
                .mapToDouble(Known::end)
                .min()
                .orElse(Double.NaN);
        // not less than the first evaluation of the costliest, of which there would be no loss
        double first = known.stream().mapToDouble(Known::start).max().orElse(0);
        if (Double.isNaN(least)) {
            return Figure.empty(TITLE, "Every training broke.");
        }
        double[] budgets = new double[least > first ? BUDGETS : 1];
        Arrays.setAll(budgets, i -> first + Math.max(0, least - first) * (i + 1) / budgets.length);
        return figure(read, known, budgets, context);
    }

    private Optional<Known> known(Cell cell) {
        return cell.curve()
                .get()
                .map(curve -> new Known(
                        cell,
                        evaluations ? curve.evaluations() : curve.values(SweepCurve.ITERATION),
                        curve.values("loss")));
    }

    private Figure figure(Source.Read read, List<Known> known, double[] budgets, PanelContext context) {
        Map<String, List<Cell>> groups = read.groups();
        List<String> ids = List.copyOf(groups.keySet());
        List<String> faults = new Design(trials(read, known, Double.MAX_VALUE)).faults();
        double[][] mean = new double[ids.size()][budgets.length];
        double[][] rank = new double[ids.size()][budgets.length];
        for (int b = 0; b < budgets.length; b++) {
            List<Standing> standings = Ranking.standings(
                    new Design(trials(read, known, budgets[b])),
                    faults.isEmpty() ? Ranking.Tuning.HALF : Ranking.Tuning.ALL);
            for (Standing standing : standings) {
                int g = ids.indexOf(standing.group());
                mean[g][b] = standing.reached() ? standing.mean().value() : Double.NaN;
                rank[g][b] = Ranking.rank(standings, standing);
            }
        }
        List<Layer> means = new ArrayList<>();
        List<Layer> ranks = new ArrayList<>();
        for (int g = 0; g < ids.size(); g++) {
            List<Cell> group = groups.getOrDefault(ids.get(g), List.of());
            SeriesStyle own = read.style(group);
            SeriesStyle style = budgets.length == 1 ? own : own.with(Marker.NONE);
            Owner owner = Source.Read.owner(group);
            String label = read.contrast().label(group.getFirst().settings());
            means.add(new Layer.Line(label, style, budgets, mean[g], "").ownedBy(owner));
            ranks.add(new Layer.Line(label, style, budgets, rank[g], label).ownedBy(owner));
        }
        Axis x = evaluations
                ? Axis.of("budget, evaluations", Axis.Scale.LINEAR, Axis.Quantity.EVALUATIONS)
                : Axis.of("budget, iterations", Axis.Scale.LINEAR, Axis.Quantity.ITERATION);
        Plot left = new Plot("", x, Axis.of("Mean loss at the best number", scale, Axis.Quantity.OTHER), means, true);
        Axis places = Axis.of("rank, 1 is the lowest loss", Axis.Scale.LINEAR, Axis.Quantity.COUNT)
                .within(0.5, ids.size() + 0.5);
        Plot right = new Plot("", x, places, ranks, false);
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(8, faults.isEmpty() ? List.of(left, right) : List.of(left)));
        if (!faults.isEmpty()) {
            Plot why = SensitivityTables.noRanking(faults);
            rows.add(new Figure.Row(SensitivityTables.lines(why), List.of(why)));
        }
        String note = known.size() + " trainings" + (source.isOfRuns() ? " · k = " + context.cursor() : "");
        return new Figure(TITLE, note, rows, "");
    }

    /// What all would be with a budget.
    private static List<Trial> trials(Source.Read read, List<Known> known, double budget) {
        return known.stream()
                .map(one -> one.cell().trial(read.contrast(), one.at(budget)))
                .toList();
    }
}
