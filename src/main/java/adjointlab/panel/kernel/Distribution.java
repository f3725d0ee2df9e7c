package adjointlab.panel.kernel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.stat.Normality;
import adjointlab.core.study.RandomOutputs;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.run.Run;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How what random models predict is distributed, up to the cursor: histogram with the normal distribution of the same
/// moments, quantiles against that distribution's, and pairs of predictions. For a training, the same of its weights.
public final class Distribution implements Panel {
    private static final String TITLE = "Distribution";

    /// More points than these make one blot.
    private static final int MOST_POINTS = 2000;

    private static final int CURVE = 161;

    private static final Key<Integer> INPUT = Options.whole("input", "Input", 1, 1, 10_000);
    private static final Key<Integer> COMPONENT = Options.whole("component", "Output", 1, 1, 10_000);
    private static final Key<String> PAIR = Options.choice(
            "pair",
            "Paired with",
            "component",
            Options.option("component", "the next output"),
            Options.option("input", "the next input"));
    private static final Key<Integer> BINS = Options.whole("bins", "Bins", 41, 5, 400);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "distribution",
            TITLE,
            "Histogram, normal quantiles and pairs of random models' outputs, or of a training's weights.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, appendix H.2, Figs. 4 and 5",
            List.of(INPUT, COMPONENT, PAIR, BINS),
            Distribution::new);

    private final int input;
    private final int component;
    private final boolean nextInput;
    private final int bins;

    private Distribution(Values values) {
        input = values.get(INPUT);
        component = values.get(COMPONENT);
        nextInput = values.get(PAIR).equals("input");
        bins = values.get(BINS);
    }

    /// What is looked at of one run.
    ///
    /// @param name of the quantity
    /// @param values of it
    /// @param pairName of the second quantity
    /// @param pair [values] of it; empty where there is none
    private record Sample(String name, double[] values, String pairName, double[] pair) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how its numbers are distributed.");
        }
        Shown focus = Groups.focus(context);
        Optional<Sample> chosen = sample(focus, context);
        if (chosen.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(List.of(focus)));
        }
        Sample sample = chosen.get();
        Normality normality = Normality.of(sample.values);
        if (normality.count() < 2 || !(normality.deviation() > 0)) {
            return Figure.empty(TITLE, "A distribution needs two different numbers or more.");
        }
        if (context.columns()) {
            return columns(context);
        }
        List<Plot> below = new ArrayList<>();
        below.add(quantiles(context));
        if (sample.pair.length > 0) {
            below.add(pairs(focus, sample));
        }
        return new Figure(
                TITLE,
                Groups.name(focus) + " · " + note(normality),
                List.of(
                        new Figure.Row(1.1, List.of(histogram("", focus, sample, normality, true))),
                        new Figure.Row(1, below)),
                "");
    }

    /// A histogram for each run, with the same bins' number and the same range.
    private Figure columns(PanelContext context) {
        List<Plot> plots = new ArrayList<>();
        List<Shown> runs = context.runs()
                .subList(0, Math.min(Groups.MOST_COLUMNS, context.runs().size()));
        for (Shown shown : runs) {
            Optional<Sample> sample = sample(shown, context);
            Normality normality = Normality.of(sample.map(Sample::values).orElse(new double[0]));
            if (normality.count() > 1 && normality.deviation() > 0) {
                String title =
                        Groups.shortName(shown, runs) + String.format(Locale.ROOT, ", D = %.4f", normality.statistic());
                plots.add(histogram(title, shown, sample.orElseThrow(), normality, false));
            }
        }
        int half = plots.size() > 3 ? (plots.size() + 1) / 2 : plots.size();
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(1, plots.subList(0, half)));
        if (half < plots.size()) {
            rows.add(new Figure.Row(1, plots.subList(half, plots.size())));
        }
        return new Figure(TITLE, "k = " + context.cursor(), rows, "");
    }

    private static String note(Normality normality) {
        return String.format(
                Locale.ROOT,
                "%s values · Kolmogorov-Smirnov D = %.4f, p = %.2g",
                Numbers.count(normality.count()),
                normality.statistic(),
                normality.pValue());
    }

    private Optional<Sample> sample(Shown shown, PanelContext context) {
        Run run = shown.run();
        int k = shown.at(context.cursor());
        List<String> outputs =
                run.log().names().stream().filter(RandomOutputs::isOutput).toList();
        if (!outputs.isEmpty()) {
            String column = outputs.contains(RandomOutputs.column(input, component))
                    ? RandomOutputs.column(input, component)
                    : outputs.getFirst();
            String second =
                    nextInput ? RandomOutputs.column(input + 1, component) : RandomOutputs.column(input, component + 1);
            return Optional.of(new Sample(
                    title(column),
                    run.log().values(column, k + 1),
                    title(second),
                    outputs.contains(second) ? run.log().values(second, k + 1) : new double[0]));
        }
        if (!Looks.isTraining(run)) {
            return Optional.empty();
        }
        Optional<double[]> now = Looks.weights(run, k, context.cancellation());
        Optional<double[]> start = Looks.weights(run, 0, context.cancellation());
        return now.isPresent() && start.isPresent() && now.get().length > 0
                ? Optional.of(new Sample("weights θ at k", now.get(), "weights θ at the start", start.get()))
                : Optional.empty();
    }

    private static String title(String column) {
        String[] parts = column.split("\\.");
        return "output " + parts[2] + " of input " + parts[1];
    }

    private Plot histogram(String title, Shown shown, Sample sample, Normality normality, boolean legend) {
        double reach = 4 * normality.deviation();
        double low = normality.mean() - reach;
        double width = 2 * reach / bins;
        double[] centres = new double[bins];
        double[] density = new double[bins];
        Arrays.setAll(centres, b -> low + (b + 0.5) * width);
        for (double value : sample.values) {
            double at = (value - low) / width;
            if (at >= 0 && at < bins) {
                density[(int) at] += 1 / (normality.count() * width);
            }
        }
        double[] x = Grids.linear(low, low + 2 * reach, CURVE);
        double[] y = new double[CURVE];
        Arrays.setAll(y, i -> {
            double z = (x[i] - normality.mean()) / normality.deviation();
            return Math.exp(-0.5 * z * z) / normality.deviation() / Math.sqrt(2 * Math.PI);
        });
        SeriesStyle style = shown.style().with(Marker.NONE).with(Dash.SOLID);
        return new Plot(
                title,
                Axis.linear(sample.name).within(low, low + 2 * reach),
                Axis.linear("density"),
                List.of(
                        new Layer.Bars(Groups.name(shown), style.with(Emphasis.FADED), centres, density, width)
                                .ownedBy(shown.owner()),
                        new Layer.Line("normal, same moments", SeriesStyle.line(Hue.TRUTH), x, y, "")
                                .ownedBy(shown.owner())),
                legend);
    }

    /// Standardised quantiles of every run: on the diagonal where it is normal.
    private Plot quantiles(PanelContext context) {
        List<Layer> layers = new ArrayList<>();
        double[] ends = {-4, 4};
        layers.add(new Layer.Line("normal", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), ends, ends, ""));
        for (Shown shown : context.runs()) {
            Optional<Sample> sample = sample(shown, context);
            if (sample.isEmpty()) {
                continue;
            }
            Normality normality = Normality.of(sample.get().values);
            double[] sorted = Normality.sorted(sample.get().values);
            if (sorted.length < 2 || !(normality.deviation() > 0)) {
                continue;
            }
            int shownPoints = Math.min(sorted.length, 200);
            double[] x = new double[shownPoints];
            double[] y = new double[shownPoints];
            for (int i = 0; i < shownPoints; i++) {
                // evenly in z where there are more than can be seen, so that the tails keep their
                // points
                double p = sorted.length <= 200 ? (i + 0.5) / sorted.length : tail(i, shownPoints, sorted.length);
                x[i] = Normality.quantile(p);
                int rank = Math.clamp((long) (p * sorted.length), 0, sorted.length - 1);
                y[i] = (sorted[rank] - normality.mean()) / normality.deviation();
            }
            layers.add(new Layer.Line(Groups.name(shown), shown.style().with(Marker.NONE), x, y, "")
                    .ownedBy(shown.owner()));
        }
        return new Plot(
                "Quantiles",
                Axis.linear("normal"),
                Axis.linear("observed"),
                layers,
                layers.size() > 2 && layers.size() < 9);
    }

    private static double tail(int i, int points, int n) {
        double edge = -Normality.quantile(0.5 / n);
        double z = -edge + 2 * edge * i / (points - 1);
        return Math.clamp(0.5 + 0.5 * adjointlab.core.math.Erf.of(z / Math.sqrt(2)), 0.5 / n, 1 - 0.5 / n);
    }

    private static Plot pairs(Shown focus, Sample sample) {
        int n = Math.min(sample.values.length, sample.pair.length);
        int stride = Math.max(1, (n + MOST_POINTS - 1) / MOST_POINTS);
        int count = (n + stride - 1) / stride;
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) {
            x[i] = sample.values[i * stride];
            y[i] = sample.pair[i * stride];
        }
        SeriesStyle style = new SeriesStyle(focus.style().hue(), Dash.NONE, Marker.CIRCLE, Emphasis.NORMAL);
        return new Plot(
                String.format(Locale.ROOT, "Pairs, correlation %.3f", correlation(sample.values, sample.pair)),
                Axis.linear(sample.name),
                Axis.linear(sample.pairName),
                List.of(new Layer.Points(Groups.name(focus), style, x, y).ownedBy(focus.owner())),
                false);
    }

    private static double correlation(double[] x, double[] y) {
        double mx = Arrays.stream(x).average().orElse(Double.NaN);
        double my = Arrays.stream(y).average().orElse(Double.NaN);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
            xy += (x[i] - mx) * (y[i] - my);
        }
        return xy / Math.sqrt(xx * yy);
    }
}
