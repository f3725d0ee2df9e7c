package adjointlab.panel;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ntk.Spectrum;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The eigenvalues of the tangent kernel at the cursor, at the start (faint, dotted) and, for the wide model, at infinite
/// width: how fast gradient descent can go along each mode.
final class TangentSpectrum implements Panel {
    private static final String TITLE = "Tangent spectrum";

    static final Entry<Panel> ENTRY = new Entry<>(
            "ntk-spectrum",
            TITLE,
            "Eigenvalues of the neural tangent kernel at the cursor, at the start and at infinite width.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, eqs. (8) and (9)",
            List.of(
                    Options.whole("samples", "Samples", 40, 1, 400),
                    Options.flag("start", "At the start too", true),
                    Scales.option("log")),
            TangentSpectrum::new);

    private final int samples;
    private final boolean start;
    private final Axis.Scale scale;

    private TangentSpectrum(Values values) {
        samples = values.whole("samples");
        start = values.flag("start");
        scale = Scales.of(values.choice("scale"));
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see the spectrum of its tangent kernel.");
        }
        List<Layer> layers = new ArrayList<>();
        String refusal = "No run has been evaluated yet.";
        String note = "k = " + context.cursor();
        Shown focus = Groups.focus(context);
        for (Shown shown : context.runs()) {
            int k = shown.at(context.cursor());
            Optional<Tangents.Empirical> now = kernel(shown, k, context);
            if (now.isEmpty() || !now.get().refusal().isEmpty()) {
                refusal = now.map(Tangents.Empirical::refusal).orElse(refusal);
                continue;
            }
            SeriesStyle style = shown.style().with(Marker.NONE);
            if (start && k > 0) {
                kernel(shown, 0, context)
                        .filter(first -> first.refusal().isEmpty())
                        .ifPresent(first -> layers.add(line(
                                Groups.name(shown) + ", k = 0",
                                style.with(Dash.DOTTED).with(Emphasis.FADED),
                                Spectrum.of(first.kernel()))));
            }
            Spectrum spectrum = Spectrum.of(now.get().kernel());
            layers.add(line(Groups.name(shown), style, spectrum));
            if (shown.equals(focus)) {
                note += String.format(
                        Locale.ROOT, " · λ_min = %.3g · λ_max/λ_min = %.3g", spectrum.least(), spectrum.condition());
            }
        }
        if (layers.isEmpty()) {
            return Figure.empty(TITLE, refusal);
        }
        Tangents.limit(focus.run(), focus.at(context.cursor()), samples, context.cancellation())
                .ifPresent(limit -> layers.add(line(
                        "infinite width", SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED), Spectrum.of(limit))));
        Axis x = Axis.linear("index i");
        Axis y = Axis.of("eigenvalue λᵢ", scale, Axis.Quantity.OTHER);
        return Figure.of(TITLE, note, new Plot("", x, y, layers, layers.size() > 1));
    }

    private Optional<Tangents.Empirical> kernel(Shown shown, int k, PanelContext context) {
        return Tangents.empirical(shown.run(), k, samples, context.cancellation());
    }

    /// On a logarithmic axis what rounding leaves of a zero makes a gap.
    private Layer.Line line(String name, SeriesStyle style, Spectrum spectrum) {
        double[] values = spectrum.eigenvalues().clone();
        double[] index = new double[values.length];
        double rounding = 1e-14 * Math.abs(values[0]);
        for (int i = 0; i < values.length; i++) {
            index[i] = i + 1;
            values[i] = scale == Axis.Scale.LOG && values[i] < rounding ? Double.NaN : values[i];
        }
        // one eigenvalue alone makes no line
        return new Layer.Line(name, values.length == 1 ? style.with(Marker.CIRCLE) : style, index, values, "");
    }
}
