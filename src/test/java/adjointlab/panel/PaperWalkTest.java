package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Values;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.kit.PanelContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Every panel of every preset that has something to show in it, whether it stands in the preset's layout or not, on
/// paper of three widths.
@Tag("layout")
class PaperWalkTest {
    @Test
    void everyPanelOfEveryPresetCanBeReadAndNamesWhatItDraws(TestReporter progress) {
        List<String> faults = new ArrayList<>();
        int figures = 0;
        List<String> presets = TrainedPresets.ids();
        for (int i = 0; i < presets.size(); i++) {
            String preset = presets.get(i);
            PanelContext context = TrainedPresets.context(preset, Integer.MAX_VALUE, false);
            PresetFacts facts =
                    new PresetFacts(TrainedPresets.runs(preset).getFirst().startSettings());
            for (String panel : Panels.CATALOG.ids()) {
                if (facts.takesLong(panel)) {
                    continue;
                }
                Figure figure =
                        TrainedPresets.create(panel, options(preset, panel)).figure(context);
                if (figure.emptyText().isEmpty()) {
                    figures++;
                    try {
                        PaperCheck.check(figure, context.runs(), preset + ", " + panel);
                    } catch (AssertionError fault) {
                        faults.add(fault.getMessage());
                    }
                }
            }
            progress.publishEntry(
                    "paper",
                    (i + 1) + " of " + presets.size() + " presets, " + figures + " figures, " + faults.size()
                            + " faults: " + preset);
        }

        assertThat(faults).isEmpty();
        assertThat(figures).isGreaterThan(20 * presets.size());
    }

    /// As the preset shows the panel, if it does; a plane is as coarse as can be, since each of its points is a solve.
    private static Map<String, Object> options(String preset, String panel) {
        Map<String, Object> shown = Presets.get(preset).layout().panels().stream()
                .filter(state -> state.id().equals(panel))
                .findFirst()
                .map(PanelState::options)
                .orElse(Map.of());
        return panel.equals("loss-surface")
                ? new Values(shown).with("resolution", 124).map()
                : shown;
    }
}
