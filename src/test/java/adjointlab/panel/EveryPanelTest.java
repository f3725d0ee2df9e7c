package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Figure;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every panel of every preset has something to show, or says in a sentence that it has not.
class EveryPanelTest {
    /// Of so many figures one is looked at on paper; [PaperWalkTest] looks at all.
    private static final int PAPER_SAMPLE = 40;

    private static final long SAMPLE_SEED = 19;

    private static final Set<String> OF_KERNELS = Set.of("ntk-spectrum", "kernel", "ntk-drift");
    private static final int FEW_IMAGES = 8;

    static List<String> presets() {
        return TrainedPresets.ids();
    }

    static List<String> panels() {
        return Panels.CATALOG.ids();
    }

    /// Each panel at all stages of the preset that it is made for, and of every other one at one of them, which turns
    /// from panel to panel and from preset to preset.
    @ParameterizedTest
    @MethodSource("presets")
    void everyPanelShowsEveryPreset(String preset) {
        int turn = presets().indexOf(preset);
        for (String panel : panels()) {
            List<Integer> stages = stages(preset, panel);
            if (stages.isEmpty() || preset.equals(TrainedPresets.madeFor(panel))) {
                stages.forEach(k -> assertShown(preset, panel, k));
            } else {
                assertShown(preset, panel, stages.get((turn + panels().indexOf(panel)) % stages.size()));
            }
        }
    }

    @Tag("layout")
    @ParameterizedTest
    @MethodSource("presets")
    void everyPanelShowsEveryPresetAtEveryStage(String preset) {
        for (String panel : panels()) {
            stages(preset, panel).forEach(k -> assertShown(preset, panel, k));
        }
    }

    /// The iterations at which a panel has something else to show; none where a preset takes it too long.
    private static List<Integer> stages(String preset, String panel) {
        if (facts(preset).takesLong(panel)) {
            return List.of();
        }
        if (panel.equals("microscope")) {
            return List.of(Integer.MAX_VALUE); // once is enough
        }
        // the first and the last tell of many trainings what there is to tell
        boolean ofMany = List.of("sweep-curves", "rank-over-budget", "parallel-settings", "sweep-map")
                .contains(panel);
        return ofMany ? List.of(0, Integer.MAX_VALUE) : List.of(0, 100, Integer.MAX_VALUE);
    }

    private static void assertShown(String preset, String panel, int k) {
        Figure figure =
                TrainedPresets.create(panel, options(preset, panel)).figure(TrainedPresets.context(preset, k, false));
        SentenceCheck.check(figure, preset + ", " + panel + ", k = " + k);
        if (facts(preset).haveNothingFor(panel, figure.emptyText())) {
            assertThat(figure.emptyText()).as("%s, %s", preset, panel).endsWith(".");
            return;
        }
        assertThat(figure.emptyText()).as("%s, k = %d", panel, k).isEmpty();
        Random sample = new Random(SAMPLE_SEED ^ (preset + panel + k).hashCode());
        if (sample.nextInt(PAPER_SAMPLE) == 0) {
            PaperCheck.check(figure, TrainedPresets.shown(preset), preset + ", " + panel + ", k = " + k);
        }
        assertThat(figure.plots()).as("%s, k = %d", panel, k).isNotEmpty().allSatisfy(plot -> assertThat(plot.layers())
                .isNotEmpty());
    }

    /// The coarsest plane, every one of whose points is a solve, and kernels of few images, each of which takes ten.
    private static Map<String, Object> options(String preset, String panel) {
        if (panel.equals("loss-surface")) {
            return Map.of("resolution", 124);
        }
        return OF_KERNELS.contains(panel) && facts(preset).hasImages() ? Map.of("samples", FEW_IMAGES) : Map.of();
    }

    private static PresetFacts facts(String preset) {
        return new PresetFacts(TrainedPresets.runs(preset).getFirst().startSettings());
    }

    @ParameterizedTest
    @MethodSource("presets")
    void layoutsNameThreeToFivePanelsWithOptionsThatExist(String id) {
        Preset preset = Presets.get(id);

        assertThat(preset.layout().panels()).hasSizeBetween(3, 6);
        for (PanelLayout.PanelState state : preset.layout().panels()) {
            Figure figure =
                    TrainedPresets.create(state.id(), state.options()).figure(TrainedPresets.context(id, 50, false));
            SentenceCheck.check(figure, id + ", " + state);
            assertThat(figure.emptyText()).as(state.id()).isEmpty();
            PaperCheck.checkColumn(figure, TrainedPresets.shown(id), id + ", " + state);
        }
    }
}
