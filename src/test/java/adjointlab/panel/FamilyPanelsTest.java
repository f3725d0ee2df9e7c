package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Problems;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.function.StandardFunctions;
import adjointlab.core.train.Inspection;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the panels of the families show.
final class FamilyPanelsTest {
    private static Panel create(String id, Map<String, Object> values) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        return entry.create(new Values(values).complete(entry.parameters()));
    }

    private static PanelContext context(Preset preset, List<Run> runs, int iteration) {
        return new PanelContext(
                preset,
                runs.stream()
                        .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                        .toList(),
                iteration,
                "",
                false,
                Cancellation.NEVER);
    }

    private static List<Run> train(TrainingService service, Preset preset, int runs) {
        List<Run> trained = new ArrayList<>(service.open(preset).subList(0, runs));
        trained.forEach(service::play);
        service.drain(Cancellation.NEVER);
        return trained;
    }

    private static <T extends Layer> List<T> layers(Plot plot, Class<T> kind) {
        return plot.layers().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Also of an optimizer that carries nothing from update to update, and of none but the run's own.
    @Test
    void curvatureShowsTheDampingOfTheRunsOptimizer() {
        for (Map<String, Object> changes : List.<Map<String, Object>>of(
                Map.of("optimizer.id", "gauss-newton", "optimizer.damping", 0.25),
                Map.of("optimizer.id", "levenberg-marquardt", "optimizer.damping", 0.25),
                Map.of("optimizer.id", "sgd"))) {
            Preset preset = Presets.get("natural-gradient-2d");
            Preset damped = new Preset(
                    "damped",
                    preset.info(),
                    preset.settings().withAll(changes),
                    List.of(),
                    List.of(),
                    preset.layout(),
                    List.of());
            try (TrainingService service = new TrainingService(0)) {
                Run run = service.open(damped).getFirst();
                service.step(run);
                service.drain(Cancellation.NEVER);
                Figure figure = create("curvature", Map.of()).figure(context(damped, List.of(run), 0));
                List<Double> shown = layers(figure.plots().getFirst(), Layer.Rule.class).stream()
                        .map(Layer.Rule::at)
                        .toList();
                assertThat(shown)
                        .as("%s", changes)
                        .isEqualTo(changes.containsKey("optimizer.damping") ? List.of(0.25) : List.of());
            }
        }
    }

    @Test
    void waysDownBeginAtTheStartAndEndAsHighAsTheLossSays() {
        Preset preset = Presets.get("heavy-ball-optimisation");
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 4);
            Figure figure = create("descent", Map.of()).figure(context(preset, runs, 0));

            assertThat(figure.plots()).hasSize(4);
            Plot rosenbrock = figure.plots().getFirst();
            assertThat(rosenbrock.title()).isEqualTo("Rosenbrock");
            List<Layer.Line> ways = layers(rosenbrock, Layer.Line.class);
            assertThat(ways)
                    .extracting(Layer::name)
                    .containsExactly("Gradient flow on Rosenbrock", "Heavy ball on Rosenbrock");
            for (int i = 0; i < 2; i++) {
                double[] x = ways.get(i).x();
                double[] y = ways.get(i).y();
                assertThat(x[0]).isZero();
                double loss =
                        ((x[x.length - 1] - 1) * (x[x.length - 1] - 1) + (y[y.length - 1] - 1) * (y[y.length - 1] - 1))
                                / 2;
                assertThat(loss).isCloseTo(runs.get(i).log().get("loss", 0), within(1e-12));
                double[] height =
                        layers(figure.plots().get(1), Layer.Line.class).get(i).y();
                assertThat(height[600]).isEqualTo(StandardFunctions.ROSENBROCK.value(x[600], y[600]));
            }
            Layer.HeatMap map = layers(rosenbrock, Layer.HeatMap.class).getFirst();
            assertThat(map.z()[100][7]).isEqualTo(StandardFunctions.ROSENBROCK.value(map.x()[7], map.y()[100]));
            assertThat(create("descent", Map.of())
                            .figure(context(preset, runs, 0))
                            .plots()
                            .getFirst()
                            .layers()
                            .getFirst())
                    .as("the map is made once, so that a drag only draws ways anew")
                    .isSameAs(map);
        }
    }

    @Test
    void aMovedStartRunsAgainThoughNothingIsTrained() {
        Preset preset = Presets.get("heavy-ball-optimisation");
        try (TrainingService service = new TrainingService(0)) {
            Run run = train(service, preset, 1).getFirst();
            double before = run.log().get("loss", 0);
            service.change(run, "problem.start", List.of(-1.0, 1.5));
            service.drain(Cancellation.NEVER);

            assertThat(run.log().get("loss", 0)).isNotEqualTo(before);
            assertThat(run.state().word()).isEqualTo("finished");
            Plot map = create("descent", Map.of())
                    .figure(context(preset, List.of(run), 0))
                    .plots()
                    .getFirst();
            Layer.Points start = layers(map, Layer.Points.class).getLast();
            assertThat(start.name())
                    .isEqualTo(
                            create("descent", Map.of()).handle().orElseThrow().layer());
            assertThat(start.x()).containsExactly(-1.0);
            assertThat(layers(map, Layer.Line.class).getFirst().y()[0]).isEqualTo(1.5);
        }
    }

    @Test
    void aStartFromWhichTheSolveFailsCanStillBeDraggedBack() {
        Preset preset = Presets.get("heavy-ball-optimisation");
        try (TrainingService service = new TrainingService(0)) {
            Run run = train(service, preset, 1).getFirst();
            service.change(run, "problem.start", List.of(2.0, 0.3));
            service.drain(Cancellation.NEVER);
            assertThat(run.state().word()).isEqualTo("diverged");

            Plot map = create("descent", Map.of())
                    .figure(context(preset, List.of(run), 0))
                    .plots()
                    .getFirst();
            List<Layer.Points> points = layers(map, Layer.Points.class);
            assertThat(points.getLast().x()).as("the start").containsExactly(2.0);
            assertThat(points.get(1).name()).as("the reason").contains("t = ");
        }
    }

    @Test
    void pointsFlowInAPlotThatStandsStillOverRegionsThatAreMadeOnce() {
        Preset preset = Overrides.apply(Presets.get("heavy-ball-point-cloud-1e-3"), List.of("iterations=2"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 1);
            Panel start = create("point-flow", Map.of("time", 0));
            assertThat(start.played()).isEqualTo("time");
            Plot first = start.figure(context(preset, runs, 2)).plots().getFirst();
            Plot last = create("point-flow", Map.of("time", 100))
                    .figure(context(preset, runs, 2))
                    .plots()
                    .getFirst();

            assertThat(last.x()).isEqualTo(first.x());
            assertThat(last.y()).isEqualTo(first.y());
            assertThat(last.layers().getFirst())
                    .isInstanceOf(Layer.HeatMap.class)
                    .as("the same arrays, for arrays in records equal nothing but themselves")
                    .isEqualTo(first.layers().getFirst());
            List<Layer.Points> points = layers(first, Layer.Points.class);
            assertThat(points).extracting(Layer::name).containsExactly("inside", "outside");
            assertThat(points.get(0).x()).hasSize(22);
            assertThat(points.get(1).x()).hasSize(28);
            for (int i = 0; i < 22; i++) {
                assertThat(Math.hypot(points.get(0).x()[i], points.get(0).y()[i]))
                        .isLessThanOrEqualTo(0.5);
            }
        }
    }

    @Test
    void eigenvaluesOfAHeavyBallsAdjointPairUpToTheDamping() {
        Preset preset = Overrides.apply(
                Presets.get("heavy-ball-adjoint"), List.of("iterations=1", "family.id=hbnode", "problem.horizon=5"));
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(preset).stream()
                    .filter(each -> each.settings().id(Slots.FAMILY).equals("hbnode"))
                    .findFirst()
                    .orElseThrow();
            service.play(run);
            service.drain(Cancellation.NEVER);
            Figure figure = create("adjoint-eigenvalues", Map.of()).figure(context(preset, List.of(run), 1));

            Plot sums = figure.plots().getLast();
            Layer.Line expected = layers(sums, Layer.Line.class).getFirst();
            Layer.Points ours = layers(sums, Layer.Points.class).getFirst();
            assertThat(ours.x()).hasSize(2 * expected.x().length);
            for (int i = 0; i < ours.x().length; i++) {
                assertThat(ours.y()[i]).isCloseTo(expected.y()[i / 2], within(1e-10));
            }
            assertThat(expected.y()[expected.y().length - 1]).isNegative();
        }
    }

    @Test
    void theAdjointMapHoldsTheLoggedNormsOfSeveralRunsOnOneScale() {
        Preset preset =
                Overrides.apply(Presets.get("heavy-ball-adjoint"), List.of("iterations=3", "problem.horizon=5"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 9);
            Figure figure = create("adjoint-norm", Map.of("over", "map")).figure(context(preset, runs, 3));

            assertThat(figure.plots()).hasSize(3);
            Layer.HeatMap node =
                    layers(figure.plots().getFirst(), Layer.HeatMap.class).getFirst();
            assertThat(node.x()).containsExactly(0, 1, 2, 3);
            for (int k = 0; k <= 3; k++) {
                assertThat(node.z()[0][k]).isCloseTo(runs.getFirst().log().get("adjoint.start", k), within(1e-12));
                assertThat(node.z()[40][k]).isCloseTo(runs.getFirst().log().get("adjoint.end", k), within(1e-12));
            }
            assertThat(figure.plots()).allSatisfy(plot -> assertThat(
                            layers(plot, Layer.HeatMap.class).getFirst().range())
                    .isEqualTo(node.range()));
            assertThat(node.range().low()).isPositive().isLessThan(node.range().high());
        }
    }

    @Test
    void adjointsOfChosenIterationsStandBesideEachOther() {
        Preset preset =
                Overrides.apply(Presets.get("heavy-ball-adjoint"), List.of("iterations=3", "problem.horizon=5"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 1);
            Figure figure = create("adjoint-norm", Map.of("iterations", List.of(0.0, 2.0, 9.0)))
                    .figure(context(preset, runs, 3));

            List<Layer.Line> lines = layers(figure.plots().getFirst(), Layer.Line.class);
            assertThat(lines).extracting(Layer.Line::endLabel).containsExactly("k = 0", "k = 2");
            assertThat(lines.getLast().y()[0]).isEqualTo(runs.getFirst().log().get("adjoint.start", 2));
        }
    }

    @Test
    void nullclinesAreWhereTheLearnedFieldHasNoComponent() {
        Preset preset = Overrides.apply(Presets.get("learn-van-der-pol"), List.of("iterations=1"));
        try (TrainingService service = new TrainingService(0)) {
            Run node = train(service, preset, 1).getFirst();
            PanelContext context = context(preset, List.of(node), 1);
            Plot portrait =
                    create("phase-portrait", Map.of()).figure(context).plots().getFirst();
            double[] theta = Looks.weights(node, 1, Cancellation.NEVER).orElseThrow();
            Inspection inspection = new Inspection(Looks.experiment(node.settings()));

            int checked = 0;
            for (Layer.Line line : layers(portrait, Layer.Line.class)) {
                int component =
                        line.name().equals("dh₁/dt = 0") ? 0 : line.name().equals("dh₂/dt = 0") ? 1 : -1;
                for (int i = 0; component >= 0 && i < line.x().length; i++) {
                    if (!Double.isNaN(line.x()[i])) {
                        double[][] at = {{line.x()[i], line.y()[i]}};
                        assertThat(inspection.field(theta, 0, at)[0][component]).isCloseTo(0, within(2e-2));
                        checked++;
                    }
                }
            }
            assertThat(checked).isGreaterThan(20);
        }
    }

    @Test
    void stepsTimesEigenvaluesLieInTheSolversRegion() {
        Preset preset = Presets.get("simplest-lemma-1"); // ẋ = ax: hλ = ha
        try (TrainingService service = new TrainingService(0)) {
            Run run = train(service, preset, 3).getLast();
            Plot plot = create("stability", Map.of())
                    .figure(context(preset, List.of(run), 100))
                    .plots()
                    .getFirst();
            Layer.Points points = layers(plot, Layer.Points.class).getFirst();
            double a = run.log().get("param.a", 100);
            double sum = 0;
            for (int i = 0; i < points.x().length; i++) {
                assertThat(points.y()[i]).isZero();
                sum += points.x()[i] / a;
            }
            assertThat(sum)
                    .as("the steps add up to the horizon")
                    .isCloseTo(run.settings().get(Slots.PROBLEM.at(Problems.HORIZON)), within(1e-9));

            Layer.Line edge = layers(plot, Layer.Line.class).getFirst();
            var stepper = Looks.experiment(run.settings()).numerics().solver().stepper();
            for (int i = 0; i < edge.x().length; i++) {
                if (!Double.isNaN(edge.x()[i])) {
                    assertThat(stepper.growth(edge.x()[i], edge.y()[i])).isCloseTo(1, within(0.05));
                }
            }
        }
    }

    @Test
    void stepSizesStandUnderTheEvaluationsAndTheAlarmNamesWhoIsAbove() {
        Preset preset = Overrides.apply(Presets.get("heavy-ball-point-cloud-1e-3"), List.of("iterations=2"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 1);
            Figure figure = create("nfe", Map.of("alarm", 5)).figure(context(preset, runs, 2));

            assertThat(figure.note()).startsWith("above 5: ");
            assertThat(figure.rows()).hasSize(2);
            Layer.Line forward = layers(figure.rows().get(1).plots().getFirst(), Layer.Line.class)
                    .getFirst();
            assertThat(forward.x()).hasSize(2 * (int) runs.getFirst().log().get("steps.forward.accepted", 2));
            assertThat(forward.x()[0]).isZero();
            assertThat(forward.y()[0]).isEqualTo(forward.x()[1]);
        }
    }

    @Test
    void meansOverSeedsCanStandOverEvaluations() {
        Preset preset = Overrides.apply(Presets.get("heavy-ball-point-cloud-1e-3"), List.of("iterations=2"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 2);
            Plot plot = create("seed-bands", Map.of("along", "evaluations"))
                    .figure(context(preset, runs, 2))
                    .plots()
                    .getFirst();

            double[] x = layers(plot, Layer.Line.class).getFirst().x();
            double sum = 0;
            for (int k = 0; k <= 2; k++) {
                for (Run run : runs) {
                    sum += (run.log().get("nfe.forward", k) + run.log().get("nfe.backward", k)) / 2;
                }
                assertThat(x[k]).isCloseTo(sum, within(1e-9));
            }
            assertThat(layers(plot, Layer.Band.class).getFirst().name()).endsWith("n = 2");
        }
    }

    @Test
    void bandsLieBetweenTheChosenQuantiles() {
        Preset preset = Overrides.apply(Presets.get("learn-flip"), List.of("iterations=1"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 3);
            Figure figure = create("seed-bands", Map.of("spread", "quantiles", "quantile", 10))
                    .figure(context(preset, runs, 1));

            double[] losses = runs.stream()
                    .mapToDouble(run -> run.log().get("loss", 1))
                    .sorted()
                    .toArray();
            Layer.Band band =
                    layers(figure.plots().getFirst(), Layer.Band.class).getFirst();
            assertThat(band.low()[1]).isCloseTo(losses[0] + 0.2 * (losses[1] - losses[0]), within(1e-15));
            assertThat(band.high()[1]).isCloseTo(losses[1] + 0.8 * (losses[2] - losses[1]), within(1e-15));
            assertThat(layers(figure.plots().getFirst(), Layer.Line.class)
                            .getFirst()
                            .y()[1])
                    .isEqualTo(losses[1]);
            assertThat(band.name()).endsWith("10–90 % quantiles, n = 3");
            assertThat(figure.title()).isEqualTo("Median over runs: Loss");
        }
    }

    @Test
    void evaluationsCanStandOverEvaluationsAndAWayBackWithoutAnyIsLeftOut() {
        Preset preset = Overrides.apply(Presets.get("learn-flip"), List.of("iterations=2"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 1);
            Figure figure = create("nfe", Map.of("along", "evaluations")).figure(context(preset, runs, 2));
            assertThat(figure.plots().getFirst().title()).isEqualTo("forward");
            assertThat(figure.plots()).as("and the steps' sizes").hasSize(2);
            Layer.Line line =
                    layers(figure.plots().getFirst(), Layer.Line.class).getFirst();
            assertThat(line.x()[2]).isEqualTo(line.y()[0] + line.y()[1] + line.y()[2]);
        }
    }

    @Test
    void pointsOnALineFlowOverTime() {
        Preset preset = Overrides.apply(Presets.get("learn-flip"), List.of("iterations=1"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 1);
            Plot plot = create("point-flow", Map.of("time", 50))
                    .figure(context(preset, runs, 1))
                    .plots()
                    .getFirst();
            assertThat(plot.x().label()).isEqualTo("t");
            for (Layer.Points points : layers(plot, Layer.Points.class)) {
                assertThat(points.x()).hasSize(10).containsOnly(0.5);
                Layer.Line ways = layers(plot, Layer.Line.class).stream()
                        .filter(line -> line.name().equals("ways " + points.name()))
                        .findFirst()
                        .orElseThrow();
                assertThat(ways.y()[50]).isEqualTo(points.y()[0]);
                assertThat(ways.y()[0]).isBetween(-1.1, 1.1);
            }
        }
    }

    @Test
    void fieldsAreDrawnAsArrowsOrStreamLines() {
        Preset preset = Overrides.apply(Presets.get("learn-van-der-pol"), List.of("iterations=1"));
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, preset, 1);
            Plot arrows = create("phase-portrait", Map.of())
                    .figure(context(preset, runs, 1))
                    .plots()
                    .getFirst();
            Plot streams = create("phase-portrait", Map.of("fields", "streams"))
                    .figure(context(preset, runs, 1))
                    .plots()
                    .getFirst();
            assertThat(layers(arrows, Layer.Arrows.class))
                    .extracting(Layer::name)
                    .containsExactly("true field", "learned field");
            assertThat(layers(streams, Layer.Arrows.class)).isEmpty();
            assertThat(layers(streams, Layer.Line.class))
                    .extracting(Layer::name)
                    .startsWith("true field", "learned field");
        }
    }

    @Test
    void planesSideBySideHaveTheSameAxes() {
        Preset preset = Overrides.apply(Presets.get("learn-nested-annuli"), List.of("iterations=2"));
        try (TrainingService service = new TrainingService(0)) {
            PanelContext together = context(preset, train(service, preset, 15), 2);
            PanelContext columns =
                    new PanelContext(preset, together.runs(), together.iteration(), "", true, Cancellation.NEVER);
            for (String id : List.of("point-flow", "phase-portrait")) {
                List<Plot> plots = create(id, Map.of()).figure(columns).plots();
                assertThat(plots)
                        .as(id)
                        .extracting(Plot::title)
                        .containsExactly("NODE", "ANODE", "SONODE", "HBNODE", "GHBNODE");
                assertThat(plots.stream().map(Plot::x).distinct()).as(id).hasSize(1);
                assertThat(plots.stream().map(Plot::y).distinct()).as(id).hasSize(1);
            }
        }
    }
}
