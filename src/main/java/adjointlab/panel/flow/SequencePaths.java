package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.core.train.SolveRecord;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What models tell of one series at the cursor's iteration: their paths between observations and the jumps at them,
/// what they see as dots, what they have to forecast as open ones.
public final class SequencePaths implements Panel {
    private static final String TITLE = "Sequence";
    private static final int TIMES = 121;

    /// Share of the series' span.
    private static final double ROOM_FOR_NAMES = 0.22;

    private static final SeriesStyle SEEN = new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.CIRCLE, Emphasis.NORMAL);
    private static final SeriesStyle BEHIND = new SeriesStyle(Hue.TRUTH, Dash.NONE, Marker.PLUS, Emphasis.STRONG);

    private static final Key<Integer> SERIES = Options.whole("series", "Series", 1, 1, 100_000);
    private static final Key<Integer> OUTPUT = Options.whole("output", "Channel", 1, 1, 4096);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sequence",
            TITLE,
            "One series: what is observed, the models' paths and jumps, and their forecasts beside what came.",
            "Xia et al., NeurIPS 2021, Figs. 8 and 9",
            List.of(SERIES, OUTPUT),
            SequencePaths::new);

    private final int series;
    private final int output;

    private SequencePaths(Values values) {
        series = values.get(SERIES) - 1;
        output = values.get(OUTPUT) - 1;
    }

    /// What is known of the series, in the place of one run's settings.
    ///
    /// @param s which sample
    /// @param o which output
    private record Known(SequenceLearning problem, ProblemData data, int s, int o) {
        /// The last time at which something is known of the series; others may go on.
        double end() {
            Goals goals = data.goals();
            int last = goals.times().length - 1;
            while (last > 0 && !goals.counts(last, s)) {
                last--;
            }
            return goals.times()[last];
        }
    }

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what it tells of a series.");
        }
        Optional<Known> known = known(Groups.focus(context).run().settingsAt(0));
        if (known.isEmpty()) {
            return Figure.empty(TITLE, "These samples are not observed on their way; choose a problem of series.");
        }
        List<Plot> plots = new ArrayList<>();
        boolean any = false;
        for (Group column : Groups.columns(context)) {
            List<Layer> layers = new ArrayList<>(truths(known.get()));
            List<Layer.Line> lines = new ArrayList<>();
            for (Shown shown : column.runs()) {
                path(shown, column, context).ifPresent(lines::add);
            }
            any |= !lines.isEmpty();
            layers.addAll(lines);
            plots.add(new Plot(column.label(), timeAxis(known.get()), valueAxis(known.get()), layers, false));
        }
        if (!any) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        String which =
                "series " + (known.get().s + 1) + " of " + known.get().data.samples();
        String note = which + ", k = " + context.cursor();
        return new Figure(TITLE, note, List.of(new Figure.Row(1, Scales.share(plots))), "");
    }

    private Optional<Known> known(Settings settings) {
        return Looks.sequences(settings).map(problem -> {
            ProblemData data = Looks.data(settings);
            return new Known(
                    problem, data, Math.min(series, data.samples() - 1), Math.min(output, problem.outputDim() - 1));
        });
    }

    /// With room for the names of the paths behind their ends.
    private static Axis timeAxis(Known known) {
        double start = known.data.start();
        return Axis.of("t, s", Axis.Scale.LINEAR, Axis.Quantity.TIME)
                .within(start, known.end() + ROOM_FOR_NAMES * (known.end() - start));
    }

    private static Axis valueAxis(Known known) {
        return Axis.linear(
                switch (known.problem.aim()) {
                    case Next next ->
                        name(known, next) + (known.problem.view().standardised() ? ", in standard deviations" : "");
                    case Label _ ->
                        "score of " + known.problem.source().classes().get(known.o);
                });
    }

    private static String name(Known known, Next next) {
        return known.problem.source().channels().get(channel(known, next));
    }

    private static int channel(Known known, Next next) {
        return next.channels().isEmpty() ? known.o : next.channels().get(known.o);
    }

    /// What the model sees, what it does not see, and where the forecast begins.
    private static List<Layer> truths(Known known) {
        List<Layer> layers = new ArrayList<>();
        Observations observations = known.data.observations().orElseThrow();
        int[] seen = IntStream.range(0, observations.times().length)
                .filter(i -> observations.observed()[i][known.s])
                .toArray();
        double last = observations.times()[seen[seen.length - 1]];
        if (known.problem.aim() instanceof Next next) {
            int channel = channel(known, next);
            layers.add(new Layer.Points(
                    "observed",
                    SEEN,
                    Arrays.stream(seen)
                            .mapToDouble(i -> observations.times()[i])
                            .toArray(),
                    Arrays.stream(seen)
                            .mapToDouble(i -> observations.inputs().get(i).get(channel, known.s))
                            .toArray()));
        }
        Goals goals = known.data.goals();
        int[] behind = IntStream.range(0, goals.times().length)
                .filter(i -> goals.times()[i] > last && goals.counts(i, known.s))
                .toArray();
        if (behind.length > 0) {
            layers.add(new Layer.Points(
                    "to be forecast",
                    BEHIND,
                    Arrays.stream(behind).mapToDouble(i -> goals.times()[i]).toArray(),
                    Arrays.stream(behind)
                            .mapToDouble(i -> goals.targets().get(i).get(known.o, known.s))
                            .toArray()));
            layers.add(new Layer.Rule(
                    "● seen   + to come", SeriesStyle.line(Hue.MUTED).with(Dash.DASHED), true, last));
        }
        return layers;
    }

    private Optional<Layer.Line> path(Shown shown, Group column, PanelContext context) {
        Optional<Known> own = known(shown.run().settingsAt(shown.at(context.cursor())));
        Optional<SolveRecord> picture =
                Looks.picture(shown.run(), shown.at(context.cursor()), TIMES, context.cancellation());
        if (own.isEmpty() || picture.isEmpty() || picture.get().trajectories().times().length == 0) {
            return Optional.empty();
        }
        SolveRecord.Trajectories way = picture.get().trajectories();
        double end = own.get().end();
        double[] values = new double
                [(int) Arrays.stream(way.times()).filter(t -> t <= end).count()];
        Arrays.setAll(values, i -> way.model()[i][own.get().s][own.get().o]);
        return Optional.of(new Layer.Line(
                        Groups.name(shown),
                        shown.style().with(Marker.NONE),
                        Arrays.copyOf(way.times(), values.length),
                        values,
                        column.runs().size() == 1 && !column.label().isEmpty()
                                ? ""
                                : Groups.shortName(shown, column.runs()))
                .ownedBy(shown.owner()));
    }
}
