package adjointlab.panel.adjoint;

import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Slots;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Memo;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// ‖a(t)‖ over t and training as maps, one for each group of runs, all on one scale: where a map pales towards t = 0,
/// the loss no longer reaches the beginning.
final class AdjointMap {
    private static final int TIMES = 41;
    private static final int MOST_COLUMNS_OF_CELLS = 25;
    private static final int MOST_ACROSS = 3;

    /// Decades that the colours span at most.
    private static final double MOST_DECADES = 8;

    private static final Memo<Request, double[]> COLUMNS = new Memo<>(1024);

    private record Request(Looks.Landscape landscape, String gradient, List<Double> theta) {}

    /// A run's norms.
    ///
    /// @param stride iterations from cell to cell
    /// @param times s
    /// @param columns log₁₀‖a(t)‖, [cells][times]
    private record Norms(Shown shown, String label, int stride, double[] times, List<double[]> columns) {}

    private AdjointMap() {}

    /// The maps up to the cursor; no plots where nothing was evaluated.
    static List<Figure.Row> rows(PanelContext context) {
        List<Norms> all = new ArrayList<>();
        for (Group group : chosen(context)) {
            norms(Groups.focus(group.runs(), context.focus()), group.label(), context)
                    .ifPresent(all::add);
        }
        double[] range = range(all);
        List<Plot> plots = all.stream().map(norms -> plot(norms, range)).toList();
        List<Figure.Row> rows = new ArrayList<>();
        int across = plots.size() <= MOST_ACROSS ? plots.size() : (plots.size() + 1) / 2;
        for (int from = 0; from < plots.size(); from += across) {
            rows.add(new Figure.Row(1, plots.subList(from, Math.min(plots.size(), from + across))));
        }
        return rows;
    }

    /// One run of each group; the runs themselves where there is one group.
    private static List<Group> chosen(PanelContext context) {
        List<Group> groups = Groups.of(context.runs());
        if (groups.size() == 1) {
            groups = context.runs().stream()
                    .map(shown -> new Group(Groups.shortName(shown, context.runs()), List.of(shown)))
                    .toList();
        }
        return groups.subList(0, Math.min(Groups.MOST_COLUMNS, groups.size()));
    }

    private static Optional<Norms> norms(Shown shown, String label, PanelContext context) {
        int last = Math.min(shown.at(context.cursor()), shown.run().log().rows() - 1);
        if (last < 0) {
            return Optional.empty();
        }
        int stride = stride(last);
        var data = Looks.data(shown.run().settings());
        double[] times = Grids.linear(data.start(), data.end(), TIMES);
        List<double[]> columns = new ArrayList<>();
        for (int k = 0; k <= last && !context.cancellation().requested(); k += stride) {
            Optional<double[]> column = column(shown, k, times, context);
            if (column.isEmpty()) {
                break;
            }
            columns.add(column.get());
        }
        if (columns.size() == 1) { // a map needs two cells
            columns.add(columns.getFirst());
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Norms(shown, label, stride, times, columns));
    }

    /// 1, 2 or 5 times a power of ten, so that columns once computed serve again as training goes on.
    private static int stride(int last) {
        for (int decade = 1; ; decade *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (last / (factor * decade) < MOST_COLUMNS_OF_CELLS) {
                    return factor * decade;
                }
            }
        }
    }

    private static Optional<double[]> column(Shown shown, int k, double[] times, PanelContext context) {
        Optional<double[]> theta = Looks.weights(shown.run(), k, context.cancellation());
        if (theta.isEmpty()) {
            return Optional.empty();
        }
        var settings = shown.run().settingsAt(k);
        Request request = new Request(
                Looks.Landscape.of(settings),
                settings.id(Slots.GRADIENT),
                Arrays.stream(theta.get()).boxed().toList());
        return COLUMNS.get(request, () -> Looks.picture(shown.run(), k, 2, context.cancellation())
                .filter(picture -> !picture.adjoint().isEmpty())
                .map(picture -> atTimes(picture.adjoint().reversed(), times)));
    }

    /// log₁₀‖a‖ at equally spaced times, along straight lines between those that the gradient method reached.
    private static double[] atTimes(List<SolveRecord.Adjoint> adjoint, double[] times) {
        double[] norms = new double[times.length];
        int after = 0;
        for (int i = 0; i < times.length; i++) {
            while (after < adjoint.size() - 1 && adjoint.get(after).t() < times[i]) {
                after++;
            }
            SolveRecord.Adjoint right = adjoint.get(after);
            SolveRecord.Adjoint left = adjoint.get(Math.max(0, after - 1));
            double width = right.t() - left.t();
            double share = width > 0 ? Math.clamp((times[i] - left.t()) / width, 0.0, 1.0) : 1;
            norms[i] = share == 1
                    ? Math.log10(right.norm())
                    : (1 - share) * Math.log10(left.norm()) + share * Math.log10(right.norm());
        }
        return norms;
    }

    /// log₁₀ of the lowest and highest norm; an adjoint that is zero has no logarithm.
    private static double[] range(List<Norms> all) {
        double[] finite = all.stream()
                .flatMap(norms -> norms.columns.stream())
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .toArray();
        double high = Arrays.stream(finite).max().orElse(0);
        double low = Math.max(Arrays.stream(finite).min().orElse(-1), high - MOST_DECADES);
        return high > low ? new double[] {low, high} : new double[] {low - 0.5, high + 0.5};
    }

    private static Plot plot(Norms norms, double[] range) {
        int cells = norms.columns.size();
        double[] x = Grids.linear(0, (cells - 1) * norms.stride, cells);
        double[][] z = new double[norms.times.length][cells];
        for (int i = 0; i < z.length; i++) {
            for (int k = 0; k < cells; k++) {
                z[i][k] = Math.pow(10, norms.columns.get(k)[i]);
            }
        }
        Layer map = new Layer.HeatMap(
                        "‖a(t)‖₂",
                        x,
                        norms.times,
                        z,
                        Layer.ColourMap.VIRIDIS,
                        true,
                        0,
                        new Layer.Range(Math.pow(10, range[0]), Math.pow(10, range[1])))
                .ownedBy(norms.shown.owner());
        double half = norms.stride / 2.0;
        return new Plot(
                norms.label,
                Along.ITERATION.axis().within(-half, x[cells - 1] + half),
                Axis.of("t", Axis.Scale.LINEAR, Axis.Quantity.TIME),
                List.of(map),
                false);
    }
}
