package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.run.TrainingService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is drawn by hand becomes a preset that trains.
final class DrawingTest {
    private static final int POINTS = 40;

    private static List<Double> circle() {
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            points.add(Math.cos(2 * Math.PI * i / POINTS));
            points.add(Math.sin(2 * Math.PI * i / POINTS));
        }
        return points;
    }

    @ParameterizedTest
    @EnumSource
    void aDrawingTrains(Drawing drawing) {
        Preset preset = drawing.preset(circle());
        assertThat(drawing.points(preset)).isEqualTo(circle());
        assertThat(Drawing.of(preset)).contains(drawing);
        assertThat(preset.expectations()).isEmpty();
        Preset again = PresetJson.read("it", JsonObject.write(PresetJson.tree(preset)));
        assertThat(again).isEqualTo(preset);
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            runs.forEach(run -> service.advance(run, 2));
            service.drain(Cancellation.NEVER);
            for (Run run : runs) {
                assertThat(run.state()).as(run.name()).isNotInstanceOf(RunState.Failed.class);
                assertThat(run.log().get("loss", 0)).as(run.name()).isFinite();
            }
            double before = runs.getFirst().log().get("loss", 0);
            assertThat(runs.getFirst().log().get("loss", runs.getFirst().iteration()))
                    .isLessThanOrEqualTo(before);
        }
    }

    /// The loss is what was drawn, where the run stands, and each optimizer starts where the line was begun.
    @Test
    void theLossOfOneParameterIsAsHighAsTheLine() {
        List<Double> points = new ArrayList<>();
        for (int i = 0; i <= 30; i++) {
            double x = 1.5 - 0.1 * i;
            points.addAll(List.of(x, (x + 0.5) * (x + 0.5) - 1));
        }
        Preset preset = Drawing.CURVE.preset(points);
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            runs.forEach(run -> service.advance(run, preset.settings().get(Slots.ITERATIONS)));
            service.drain(Cancellation.NEVER);
            for (Run run : runs) {
                assertThat(run.state()).as(run.name()).isNotInstanceOf(RunState.Failed.class);
                assertThat(run.log().get("loss", 0)).as(run.name()).isCloseTo(4, within(1e-9));
                assertThat(run.log().get("loss", run.iteration()))
                        .as(run.name())
                        .isLessThan(0.02);
            }
        }
    }

    @Test
    void aStrokeUpwardsIsNoLoss() {
        assertThatThrownBy(() -> Drawing.CURVE.preset(List.of(0.0, 0.0, 0.0, 1.0)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("from left to right");
    }

    @Test
    void otherPresetsAreNoDrawings() {
        assertThat(Drawing.of(Presets.get(Presets.DEFAULT_ID))).isEmpty();
    }

    @Test
    void halfAPointIsRefused() {
        Preset half = Drawing.DENSITY.preset(circle());
        assertThatThrownBy(() -> Overrides.apply(half, List.of("problem.drawing=1,2,3"))
                        .settings()
                        .create(Slots.PROBLEM))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("two numbers a point");
    }
}
