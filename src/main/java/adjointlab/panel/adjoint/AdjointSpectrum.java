package adjointlab.panel.adjoint;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.family.AdjointExponent;
import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Numbers;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;

/// The eigenvalues of −M, whose exponential carries a sample's adjoint from T back to t, and the sums of their pairs:
/// in a heavy ball each pair sums to (t − T)γ, so of each two one cannot fall faster than half of that.
public final class AdjointSpectrum implements Panel {
    private static final String TITLE = "Adjoint eigenvalues";
    private static final int TIMES = 81;
    private static final int EVERY = 4;
    private static final int MOST_COMPONENTS = 16;
    private static final Memo<Asked, Spectra> SPECTRA = new Memo<>(64);

    private static final Key<Integer> SAMPLE = Options.whole("sample", "Sample", 1, 1, 10_000);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "adjoint-eigenvalues",
            TITLE,
            "Eigenvalues of −M(t), in whose exponential a sample's adjoint grows or decays, and the sums of their"
                    + " pairs.",
            "Xia et al., NeurIPS 2021, Proposition 4",
            List.of(SAMPLE),
            AdjointSpectrum::new);

    private final int sample;

    private AdjointSpectrum(Values values) {
        sample = values.get(SAMPLE) - 1;
    }

    private record Asked(Looks.Landscape landscape, List<Double> theta, int sample) {}

    /// @param t where the exponent begins, s
    /// @param values eigenvalues at each of those
    /// @param end T, s
    /// @param damping γ of a heavy ball
    private record Spectra(double[] t, Complex_F64[][] values, double end, OptionalDouble damping) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what its adjoint grows by.");
        }
        List<Plot> values = new ArrayList<>();
        List<Plot> sums = new ArrayList<>();
        boolean tooLarge = false;
        for (Group column : Groups.columns(context)) {
            Shown shown = Groups.focus(column.runs(), context.focus());
            Experiment experiment = Looks.experiment(shown.run().settingsAt(shown.at(context.cursor())));
            if (experiment.model().field().dim() > MOST_COMPONENTS) {
                tooLarge = true;
            } else {
                look(shown, experiment, context).ifPresent(spectra -> {
                    values.add(valuesOf(column, shown, spectra));
                    sums.add(sumsOf(shown, spectra));
                });
            }
        }
        if (values.isEmpty()) {
            return Figure.empty(
                    TITLE,
                    tooLarge
                            ? "The state has more than " + MOST_COMPONENTS
                                    + " components, too many for single eigenvalues."
                            : Looks.notYet(context.runs()));
        }
        String whose = context.columns() ? "" : Groups.name(Groups.focus(context)) + " · ";
        return new Figure(
                TITLE,
                whose + "k = " + context.cursor(),
                List.of(new Figure.Row(1, values), new Figure.Row(1, sums)),
                "");
    }

    private Optional<Spectra> look(Shown shown, Experiment experiment, PanelContext context) {
        int k = shown.at(context.cursor());
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        Optional<SolveRecord> picture = Looks.picture(shown.run(), k, TIMES, context.cancellation());
        if (theta.isEmpty() || picture.isEmpty() || !picture.get().status().ok()) {
            return Optional.empty();
        }
        Asked key = new Asked(
                Looks.Landscape.of(shown.run().settingsAt(k)),
                Arrays.stream(theta.get()).boxed().toList(),
                sample);
        return SPECTRA.get(
                key,
                () -> Optional.of(compute(experiment, theta.get(), picture.get().trajectories())));
    }

    /// −M(t) by the trapezoidal rule from T down.
    private Spectra compute(Experiment experiment, double[] theta, SolveRecord.Trajectories way) {
        var field = experiment.model().field();
        double[] times = way.times();
        int last = times.length - 1;
        int one = Math.min(sample, way.states()[0].length - 1);
        DMatrixRMaj sum = new DMatrixRMaj(field.dim(), field.dim());
        DMatrixRMaj after = jacobian(experiment, theta, way, last, one);
        List<Double> at = new ArrayList<>();
        List<Complex_F64[]> values = new ArrayList<>();
        for (int i = last - 1; i >= 0; i--) {
            DMatrixRMaj here = jacobian(experiment, theta, way, i, one);
            double half = 0.5 * (times[i + 1] - times[i]);
            for (int e = 0; e < sum.data.length; e++) {
                sum.data[e] += half * (here.data[e] + after.data[e]);
            }
            after = here;
            if (i % EVERY == 0) {
                at.add(times[i]);
                values.add(AdjointExponent.eigenvalues(sum));
            }
        }
        return new Spectra(
                at.stream().mapToDouble(Double::doubleValue).toArray(),
                values.toArray(Complex_F64[][]::new),
                times[last],
                experiment.model().damping(theta));
    }

    private static DMatrixRMaj jacobian(
            Experiment experiment, double[] theta, SolveRecord.Trajectories way, int time, int sample) {
        Batch y = Batch.ofRows(new double[][] {way.states()[time][sample]});
        return AdjointExponent.jacobian(experiment.model().field(), way.times()[time], y, 0, theta);
    }

    private static Plot valuesOf(Group column, Shown shown, Spectra spectra) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.Rule("", SeriesStyle.line(Hue.MUTED), false, 0));
        spectra.damping.ifPresent(gamma -> layers.add(new Layer.Line(
                        "½(t − T)γ",
                        SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED),
                        spectra.t,
                        Arrays.stream(spectra.t)
                                .map(t -> 0.5 * (t - spectra.end) * gamma)
                                .toArray(),
                        "½(t − T)γ")
                .ownedBy(shown.owner())));
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < spectra.t.length; i++) {
            for (Complex_F64 value : spectra.values[i]) {
                points.add(new double[] {spectra.t[i], value.real});
            }
        }
        layers.add(points("Re λ, " + Groups.name(shown), shown.style(), points).ownedBy(shown.owner()));
        return new Plot(column.label(), TimeAxis.of(column.runs()), Axis.linear("Re λ(−M)"), layers, false);
    }

    private static Plot sumsOf(Shown shown, Spectra spectra) {
        List<Layer> layers = new ArrayList<>();
        String label = "sums of pairs";
        if (spectra.damping.isPresent()) {
            double gamma = spectra.damping.getAsDouble();
            layers.add(new Layer.Line(
                            "(t − T)γ",
                            SeriesStyle.line(Hue.TRUTH).with(Dash.DASHED),
                            spectra.t,
                            Arrays.stream(spectra.t)
                                    .map(t -> (t - spectra.end) * gamma)
                                    .toArray(),
                            "(t − T)γ, γ = " + Numbers.brief(gamma, 3))
                    .ownedBy(shown.owner()));
        } else {
            layers.add(new Layer.Rule("", SeriesStyle.line(Hue.MUTED), false, 0));
        }
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i < spectra.t.length; i++) {
            double middle =
                    spectra.damping.isPresent() ? (spectra.t[i] - spectra.end) * spectra.damping.getAsDouble() : 0;
            for (double sum : pairSums(spectra.values[i], middle)) {
                points.add(new double[] {spectra.t[i], sum});
            }
        }
        layers.add(
                points(label + ", " + Groups.name(shown), shown.style(), points).ownedBy(shown.owner()));
        return new Plot("", TimeAxis.of(List.of(shown)), Axis.linear("Re λᵢ + Re λⱼ"), layers, false);
    }

    private static Layer.Points points(String name, SeriesStyle style, List<double[]> points) {
        Marker marker = style.marker() == Marker.NONE ? Marker.CIRCLE : style.marker();
        return new Layer.Points(
                name,
                style.with(marker),
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray());
    }

    /// Real parts of the sums of pairs: each eigenvalue with the one that brings the sum nearest to the wanted real
    /// number.
    static double[] pairSums(Complex_F64[] values, double wanted) {
        List<Complex_F64> left = new ArrayList<>(Arrays.asList(values));
        List<Double> sums = new ArrayList<>();
        while (left.size() > 1) {
            Complex_F64 one = left.removeFirst();
            Complex_F64 other = left.stream()
                    .min(Comparator.comparingDouble(
                            z -> Math.hypot(z.real + one.real - wanted, z.imaginary + one.imaginary)))
                    .orElseThrow();
            left.remove(other);
            sums.add(one.real + other.real);
        }
        return sums.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
