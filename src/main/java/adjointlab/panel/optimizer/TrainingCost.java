package adjointlab.panel.optimizer;

import adjointlab.core.catalog.Entry;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.Footprint;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunMetrics;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What an iteration takes with each optimizer, in time, evaluations and memory, and how much that is beside Adam:
/// measured on the machine that trains, from the runs themselves.
public final class TrainingCost implements Panel {
    private static final String TITLE = "Time and memory";
    private static final String NOTHING = "–";
    private static final String BASELINE = "adam";
    private static final int DIGITS = 3;

    /// First iterations, in which code is still being compiled, do not count; at most a quarter of those that there
    /// are.
    private static final int WARM_UP = 20;

    /// From here on memory is measured: what is interpreted allocates more.
    private static final int COMPILED = 50;

    public static final Entry<Panel> ENTRY = new Entry<>(
            "cost",
            TITLE,
            "Time, evaluations and memory of an iteration with each optimizer, and relative to Adam's.",
            "Liu, Chen and Theodorou, NeurIPS 2021, Tables 6 and 7, Fig. 8",
            List.of(),
            _ -> new TrainingCost());

    private static final Memo<Map<String, Object>, Long> MEMORY = new Memo<>(64);

    private TrainingCost() {}

    /// Means over runs of equal settings, NaN where nothing is known yet.
    ///
    /// @param group whose they are, the seeds of one setting
    /// @param adam whether it is the one that others are compared with
    /// @param seconds an iteration takes
    /// @param evaluations an iteration takes, forward and backward
    /// @param bytes that a training keeps
    private record Cost(Group group, boolean adam, double seconds, double evaluations, double bytes) {}

    @Override
    public boolean isTimed() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what its iterations take.");
        }
        List<Cost> costs = new ArrayList<>();
        for (Group group : Groups.ofSeeds(context.runs())) {
            costs.add(cost(group, context));
        }
        Cost first = costs.stream().filter(Cost::adam).findFirst().orElse(costs.getFirst());
        String relative = "× " + first.group.label();
        List<List<String>> rows = new ArrayList<>();
        for (Cost cost : costs) {
            rows.add(List.of(
                    cost.group.label(),
                    number(1e3 * cost.seconds),
                    number(cost.seconds / first.seconds),
                    number(cost.evaluations),
                    number(1e6 * cost.seconds / cost.evaluations),
                    number(cost.bytes / (1 << 20)),
                    number(cost.bytes / first.bytes)));
        }
        Layer.Table table = new Layer.Table(
                        TITLE,
                        List.of("Runs", "ms an iteration", relative, "NFE", "µs an evaluation", "MiB kept", relative),
                        rows)
                .ownedByRows(costs.stream().map(cost -> cost.group.owner()).toList());
        Plot plot = new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false);
        return Figure.of(
                TITLE, "processor time, means up to k = " + context.cursor() + " without the first iterations", plot);
    }

    private static Cost cost(Group group, PanelContext context) {
        Shown first = group.runs().getFirst();
        Settings settings = first.run().startSettings();
        boolean adam = settings.id(Slots.OPTIMIZER).equals(BASELINE);
        double[] seconds = group.runs().stream()
                .mapToDouble(shown -> mean(shown, context, RunMetrics.PROCESSOR))
                .toArray();
        double[] evaluations = group.runs().stream()
                .mapToDouble(shown ->
                        mean(shown, context, Metric.NFE_FORWARD.id()) + mean(shown, context, Metric.NFE_BACKWARD.id()))
                .toArray();
        return new Cost(group, adam, mean(seconds), mean(evaluations), memory(first.run(), settings, context));
    }

    /// Of an iteration, over those that count.
    private static double mean(Shown shown, PanelContext context, String metric) {
        Run run = shown.run();
        int last = Math.min(shown.at(context.cursor()), run.log().rows() - 1);
        int from = Math.min(WARM_UP, last / 4);
        if (last <= from || !run.log().names().contains(metric)) {
            return Double.NaN;
        }
        double[] column = run.log().values(metric, last + 1);
        return metric.equals(RunMetrics.PROCESSOR)
                ? (column[last] - column[from]) / (last - from)
                : mean(Arrays.copyOfRange(column, from + 1, last + 1));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    private static double memory(Run run, Settings settings, PanelContext context) {
        if (run.iteration() < COMPILED || Experiments.study(settings).isPresent()) {
            return Double.NaN;
        }
        return MEMORY.get(settings.substance(), () -> {
                    OptionalLong bytes = Footprint.of(settings, context.cancellation());
                    return bytes.isPresent() ? Optional.of(bytes.getAsLong()) : Optional.empty();
                })
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Numbers.brief(value, DIGITS) : NOTHING;
    }
}
