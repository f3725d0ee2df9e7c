package adjointlab.ui.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources;
import adjointlab.figure.Composition.Place;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.run.TrainingService;
import adjointlab.ui.form.FieldModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Names of single runs among others of their groups.
final class NamesOfRunsTest {
    private static final Source SOURCE = new Source("simplest-fig-2", List.of("iterations=1"));

    private final FigureModel model = new FigureModel();
    private final FigureFields fields = new FigureFields(model, _ -> {}, _ -> {});
    private final NameFields names = fields.runNames();
    private final FieldModel name = names.fields().getFirst();

    @BeforeEach
    void train() throws Exception {
        try (TrainingService service = new TrainingService(1)) {
            model.sources().put(SOURCE, FigureSources.trained(FigureSources.read(SOURCE, Path.of("")), service));
        }
        PanelState panel = new PanelState("run-table", Map.of(), false);
        model.open(
                FigureDocument.EMPTY.with(List.of(new Cell(new Place(0, 0, 1, 1), SOURCE, panel, -1, Changes.NONE))));
    }

    private Map<String, String> named() {
        return model.cell().orElseThrow().changes().names();
    }

    private void read(Map<String, String> written) {
        model.editCell("Read", cell -> cell.with(cell.changes().calling(written)));
    }

    @Test
    void everyRunIsOfferedAndOneOfThemIsCalledOtherwise() {
        assertThat(fields.ownNames().groups()).containsExactly("SGD", "Adam", "Variance-corrected");
        assertThat(names.groups()).hasSize(30).doesNotHaveDuplicates().contains("SGD a₀ = −4");

        names.groupProperty().set("SGD a₀ = −4");
        name.type("The first");
        assertThat(named()).hasSize(1).containsValue("The first");
        List<String> labels = model.groups(model.cell().orElseThrow()).getFirst().runs().stream()
                .map(shown -> named().getOrDefault(shown.run().name(), shown.label()))
                .toList();
        assertThat(labels).startsWith("The first").doesNotContain("SGD a₀ = −4");
        assertThat(names.groups()).as("they are offered as they came").contains("SGD a₀ = −4");

        names.groupProperty().set(names.groups().get(1));
        assertThat(name.value()).isEqualTo("");
        name.type("The second");
        assertThat(named()).hasSize(2);
        model.history().undo();
        assertThat(named()).containsOnlyKeys(named().keySet().iterator().next()).containsValue("The first");
    }

    /// Files may call a run by what it is called, too.
    @Test
    void aNameThatAFileGivesIsShownAndTakenAway() {
        read(Map.of("SGD a₀ = −4", "Read", "Adam", "Group"));
        names.groupProperty().set("SGD a₀ = −4");
        assertThat(name.value()).isEqualTo("Read");
        name.type("Typed");
        assertThat(named())
                .doesNotContainKey("SGD a₀ = −4")
                .containsValue("Typed")
                .containsEntry("Adam", "Group");
        name.type("");
        assertThat(named()).isEqualTo(Map.of("Adam", "Group"));
    }
}
