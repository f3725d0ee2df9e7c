package adjointlab.panel.optimizer;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.curvature.Curvature;
import adjointlab.core.curvature.LayerSpectra;
import adjointlab.core.curvature.LossHessian;
import adjointlab.core.math.Numbers;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Checkpoint;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Measured;
import adjointlab.panel.kit.Measured.Outcome;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import adjointlab.panel.kit.RunStyles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Curvature as optimizers see it: the Fisher matrix's eigenvalues, those of each layer's Kronecker factors, and how
/// condition and damping change over training.
public final class CurvatureSpectrum implements Panel {
    private static final String TITLE = "Curvature";
    private static final double GRID_STEP = 0.05;
    private static final int MOST_CHECKPOINTS = 12;

    private static final Key<String> SHOW = Options.choice(
            "show",
            "Show",
            "fisher",
            Options.option("fisher", "Fisher matrix"),
            Options.option("hessian", "the loss's Hessian beside its Gauss-Newton part"),
            Options.option("layers", "layers' factors Ā and B̄"),
            Options.option("training", "condition and damping over training"));

    public static final Entry<Panel> ENTRY = new Entry<>(
            "curvature",
            TITLE,
            "Eigenvalues of the Fisher (Gauss-Newton) matrix, of the loss's Hessian or of SNOpt's layer factors, condition"
                    + " and damping.",
            "Okamoto et al., Learning the Simplest Neural ODE, section 7; Liu et al., NeurIPS 2021, equation (13)",
            List.of(SHOW),
            CurvatureSpectrum::new);

    /// Numbers of a Jacobian whose singular values are found in seconds; of mini-batch trainings fewer samples are
    /// taken where it would have more.
    private static final int MOST_NUMBERS = 1_000_000;

    private static final Measured<Curvature> FISHER =
            new Measured<>((experiment, theta, cancellation) -> Curvature.of(few(experiment), theta, cancellation));
    private static final Measured<LossHessian> HESSIAN = new Measured<>(LossHessian::of);
    private static final Measured<LayerSpectra> LAYERS = new Measured<>(
            (experiment, theta, cancellation) -> LayerSpectra.of(experiment, theta, GRID_STEP, cancellation));

    private final String show;

    private CurvatureSpectrum(Values values) {
        show = values.get(SHOW);
    }

    private static Experiment few(Experiment experiment) {
        int ofSample = experiment.model().outputDim()
                * Math.max(1, experiment.model().parameters().size());
        return Looks.fewer(experiment, Math.max(1, MOST_NUMBERS / ofSample));
    }

    /// Of how many samples, where not of all.
    private static String samples(Shown shown, int k) {
        return Looks.first(few(Looks.experiment(shown.run().settingsAt(k))));
    }

    @Override
    public boolean computesLong() {
        return true;
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see its curvature.");
        }
        Shown focus = Groups.focus(context);
        if (show.equals("training")) {
            return overTraining(focus, context);
        }
        int k = focus.at(context.cursor());
        String note = Groups.name(focus) + ", k = " + k;
        if (show.equals("layers")) {
            Optional<Outcome<LayerSpectra>> measured = LAYERS.at(focus, k, context.cancellation());
            return measured.flatMap(Outcome::value)
                    .map(spectra -> figure(note, layers(spectra, focus.owner())))
                    .orElseGet(() -> empty(focus, measured, "The gradient fails at these weights."));
        }
        if (show.equals("hessian")) {
            Optional<Outcome<LossHessian>> measured = HESSIAN.at(focus, k, context.cancellation());
            return measured.flatMap(Outcome::value)
                    .map(hessian -> figure(note, List.of(hessian(hessian, focus))))
                    .orElseGet(() -> empty(focus, measured, "The gradient fails at these weights."));
        }
        Optional<Outcome<Curvature>> measured = FISHER.at(focus, k, context.cancellation());
        return measured.flatMap(Outcome::value)
                .filter(curvature -> curvature.rank() > 0)
                .map(curvature -> figure(note + samples(focus, k), List.of(fisher(curvature, focus, context))))
                .orElseGet(() -> empty(focus, measured, "Predictions do not change with the weights here."));
    }

    private static Figure figure(String note, List<Plot> plots) {
        return new Figure(TITLE, note, List.of(new Figure.Row(1, plots)), "");
    }

    private static <T> Figure empty(Shown focus, Optional<Outcome<T>> measured, String otherwise) {
        if (measured.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(List.of(focus)));
        }
        String refusal = measured.get().refusal();
        return Figure.empty(TITLE, refusal.isEmpty() ? otherwise : refusal);
    }

    private static Plot fisher(Curvature curvature, Shown focus, PanelContext context) {
        int rank = curvature.rank();
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Line(
                        "eigenvalues",
                        focus.style().with(Dash.SOLID).with(Marker.CIRCLE),
                        index(rank),
                        Arrays.copyOf(curvature.eigenvalues(), rank),
                        "")
                .ownedBy(focus.owner()));
        damping(focus, focus.at(context.cursor()))
                .ifPresent(lambda -> layers.add(
                        new Layer.Rule("damping λ", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), false, lambda)
                                .ownedBy(focus.owner())));
        return new Plot(
                "rank " + rank + " of " + curvature.parameters() + ", condition "
                        + Numbers.brief(curvature.condition(), 3),
                Axis.of("index", Axis.Scale.LINEAR, Axis.Quantity.OTHER),
                Axis.of("eigenvalue of E[JᵀJ]", Axis.Scale.LOG, Axis.Quantity.OTHER),
                layers,
                false);
    }

    /// What optimizers call curvature is the part that is never negative; what it leaves out is seen beside it.
    private static Plot hessian(LossHessian hessian, Shown focus) {
        double[] all = hessian.hessian();
        double[] negative = Arrays.stream(all)
                .filter(value -> value < 0)
                .map(value -> -value)
                .sorted()
                .toArray();
        double[] falling = new double[negative.length];
        Arrays.setAll(falling, i -> negative[negative.length - 1 - i]);
        SeriesStyle own = focus.style();
        List<Layer> layers = new ArrayList<>();
        layers.add(line("Gauss-Newton part", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), hessian.gaussNewton())
                .ownedBy(focus.owner()));
        layers.add(line("Hessian, positive", own.with(Dash.SOLID).with(Marker.CIRCLE), all)
                .ownedBy(focus.owner()));
        if (falling.length > 0) {
            layers.add(line("Hessian, negative", own.with(Dash.DOTTED).with(Marker.TRIANGLE), falling)
                    .ownedBy(focus.owner()));
        }
        return plot(
                "the part is " + Numbers.brief(100 * hessian.distance(), 3)
                        + " % of the Hessian away from it; least eigenvalue " + Numbers.brief(all[all.length - 1], 3),
                "size of the eigenvalue",
                layers,
                true);
    }

    private static double[] index(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }

    /// One line a layer, the factors beside each other.
    private static List<Plot> layers(LayerSpectra spectra, Owner owner) {
        List<Layer> inputs = new ArrayList<>();
        List<Layer> cotangents = new ArrayList<>();
        for (int l = 0; l < spectra.layers().size(); l++) {
            LayerSpectra.Layer layer = spectra.layers().get(l);
            SeriesStyle style = RunStyles.of(l);
            String name = "layer " + (l + 1);
            inputs.add(line(name, style, layer.inputs()).ownedBy(owner));
            cotangents.add(line(name, style, layer.cotangents()).ownedBy(owner));
        }
        return List.of(
                plot("Inputs", "eigenvalue of Ā", inputs, true),
                plot("Cotangents", "eigenvalue of B̄", cotangents, false));
    }

    /// What is zero to rounding has no place on a logarithmic axis.
    private static Layer.Line line(String name, SeriesStyle style, double[] eigenvalues) {
        double[] seen = Arrays.stream(eigenvalues)
                .map(value -> value > 1e-16 * eigenvalues[0] ? value : Double.NaN)
                .toArray();
        return new Layer.Line(name, style, index(seen.length), seen, "");
    }

    private static Plot plot(String title, String label, List<Layer> layers, boolean legend) {
        return new Plot(
                title,
                Axis.of("index", Axis.Scale.LINEAR, Axis.Quantity.OTHER),
                Axis.of(label, Axis.Scale.LOG, Axis.Quantity.OTHER),
                layers,
                legend);
    }

    private Figure overTraining(Shown focus, PanelContext context) {
        List<Double> k = new ArrayList<>();
        List<Double> fisher = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        List<Double> damping = new ArrayList<>();
        for (int iteration : iterations(focus, context)) {
            Optional<Outcome<Curvature>> curvature = FISHER.at(focus, iteration, context.cancellation());
            Optional<Outcome<LayerSpectra>> spectra = LAYERS.at(focus, iteration, context.cancellation());
            double lambda = damping(focus, iteration).orElse(Double.NaN);
            if (context.cancellation().requested()) {
                break;
            }
            k.add((double) iteration);
            fisher.add(
                    curvature.flatMap(Outcome::value).map(Curvature::condition).orElse(Double.NaN));
            factors.add(spectra.flatMap(Outcome::value)
                    .map(each -> each.layers().stream()
                            .mapToDouble(layer -> layer.condition(Double.isNaN(lambda) ? 0 : lambda))
                            .max()
                            .orElse(Double.NaN))
                    .orElse(Double.NaN));
            damping.add(lambda);
        }
        if (k.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(List.of(focus)));
        }
        SeriesStyle style = focus.style().with(Marker.CIRCLE);
        List<Layer> conditions = new ArrayList<>();
        conditions.add(
                series("Fisher matrix", style.with(Dash.SOLID), k, fisher).ownedBy(focus.owner()));
        conditions.add(
                series("worst layer of SNOpt, damped", style.with(Dash.DASHED).with(Marker.SQUARE), k, factors)
                        .ownedBy(focus.owner()));
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(
                1.4,
                List.of(new Plot(
                        "",
                        Along.ITERATION.axis(List.of(focus)),
                        Axis.of("condition number", Axis.Scale.LOG, Axis.Quantity.OTHER),
                        conditions,
                        true))));
        if (damping.stream().anyMatch(value -> value > 0)) {
            rows.add(new Figure.Row(
                    1,
                    List.of(new Plot(
                            "",
                            Along.ITERATION.axis(List.of(focus)),
                            Axis.of("damping λ", Axis.Scale.LOG, Axis.Quantity.OTHER),
                            List.of(series("damping λ", style.with(Dash.SOLID), k, damping)
                                    .ownedBy(focus.owner())),
                            false))));
        }
        return new Figure(TITLE, Groups.name(focus) + ", to k = " + focus.at(context.cursor()), rows, "");
    }

    private static Layer.Line series(String name, SeriesStyle style, List<Double> x, List<Double> y) {
        return new Layer.Line(
                name,
                style,
                x.stream().mapToDouble(Double::doubleValue).toArray(),
                y.stream().mapToDouble(Double::doubleValue).toArray(),
                "");
    }

    /// Checkpoints up to the cursor, thinned by doubling, so that those that were measured stay while a run trains.
    private static List<Integer> iterations(Shown focus, PanelContext context) {
        int last = focus.at(context.cursor());
        int stride = Math.max(1, Integer.highestOneBit(Math.max(1, last / MOST_CHECKPOINTS)) * 2);
        List<Integer> iterations = new ArrayList<>();
        for (Checkpoint checkpoint : focus.run().history().all()) {
            int k = Math.toIntExact(checkpoint.iteration());
            if (k <= last && k % stride == 0) {
                iterations.add(k);
            }
        }
        return iterations;
    }

    /// What the run's optimizer adds to the curvature, at the stored state that is nearest before an iteration.
    private static Optional<Double> damping(Shown focus, int iteration) {
        if (focus.run().history().isEmpty()) {
            return Optional.empty();
        }
        Experiment experiment = Looks.experiment(focus.run().settingsAt(iteration));
        Checkpoint checkpoint = focus.run().history().at(iteration);
        Optimizer optimizer = experiment.training().optimizer();
        // what another optimizer left says nothing about this one
        boolean own = checkpoint.optimizer().slots()
                == optimizer.init(checkpoint.theta().length).slots();
        double lambda = own ? optimizer.damping(checkpoint.optimizer()) : Double.NaN;
        return lambda > 0 ? Optional.of(lambda) : Optional.empty();
    }
}
