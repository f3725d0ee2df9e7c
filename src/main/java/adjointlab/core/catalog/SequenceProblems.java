package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Reals;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Circuit;
import adjointlab.core.problem.sequence.Letters;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.SequenceLearning.Cut;
import adjointlab.core.problem.sequence.SequenceLearning.Gaps;
import adjointlab.core.problem.sequence.SequenceLearning.Label;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.core.problem.sequence.SequenceLearning.Start;
import adjointlab.core.problem.sequence.SequenceLearning.View;
import adjointlab.core.problem.sequence.SequenceLearning.Weights;
import adjointlab.core.problem.sequence.Vibration;
import adjointlab.core.problem.sequence.WalkingFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Problems whose samples are observed on their way.
final class SequenceProblems {
    private static final Key<Integer> SERIES =
            Key.whole("samples", "Series", 32, new Int(1, 100_000, 1, 500)).withSymbol("N");
    private static final Key<Integer> TEST = Key.whole("test", "Test series", 0, new Int(0, 100_000, 0, 500));
    private static final Key<Integer> LENGTH = Key.whole("length", "Length", 40, new Int(2, 100_000, 2, 500));
    private static final Key<Double> SPACING =
            Key.real("spacing", "Spacing", 0.5, Ranges.positive(0.01, 10)).in("s");
    private static final Key<Double> NOISE = Key.real("noise", "Noise", 0.05, Ranges.notNegative(0.5));
    private static final Key<Double> LITTLE_NOISE = NOISE.withDefault(0.01);
    private static final Key<Double> OFTEN = SPACING.withDefault(0.05);
    private static final Key<Double> BY_THE_HUNDREDTH = SPACING.withDefault(0.01);
    private static final Key<Integer> LETTERS = Key.whole("classes", "Letters", 20, new Int(2, 20, 2, 20));

    /// What is to be told of a series.
    private enum Told {
        NEXT,
        CLASS
    }

    private static final Key<Told> AIM = Key.choice(
            "aim",
            "Told is",
            new Option<>("next", "The next observations", Told.NEXT),
            new Option<>("class", "The class", Told.CLASS));

    static final Key<Integer> WINDOW = Key.whole("window", "Window", 24, new Int(2, 100_000, 2, 200));
    private static final Key<Integer> STRIDE = Key.whole("stride", "Stride", 24, new Int(1, 100_000, 1, 200));
    static final Key<Double> DROPPED = Key.real("dropped", "Left out", 0.1, new Real(0, 0.95, 0, 0.9, Scale.LINEAR));
    static final Key<Integer> FORECAST =
            Key.whole("forecast", "Forecast", 8, new Int(0, 10_000, 0, 64)).when(SequenceProblems::tellsNext);
    private static final Key<Double> WEIGHT = Key.real("forecastWeight", "Forecast weight", 1, Ranges.notNegative(10))
            .touching(Touches.TASK)
            .when(SequenceProblems::tellsNext);
    private static final Key<Double> NEXT_WEIGHT = Key.real(
                    "nextWeight", "Next observation's weight", 1, Ranges.notNegative(10))
            .touching(Touches.TASK)
            .when(SequenceProblems::tellsNext);
    private static final Key<Double> OWN_WEIGHT = Key.real(
                    "ownWeight", "Weight of the moment's observation", 0, Ranges.notNegative(10))
            .touching(Touches.TASK)
            .when(SequenceProblems::tellsNext);
    private static final Key<Start> START = Key.choice(
            "start",
            "The start is told",
            new Option<>("first", "The first observation", Start.FIRST),
            new Option<>("window", "The whole window", Start.WINDOW));
    private static final Key<Gaps> GAPS = Key.choice(
            "gaps",
            "Gaps are integrated",
            new Option<>("union", "On the union of all times", Gaps.UNION),
            new Option<>("factor", "Each as a factor of the field, one unit of time each", Gaps.FACTOR));
    private static final Key<List<Double>> TARGETS = Key.reals(
                    "targets", "Channels told", List.of(), new Reals(0, 4096, new Real(1, 4096, 1, 16, Scale.LINEAR)))
            .when(SequenceProblems::tellsNext);
    private static final Key<Boolean> STANDARDISED = Key.flag("standardised", "Standardised", true);

    private static final List<Key<?>> COMMON = List.of(
            WINDOW, STRIDE, DROPPED, FORECAST, WEIGHT, NEXT_WEIGHT, OWN_WEIGHT, TARGETS, STANDARDISED, START, GAPS);

    /// Common to series that may have classes.
    static final List<Key<?>> CLASSED =
            Stream.concat(Stream.of(AIM), COMMON.stream()).toList();

    /// A letter is seen as a whole.
    private static final Key<Integer> WHOLE = WINDOW.withDefault(200);

    private static final Key<Integer> WHOLE_STRIDE = STRIDE.withDefault(200);

    /// In display order.
    static final List<Entry<Problem>> ENTRIES = Stream.of(
                    entry(
                            "circuit",
                            "Circuit",
                            "The voltages of a driven circuit that resembles a Duffing oscillator, seen at irregular times.",
                            "Xia et al., NeurIPS 2021, section 3, for the circuit",
                            List.of(SERIES, TEST, LENGTH, SPACING, NOISE),
                            v -> new Circuit(counts(v), v.get(LENGTH), v.get(SPACING), v.get(NOISE))),
                    entry(
                            "vibration",
                            "Vibrating wing",
                            "Voltage and force of a shaker and three accelerations of the wing that it moves, seen at irregular times.",
                            "Xia et al., NeurIPS 2021, section 5.3, for the vibration",
                            List.of(SERIES, TEST, LENGTH, SPACING, NOISE),
                            v -> new Vibration(counts(v), v.get(LENGTH), v.get(SPACING), v.get(NOISE))),
                    entry(
                            "walking-figure",
                            "Walking figure",
                            "Height, pitch and joints of a walking figure and their velocities: oscillators under a torso on springs.",
                            "Xia et al., NeurIPS 2021, section 5.4, for Walker2D",
                            List.of(SERIES, TEST, LENGTH, OFTEN, LITTLE_NOISE),
                            v -> new WalkingFigure(counts(v), v.get(LENGTH), v.get(OFTEN), v.get(LITTLE_NOISE))),
                    new Entry<>(
                            "letters",
                            "Letters",
                            "Letters drawn with one stroke: velocities and pressure of the pen, of which the letter is told.",
                            "Williams et al., ICANN 2006, for CharacterTrajectories",
                            List.of(
                                    SERIES.withDefault(60),
                                    TEST,
                                    LETTERS,
                                    BY_THE_HUNDREDTH,
                                    NOISE,
                                    WHOLE,
                                    WHOLE_STRIDE,
                                    DROPPED.withDefault(0.0),
                                    STANDARDISED,
                                    START,
                                    GAPS),
                            SequenceProblems::letters),
                    SeriesFileProblem.entry())
            .map(Batching::batched)
            .toList();

    private SequenceProblems() {}

    private static Counts counts(Values v) {
        return new Counts(v.get(SERIES), v.get(TEST));
    }

    private static boolean tellsNext(Selection selection) {
        return selection.values().find(AIM).orElse(Told.NEXT) == Told.NEXT;
    }

    private static Entry<Problem> entry(
            String id,
            String label,
            String summary,
            String citation,
            List<Key<?>> own,
            Function<Values, SequenceLearning.Source> source) {
        List<Key<?>> parameters = new ArrayList<>(own);
        parameters.addAll(COMMON);
        return new Entry<>(id, label, summary, citation, parameters, v -> learning(source.apply(v), v));
    }

    /// What is learned from these series.
    static Problem learning(SequenceLearning.Source source, Values v) {
        List<Integer> channels = new ArrayList<>();
        for (double channel : v.get(TARGETS)) {
            channels.add(Fields.width(channel, TARGETS.name()) - 1);
        }
        return new SequenceLearning(
                source,
                new Cut(v.get(WINDOW), v.get(STRIDE), v.get(DROPPED)),
                v.find(AIM).orElse(Told.NEXT) == Told.CLASS
                        ? new SequenceLearning.Label()
                        : new Next(
                                channels,
                                v.get(FORECAST),
                                new Weights(v.get(NEXT_WEIGHT), v.get(OWN_WEIGHT), v.get(WEIGHT))),
                view(v));
    }

    private static Problem letters(Values v) {
        return new SequenceLearning(
                new Letters(counts(v), v.get(LETTERS), v.get(BY_THE_HUNDREDTH), v.get(NOISE)),
                new Cut(v.get(WHOLE), v.get(WHOLE_STRIDE), v.get(DROPPED)),
                new Label(),
                view(v));
    }

    private static View view(Values v) {
        return new View(v.get(STANDARDISED), v.get(START), v.get(GAPS));
    }
}
