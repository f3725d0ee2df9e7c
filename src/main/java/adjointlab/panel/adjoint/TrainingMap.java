package adjointlab.panel.adjoint;

import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.panel.kit.Grids;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunMeasures.Along;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Norms over training as maps, one for each group of runs, all on one scale: iterations to the right, what the norms
/// stand along upwards.
final class TrainingMap {
    private static final int MOST_COLUMNS_OF_CELLS = 25;
    private static final int MOST_ACROSS = 3;

    /// Decades that the colours span at most.
    private static final double MOST_DECADES = 8;

    /// The norms of one iteration.
    ///
    /// @param at where they stand, ascending and equally spaced, the same in each iteration of a run
    /// @param logs log₁₀ of each
    record Column(double[] at, double[] logs) {
        /// Norms at other places than they are known, along straight lines of their logarithms.
        ///
        /// @param at where they are wanted
        /// @param known where they are known, ascending
        /// @param norms there
        static Column at(double[] at, double[] known, double[] norms) {
            double[] logs = new double[at.length];
            int after = 0;
            for (int i = 0; i < at.length; i++) {
                while (after < known.length - 1 && known[after] < at[i]) {
                    after++;
                }
                int before = Math.max(0, after - 1);
                double width = known[after] - known[before];
                double share = width > 0 ? Math.clamp((at[i] - known[before]) / width, 0.0, 1.0) : 1;
                logs[i] = share == 1
                        ? Math.log10(norms[after])
                        : (1 - share) * Math.log10(norms[before]) + share * Math.log10(norms[after]);
            }
            return new Column(at, logs);
        }
    }

    /// Where the norms come from.
    @FunctionalInterface
    interface Source {
        /// @return nothing where a run has none at that iteration, or if it was cancelled
        Optional<Column> at(Shown shown, int iteration);
    }

    /// A run's norms.
    ///
    /// @param stride iterations from cell to cell
    private record Norms(Shown shown, String label, int stride, List<Column> columns) {
        double[] logs() {
            return columns.stream()
                    .flatMapToDouble(column -> Arrays.stream(column.logs))
                    .toArray();
        }
    }

    private TrainingMap() {}

    /// The maps up to the cursor; none where nothing was evaluated.
    ///
    /// @param quantity what the colours are
    /// @param upwards axis of what a run's norms stand along
    static List<Figure.Row> rows(PanelContext context, String quantity, Function<Shown, Axis> upwards, Source source) {
        List<Norms> all = new ArrayList<>();
        for (Group group : chosen(context)) {
            norms(Groups.focus(group.runs(), context.focus()), group.label(), context, source)
                    .ifPresent(all::add);
        }
        Layer.Range range = range(all);
        List<Plot> plots = all.stream()
                .map(norms -> plot(norms, quantity, upwards.apply(norms.shown), range))
                .toList();
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

    private static Optional<Norms> norms(Shown shown, String label, PanelContext context, Source source) {
        int last = Math.min(shown.at(context.cursor()), shown.run().log().rows() - 1);
        if (last < 0) {
            return Optional.empty();
        }
        int stride = stride(last);
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k <= last && !context.cancellation().requested(); k += stride) {
            Optional<Column> column = source.at(shown, k);
            if (column.isEmpty()) {
                break;
            }
            columns.add(column.get());
        }
        if (columns.size() == 1) { // a map needs two cells
            columns.add(columns.getFirst());
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(new Norms(shown, label, stride, columns));
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

    /// From the lowest to the highest norm; one that is zero has no logarithm.
    private static Layer.Range range(List<Norms> all) {
        double[] finite = all.stream()
                .flatMapToDouble(norms -> Arrays.stream(norms.logs()))
                .filter(Double::isFinite)
                .toArray();
        double high = Arrays.stream(finite).max().orElse(0);
        double low = Math.max(Arrays.stream(finite).min().orElse(-1), high - MOST_DECADES);
        double air = high > low ? 0 : 0.5;
        return new Layer.Range(Math.pow(10, low - air), Math.pow(10, high + air));
    }

    private static Plot plot(Norms norms, String quantity, Axis upwards, Layer.Range range) {
        int cells = norms.columns.size();
        double[] x = Grids.linear(0, (cells - 1) * norms.stride, cells);
        double[] at = norms.columns.getFirst().at;
        double[] y = at.length > 1 ? at : new double[] {at[0], at[0] + 1}; // a map needs two cells upwards, too
        double[][] z = new double[y.length][cells];
        for (int i = 0; i < z.length; i++) {
            for (int k = 0; k < cells; k++) {
                z[i][k] = Math.pow(10, norms.columns.get(k).logs[Math.min(i, at.length - 1)]);
            }
        }
        Layer map = new Layer.HeatMap(quantity, x, y, z, Layer.ColourMap.VIRIDIS, true, 0, range)
                .ownedBy(norms.shown.owner());
        double half = norms.stride / 2.0;
        return new Plot(
                norms.label, Along.ITERATION.axis().within(-half, x[cells - 1] + half), upwards, List.of(map), false);
    }
}
