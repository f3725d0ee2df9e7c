package adjointlab.panel.loss;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The loss over one parameter is in its picture, whatever the ranges were chosen for.
final class SurfaceLineTest {
    private static Plot plot(String... settings) {
        Preset preset = Overrides.apply(Presets.get("simplest-concave"), List.of(settings));
        PanelState panel = preset.layout().panels().stream()
                .filter(each -> each.id().equals("loss-surface"))
                .findFirst()
                .orElseThrow();
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            service.drain(Cancellation.NEVER);
            return LossSurface.ENTRY
                    .create(new Values(panel.options()).complete(LossSurface.ENTRY.parameters()))
                    .figure(new PanelContext(
                            preset,
                            runs.stream()
                                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                    .toList(),
                            0,
                            "",
                            false,
                            Cancellation.NEVER))
                    .plots()
                    .getFirst();
        }
    }

    private static boolean isSeen(Plot plot, Layer.Line line) {
        return IntStream.range(0, line.x().length)
                .anyMatch(i -> line.x()[i] >= plot.x().min()
                        && line.x()[i] <= plot.x().max()
                        && line.y()[i] >= plot.y().min()
                        && line.y()[i] <= plot.y().max());
    }

    private static boolean curveIsSeen(Plot plot) {
        return plot.layers().stream().anyMatch(layer -> layer instanceof Layer.Line line && isSeen(plot, line));
    }

    @Test
    void chosenRangesAreKeptWhereTheyShowTheCurve() {
        Plot plot = plot();
        assertThat(curveIsSeen(plot)).isTrue();
        assertThat(plot.x().min()).isEqualTo(-6);
        assertThat(plot.y().max()).isEqualTo(0.12);
    }

    /// Somebody has dragged the target far to the right: the whole curve lies above the preset's ranges.
    @Test
    void theyAreLeftWhereTheyShowNothingOfIt() {
        Plot plot = plot("problem.target=1.61");
        assertThat(curveIsSeen(plot)).isTrue();
        assertThat(plot.x().max()).as("with its target").isGreaterThan(1.61);
    }
}
