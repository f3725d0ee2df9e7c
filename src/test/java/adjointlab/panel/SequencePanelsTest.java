package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import adjointlab.core.train.ForecastErrors;
import adjointlab.core.train.GapEvaluations;
import adjointlab.core.train.Remembered;
import adjointlab.core.train.Remembered.Over;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Page;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What panels show of series that are forecast, and of series whose classes are told.
final class SequencePanelsTest {
    private static final int ITERATIONS = 6;
    private static final Map<String, List<Run>> TRAINED = new HashMap<>();

    /// In each of five families: the circuit, with gaps of either kind; letters, with a gated cell.
    private static Preset preset(String which) {
        Preset circuit = Presets.get("sequence-circuit");
        List<String> changes =
                switch (which) {
                    case "circuit" -> List.of("iterations=" + ITERATIONS);
                    case "factors" -> List.of("iterations=" + ITERATIONS, "problem.gaps=factor");
                    case "letters" ->
                        List.of(
                                "iterations=" + ITERATIONS,
                                "problem.id=letters",
                                "problem.samples=12",
                                "problem.test=8",
                                "problem.classes=4",
                                "problem.spacing=0.05",
                                "jump.id=gru",
                                "family.readOut=softmax",
                                "loss.id=cross-entropy");
                    default -> throw new IllegalArgumentException(which);
                };
        return Overrides.apply(circuit, changes);
    }

    private static synchronized List<Run> train(String which) {
        return TRAINED.computeIfAbsent(which, _ -> {
            try (TrainingService service = new TrainingService(0)) {
                List<Run> runs = service.open(preset(which));
                service.drain(Cancellation.NEVER);
                service.play();
                service.drain(Cancellation.NEVER);
                return runs;
            }
        });
    }

    private static PanelContext context(String which, int k) {
        List<Shown> shown = train(which).stream()
                .map(run -> new Shown(run, RunStyles.of(run)))
                .toList();
        return new PanelContext(preset(which), shown, k, "", false, Cancellation.NEVER);
    }

    private static Panel panel(String id, Map<String, Object> options) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        return entry.create(new Values(options).complete(entry.parameters()));
    }

    private static Figure figure(String which, String id, Map<String, Object> options) {
        return panel(id, options).figure(context(which, ITERATIONS));
    }

    private static List<Layer.Line> lines(Plot plot) {
        return layers(plot, Layer.Line.class);
    }

    private static <T extends Layer> List<T> layers(Plot plot, Class<T> kind) {
        return plot.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Experiment experiment(Run run) {
        return Looks.experiment(run.settingsAt(ITERATIONS));
    }

    private static double[] weights(Run run) {
        return Looks.weights(run, ITERATIONS, Cancellation.NEVER).orElseThrow();
    }

    static Stream<String> panels() {
        return Panels.CATALOG.ids().stream();
    }

    /// Each panel shows letters, or says in one sentence why it does not.
    @ParameterizedTest
    @MethodSource("panels")
    void everyPanelShowsLettersOrSaysWhyNot(String id) {
        Figure figure = figure("letters", id, Map.of());
        List<String> silent = List.of(
                "descent",
                "flow",
                "images",
                "image-flow",
                "filters",
                "forecast-error",
                "ntk-modes",
                "input",
                "error-over-time",
                "sweep-map");
        if (silent.contains(id)) {
            assertThat(figure.emptyText()).endsWith(".").doesNotContain("\n");
        } else {
            assertThat(figure.emptyText()).isEmpty();
            assertThat(figure.plots()).isNotEmpty();
        }
    }

    @Test
    void dotsAreWhatIsObservedAndGapsAreMarked() {
        Figure figure = figure("circuit", "sequence", Map.of("channel", "v2"));
        Plot plot = figure.plots().getFirst();
        ProblemData data = Looks.data(train("circuit").getFirst().settings());
        var observations = data.observations().orElseThrow();
        double[] times = IntStream.range(0, observations.times().length)
                .filter(i -> observations.observed()[i][0])
                .mapToDouble(i -> observations.times()[i])
                .toArray();
        Layer.Points seen = layers(plot, Layer.Points.class).getFirst();
        assertThat(seen.x()).containsExactly(times);
        assertThat(seen.y()[3])
                .isEqualTo(observations
                        .inputs()
                        .get(Arrays.binarySearch(observations.times(), times[3]))
                        .get(1, 0));
        List<Layer.Region> gaps = layers(plot, Layer.Region.class);
        long wide = IntStream.range(1, times.length)
                .filter(i -> times[i] - times[i - 1] > 0.75)
                .count();
        assertThat(wide).isPositive();
        assertThat(gaps).hasSize((int) wide);
        assertThat(gaps.getFirst().x1() - gaps.getFirst().x0()).isGreaterThan(0.75);
        assertThat(figure.note()).isEqualTo("series 1 of " + data.samples() + ", V2, k = " + ITERATIONS);
    }

    /// Paths of all runs, of a test series, pass what the models predict there, with all series solved together.
    @Test
    void pathsOfTestSeriesAreWhatModelsPredict() {
        Plot plot = figure("circuit", "sequence", Map.of("from", "test", "series", 3, "output", 2))
                .plots()
                .getFirst();
        List<Run> runs = train("circuit");
        List<Layer.Line> lines = lines(plot);
        assertThat(lines).hasSameSizeAs(runs);
        for (int r = 0; r < runs.size(); r++) {
            Experiment experiment = experiment(runs.get(r));
            ProblemData data =
                    experiment.task().problem().test(experiment.seed()).orElseThrow();
            Predictor predictor = new Predictor(experiment, data);
            assertThat(predictor.at(weights(runs.get(r)), Cancellation.NEVER).ok())
                    .isTrue();
            Layer.Line line = lines.get(r);
            for (int i = 0; i < data.times().length; i++) {
                int at = Arrays.binarySearch(line.x(), data.times()[i]);
                if (data.goals().counts(i, 2) && at >= 0) {
                    double told = predictor.prediction(i, weights(runs.get(r))).get(1, 2);
                    assertThat(line.y()[at]).isCloseTo(told, within(0.01));
                }
            }
        }
        Layer.Points toCome = layers(plot, Layer.Points.class).get(1);
        assertThat(toCome.x()).hasSize(8);
    }

    /// Whichever way gaps are integrated, a series stands in its own time.
    @Test
    void timesAreTheSeriesOwnWhereGapsAreFactors() {
        Plot union = figure("circuit", "sequence", Map.of("series", 4)).plots().getFirst();
        Plot factors =
                figure("factors", "sequence", Map.of("series", 4)).plots().getFirst();
        for (int i = 0; i < 2; i++) { // what is seen, and what is to come
            Layer.Points expected = layers(union, Layer.Points.class).get(i);
            Layer.Points own = layers(factors, Layer.Points.class).get(i);
            assertThat(own.x()).containsExactly(expected.x(), within(1e-9));
            assertThat(own.y()).containsExactly(expected.y());
        }
        double[] path = lines(factors).getFirst().x();
        double[] expected = lines(union).getFirst().x();
        assertThat(path[path.length - 1]).isCloseTo(expected[expected.length - 1], within(0.2));
    }

    @Test
    void channelsAndClassesThatAreNotThereAreNamed() {
        assertThat(figure("circuit", "sequence", Map.of("channel", "V3")).emptyText())
                .isEqualTo("No channel is called “V3”; there are V1, V2.");
        assertThat(figure("circuit", "forecast-error", Map.of("channel", "V3")).emptyText())
                .isEqualTo("No channel is called “V3”; there are V1, V2.");
        assertThat(figure("letters", "sequence", Map.of("class", "ü")).emptyText())
                .isEqualTo("No series is of a class “ü”; there are a, b, c, d.");
    }

    /// The title tells the class and the true one, and the line ends at the probability behind the last
    /// observation.
    @Test
    void theClassOfASeriesIsTold() {
        Figure figure = figure("letters", "sequence", Map.of("from", "test", "class", "c", "series", 2));
        Run run = train("letters").getFirst();
        Experiment experiment = experiment(run);
        ProblemData data = experiment.task().problem().test(experiment.seed()).orElseThrow();
        Predictor predictor = new Predictor(experiment, data);
        assertThat(predictor.at(weights(run), Cancellation.NEVER).ok()).isTrue();
        var verdicts = predictor.verdicts(weights(run));
        // letters take turns: the second c is the seventh
        String told = experiment.task().problem().className(verdicts.told()[6]);
        assertThat(figure.note())
                .startsWith("test series 7 of 8, truly c, told " + told)
                .endsWith("k = " + ITERATIONS);
        int last = IntStream.range(0, data.times().length)
                .filter(i -> data.goals().counts(i, 6))
                .findFirst()
                .orElseThrow();
        double sure = predictor.prediction(last, weights(run)).get(2, 6);
        double[] path = lines(figure.plots().getFirst()).getFirst().y();
        assertThat(path[path.length - 1]).isCloseTo(sure, within(0.01));
        assertThat(figure.plots().getFirst().y().label()).isEqualTo("probability of c");
        assertThat(figure.plots().getLast().y().label()).isEqualTo("x velocity, in standard deviations");
    }

    @Test
    void memoryIsMeasuredByNumberAndByTimeNowAndOverTraining() {
        List<Run> runs = train("circuit");
        List<Layer.Line> lines = lines(
                figure("circuit", "memory", Map.of("over", "samples")).plots().getFirst());
        List<Layer.Line> byTime = lines(
                figure("circuit", "memory", Map.of("along", "time")).plots().getFirst());
        List<Plot> maps = figure("circuit", "memory", Map.of("view", "map")).plots();
        assertThat(maps).hasSameSizeAs(runs);
        for (int r = 0; r < runs.size(); r++) {
            Remembered remembered = Remembered.of(experiment(runs.get(r)), weights(runs.get(r)), Cancellation.NEVER)
                    .orElseThrow();
            double[] back = remembered.stepsBack(Over.SAMPLES);
            int n = back.length;
            assertThat(lines.get(r).x()[n - 1]).isZero();
            assertThat(lines.get(r).x()[0]).isEqualTo(1 - n);
            assertThat(lines.get(r).y()[n - 3]).isEqualTo(back[2]);
            assertThat(byTime.get(r).x()).containsExactly(remembered.times());
            assertThat(byTime.get(r).y()).containsExactly(remembered.alongTime(Over.BATCH));
            Layer.HeatMap map = layers(maps.get(r), Layer.HeatMap.class).getFirst();
            assertThat(map.z()[n - 3][ITERATIONS]).isCloseTo(remembered.stepsBack(Over.BATCH)[2], within(1e-12));
            assertThat(map.x()[ITERATIONS]).isEqualTo(ITERATIONS);
        }
    }

    /// The others have not been evaluated yet.
    @Test
    void theOnlyRunOfWhichThereIsAMemoryIsNamed() {
        PanelContext all = context("circuit", ITERATIONS);
        Shown first = all.runs().getFirst();
        try (TrainingService service = new TrainingService(0)) {
            Run waiting = service.open(all.preset()).getLast();
            Figure figure = panel("memory", Map.of())
                    .figure(all.with(List.of(first, new Shown(waiting, RunStyles.of(waiting)))));
            assertThat(figure.note()).startsWith(first.label() + " · k = ");
        }
        assertThat(panel("memory", Map.of()).figure(all).note()).startsWith("k = ");
    }

    /// Where states have a momentum, the norm is of both.
    @Test
    void normsAreCalledWhatTheyAre() {
        PanelContext all = context("circuit", ITERATIONS);
        for (int r = 0; r < all.runs().size(); r++) {
            Figure one =
                    panel("memory", Map.of()).figure(all.with(List.of(all.runs().get(r))));
            boolean moves = r >= 2; // SONODE, HBNODE and GHBNODE
            assertThat(one.plots().getFirst().y().label()).isEqualTo(moves ? "‖[∂L/∂h, ∂L/∂m](tᵢ)‖₂" : "‖∂L/∂h(tᵢ)‖₂");
        }
        assertThat(figure("circuit", "memory", Map.of("over", "samples"))
                        .plots()
                        .getFirst()
                        .y()
                        .label())
                .isEqualTo("mean of ‖∂L/∂h(tᵢ)‖₂, with ∂L/∂m if any");
    }

    @Test
    void theStepAtWhichAnObservationIsForgottenIsNamed() {
        Figure figure = figure("circuit", "memory", Map.of());
        for (Run run : train("circuit")) {
            double[] back = Remembered.of(experiment(run), weights(run), Cancellation.NEVER)
                    .orElseThrow()
                    .stepsBack(Over.BATCH);
            var forgotten = Remembered.forgotten(back, 0.01);
            String name = run.identity().label();
            assertThat(layers(figure.plots().getFirst(), Layer.Note.class).stream()
                            .filter(note -> note.owner().equals(new Owner(run.name())))
                            .map(note -> note.name().strip())
                            .toList())
                    .isEqualTo(forgotten.stream().mapToObj(String::valueOf).toList());
            assertThat(layers(figure.plots().getFirst(), Layer.Points.class).stream()
                            .anyMatch(point -> point.name().startsWith(name + ",")))
                    .isEqualTo(forgotten.isPresent());
        }
    }

    @Test
    void gapsCostWhatTheSolvesDo() {
        Figure byOrder = figure("circuit", "gap-evaluations", Map.of());
        Figure byLength = figure("circuit", "gap-evaluations", Map.of("along", "length"));
        List<Run> runs = train("circuit");
        for (int r = 0; r < runs.size(); r++) {
            GapEvaluations gaps = GapEvaluations.of(experiment(runs.get(r)), weights(runs.get(r)), Cancellation.NEVER)
                    .orElseThrow();
            Layer.Line line = lines(byOrder.plots().getFirst()).get(r);
            assertThat(line.y()).containsExactly(gaps.forward());
            assertThat(Arrays.stream(line.y()).sum())
                    .isEqualTo(runs.get(r).log().get("nfe.forward", ITERATIONS));
            Layer.Line means = lines(byLength.plots().getFirst()).get(r);
            double sum = 0;
            for (int i = 0; i < means.x().length; i++) {
                double length = means.x()[i];
                sum += means.y()[i]
                        * Arrays.stream(gaps.lengths())
                                .filter(gap -> Math.abs(gap - length) < 1e-4)
                                .count();
            }
            assertThat(sum).isCloseTo(Arrays.stream(gaps.forward()).sum(), within(1e-9));
        }
    }

    @Test
    void forecastErrorsAreOfTheTestSeries() {
        Figure all = figure("circuit", "forecast-error", Map.of());
        Figure second = figure("circuit", "forecast-error", Map.of("channel", "2"));
        List<Run> runs = train("circuit");
        for (int r = 0; r < runs.size(); r++) {
            ForecastErrors errors = ForecastErrors.of(experiment(runs.get(r)), weights(runs.get(r)), Cancellation.NEVER)
                    .orElseThrow();
            assertThat(lines(all.plots().getFirst()).get(r).y()).containsExactly(errors.means());
            assertThat(lines(second.plots().getFirst()).get(r).y()).containsExactly(errors.of(1));
        }
        assertThat(all.note()).isEqualTo("k = " + ITERATIONS + ", all channels, 16 test windows");
        assertThat(second.note()).contains("V2");
        assertThat(all.plots().getFirst().y().label()).isEqualTo("mean squared error, in squared standard deviations");
    }

    @Test
    void lettersAreConfusedByTheirNames() {
        Figure figure = figure("letters", "confusion", Map.of());
        Layer.Tiles tiles = layers(figure.plots().getFirst(), Layer.Tiles.class).getFirst();
        assertThat(tiles.arrangement().columnLabels()).containsExactly("a", "b", "c", "d");
        assertThat(figure.note()).contains("8 test samples");
        Run run = train("letters").getFirst();
        assertThat(run.log().get("accuracy.test", ITERATIONS)).isBetween(0.0, 1.0);
    }

    /// Figures of series are written in every format, lines with the names of their runs.
    @ParameterizedTest
    @MethodSource("written")
    void figuresAreWritten(String which, String id, Map<String, Object> options) throws IOException {
        Figure figure = figure(which, id, options);
        for (String format : List.of("pdf", "svg", "png", "tex", "typst", "csv", "npz")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            FigureWriters.of(format).write(figure, Page.of(90, 60), "", out);
            assertThat(out.size()).as(format).isPositive();
            if (format.equals("csv")) {
                assertThat(out.toString(StandardCharsets.UTF_8))
                        .contains(options.containsKey("view") ? "‖∂L/∂h(tᵢ)‖₂" : "HBNODE");
            }
        }
    }

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("circuit", "sequence", Map.of()),
                Arguments.of("circuit", "memory", Map.of()),
                Arguments.of("circuit", "memory", Map.of("view", "map")),
                Arguments.of("circuit", "gap-evaluations", Map.of("along", "length")),
                Arguments.of("circuit", "forecast-error", Map.of()),
                Arguments.of("letters", "sequence", Map.of("class", "a")));
    }
}
