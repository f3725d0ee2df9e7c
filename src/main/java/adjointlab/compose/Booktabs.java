package adjointlab.compose;

import adjointlab.core.math.Numbers;
import adjointlab.core.stat.Moments;
import adjointlab.core.train.Metric;
import adjointlab.figure.LatexText;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;

/// Runs at the cursor as a LaTeX table in the manner of booktabs: for each group of runs that differ in nothing but the
/// seed the mean and its standard error s/√n, the best mean of each column in bold. Where some runs of a group broke
/// off or have no value, the others' mean is told with how many they are, which a note below the table explains, and is
/// no best: it is one of survivors.
final class Booktabs {
    private static final int DIGITS = 3;
    private static final int DIGITS_OF_ERROR = 2;

    /// Below a table with means of some of the runs.
    private static final String NOTE = "\\par\\smallskip\n{\\footnotesize ($k$ of $n$): mean of the $k$ of $n$ runs "
            + "that have a value; the others broke off or have none.}\n";

    /// What is told where runs have it: with whether more is better.
    private static final List<Column> COLUMNS = List.of(
            new Column(Metric.LOSS, false),
            new Column(Metric.TEST_LOSS, false),
            new Column(Metric.TEST_ACCURACY, true),
            new Column(Metric.VALIDATION_LOSS, false),
            new Column(Metric.VALIDATION_ACCURACY, true),
            new Column(Metric.NFE_FORWARD, false),
            new Column(Metric.NFE_BACKWARD, false));

    private Booktabs() {}

    private record Column(Metric metric, boolean more) {}

    static String of(PanelContext context) {
        List<Group> groups = Groups.ofSeeds(context.runs());
        List<Column> columns = COLUMNS.stream()
                .filter(column -> groups.stream().anyMatch(group -> sample(group, column.metric, context).length > 0))
                .toList();
        StringBuilder tex = new StringBuilder();
        tex.append("% Needs in the preamble: \\usepackage{booktabs}\n\\begin{tabular}{l")
                .append("r".repeat(columns.size()))
                .append("}\n\\toprule\nRun");
        columns.forEach(column -> tex.append(" & ").append(LatexText.of(column.metric.label())));
        tex.append(" \\\\\n\\midrule\n");
        for (Group group : groups) {
            List<String> cells = new ArrayList<>(List.of(LatexText.of(group.label())));
            for (Column column : columns) {
                cells.add(cell(group, column, groups, context));
            }
            tex.append(String.join(" & ", cells)).append(" \\\\\n");
        }
        tex.append("\\bottomrule\n\\end{tabular}\n");
        boolean lacks = groups.stream()
                .anyMatch(group -> columns.stream().anyMatch(column -> lacks(group, column.metric, context)));
        return tex.append(lacks ? NOTE : "").toString();
    }

    /// The values of a group's runs, without those that have none or broke off before.
    private static double[] sample(Group group, Metric metric, PanelContext context) {
        return group.runs().stream()
                .filter(shown -> !brokeOff(shown, context))
                .mapToDouble(shown -> shown.value(metric.id(), shown.at(context.cursor())))
                .filter(Double::isFinite)
                .toArray();
    }

    /// Whether a run ended before the iteration that is looked at, and not as it was meant to.
    static boolean brokeOff(Shown shown, PanelContext context) {
        return shown.run().state().broke() && shown.run().iteration() < context.cursor();
    }

    /// Whether a mean is of some of a group's runs.
    private static boolean lacks(Group group, Metric metric, PanelContext context) {
        double[] sample = sample(group, metric, context);
        return sample.length > 0 && !isWhole(sample, group);
    }

    private static boolean isWhole(double[] sample, Group group) {
        return sample.length == group.runs().size();
    }

    private static String cell(Group group, Column column, List<Group> groups, PanelContext context) {
        double[] sample = sample(group, column.metric, context);
        if (sample.length == 0) {
            return "--";
        }
        String text = LatexText.of(Numbers.brief(Moments.mean(sample), DIGITS));
        if (sample.length > 1) {
            double error = Moments.deviation(sample) / Math.sqrt(sample.length);
            text += " $\\pm$ " + LatexText.of(Numbers.brief(error, DIGITS_OF_ERROR));
        }
        if (!isWhole(sample, group)) {
            return text + " (" + sample.length + " of " + group.runs().size() + ")";
        }
        return groups.size() > 1 && isBest(sample, column, groups, context) ? "\\textbf{" + text + "}" : text;
    }

    private static boolean isBest(double[] sample, Column column, List<Group> groups, PanelContext context) {
        double sign = column.more ? -1 : 1;
        double own = sign * Moments.mean(sample);
        return groups.stream()
                .filter(group -> isWhole(sample(group, column.metric, context), group))
                .allMatch(group -> own <= sign * Moments.mean(sample(group, column.metric, context)));
    }
}
