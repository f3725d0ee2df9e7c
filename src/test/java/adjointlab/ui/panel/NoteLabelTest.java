package adjointlab.ui.panel;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/// A note is said as far as whole parts of it have room, and never by half a word.
@ExtendWith(ApplicationExtension.class)
final class NoteLabelTest {
    private static final String NOTE = "SGD a₀ = −4 · k = 20 · faded: raw";

    private static List<Shown> runs() {
        try (TrainingService service = new TrainingService(0)) {
            return service.open(Presets.get("simplest-lemma-1")).stream()
                    .map(run -> new Shown(run, RunStyles.of(run)))
                    .toList();
        }
    }

    @Test
    void runsAreCalledByWhatTellsThemApartBeforeAnythingIsLeftOut() {
        List<Shown> runs = runs();
        String name = runs.getFirst().label();
        assertThat(NoteLabel.wordings(name + " · k = 20", List.of())).containsExactly(name + " · k = 20", name, "");
        List<String> wordings = NoteLabel.wordings(name + " · k = 20", runs);
        String brief = wordings.get(wordings.size() - 2);
        assertThat(name).endsWith(brief).isNotEqualTo(brief);
        assertThat(wordings).containsExactly(name + " · k = 20", brief + " · k = 20", brief, "");
    }

    @Test
    void partsThatHaveNoRoomAreLeftOutWhole() throws Exception {
        NoteLabel note = fx(() -> {
            NoteLabel made = new NoteLabel();
            made.say(NOTE, List.of());
            new Scene(new HBox(made), 600, 40);
            return made;
        });
        Set<String> said = new LinkedHashSet<>();
        for (double room = 400; room >= 0; room -= 4) {
            double most = room;
            said.add(fx(() -> {
                note.setMaxWidth(most);
                note.getScene().getRoot().applyCss();
                note.getScene().getRoot().layout();
                String words = note.getText();
                assertThat(words.isEmpty() ? words : ((Text) note.lookup(".text")).getText())
                        .as("room %s", most)
                        .isEqualTo(words);
                assertThat(note.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                        .as("to a screen reader, room %s", most)
                        .isEqualTo(NOTE);
                return words;
            }));
        }
        assertThat(said).containsExactly(NOTE, "SGD a₀ = −4 · k = 20", "SGD a₀ = −4", "");
        assertThat(fx(() -> note.getTooltip().getText())).isEqualTo(NOTE);
    }
}
