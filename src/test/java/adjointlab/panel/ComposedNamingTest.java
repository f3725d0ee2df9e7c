package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Grid;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Presets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Without a legend of all, each cell of a composed figure names the groups and runs that it draws and not only the
/// caption.
final class ComposedNamingTest {
    private static final Look EACH =
            new Look(new TypeChoice(false, Double.NaN), Letters.PARENTHESES, LegendPlace.OFF, true, Map.of());

    private static FigureDocument document(String preset, int columns, PageChoice page, List<PanelState> panels) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            Place place = new Place(i / columns, i % columns, 1, 1);
            cells.add(new Cell(place, new Source(preset, List.of()), panels.get(i), -1, Changes.NONE));
        }
        Grid grid = new Grid(
                Collections.nCopies(columns, 1.0),
                Collections.nCopies(Math.ceilDiv(panels.size(), columns), 1.0),
                4,
                4,
                Headings.NONE);
        return new FigureDocument("", page, EACH, grid, cells);
    }

    private static PanelState panel(String id) {
        return new PanelState(id, Map.of());
    }

    @Test
    void groupsAreNamedBelowThePanelsThatDoNotNameThem() {
        List<PanelState> panels =
                List.of(panel("loss-surface"), panel("loss-curves"), panel("phase-portrait"), panel("nfe"));
        PageChoice wide = new PageChoice(PageChoice.DEFAULT.target(), true, 240, Double.NaN);
        ComposedCheck composed = ComposedCheck.of(document("simplest-fig-2", 2, wide, panels));

        assertThat(composed.below(0)).containsExactly("SGD", "Adam", "Variance-corrected");
        assertThat(composed.words().get(0)).contains("SGD", "Adam", "Variance-corrected");
        assertThat(composed.below(2)).as("one run stands in the head").isEmpty();
        assertThat(composed.words().get(2)).contains("SGD a₀ = −4");
        for (int i = 0; i < panels.size(); i++) {
            assertThat(composed.unnamed(i)).as(panels.get(i).id()).isEmpty();
        }
    }

    @Test
    void namesBelowAreThoseThatTheDocumentGives() {
        List<PanelState> panels = List.of(panel("loss-surface"));
        FigureDocument document = document("simplest-fig-2", 1, PageChoice.DEFAULT, panels)
                .with(new Look(EACH.type(), EACH.letters(), EACH.legend(), true, Map.of("SGD", "Descent")));

        ComposedCheck composed = ComposedCheck.of(document);
        assertThat(composed.below(0)).containsExactly("Descent", "Adam", "Variance-corrected");
        assertThat(composed.words().getFirst()).contains("Descent").doesNotContain("SGD");
    }

    @Test
    @Tag("layout")
    void everyPanelOfEveryPresetsLayoutNamesWhatItDrawsBesideAnother() {
        List<String> faults = new ArrayList<>();
        int cells = 0;
        for (String preset : TrainedPresets.ids()) {
            for (PanelState panel : Presets.get(preset).layout().panels()) {
                Figure alone = TrainedPresets.create(panel.id(), panel.options())
                        .figure(TrainedPresets.context(preset, Integer.MAX_VALUE, panel.columns()));
                if (!alone.emptyText().isEmpty()) {
                    continue;
                }
                ComposedCheck composed =
                        ComposedCheck.roomy(document(preset, 2, PageChoice.DEFAULT, List.of(panel, panel)));
                for (int i = 0; i < 2; i++) {
                    cells++;
                    composed.unnamed(i).forEach(run -> faults.add(preset + ", " + panel.id() + ": " + run));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(cells).isGreaterThan(100);
    }
}
