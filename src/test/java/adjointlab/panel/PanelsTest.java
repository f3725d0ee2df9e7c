package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.dynamics.SimplestOde;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.MetricLog;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunMetrics;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import adjointlab.panel.kit.Scales;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PanelsTest {
    static List<String> panels() {
        return Panels.CATALOG.ids();
    }

    @ParameterizedTest
    @MethodSource("panels")
    void everyChoiceOfEveryOptionGivesAFigureAloneAndInColumns(String id) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        for (Key<?> parameter : entry.parameters()) {
            List<Object> values =
                    switch (parameter.type()) {
                        case Type.Choice<?> choice -> List.copyOf(choice.ids());
                        case Type.Flag _ -> List.of(true, false);
                        case Type.Int whole -> List.of(whole.min(), Math.min(40, whole.max()));
                        case Type.Reals _ -> List.of(List.of(), List.of(0.25, 3.0));
                        case Type.Real real -> List.of(real.sliderMin(), real.sliderMax());
                        case Type.Text _ -> List.of("");
                        case Type.Typed _ -> List.of(parameter.defaultValue());
                    };
            for (Object value : values) {
                for (boolean columns : new boolean[] {false, true}) {
                    PanelContext context = context(TrainedPresets.madeFor(id), 64, columns);
                    if (List.of(
                                    "loss.test",
                                    "accuracy.test",
                                    "nfe.test",
                                    "loss.validation",
                                    "accuracy.validation",
                                    "adjoint.missed")
                            .contains(value)) {
                        continue; // this preset has no such samples
                    }
                    Figure figure = create(id, Map.of(parameter.name(), value)).figure(context);
                    SentenceCheck.check(figure, id + ", " + parameter.name() + " = " + value);
                    assertThat(figure.plots())
                            .as("%s = %s", parameter.name(), value)
                            .isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("panels")
    void nothingToShowIsSaidInOneSentence(String id) {
        PanelContext none =
                new PanelContext(Presets.get("simplest-fig-2"), List.of(), 0, "", false, Cancellation.NEVER);

        assertThat(create(id, Map.of()).figure(none).emptyText()).endsWith(".").doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("panels")
    void runsThatNeverCameToAnEvaluationDisturbNothing(String id) {
        try (TrainingService service = new TrainingService(0)) {
            Run queued = service.add(new Run.Identity("queued", "Queued", 0, null), Settings.defaults());
            boolean differ =
                    List.of("parallel-settings", "sweep-map").contains(id); // of one there is nothing to compare
            List<Shown> both = new ArrayList<>(shown(TrainedPresets.madeFor(id)).stream()
                    .limit(differ ? Long.MAX_VALUE : 1)
                    .toList());
            both.add(new Shown(queued, RunStyles.of(queued)));
            Figure figure = create(id, Map.of()).figure(context(both, 10, "sgd/-4"));
            assertThat(figure.plots()).isNotEmpty();

            Figure alone = create(id, Map.of()).figure(context(List.of(both.getLast()), 10, "queued"));
            assertThat(alone.plots().isEmpty()).isEqualTo(!alone.emptyText().isEmpty());
        }
    }

    /// Numbers that a plane gets by filling its room, formulas at an axis, of which five have none in a column, and a
    /// legend over numbers.
    @ParameterizedTest
    @CsvSource({
        "learn-spiral, point-flow, 82.6",
        "learn-brusselator, parallel-settings, 110",
        "simplest-theorem-1, parallel-settings, 82.6"
    })
    void whatOnceCollidedHasRoom(String preset, String panel, double width) {
        Figure figure = create(panel, Map.of()).figure(context(preset, Integer.MAX_VALUE));

        assertThat(PageFit.flaw(figure, Page.of(width, 62))).isEmpty();
    }

    @Test
    void lossCurvesAreTheLogs() {
        Figure figure = create("loss-curves", Map.of()).figure(context("simplest-fig-2", 64));

        List<Layer.Line> lines = lines(figure.plots().getFirst());
        List<Run> runs = train("simplest-fig-2");
        assertThat(lines).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(lines.get(i).name()).isEqualTo(runs.get(i).identity().label());
            assertThat(lines.get(i).y()).containsExactly(runs.get(i).log().values("loss"));
            assertThat(lines.get(i).x()[64]).isEqualTo(64);
        }
        assertThat(figure.plots().getFirst().layers())
                .filteredOn(Layer.Rule.class::isInstance)
                .singleElement()
                .isEqualTo(new Layer.Rule("k = 64", SeriesStyle.line(SeriesStyle.Hue.ACCENT), true, 64));
    }

    @Test
    void aCursorBeyondAllRunsIsTheNewestIterationAndNeedsNoLine() {
        Figure figure = create("loss-curves", Map.of()).figure(context("simplest-lemma-1", Integer.MAX_VALUE));

        assertThat(figure.note()).isEqualTo("k = 200");
        assertThat(layers(figure, Layer.Rule.class)).isEmpty();
    }

    @Test
    void evaluationsAddUpForwardAndBackward() {
        Figure figure = create("loss-curves", Map.of("along", "evaluations")).figure(context("simplest-concave", 3));

        Run run = train("simplest-concave").getFirst();
        double sum = 0;
        for (int k = 0; k <= 3; k++) {
            sum += run.log().get("nfe.forward", k) + run.log().get("nfe.backward", k);
        }
        assertThat(lines(figure.plots().getFirst()).getFirst().x()[3]).isEqualTo(sum);
    }

    @Test
    void smoothingKeepsTheRawLineAndSaysWhatItIs() {
        Figure figure = create("loss-curves", Map.of("smoothing", 5)).figure(context("simplest-lemma-1", 10));

        List<Layer.Line> lines = lines(figure.plots().getFirst());
        double[] raw = train("simplest-lemma-1").getFirst().log().values("loss");
        assertThat(lines.get(0).y()).containsExactly(raw);
        assertThat(lines.get(1).name()).endsWith("mean of 5");
        assertThat(lines.get(1).y()[4]).isCloseTo((raw[0] + raw[1] + raw[2] + raw[3] + raw[4]) / 5, within(1e-15));
        assertThat(figure.plots().getFirst().legend()).isTrue();
    }

    @Test
    void theSolvedSurfaceIsTheClosedForm() {
        Figure figure =
                create("loss-surface", Map.of("range", List.of(-3.0, 1.0))).figure(context("simplest-concave", 10));

        Layer.Line solved = lines(figure.plots().getFirst()).stream()
                .filter(line -> line.name().equals("L, solved"))
                .findFirst()
                .orElseThrow();
        SimplestOde form = new SimplestOde(-1, 1, 1);
        for (int i = 0; i < solved.x().length; i++) {
            assertThat(solved.y()[i]).isCloseTo(form.value(solved.x()[i]), within(1e-6));
        }
        Layer.Region concave = layers(figure, Layer.Region.class).getFirst();
        assertThat(concave.x1()).isEqualTo(-1 - Math.log(2));
    }

    @Test
    void runsLieOnTheSurfaceWhereTheirLogsSay() {
        Figure figure = create("loss-surface", Map.of()).figure(context("simplest-fig-2", 64));

        List<Run> runs = train("simplest-fig-2");
        List<Layer.Points> points = layers(figure, Layer.Points.class).stream()
                .filter(layer ->
                        runs.stream().anyMatch(run -> run.identity().label().equals(layer.name())))
                .toList();
        assertThat(points).hasSize(30);
        for (int i = 0; i < 30; i++) {
            assertThat(points.get(i).x()).containsExactly(runs.get(i).log().get("param.a", 64));
            assertThat(points.get(i).y()).containsExactly(runs.get(i).log().get("loss", 64));
        }
    }

    @Test
    void pointsFollowASurfaceThatASliderMoves() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(Presets.get("simplest-concave")).getFirst();
            service.step(run);
            service.drain(Cancellation.NEVER);
            service.change(run, "problem.horizon", 0.5);
            service.drain(Cancellation.NEVER);

            Figure figure = create("loss-surface", Map.of())
                    .figure(context(List.of(new Shown(run, RunStyles.of(run))), 1, run.name()));

            Layer.Points point = layers(figure, Layer.Points.class).getLast();
            double a = run.log().get("param.a", 1);
            assertThat(point.x()).containsExactly(a);
            assertThat(point.y()[0]).isCloseTo(new SimplestOde(-1, 0.5, 1).value(a), within(1e-7));
        }
    }

    @Test
    void runsOnDifferentSurfacesGetACurveEach() {
        Figure figure = create("loss-surface", Map.of()).figure(context("simplest-fig-1a", 0));

        assertThat(lines(figure.plots().getFirst()))
                .extracting(Layer.Line::name)
                .contains("t = 0.5", "t = 1", "t = 1.5", "t = 2");
    }

    @Test
    void theMapFindsTheMinimaThatTurnsApart() {
        Figure figure = create("loss-surface", Map.of("range", List.of(-1.5, 1.0), "rangeY", List.of(-4.0, 6.0)))
                .figure(context("simplest-rotation", 300));

        Layer.Points minima = layers(figure, Layer.Points.class).stream()
                .filter(layer -> layer.name().startsWith("minimum"))
                .findFirst()
                .orElseThrow();
        assertThat(minima.x()).containsExactly(new double[3], within(0.01));
        assertThat(minima.y()[0]).isCloseTo(1 - Math.PI, within(0.02));
        assertThat(minima.y()[1]).isCloseTo(1, within(0.02));
        assertThat(minima.y()[2]).isCloseTo(1 + Math.PI, within(0.02));
    }

    @Test
    void trajectoriesEndWhereTheModelDoes() {
        Figure figure = create("trajectories", Map.of()).figure(context("simplest-fig-2", 200));

        List<Layer.Line> lines = lines(figure.plots().getFirst());
        assertThat(lines.getFirst().name()).isEqualTo("truth");
        double[] truth = lines.getFirst().y();
        assertThat(truth[truth.length - 1]).isCloseTo(Math.exp(-1), within(1e-12));
        List<Run> runs = train("simplest-fig-2");
        for (int i = 0; i < 30; i++) {
            double[] x = lines.get(i + 1).y();
            double a = runs.get(i).log().get("param.a", 200);
            assertThat(x[x.length - 1]).isCloseTo(Math.exp(a), within(1e-6));
        }
        List<Layer.Strokes> strokes = layers(figure, Layer.Strokes.class);
        assertThat(strokes.getFirst().x()).hasSize((int) runs.getFirst().log().get("steps.forward.accepted", 200));
        assertThat(strokes.getLast().x()).hasSize((int) runs.getFirst().log().get("steps.forward.rejected", 200));
    }

    @Test
    void theAdjointNormAtTheEndsIsTheLogged() {
        Figure figure = create("adjoint-norm", Map.of()).figure(context("simplest-fig-2", 64));

        List<Layer.Line> lines = lines(figure.plots().getFirst());
        List<Run> runs = train("simplest-fig-2");
        for (int i = 0; i < 30; i++) {
            double[] norm = lines.get(i).y();
            assertThat(norm[0]).isEqualTo(runs.get(i).log().get("adjoint.start", 64));
            assertThat(norm[norm.length - 1]).isEqualTo(runs.get(i).log().get("adjoint.end", 64));
        }
    }

    @Test
    void theAdjointOverTrainingIsTheLogs() {
        Figure figure = create("adjoint-norm", Map.of("over", "training")).figure(context("simplest-lemma-1", 7));

        List<Layer.Line> lines = lines(figure.plots().getFirst());
        List<Run> runs = train("simplest-lemma-1");
        assertThat(lines).hasSize(6);
        for (int i = 0; i < 3; i++) {
            assertThat(lines.get(2 * i).y()).containsExactly(runs.get(i).log().values("adjoint.max"));
            assertThat(lines.get(2 * i + 1).y())
                    .containsExactly(runs.get(i).log().values("adjoint.start"));
        }
    }

    @Test
    void aTrailNeverBridgesAJump() {
        Figure figure = create("loss-surface", Map.of("range", List.of(-6.0, 1.5)))
                .figure(context("simplest-horizon-cliff", 3));

        List<Layer.Line> trails = lines(figure.plots().getFirst()).stream()
                .filter(line -> line.name().contains("last"))
                .toList();
        assertThat(trails).hasSize(5);
        for (Layer.Line trail : trails) {
            for (int i = 1; i < trail.x().length; i++) {
                assertThat(Math.abs(trail.x()[i] - trail.x()[i - 1])).isLessThan(0.05 * 7.5);
            }
        }
    }

    @Test
    void aDivergedRunsCurveStopsAtAMarkedPoint() {
        Figure figure = create("loss-curves", Map.of()).figure(context("simplest-horizon-cliff", 200));

        Run diverged = train("simplest-horizon-cliff").getLast();
        assertThat(layers(figure, Layer.Points.class)).singleElement().satisfies(point -> {
            assertThat(point.name()).contains("diverged. Iteration 1: on the way back, ");
            assertThat(point.y()).containsExactly(diverged.log().get("loss", diverged.iteration()));
        });
    }

    @Test
    void theTableShowsTheCursorsNumbersAndOnlyWhatDiffers() {
        Figure figure = create("run-table", Map.of()).figure(context("simplest-horizon-cliff", 200));

        Layer.Table table = layers(figure, Layer.Table.class).getFirst();
        assertThat(table.header()).containsExactly("Run", "State", "k", "Loss", "a", "NFE", "Σ NFE", "t");
        assertThat(table.rows()).hasSize(5);
        assertThat(table.rows().getLast()).startsWith("SGD t = 4", "diverged", "0");

        Figure whole = create("run-table", Map.of("differences", false)).figure(context("simplest-fig-2", 0));
        Layer.Table settings = layers(whole, Layer.Table.class).getFirst();
        assertThat(settings.rows()).extracting(List::getFirst).contains("solver.rtol", "optimizer.learningRate");
        assertThat(settings.rows())
                .allSatisfy(row -> assertThat(row).hasSize(settings.header().size()));
    }

    @Test
    void whatIterationsCostIsRelativeToAdam() {
        Layer.Table table = (Layer.Table) create("cost", Map.of())
                .figure(context("simplest-fig-2", 200))
                .plots()
                .getFirst()
                .layers()
                .getFirst();
        assertThat(table.header().get(2)).startsWith("× Adam");
        assertThat(table.rows()).as("settings that are no seeds of one another").hasSize(30);
        List<String> adam = table.rows().get(10);
        assertThat(adam.get(2)).isEqualTo("1");
        assertThat(adam.get(6)).isEqualTo("1");
        for (List<String> row : table.rows()) {
            double ms = Double.parseDouble(row.get(1));
            assertThat(ms).isPositive();
            // three digits each
            assertThat(Double.parseDouble(row.get(2)) * Double.parseDouble(adam.get(1)))
                    .isCloseTo(ms, within(0.02 * ms));
            assertThat(Double.parseDouble(row.get(5))).isPositive();
        }
        MetricLog sgd = train("simplest-fig-2").getFirst().log();
        double expected = (sgd.get(RunMetrics.PROCESSOR, 200) - sgd.get(RunMetrics.PROCESSOR, 20)) / 180;
        double shown = Double.parseDouble(table.rows().getFirst().get(1)) / 1e3;
        assertThat(shown).isCloseTo(expected, within(0.01 * expected));
    }

    @Test
    void columnsHaveTheSameAxes() {
        for (String id : List.of("loss-curves", "trajectories", "adjoint-norm", "loss-surface")) {
            Figure figure = create(id, Map.of()).figure(context("simplest-fig-2", 64, true));
            List<Plot> plots = figure.rows().getFirst().plots();

            assertThat(plots).as(id).extracting(Plot::title).containsExactly("SGD", "Adam", "Variance-corrected");
            assertThat(plots).extracting(Plot::x).containsOnly(plots.getFirst().x());
            assertThat(plots).extracting(Plot::y).containsOnly(plots.getFirst().y());
            assertThat(plots.getFirst().y().max()).isFinite();
        }
    }

    @Test
    void aCancelledSurfaceIsNotRemembered() {
        Panel panel = create("loss-surface", Map.of("range", List.of(-2.5, 0.123)));
        PanelContext context = context("simplest-concave", 10);
        PanelContext cancelled = new PanelContext(
                context.preset(), context.runs(), context.iteration(), context.focus(), false, () -> true);

        assertThat(lines(panel.figure(cancelled).plots().getFirst()))
                .extracting(Layer.Line::name)
                .doesNotContain("L, solved");
        assertThat(lines(panel.figure(context).plots().getFirst()))
                .extracting(Layer.Line::name)
                .contains("L, solved");
    }

    @Test
    void threadsThatDrawAtTheSameTimeSeeTheSame() throws Exception {
        PanelContext context = context("simplest-fig-2", 33);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Figure>> figures = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Panel panel = create("loss-surface", Map.of("range", List.of(-4.0, 1.0 + Math.floorDiv(i, 4))));
                figures.add(threads.submit(() -> panel.figure(context)));
            }
            for (int i = 0; i < 16; i++) {
                List<Layer.Line> lines = lines(figures.get(i).get().plots().getFirst());
                List<Layer.Line> first =
                        lines(figures.get(i / 4 * 4).get().plots().getFirst());
                assertThat(lines).hasSameSizeAs(first);
                for (int l = 0; l < lines.size(); l++) {
                    assertThat(lines.get(l).x()).containsExactly(first.get(l).x());
                    assertThat(lines.get(l).y()).containsExactly(first.get(l).y());
                }
            }
        }
    }

    @Test
    void aCursorBeyondARunShowsItsNewestIteration() {
        Figure figure = create("loss-surface", Map.of()).figure(context("simplest-concave", 100_000));

        Run run = train("simplest-concave").getFirst();
        assertThat(layers(figure, Layer.Points.class).stream()
                        .filter(points -> points.name().equals(run.identity().label()))
                        .findFirst()
                        .orElseThrow()
                        .x())
                .containsExactly(run.log().get("param.a", run.iteration()));
    }

    @Test
    void whatRunsHaveInCommonIsNotRepeatedAtTheirLines() {
        Plot plot = create("loss-curves", Map.of())
                .figure(context("simplest-rotation", 0))
                .plots()
                .getFirst();

        assertThat(lines(plot))
                .extracting(Layer.Line::endLabel)
                .containsExactly("θ₀ = −0.5, −2.8", "θ₀ = −0.5, 0.2", "θ₀ = −0.5, 1.8", "θ₀ = −0.5, 3.4");
    }

    @Test
    void onlyPanelsThatShowTimeAskForIt() {
        PanelLayout.PanelState over = new PanelLayout.PanelState("loss-curves", Map.of("along", "seconds"));
        PanelLayout.PanelState plain = new PanelLayout.PanelState("loss-curves", Map.of());
        PanelLayout.PanelState unknown = new PanelLayout.PanelState("of-a-later-version", Map.of());

        assertThat(Panels.isTimed(new PanelLayout.Tabs(List.of(plain, unknown, over), 0)))
                .isTrue();
        assertThat(Panels.isTimed(new PanelLayout.Tabs(List.of(plain, unknown), 1)))
                .isFalse();
    }

    @Test
    void noTwoGroupsLookTheSame() {
        List<SeriesStyle> styles =
                Stream.iterate(0, i -> i + 1).limit(60).map(RunStyles::of).toList();

        assertThat(styles).doesNotHaveDuplicates();
    }

    @Test
    void aConstantCurveIsNotDrawnAsNoise() {
        double[] jitter = {0.05, 0.05 + 1e-17, 0.05 - 7e-18};

        Axis axis = Scales.steady(Axis.linear("η"), jitter);

        assertThat(axis.min()).isCloseTo(0.04, within(1e-12));
        assertThat(axis.max()).isCloseTo(0.0625, within(1e-12));
    }

    // ---- helpers ---------------------------------------------------------------------------------

    private static Panel create(String id, Map<String, Object> options) {
        return TrainedPresets.create(id, options);
    }

    private static List<Run> train(String preset) {
        return TrainedPresets.runs(preset);
    }

    private static List<Shown> shown(String preset) {
        return TrainedPresets.shown(preset);
    }

    private static PanelContext context(String preset, int k) {
        return context(preset, k, false);
    }

    private static PanelContext context(String preset, int k, boolean columns) {
        return TrainedPresets.context(preset, k, columns);
    }

    private static PanelContext context(List<Shown> runs, int k, String focus) {
        return new PanelContext(Presets.get("simplest-fig-2"), runs, k, focus, false, Cancellation.NEVER);
    }

    private static List<Layer.Line> lines(Plot plot) {
        return plot.layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .toList();
    }

    private static <T extends Layer> List<T> layers(Figure figure, Class<T> kind) {
        return figure.plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
