package adjointlab.ui.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Gallery.Takes;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresetsModelTest {
    private final PresetsModel model = new PresetsModel(Presets.builtIn(), Gallery.builtIn());

    private List<String> found() {
        return model.groups().stream()
                .flatMap(group -> group.presets().stream())
                .map(Preset::id)
                .distinct()
                .toList();
    }

    @Test
    void allAreThereByPaperAndByQuestion() {
        assertThat(found()).containsExactlyInAnyOrderElementsOf(Presets.ids());
        model.byQuestionProperty().set(true);
        assertThat(found()).containsExactlyInAnyOrderElementsOf(Presets.ids());
        assertThat(model.groups())
                .extracting(PresetsModel.Group::heading)
                .containsExactlyElementsOf(Gallery.builtIn().questions());
    }

    @ParameterizedTest
    @CsvSource({
        "Linear convergence, simplest-theorem-1",
        "predicts by how much, simplest-lemma-1",
        "Global Convergence, wide-fig-1cd",
        "simplest-fig-1b, simplest-fig-1b",
        "GHBNODE, heavy-ball-point-cloud",
        "ghbnode cifar, heavy-ball-cifar",
        "levenberg, natural-gradient-2d",
        "SNOpt, second-order-circle",
        "gradients vanish, simplest-concave",
        "overnight arabic, second-order-arabic",
        "Silverbox, heavy-ball-silverbox",
    })
    void wordsFindPresets(String words, String id) {
        model.queryProperty().set("  " + words + " ");
        assertThat(found()).contains(id).hasSizeLessThan(Presets.ids().size() / 2);
    }

    @Test
    void allWordsMustBeThere() {
        model.queryProperty().set("lemma zebra");
        assertThat(model.groups()).isEmpty();
    }

    @Test
    void whatTheyTakeNarrows() {
        model.takesProperty(Takes.OVERNIGHT).set(true);
        assertThat(found()).contains("second-order-arabic").doesNotContain("simplest-fig-2", "heavy-ball-cifar");
        model.takesProperty(Takes.DAYS).set(true);
        assertThat(found()).contains("second-order-arabic", "heavy-ball-cifar").doesNotContain("simplest-fig-2");
        model.wantsFilesProperty().set(true);
        model.takesProperty(Takes.OVERNIGHT).set(false);
        model.takesProperty(Takes.DAYS).set(false);
        assertThat(found())
                .containsExactlyInAnyOrderElementsOf(Presets.builtIn().stream()
                        .filter(preset -> preset.wants().isPresent())
                        .map(Preset::id)
                        .toList())
                .hasSizeGreaterThan(5);
    }

    @Test
    void aCardHasOneSentenceOfTheText() {
        assertThat(FirstSentence.of("One. Two.")).isEqualTo("One.");
        assertThat(FirstSentence.of("The same as Fig. 1 (a, b) with ReLU, see Figs. 10 and 11. More."))
                .isEqualTo("The same as Fig. 1 (a, b) with ReLU, see Figs. 10 and 11.");
        assertThat(Presets.builtIn())
                .allSatisfy(preset -> assertThat(FirstSentence.of(preset.info().text()))
                        .as(preset.id())
                        .isNotEmpty()
                        .matches("(?s).*[.:?]"));
    }
}
