package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the tangent kernel's panels show of the wide model.
class TangentPanelsTest {
    private static final Preset PRESET = Overrides.apply(Presets.get("wide-fig-7"), List.of("iterations=20"));
    private static final PanelContext CONTEXT = context();

    private static PanelContext context() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(PRESET);
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
            List<Shown> shown =
                    runs.stream().map(run -> new Shown(run, RunStyles.of(run))).toList();
            return new PanelContext(PRESET, shown, 20, "", false, Cancellation.NEVER);
        }
    }

    private static Figure figure(String id, Map<String, Object> options) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        return entry.create(new Values(options).complete(entry.parameters())).figure(CONTEXT);
    }

    @Test
    void spectrumLiesNearTheOneOfInfiniteWidth() {
        List<Plot> plots = figure("ntk-spectrum", Map.of("samples", 8)).plots();
        assertThat(plots).hasSize(3);
        List<Layer> layers = plots.getFirst().layers();
        assertThat(layers).hasSize(17);
        Layer.Line start = (Layer.Line) layers.get(0);
        Layer.Line infinite = (Layer.Line) layers.getLast();
        assertThat(start.name()).endsWith("k = 0");
        assertThat(infinite.name()).isEqualTo("infinite width");
        assertThat(infinite.y()).hasSize(8);
        assertThat(start.y()[0]).isBetween(0.7 * infinite.y()[0], 1.4 * infinite.y()[0]);
        assertThat(start.y())
                .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .doesNotContain(Double.NaN);
    }

    @Test
    void mapsShowBothKernelsAndTheirDifference() {
        List<Plot> plots = figure("kernel", Map.of("samples", 6, "show", "all")).plots();
        assertThat(plots).hasSize(4);
        double[][] empirical = ((Layer.HeatMap) plots.get(0).layers().getFirst()).z();
        double[][] infinite = ((Layer.HeatMap) plots.get(1).layers().getFirst()).z();
        double[][] difference = ((Layer.HeatMap) plots.get(2).layers().getFirst()).z();
        assertThat(empirical).hasDimensions(6, 6);
        assertThat(difference[2][4]).isEqualTo(empirical[2][4] - infinite[2][4]);
        assertThat(infinite[2][4]).isEqualTo(infinite[4][2]);
        double[][] inputs = ((Layer.HeatMap) plots.get(3).layers().getFirst()).z();
        assertThat(inputs).hasDimensions(14, 6 * 14);
    }

    @Test
    void activationTellsWhatTheTheoremsSay() {
        assertThat(figure("activation", Map.of()).note()).startsWith("Softplus").contains("both kernels definite");
        assertThat(figure("activation", Map.of("activation", "relu")).note()).contains("φ′ jumps");
        assertThat(figure("activation", Map.of("activation", "quadratic")).note())
                .contains("polynomial: no theorem");
        Figure quintic = figure("activation", Map.of("activation", "polynomial", "degree", 5));
        assertThat(quintic.note()).isEqualTo("Degree 5 · polynomial: no theorem");
        assertThat(quintic.plots().getFirst().title()).isEqualTo("φ′ and φ″ have no bound");
        Figure tanh = figure("activation", Map.of("activation", "tanh"));
        Layer.Points coefficients = (Layer.Points) tanh.plots().get(2).layers().getFirst();
        assertThat(coefficients.y()[0]).as("tanh is odd").isNaN();
        assertThat(coefficients.y()[1]).isBetween(0.60, 0.61);
        assertThat(Arrays.stream(coefficients.y()).filter(Double::isFinite).count())
                .isEqualTo(12);
    }
}
