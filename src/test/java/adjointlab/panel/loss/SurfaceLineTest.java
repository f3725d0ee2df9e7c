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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The loss over one parameter is in its picture, whatever the ranges were chosen for.
final class SurfaceLineTest {
    private static Plot plot(String... settings) {
        return plots(Map.of(), false, settings).getFirst();
    }

    /// @param options beside the preset's own
    /// @param columns whether two runs are side by side, the second with its target far away
    private static List<Plot> plots(Map<String, Object> options, boolean columns, String... settings) {
        Preset preset = Overrides.apply(Presets.get("simplest-concave"), List.of(settings));
        PanelState panel = preset.layout().panels().stream()
                .filter(each -> each.id().equals("loss-surface"))
                .findFirst()
                .orElseThrow();
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset);
            if (columns) {
                Run near = runs.getFirst();
                Run.Identity identity = new Run.Identity("far", "Far", 1, null);
                runs = List.of(near, service.add(identity, near.settings().with("problem.target", List.of(1.61))));
            }
            service.drain(Cancellation.NEVER);
            Map<String, Object> all = new LinkedHashMap<>(panel.options());
            all.putAll(options);
            return LossSurface.ENTRY
                    .create(new Values(all).complete(LossSurface.ENTRY.parameters()))
                    .figure(new PanelContext(
                            preset,
                            runs.stream()
                                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                    .toList(),
                            0,
                            "",
                            columns,
                            Cancellation.NEVER))
                    .plots();
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

    /// A steep curve on few points has none in a narrow range, and comes through it all the same.
    @Test
    void aCurveBetweenTwoOfItsPointsIsSeen() {
        double low = 0.13;
        double high = 0.14;
        Plot plot = plots(Map.of("rangeY", List.of(low, high), "resolution", 31), false)
                .getFirst();
        assertThat(plot.layers().stream()
                        .filter(Layer.Line.class::isInstance)
                        .map(Layer.Line.class::cast)
                        .flatMapToDouble(line -> Arrays.stream(line.y()))
                        .filter(loss -> loss >= low && loss <= high))
                .as("points within")
                .isEmpty();
        assertThat(plot.y().min()).isEqualTo(low);
        assertThat(plot.y().max()).isEqualTo(high);
    }

    /// Side by side one curve is where the preset looks and the other is not.
    @Test
    void noColumnIsLeftEmpty() {
        List<Plot> plots = plots(Map.of(), true);
        assertThat(plots).hasSize(2).allSatisfy(plot -> assertThat(curveIsSeen(plot))
                .as(plot.title())
                .isTrue());
    }
}
