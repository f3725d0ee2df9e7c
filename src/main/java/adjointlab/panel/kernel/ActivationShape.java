package adjointlab.panel.kernel;

import adjointlab.core.catalog.Activations;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.Activation;
import adjointlab.core.ntk.DualActivation;
import adjointlab.core.ntk.HermiteSeries;
import adjointlab.core.ntk.Marginal;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// An activation as the tangent kernel sees it: φ, φ′ and φ″; its expectations over two correlated numbers; its Hermite
/// coefficients; and what the theorems say of it.
public final class ActivationShape implements Panel {
    private static final String TITLE = "Activation";
    private static final double REACH = 4;
    private static final int POINTS = 401;
    private static final int DEGREES = 24;
    private static final double NOTHING = 1e-12;

    /// One of its own; none for the field's.
    private static final Key<Optional<Entry<Activation>>> OWN =
            Options.choice(Activations.CHOICE.name(), "Activation", "field", choices());

    private static final Key<Integer> DEGREE = Options.whole("degree", "Degree of a chosen polynomial", 3, 1, 16);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "activation",
            TITLE,
            "φ with its derivatives, its dual activation and its Hermite coefficients.",
            "Gao et al., Global Convergence in Neural ODEs, ICLR 2025, Prop. 5 and Cor. 1",
            List.of(OWN, DEGREE),
            ActivationShape::new);

    private final Values chosen;

    private ActivationShape(Values values) {
        chosen = values;
    }

    private static List<Option<Optional<Entry<Activation>>>> choices() {
        List<Option<Optional<Entry<Activation>>>> options = new ArrayList<>();
        options.add(new Option<>("field", "the field's", Optional.empty()));
        Activations.CATALOG
                .entries()
                .forEach(entry -> options.add(new Option<>(entry.id(), entry.label(), Optional.of(entry))));
        return options;
    }

    @Override
    public Figure figure(PanelContext context) {
        Values values = chosen;
        Optional<Entry<Activation>> entry = chosen.get(OWN);
        if (entry.isEmpty()) {
            if (context.runs().isEmpty()) {
                return Figure.empty(TITLE, "Show a run to see its activation.");
            }
            values = Groups.focus(context).run().settingsAt(context.cursor()).values(Slots.FIELD);
            entry = values.find(Activations.CHOICE);
        }
        // a field without one is what the identity would make of it
        Entry<Activation> shown = entry.orElse(Activations.CATALOG.get("identity"));
        Activation phi = shown.create(values.of(shown.parameters()));
        HermiteSeries series = DualActivation.series(phi);
        return new Figure(
                TITLE,
                name(shown, phi) + " · " + verdict(phi),
                List.of(
                        new Figure.Row(1, List.of(derivatives(bounds(phi), phi))),
                        new Figure.Row(1, List.of(dual(phi), coefficients(series)))),
                "");
    }

    private static Plot derivatives(String title, Activation phi) {
        double[] z = Grids.linear(-REACH, REACH, POINTS);
        return new Plot(
                title,
                Axis.linear("z"),
                Axis.linear("φ and derivatives"),
                List.of(
                        curve("φ(z)", Hue.BLUE, Dash.SOLID, z, phi::value),
                        curve("φ′(z)", Hue.VERMILLION, Dash.DASHED, z, phi::slope),
                        curve("φ″(z)", Hue.GREEN, Dash.DOTTED, z, phi::curvature)),
                true);
    }

    private static Plot dual(Activation phi) {
        DualActivation dual = DualActivation.of(phi);
        Marginal unit = dual.marginal(1);
        double[] rho = Grids.linear(-1, 1, 201);
        return new Plot(
                "Dual activation",
                Axis.linear("correlation ρ"),
                Axis.linear("expectation"),
                List.of(
                        curve("E[φφ]", Hue.BLUE, Dash.SOLID, rho, c -> dual.values(unit, unit, c)),
                        curve("E[φ′φ′]", Hue.VERMILLION, Dash.DASHED, rho, c -> dual.slopes(unit, unit, c))),
                true);
    }

    private static Layer.Line curve(String name, Hue hue, Dash dash, double[] x, DoubleUnaryOperator f) {
        double[] y = new double[x.length];
        java.util.Arrays.setAll(y, i -> f.applyAsDouble(x[i]));
        return new Layer.Line(name, SeriesStyle.line(hue).with(dash), x, y, "");
    }

    private static Plot coefficients(HermiteSeries series) {
        double[] degree = new double[DEGREES];
        double[] size = new double[DEGREES];
        for (int k = 0; k < DEGREES; k++) {
            double c = k < series.coefficients().length ? Math.abs(series.coefficients()[k]) : 0;
            degree[k] = k;
            size[k] = c > NOTHING ? c : Double.NaN;
        }
        SeriesStyle style = new SeriesStyle(Hue.BLUE, Dash.NONE, Marker.CIRCLE, Emphasis.NORMAL);
        return new Plot(
                "Hermite coefficients",
                Axis.linear("degree k").within(-0.5, DEGREES - 0.5),
                Axis.of("|E[φ(z)hₖ(z)]|", Axis.Scale.LOG, Axis.Quantity.OTHER),
                List.of(new Layer.Points("|E[φhₖ]|", style, degree, size)),
                false);
    }

    private static String name(Entry<Activation> entry, Activation phi) {
        return entry.parameters().isEmpty()
                ? entry.label()
                : "Degree " + phi.degree().orElseThrow();
    }

    /// Proposition 5 and corollary 1 ask for φ and φ′ that are Lipschitz and for a φ that is no polynomial.
    private static String verdict(Activation phi) {
        if (phi.degree().isPresent()) {
            return "polynomial: no theorem";
        }
        double jump = 0;
        double step = 1e-6;
        for (double z : Grids.linear(-REACH, REACH, POINTS)) {
            jump = Math.max(jump, Math.abs(phi.slope(z + step) - phi.slope(z - step)));
        }
        return jump > 0.01 ? "φ′ jumps: only the covariance definite" : "smooth: both kernels definite";
    }

    /// Lipschitz constants as far as the plot shows; a polynomial has none beyond.
    private static String bounds(Activation phi) {
        int degree = phi.degree().orElse(0);
        if (degree > 1) {
            return degree == 2 ? "φ′ has no bound, φ″ is constant" : "φ′ and φ″ have no bound";
        }
        double steepest = 0;
        double most = 0;
        for (double z : Grids.linear(-REACH, REACH, POINTS)) {
            steepest = Math.max(steepest, Math.abs(phi.slope(z)));
            most = Math.max(most, Math.abs(phi.curvature(z)));
        }
        return String.format(Locale.ROOT, "|φ′| ≤ %.3g, |φ″| ≤ %.3g", steepest, most);
    }
}
