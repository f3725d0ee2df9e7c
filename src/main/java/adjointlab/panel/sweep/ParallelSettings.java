package adjointlab.panel.sweep;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Axis;
import adjointlab.figure.Composition;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Each training as a line through its settings to what it reached: Inselberg, The Visual Computer 1 (1985) 69. An axis
/// for each setting in which trainings differ, seeds left out, and one for what is looked at.
public final class ParallelSettings implements Panel {
    private static final String TITLE = "Settings side by side";
    private static final int MOST_AXES = 7;
    private static final int MOST_WORDS = 8;

    /// Height of the axes, where they stand one apart.
    private static final double HEIGHT = 2;

    /// Where the values of the first axis stand.
    private static final double BEFORE = -0.36;

    /// From how many lines on those of a group are one, which cannot be pointed at one by one.
    private static final int MANY = 200;

    private static final Key<Cell.Measure> MEASURE =
            Options.choice("measure", "What is reached", "loss", Cell.Measure.options());
    private static final Key<Integer> BEST =
            Options.whole("best", "Share of the trainings that is shown, the best ones, in %", 100, 1, 100);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "parallel-settings",
            TITLE,
            "Each training as a line through the settings in which they differ, to what it reached.",
            "Inselberg, The Visual Computer 1 (1985) 69",
            List.of(Source.RESULTS, Source.COMPARED, MEASURE, BEST),
            ParallelSettings::new);

    private final Source source;
    private final Cell.Measure measure;
    private final int best;

    private ParallelSettings(Values values) {
        source = new Source(values);
        measure = values.get(MEASURE);
        best = values.get(BEST);
    }

    @Override
    public boolean readsRuns() {
        return source.isOfRuns();
    }

    @Override
    public Figure figure(PanelContext context) {
        return source.figure(TITLE, context, (_, _) -> true, read -> figure(read, context));
    }

    @Override
    public List<Trail> trails(PanelContext context) {
        Source.Read read = source.read(context, (_, _) -> true);
        List<Factor> factors = factors(Factor.of(read.cells()));
        Heights heights = Heights.of(read.cells(), measure);
        Trails trails = new Trails(read.cells(), measure);
        read.groups().values().forEach(group -> shown(group, read, heights).forEach(cell -> {
            Way way = Way.of(cell, factors, heights);
            trails.add(0, cell, way.x(), way.y());
        }));
        return trails.all();
    }

    private static List<Factor> factors(List<Factor> all) {
        return all.subList(0, Math.min(MOST_AXES, all.size()));
    }

    private Figure figure(Source.Read read, PanelContext context) {
        List<Factor> all = Factor.of(read.cells());
        if (all.isEmpty()) {
            return Figure.empty(TITLE, "The trainings differ in nothing but their seeds.");
        }
        List<Factor> factors = factors(all);
        Heights heights = Heights.of(read.cells(), measure);
        List<Layer> layers = new ArrayList<>();
        read.groups().forEach((_, group) -> layers.addAll(lines(read, shown(group, read, heights), factors, heights)));
        for (int i = 0; i < factors.size(); i++) {
            layers.addAll(axis(i, factors.get(i), called(factors.get(i), factors)));
        }
        layers.addAll(heights.axis(factors.size()));
        String more =
                all.size() > factors.size() ? " · " + (all.size() - factors.size()) + " more settings differ" : "";
        String left = heights.none() > 0 ? " · " + heights.none() + " without a number" : "";
        String share = best < 100 ? " · the best " + best + " %" : "";
        String note = read.cells().size() + " trainings" + share + left + more
                + (source.isOfRuns() ? " · k = " + context.cursor() : "");
        Axis x = Axis.place("").within(BEFORE, factors.size() + 0.75);
        Axis y = Axis.place("").within(-0.12 * HEIGHT, 1.1 * HEIGHT);
        // an axis of what is compared names the lines already
        boolean unnamed = factors.stream()
                .noneMatch(factor -> factor.path().equals(read.contrast().compared()));
        Figure figure = Figure.of(TITLE, note, new Plot("", x, y, layers, false));
        return unnamed && !source.isOfRuns() ? figure.naming(names(read)) : figure;
    }

    /// The groups of a sweep; runs have names of their own.
    private static List<Composition.Entry> names(Source.Read read) {
        return read.groups().size() < 2
                ? List.of()
                : read.groups().values().stream()
                        .map(group -> new Composition.Entry(
                                read.contrast().label(group.getFirst().settings()),
                                read.style(group).with(Marker.NONE)))
                        .toList();
    }

    /// The best ones of a group among all.
    private List<Cell> shown(List<Cell> group, Source.Read read, Heights heights) {
        if (best == 100) {
            return group;
        }
        List<Cell> ordered = read.cells().stream()
                .filter(cell -> !Double.isNaN(heights.of(measure.of(cell))))
                .sorted(measure.bestFirst())
                .toList();
        List<Cell> kept = ordered.subList(0, Math.max(1, ordered.size() * best / 100));
        return group.stream().filter(kept::contains).toList();
    }

    private static List<Layer> lines(Source.Read read, List<Cell> group, List<Factor> factors, Heights heights) {
        if (group.isEmpty()) {
            return List.of();
        }
        int corners = factors.size() + 1;
        SeriesStyle style = read.style(group).with(Marker.NONE);
        String label = read.contrast().label(group.getFirst().settings());
        List<Layer> lines = new ArrayList<>();
        boolean many = group.size() > MANY;
        double[] x = new double[many ? group.size() * (corners + 1) : 0];
        double[] y = new double[x.length];
        Arrays.fill(y, Double.NaN);
        for (int c = 0; c < group.size(); c++) {
            Cell cell = group.get(c);
            Way way = Way.of(cell, factors, heights);
            if (many) {
                System.arraycopy(way.x(), 0, x, c * (corners + 1), corners);
                System.arraycopy(way.y(), 0, y, c * (corners + 1), corners);
            } else {
                SeriesStyle own = read.style(cell).with(Marker.NONE);
                lines.add(new Layer.Line(c == 0 ? label : "", own, way.x(), way.y(), "").ownedBy(cell.owner()));
            }
        }
        if (many) {
            lines.add(new Layer.Line(label, style, x, y, ""));
        }
        return lines;
    }

    /// A training's line through the axes.
    private record Way(double[] x, double[] y) {
        static Way of(Cell cell, List<Factor> factors, Heights heights) {
            int last = factors.size();
            double[] x = new double[last + 1];
            double[] y = new double[last + 1];
            Arrays.setAll(x, i -> i);
            for (int i = 0; i < last; i++) {
                y[i] = HEIGHT * factors.get(i).place(cell.settings());
            }
            y[last] = heights.of(heights.measure().of(cell));
            return new Way(x, y);
        }
    }

    /// What an axis is called: of the "formula of the field" the "formula", where no other one is there.
    private static String called(Factor factor, List<Factor> all) {
        String label = factor.label();
        int of = label.indexOf(" of the ");
        String head = of < 0 ? label : label.substring(0, of);
        boolean alone =
                all.stream().filter(each -> each.label().startsWith(head)).count() == 1;
        return alone ? head : label;
    }

    private static List<Layer> axis(int at, Factor factor, String name) {
        List<Layer> layers = new ArrayList<>();
        SeriesStyle style = SeriesStyle.line(Hue.MUTED);
        double[] ends = {0, HEIGHT};
        layers.add(new Layer.Line("", style, new double[] {at, at}, ends, ""));
        layers.add(new Layer.Note(name, SeriesStyle.line(Hue.TRUTH), at, -0.1 * HEIGHT, Owner.NOBODY));
        int step = Math.max(1, (factor.values().size() + MOST_WORDS - 1) / MOST_WORDS);
        double beside = at == 0 ? BEFORE : at + 0.03; // no lines come to the first axis from the left
        for (int v = 0; v < factor.values().size(); v += step) {
            layers.add(new Layer.Note(
                    factor.words().get(v), style, beside, HEIGHT * factor.place(v) + 0.02 * HEIGHT, Owner.NOBODY));
        }
        return layers;
    }

    /// Where what is looked at stands.
    ///
    /// @param measure what it is
    /// @param low the smallest number
    /// @param high the largest number
    /// @param log whether in decades
    /// @param none cells that have none
    private record Heights(Cell.Measure measure, double low, double high, boolean log, long none) {
        static Heights of(List<Cell> cells, Cell.Measure measure) {
            double[] values = cells.stream()
                    .mapToDouble(measure::of)
                    .filter(Double::isFinite)
                    .toArray();
            double low = Arrays.stream(values).min().orElse(0);
            double high = Arrays.stream(values).max().orElse(1);
            return new Heights(measure, low, high, measure.isInDecades() && low > 0, cells.size() - values.length);
        }

        double of(double value) {
            if (!Double.isFinite(value)) {
                return Double.NaN;
            }
            if (!(high > low)) {
                return HEIGHT / 2;
            }
            return HEIGHT * (log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
        }

        List<Layer> axis(int at) {
            SeriesStyle style = SeriesStyle.line(Hue.TRUTH);
            List<Layer> layers = new ArrayList<>();
            layers.add(new Layer.Line("", style, new double[] {at, at}, new double[] {0, HEIGHT}, ""));
            layers.add(new Layer.Note(measure.title(), style, at, -0.1 * HEIGHT, Owner.NOBODY));
            for (int i = 0; i <= 4; i++) {
                double value = log ? low * Math.pow(high / low, i / 4.0) : low + (high - low) * i / 4;
                if (i == 0 || high > low) {
                    layers.add(new Layer.Note(
                            Numbers.brief(value, 2), style, at + 0.03, of(value) + 0.02 * HEIGHT, Owner.NOBODY));
                }
            }
            return layers;
        }
    }
}
