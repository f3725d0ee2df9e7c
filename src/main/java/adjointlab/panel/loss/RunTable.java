package adjointlab.panel.loss;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.train.Metric;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs as a table: how far they are, what they reached at the cursor, what it cost, and the settings in which they
/// differ.
public final class RunTable implements Panel {
    private static final String TITLE = "Runs";
    private static final int MOST_PARAMETERS = 4;
    private static final int MOST_COLUMNS_OF_RUNS = 6;

    private static final Key<Boolean> DIFFERENCES = Options.flag("differences", "Only the settings that differ", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "run-table",
            TITLE,
            "State, loss, parameters, function evaluations and settings of each run at the cursor.",
            "",
            List.of(DIFFERENCES),
            RunTable::new);

    private final boolean differences;

    private RunTable(Values values) {
        differences = values.get(DIFFERENCES);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see it in the table.");
        }
        Layer.Table table = (differences ? runsAsRows(context) : runsAsColumns(context)).of(data(context));
        Plot plot = new Plot("", Axis.linear(""), Axis.linear(""), List.of(table), false);
        return Figure.of(TITLE, note(context), plot);
    }

    /// A run a row, with all of its parameters and of the settings that are asked for.
    private Layer.Table.Data data(PanelContext context) {
        List<Shown> runs = context.runs();
        Set<String> paths = new LinkedHashSet<>();
        if (differences) {
            paths.addAll(differing(runs));
        } else {
            runs.forEach(shown -> paths.addAll(shown.run().settings().asMap().keySet()));
        }
        Set<String> parameters = new LinkedHashSet<>();
        runs.forEach(shown -> parameters.addAll(RunMeasures.parameterColumns(shown.run())));
        List<String> metrics = new ArrayList<>(List.of(Metric.LOSS.id()));
        metrics.addAll(parameters);
        metrics.addAll(List.of(Metric.NFE_FORWARD.id(), Metric.NFE_BACKWARD.id()));
        List<String> header = new ArrayList<>(List.of("run", "state", "k"));
        header.addAll(metrics);
        header.add("nfe");
        header.addAll(paths);
        List<List<Object>> rows = new ArrayList<>();
        for (Shown shown : runs) {
            Run run = shown.run();
            int k = shown.at(context.cursor());
            List<Object> row = new ArrayList<>(List.of(run.name(), run.state().word(), k));
            metrics.forEach(metric -> row.add(shown.value(metric, k)));
            double[] spent = spent(run, k);
            row.add(spent.length == 0 ? Double.NaN : spent[spent.length - 1]);
            Settings settings = run.settingsAt(k);
            paths.forEach(path -> row.add(settings.has(path) ? settings.get(path) : ""));
            rows.add(row);
        }
        return new Layer.Table.Data(header, rows);
    }

    private static double[] spent(Run run, int k) {
        return RunMeasures.Along.EVALUATIONS.of(run, Math.min(k + 1, run.log().rows()));
    }

    private String note(PanelContext context) {
        int runs = context.runs().size();
        String shown =
                differences || runs <= MOST_COLUMNS_OF_RUNS ? "" : MOST_COLUMNS_OF_RUNS + " of " + runs + " runs, ";
        return shown + "k = " + context.cursor();
    }

    private static Layer.Table runsAsRows(PanelContext context) {
        List<String> paths = differing(context.runs());
        List<String> parameters = parameters(context.runs());
        List<String> header = new ArrayList<>(List.of("Run", "State", "k", "Loss"));
        parameters.forEach(column -> header.add(RunMeasures.parameterName(column)));
        header.addAll(List.of("NFE", "Σ NFE"));
        Settings any = context.runs().getFirst().run().startSettings();
        paths.forEach(path -> header.add(title(any, path)));
        List<List<String>> rows = new ArrayList<>();
        for (Shown shown : context.runs()) {
            List<String> row = measures(shown, context.cursor(), parameters);
            paths.forEach(path -> row.add(setting(shown.run(), shown.at(context.cursor()), path)));
            rows.add(row);
        }
        return new Layer.Table(TITLE, header, rows)
                .ownedByRows(context.runs().stream().map(Shown::owner).toList());
    }

    /// Every setting in a row of its own.
    private static Layer.Table runsAsColumns(PanelContext context) {
        List<Shown> runs = context.runs()
                .subList(0, Math.min(MOST_COLUMNS_OF_RUNS, context.runs().size()));
        List<String> parameters = parameters(runs);
        List<String> names = new ArrayList<>(List.of("Run", "State", "k", "Loss"));
        parameters.forEach(column -> names.add(RunMeasures.parameterName(column)));
        names.addAll(List.of("NFE", "Σ NFE"));
        List<List<String>> columns = runs.stream()
                .map(shown -> measures(shown, context.cursor(), parameters))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i < names.size(); i++) {
            int index = i;
            rows.add(row(
                    names.get(i),
                    columns.stream().map(column -> column.get(index)).toList()));
        }
        Set<String> paths = new LinkedHashSet<>();
        runs.forEach(shown -> paths.addAll(shown.run().startSettings().asMap().keySet()));
        for (String path : paths) {
            rows.add(row(
                    path,
                    runs.stream()
                            .map(shown -> setting(shown.run(), shown.at(context.cursor()), path))
                            .toList()));
        }
        List<Owner> owners = new ArrayList<>(List.of(Owner.NOBODY));
        runs.forEach(shown -> owners.add(shown.owner()));
        return new Layer.Table(TITLE, row("Run", runs.stream().map(Groups::name).toList()), rows)
                .ownedByColumns(owners);
    }

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>();
        row.add(name);
        row.addAll(cells);
        return row;
    }

    private static List<String> measures(Shown shown, int cursor, List<String> parameters) {
        Run run = shown.run();
        int k = shown.at(cursor);
        List<String> cells = new ArrayList<>();
        cells.add(Groups.name(shown));
        cells.add(run.state().word());
        cells.add(Numbers.count(k));
        cells.add(number(shown.value(Metric.LOSS.id(), k)));
        parameters.forEach(column -> cells.add(number(shown.value(column, k))));
        double forward = shown.value(Metric.NFE_FORWARD.id(), k);
        double backward = shown.value(Metric.NFE_BACKWARD.id(), k);
        cells.add(Double.isNaN(forward) ? "–" : Numbers.count((long) forward) + " + " + Numbers.count((long) backward));
        double[] spent = spent(run, k);
        cells.add(spent.length == 0 ? "–" : Numbers.count((long) spent[spent.length - 1]));
        return cells;
    }

    private static List<String> parameters(List<Shown> runs) {
        Set<String> columns = new LinkedHashSet<>();
        runs.forEach(shown -> columns.addAll(RunMeasures.parameterColumns(shown.run())));
        return columns.stream().limit(MOST_PARAMETERS).toList();
    }

    /// Paths that all runs have and in which any differs from the first; live changes count. What only one
    /// optimizer has is no difference in itself: the optimizer is.
    private static List<String> differing(List<Shown> runs) {
        Settings first = runs.getFirst().run().settings();
        Set<String> paths = new LinkedHashSet<>();
        for (Shown shown : runs) {
            paths.addAll(first.differences(shown.run().settings()));
        }
        paths.removeIf(
                path -> !runs.stream().allMatch(shown -> shown.run().settings().has(path)));
        return List.copyOf(paths);
    }

    private static String title(Settings settings, String path) {
        if (!settings.has(path)) {
            return path;
        }
        var parameter = settings.parameter(path);
        return parameter.shortName();
    }

    private static String setting(Run run, int iteration, String path) {
        Settings settings = run.settingsAt(iteration);
        if (!settings.has(path)) {
            return "–";
        }
        return settings.parameter(path).type().value(settings.get(path)) instanceof Entry<?> entry
                ? entry.label()
                : value(settings.get(path));
    }

    private static String value(Object value) {
        return switch (value) {
            case Double number -> Numbers.brief(number, 6);
            case Integer number -> Numbers.count(number);
            case Boolean flag -> flag ? "yes" : "no";
            case List<?> list -> list.stream().map(RunTable::value).collect(Collectors.joining(", "));
            default -> String.valueOf(value);
        };
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : Numbers.readout(value);
    }
}
