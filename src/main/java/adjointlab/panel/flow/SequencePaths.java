package adjointlab.panel.flow;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Values;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Marker;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.Groups.Group;
import adjointlab.panel.kit.LookedAt;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Options;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.Scales;
import adjointlab.panel.kit.TimeAxis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What models tell of one series at the cursor's iteration: their paths between observations and the jumps at them,
/// what they see as dots, what they have to forecast as crosses; where classes are told, how sure they are of the true
/// one along the series.
public final class SequencePaths implements Panel {
    private static final String TITLE = "Sequence";

    /// Share of the series' span.
    private static final double ROOM_FOR_NAMES = 0.22;

    private static final Key<String> FROM = Options.choice(
            "from",
            "Series of",
            "training",
            Options.option("training", "the training"),
            Options.option("test", "the test"));
    private static final Key<Integer> SERIES = Options.whole("series", "Series", 1, 1, 100_000);
    private static final Key<String> CLASS =
            Options.text("class", "Only of the class, empty for all", ChannelNames.LONGEST);
    private static final Key<Integer> OUTPUT = Options.whole("output", "Channel", 1, 1, 4096);
    private static final Key<String> CHANNEL =
            Options.text("channel", "Channel by name, empty for the number", ChannelNames.LONGEST);

    public static final Entry<Panel> ENTRY = new Entry<>(
            "sequence",
            TITLE,
            "One series: what is observed, the models' paths and jumps, and their forecasts beside what came.",
            "Xia et al., NeurIPS 2021, Figs. 8 and 9",
            List.of(FROM, SERIES, CLASS, OUTPUT, CHANNEL),
            SequencePaths::new);

    private final boolean test;
    private final int series;
    private final String ofClass;
    private final int output;
    private final String channel;

    private SequencePaths(Values values) {
        test = values.get(FROM).equals("test");
        series = values.get(SERIES) - 1;
        ofClass = values.get(CLASS).strip();
        output = values.get(OUTPUT) - 1;
        channel = values.get(CHANNEL).strip();
    }

    /// A run's way along the series.
    private record Told(Shown shown, SeriesLook look, SeriesWay way) {}

    @Override
    public Figure figure(PanelContext context) {
        if (context.runs().isEmpty()) {
            return Figure.empty(TITLE, "Show a run to see what it tells of a series.");
        }
        SeriesLook look;
        try {
            look = look(Groups.focus(context).run().settingsAt(0));
        } catch (IllegalArgumentException refused) {
            return Figure.empty(TITLE, Objects.requireNonNull(refused.getMessage()));
        }
        List<Plot> above = new ArrayList<>();
        List<Told> all = new ArrayList<>();
        for (Group column : Groups.columns(context)) {
            List<Told> told = told(column, context);
            all.addAll(told);
            above.add(plot(column, look, told));
        }
        if (all.isEmpty()) {
            return Figure.empty(TITLE, Looks.notYet(context.runs()));
        }
        List<Figure.Row> rows = new ArrayList<>();
        rows.add(new Figure.Row(1, Scales.share(above)));
        if (look.tellsClasses()) {
            Axis value = Axis.linear(look.channelName() + look.unit());
            Plot observed = new Plot("", timeAxis(look, List.of(Groups.focus(context))), value, look.observed(), false);
            rows.add(new Figure.Row(0.7, List.of(observed)));
        }
        return new Figure(TITLE, note(look, all, context), rows, "");
    }

    /// @throws IllegalArgumentException if there is no such series or channel, with the whole sentence
    private SeriesLook look(Settings settings) {
        SequenceLearning problem = Looks.sequences(settings)
                .orElseThrow(() -> new IllegalArgumentException(
                        "These samples are not observed on their way; choose a problem of series."));
        ProblemData data = test ? testData(settings) : Looks.data(settings);
        int s = series(problem, data);
        List<String> channels = problem.source().channels();
        List<String> told = ChannelNames.told(problem);
        int found = channel.isEmpty() ? Math.min(output, told.size() - 1) : ChannelNames.find(channel, told);
        if (found < 0) {
            throw new IllegalArgumentException(ChannelNames.unknown(channel, told));
        }
        return switch (problem.aim()) {
            case Next _ -> new SeriesLook(problem, data, s, channels.indexOf(told.get(found)), found);
            case Label _ -> new SeriesLook(problem, data, s, found, SeriesLook.classOf(data, s));
        };
    }

    private static ProblemData testData(Settings settings) {
        LookedAt looked = LookedAt.of(settings);
        if (!looked.test()) {
            throw new IllegalArgumentException(
                    "This problem has no test series; look at those of the training, or give it some.");
        }
        return looked.data();
    }

    /// The series of that number, of those of the class where one is named.
    private int series(SequenceLearning problem, ProblemData data) {
        if (ofClass.isEmpty() || !(problem.aim() instanceof Label)) {
            return Math.min(series, data.samples() - 1);
        }
        List<String> classes = problem.source().classes();
        int wanted = ChannelNames.find(ofClass, classes);
        int[] among = IntStream.range(0, data.samples())
                .filter(s -> SeriesLook.classOf(data, s) == wanted)
                .toArray();
        if (wanted < 0 || among.length == 0) {
            throw new IllegalArgumentException("No series is of a class “" + ofClass + "”; there are "
                    + String.join(", ", classes.subList(0, Math.min(26, classes.size()))) + ".");
        }
        return among[Math.min(series, among.length - 1)];
    }

    private List<Told> told(Group column, PanelContext context) {
        List<Told> told = new ArrayList<>();
        for (Shown shown : column.runs()) {
            int k = shown.at(context.cursor());
            look(shown, k)
                    .flatMap(own -> SeriesWay.of(shown, k, own, test, context).map(way -> new Told(shown, own, way)))
                    .ifPresent(told::add);
        }
        return told;
    }

    /// The same series in a run's own settings; nothing where they have none.
    private Optional<SeriesLook> look(Shown shown, int k) {
        try {
            return Optional.of(look(shown.run().settingsAt(k)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Plot plot(Group column, SeriesLook look, List<Told> told) {
        List<Layer> layers = new ArrayList<>();
        if (!look.tellsClasses()) {
            layers.addAll(look.observed());
            layers.addAll(look.toCome());
        }
        for (Told one : told) {
            if (one.look.output() >= 0) {
                layers.add(new Layer.Line(
                                Groups.name(one.shown),
                                one.shown.style().with(Marker.NONE),
                                one.look.own(one.way.times()),
                                one.way.of(one.look.output()),
                                Groups.labelIn(column, one.shown))
                        .ownedBy(one.shown.owner()));
            }
        }
        return new Plot(
                column.label(),
                timeAxis(look, told.stream().map(Told::shown).toList()),
                valueAxis(look, told),
                layers,
                false);
    }

    /// With room for the names of the paths behind their ends.
    private static Axis timeAxis(SeriesLook look, List<Shown> runs) {
        double start = look.data().start();
        double end = look.own(look.end())[0];
        return TimeAxis.observed(runs).within(start, end + ROOM_FOR_NAMES * (end - start));
    }

    private static Axis valueAxis(SeriesLook look, List<Told> told) {
        if (!look.tellsClasses()) {
            return Axis.linear(look.channelName() + look.unit());
        }
        boolean sure = told.stream()
                .allMatch(one ->
                        Looks.experiment(one.shown.run().settings()).model().yieldsProbabilities());
        String name = look.output() < 0
                ? "the class, which is not known"
                : look.problem().source().classes().get(look.output());
        Axis axis = Axis.linear((sure ? "probability of " : "score of ") + name);
        return sure ? axis.within(0, 1) : axis;
    }

    private String note(SeriesLook look, List<Told> all, PanelContext context) {
        String which = (test ? "test series " : "series ") + (look.s() + 1) + " of "
                + look.data().samples();
        String when = "k = " + context.cursor();
        if (!look.tellsClasses()) {
            String gaps = look.hasGaps() && look.toCome().isEmpty() ? ", gaps shaded" : "";
            return which + ", " + look.channelName() + ", " + when + gaps;
        }
        List<String> classes = look.problem().source().classes();
        Map<String, List<String>> says = new LinkedHashMap<>();
        for (Told one : all) {
            String told = one.way.verdict() < 0 ? "?" : classes.get(one.way.verdict());
            says.computeIfAbsent(told, _ -> new ArrayList<>()).add(Groups.shortName(one.shown, context.runs()));
        }
        String told = says.size() == 1
                ? says.keySet().iterator().next()
                : says.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + String.join(", ", entry.getValue()) + ")")
                        .collect(Collectors.joining(", "));
        return which + ", truly " + (look.output() < 0 ? "unknown" : classes.get(look.output())) + ", told " + told
                + ", " + when;
    }
}
