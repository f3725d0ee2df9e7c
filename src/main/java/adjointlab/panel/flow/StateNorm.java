package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How large the whole state becomes over time, velocity and zero channels included: the mean over seeds of equal
/// settings. Runs that different inputs drive stand in plots of their own, where these are few.
public final class StateNorm implements Panel {
    private static final String TITLE = "State norm";
    private static final int TIMES = 121;

    /// More inputs than this are repetitions, whose mean is shown.
    private static final int MOST_INPUTS = 3;

    private static final Key<Axis.Scale> SCALE = Scales.option("log");

    public static final Entry<Panel> ENTRY = new Entry<>(
            "state-norm",
            TITLE,
            "The norm of the whole state over time, mean over seeds of equal settings.",
            "Xia et al., NeurIPS 2021, Fig. 3",
            List.of(SCALE),
            StateNorm::new);

    private final Axis.Scale scale;

    private StateNorm(Values values) {
        scale = values.get(SCALE);
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see how its state grows.");
        }
        List<Driver> drivers = Driver.of(context.runs(), context.cursor());
        if (drivers.size() > MOST_INPUTS) {
            drivers = List.of(Driver.ofAll(context.runs()));
        }
        List<Plot> plots = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Driver driver : drivers) {
            String input = drivers.size() > 1 ? driver.label() : "";
            for (Group column : Groups.columns(context.with(driver.runs()))) {
                plots.add(plot(input, column, context));
            }
            ends.add(plots.size());
        }
        if (plots.stream().allMatch(plot -> plot.layers().isEmpty())) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        List<Plot> shared = Scales.share(plots);
        List<Figure.Row> rows = new ArrayList<>();
        int first = 0;
        for (int end : ends) {
            rows.add(new Figure.Row(1, shared.subList(first, end)));
            first = end;
        }
        return new Figure(TITLE, "k = " + context.cursor() + Looks.samples(context.runs()), rows, "");
    }

    private Plot plot(String input, Group column, PanelContext context) {
        List<Layer> layers = new ArrayList<>(Groups.linesOfSeeds(column, seeds -> line(seeds, context)));
        Axis t = TimeAxis.of(column.runs());
        Axis norm = Axis.of("‖y(t)‖₂", scale, Axis.Quantity.OTHER);
        String title =
                Stream.of(column.label(), input).filter(word -> !word.isEmpty()).collect(Collectors.joining(": "));
        return new Plot(title, t, norm, layers, false);
    }

    /// As far as all of them come.
    private static Optional<Layer.Line> line(Group seeds, PanelContext context) {
        double[] times = new double[0];
        double[] sum = new double[0];
        int count = 0;
        for (Shown shown : seeds.runs()) {
            var picture = Looks.picture(shown.run(), shown.at(context.cursor()), TIMES, context.cancellation());
            if (picture.isEmpty()) {
                continue;
            }
            SolveRecord.Trajectories seen = picture.get().trajectories();
            int length = count == 0 ? seen.times().length : Math.min(times.length, seen.times().length);
            times = Arrays.copyOf(seen.times(), length);
            sum = Arrays.copyOf(sum, length);
            for (int i = 0; i < length; i++) {
                sum[i] += norm(seen.states()[i]);
            }
            count++;
        }
        if (times.length == 0) {
            return Optional.empty();
        }
        double[] mean = new double[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] / count;
        }
        String name = seeds.label() + (count > 1 ? ", mean, n = " + count : "");
        return Optional.of(
                new Layer.Line(name, seeds.style().with(Marker.NONE), times, mean, "").ownedBy(seeds.owner()));
    }

    /// Over all samples, as a root of the mean square.
    private static double norm(double[][] states) {
        double squares = 0;
        for (double[] state : states) {
            for (double component : state) {
                squares += component * component;
            }
        }
        return Math.sqrt(squares / states.length);
    }
}
