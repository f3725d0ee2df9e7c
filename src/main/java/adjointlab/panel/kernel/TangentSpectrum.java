package adjointlab.panel.kernel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.math.Numbers;
import adjointlab.core.ntk.Spectrum;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.probe.KernelTrace;
import adjointlab.lab.probe.TangentProbe;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The eigenvalues of the tangent kernel at the cursor, at the start (faint, dotted) and, for the wide model, at
/// infinite width: how fast gradient descent can go along each mode. Below, how the least eigenvalue and the condition
/// went.
public final class TangentSpectrum implements Panel {
    private static final String TITLE = "Tangent spectrum";
    private static final String DENSITY = "density";
    private static final int BINS = 24;

    private static final Key<String> VIEW = Options.choice(
            "view",
            "Eigenvalues",
            "log",
            Options.option("log", "over the index, logarithmic"),
            Options.option("index", "over the index"),
            Options.option(DENSITY, "density of their logarithm"));
    private static final Key<Boolean> START = Options.flag("start", "At the start too", true);
    private static final Key<Boolean> LIMIT = Options.flag("limit", "Infinite width", true);
    private static final Key<Boolean> HISTORY = Options.flag("history", "Over training", true);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "ntk-spectrum",
            TITLE,
            "Eigenvalues of the neural tangent kernel at the cursor, at the start and at infinite width, and their history.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, eqs. (8) and (9), Fig. 2 (a)",
            List.of(Tangents.SAMPLES, VIEW, START, LIMIT, HISTORY),
            TangentSpectrum::new);

    private final int samples;
    private final String view;
    private final boolean start;
    private final boolean infinite;
    private final boolean history;

    private TangentSpectrum(Values values) {
        samples = values.get(Tangents.SAMPLES);
        view = values.get(VIEW);
        start = values.get(START);
        infinite = values.get(LIMIT);
        history = values.get(HISTORY);
    }

    /// One spectrum to be drawn.
    ///
    /// @param label at its end; "" for none
    /// @param owner whose it is
    private record Curve(String name, SeriesStyle style, Spectrum spectrum, String label, Owner owner) {}

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see the spectrum of its tangent kernel.");
        }
        List<Curve> curves = new ArrayList<>();
        String refusal = Looks.notYet(context.runs());
        String note = "k = " + context.cursor();
        Shown focus = Groups.focus(context);
        List<Groups.Group> groups = Groups.of(context.runs());
        for (Shown shown : context.runs()) {
            int k = shown.at(context.cursor());
            Optional<TangentProbe> now = probe(shown, k, context);
            if (now.isEmpty() || !now.get().refusal().isEmpty()) {
                refusal = now.map(TangentProbe::refusal).orElse(refusal);
                continue;
            }
            SeriesStyle style = shown.style().with(Marker.NONE);
            if (start && k > 0 && Looks.isTraining(shown.run())) {
                probe(shown, 0, context)
                        .filter(first -> first.refusal().isEmpty())
                        .ifPresent(first -> curves.add(new Curve(
                                Groups.name(shown) + ", k = 0",
                                style.with(Dash.DOTTED).with(Emphasis.FADED),
                                first.spectrum(),
                                "",
                                shown.owner())));
            }
            Spectrum spectrum = now.get().spectrum();
            String label = groups.stream()
                    .filter(group -> group.runs().getFirst().equals(shown))
                    .map(Groups.Group::label)
                    .findFirst()
                    .orElse("");
            curves.add(new Curve(Groups.name(shown), style, spectrum, groups.size() > 1 ? label : "", shown.owner()));
            if (shown.equals(focus)) {
                note += " · λₘᵢₙ = " + Numbers.brief(spectrum.least(), 3) + " · condition "
                        + Numbers.brief(spectrum.condition(), 3);
            }
        }
        if (curves.isEmpty()) {
            return Figure.empty(TITLE, refusal);
        }
        if (infinite) {
            Tangents.limit(focus.run(), focus.at(context.cursor()), samples, context.cancellation())
                    .ifPresent(limit -> curves.add(new Curve(
                            "infinite width",
                            SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED),
                            Spectrum.of(limit),
                            "N = ∞",
                            Owner.NOBODY)));
        }
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(1.5, List.of(view.equals(DENSITY) ? density(curves) : indexed(curves))));
        List<Plot> below = history ? history(context) : List.of();
        if (!below.isEmpty()) {
            rows.add(new Figure.Row(1, below));
        }
        return new Figure(TITLE, note, rows, "");
    }

    private Optional<TangentProbe> probe(Shown shown, int k, PanelContext context) {
        return Tangents.empirical(shown.run(), k, samples, context);
    }

    private Plot indexed(List<Curve> curves) {
        Axis.Scale scale = view.equals("log") ? Axis.Scale.LOG : Axis.Scale.LINEAR;
        List<Layer> layers = new ArrayList<>();
        for (Curve curve : curves) {
            layers.add(line(curve, scale));
        }
        return new Plot(
                "",
                Axis.linear("index i"),
                Axis.of("eigenvalue λᵢ", scale, Axis.Quantity.OTHER),
                layers,
                layers.size() > 1 && layers.size() < 9);
    }

    /// On a logarithmic axis what rounding leaves of a zero makes a gap.
    private static Layer.Line line(Curve curve, Axis.Scale scale) {
        double[] values = curve.spectrum.eigenvalues().clone();
        double[] index = new double[values.length];
        double rounding = 1e-14 * Math.abs(values[0]);
        for (int i = 0; i < values.length; i++) {
            index[i] = i + 1;
            values[i] = scale == Axis.Scale.LOG && values[i] < rounding ? Double.NaN : values[i];
        }
        // one eigenvalue alone makes no line
        SeriesStyle style = values.length == 1 ? curve.style.with(Marker.CIRCLE) : curve.style;
        return new Layer.Line(curve.name, style, index, values, curve.label).ownedBy(curve.owner);
    }

    /// Share of the eigenvalues in each part of a decade, as steps.
    private static Plot density(List<Curve> curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Curve curve : curves) {
            double largest = Math.abs(curve.spectrum.eigenvalues()[0]);
            for (double value : curve.spectrum.eigenvalues()) {
                if (value > 1e-14 * largest) {
                    low = Math.min(low, Math.log10(value));
                    high = Math.max(high, Math.log10(value));
                }
            }
        }
        low -= 0.05;
        double width = Math.max(1e-3, (high + 0.05 - low) / BINS);
        List<Layer> layers = new ArrayList<>();
        for (Curve curve : curves) {
            double[] x = new double[2 * BINS];
            double[] y = new double[2 * BINS];
            double each = 1 / (curve.spectrum.eigenvalues().length * width);
            for (double value : curve.spectrum.eigenvalues()) {
                double at = (Math.log10(Math.max(value, Double.MIN_VALUE)) - low) / width;
                if (at >= 0 && at < BINS) {
                    y[2 * (int) at] += each;
                    y[2 * (int) at + 1] += each;
                }
            }
            for (int b = 0; b < BINS; b++) {
                x[2 * b] = Math.pow(10, low + b * width);
                x[2 * b + 1] = Math.pow(10, low + (b + 1) * width);
            }
            layers.add(new Layer.Line(curve.name, curve.style, x, y, "").ownedBy(curve.owner));
        }
        return new Plot(
                "",
                Axis.of("eigenvalue λ", Axis.Scale.LOG, Axis.Quantity.OTHER),
                Axis.linear("density per decade"),
                layers,
                layers.size() > 1 && layers.size() < 9);
    }

    private List<Plot> history(PanelContext context) {
        List<Layer> least = new ArrayList<>();
        List<Layer> condition = new ArrayList<>();
        for (Shown shown : context.runs()) {
            if (!Looks.isTraining(shown.run()) || shown.run().iteration() == 0) {
                continue;
            }
            KernelTrace trace = Tangents.trace(shown.run(), samples, context);
            SeriesStyle style = shown.style().with(Marker.NONE);
            double[] k = trace.iterations();
            least.add(new Layer.Line(Groups.name(shown), style, k, trace.values(KernelTrace.Quantity.LEAST), "")
                    .ownedBy(shown.owner()));
            condition.add(new Layer.Line(Groups.name(shown), style, k, trace.values(KernelTrace.Quantity.CONDITION), "")
                    .ownedBy(shown.owner()));
        }
        if (least.isEmpty()) {
            return List.of();
        }
        if (!Groups.atEnd(context)) {
            Layer cursor = new Layer.Rule(
                    String.format(Locale.ROOT, "k = %d", context.cursor()),
                    SeriesStyle.line(Hue.ACCENT),
                    true,
                    context.cursor());
            least.add(cursor);
            condition.add(cursor);
        }
        Axis k = RunMeasures.Along.ITERATION.axis(context.runs());
        return List.of(
                new Plot("", k, Axis.of("λₘᵢₙ", Axis.Scale.LOG, Axis.Quantity.OTHER), least, false),
                new Plot("", k, Axis.of("λₘₐₓ/λₘᵢₙ", Axis.Scale.LOG, Axis.Quantity.OTHER), condition, false));
    }
}
