package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.check.CardStore;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.check.Verdict;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import atlantafx.base.controls.Notification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// The reproduction cards in the window: read, made, kept, searched and saved.
@ExtendWith(ApplicationExtension.class)
final class CardsPageTest {
    private static final String QUICK = "simplest-concave";
    private static final String KEPT = "simplest-lemma-1";

    @TempDir
    private Path folder;

    private LabWindow window;

    /// One card was made before.
    @Start
    void start(Stage stage) throws IOException {
        Preset before = Presets.get(KEPT);
        new CardStore(folder.resolve("cards")).keep(before, ReproductionCard.run(before, () -> false));
        window = Windows.show(stage, folder, 1200, 800);
    }

    @BeforeEach
    void openThePage(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset(QUICK));
        robot.interact(() -> window.view().requestFocus());
        robot.push(KeyCode.K);
        waitUntil(() -> robot.lookup("#cards").tryQuery().isPresent()
                && !robot.lookup("#card-make").queryButton().isDisabled());
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private static Set<String> words(FxRobot robot) {
        return robot
                .from(robot.lookup("#card").queryParent())
                .lookup((javafx.scene.Node node) -> node instanceof Labeled)
                .queryAllAs(Labeled.class)
                .stream()
                .map(Labeled::getText)
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked") // the list that the page makes
    private static ListView<Preset> list(FxRobot robot) {
        return robot.lookup("#cards-list").queryAs(ListView.class);
    }

    @SuppressWarnings("unchecked") // of words
    private static ComboBox<String> only(FxRobot robot) {
        return robot.lookup("#cards-only").queryAs(ComboBox.class);
    }

    @Test
    void whatIsOpenIsShownAndNotRunYet(FxRobot robot) {
        Preset preset = Presets.get(QUICK);
        assertThat(list(robot).getSelectionModel().getSelectedItem().id()).isEqualTo(QUICK);
        assertThat(list(robot).getItems()).hasSize(Presets.ids().size());
        assertThat(words(robot)).contains(preset.info().title(), "not run yet");
        preset.expectations().forEach(claim -> assertThat(words(robot)).contains(claim.claim()));
    }

    /// The same numbers as on the command line, and there again for the next window.
    @Test
    void aCardIsMadeInTheBackgroundAndKept(FxRobot robot) throws Exception {
        robot.interact(() -> robot.lookup("#card-make").queryButton().requestFocus());
        robot.interact(() -> robot.lookup("#card-make").queryButton().fire());
        assertThat(list(robot).isFocused()).as("no other button has the keys").isTrue();
        Preset preset = Presets.get(QUICK);
        CardStore store = new CardStore(folder.resolve("cards"));
        waitUntil(() ->
                !words(robot).contains("not run yet") && store.find(preset).isPresent());
        ReproductionCard own = ReproductionCard.run(preset, () -> false);
        assertThat(store.find(preset)).isEqualTo(Optional.of(own));
        for (ReproductionCard.Row row : own.rows()) {
            assertThat(words(robot)).contains(row.claim());
            if (!row.outcome().ours().isEmpty()) {
                assertThat(words(robot)).contains(row.outcome().ours());
            }
            assertThat(words(robot))
                    .anyMatch(words -> words.startsWith(row.verdict().mark() + "  "));
        }
        waitUntil(() -> !robot.lookup("#cards-stop").query().isVisible());
    }

    @Test
    void cardsThatWereKeptAreFoundByVerdictAndByWords(FxRobot robot) throws Exception {
        waitUntil(() -> robot.lookup("#cards-summary").queryLabeled().getText().startsWith("1 card ·"));
        robot.interact(() -> only(robot).setValue(Verdict.HOLDS.word()));
        assertThat(list(robot).getItems()).extracting(Preset::id).containsExactly(KEPT);
        assertThat(words(robot)).anyMatch(words -> words.contains("Made by version"));
        robot.interact(() -> only(robot).setValue(Verdict.DOES_NOT_HOLD.word()));
        assertThat(words(robot)).anyMatch(words -> words.startsWith("No card that has been made here has a claim"));
        robot.interact(() -> only(robot).setValue("not made yet"));
        assertThat(list(robot).getItems())
                .extracting(Preset::id)
                .doesNotContain(KEPT)
                .contains(QUICK);
        robot.interact(() -> {
            only(robot).setValue("all");
            robot.lookup("#cards-search").queryTextInputControl().setText("no preset is like this");
        });
        assertThat(list(robot).getItems()).isEmpty();
        assertThat(words(robot)).anyMatch(words -> words.startsWith("No preset is like that"));
    }

    @Test
    void manyAreStoppedAndNothingOfThemIsKept(FxRobot robot) throws Exception {
        robot.interact(() -> robot.lookup("#cards-make-all").queryButton().fire());
        waitUntil(() -> robot.lookup("#cards-progress").queryLabeled().getText().contains("more wait"));
        robot.interact(() -> robot.lookup("#cards-stop").queryButton().fire());
        waitUntil(() -> !robot.lookup("#cards-stop").query().isVisible());
        assertThat(robot.lookup("#cards-make-all").queryButton().isDisabled()).isFalse();
    }

    @Test
    void allAreSavedInThreeForms(FxRobot robot) throws Exception {
        waitUntil(() -> robot.lookup("#cards-summary").queryLabeled().getText().startsWith("1 card ·"));
        ReproductionCard kept =
                new CardStore(folder.resolve("cards")).find(Presets.get(KEPT)).orElseThrow();
        for (String name : List.of("cards.md", "cards.html", "cards.tex")) {
            Path file = folder.resolve(name);
            robot.interact(() -> window.choices().cards().save(file));
            waitUntil(() -> Files.exists(file));
            assertThat(Files.readString(file)).contains(name.equals("cards.md") ? KEPT : "Claim");
        }
        for (ReproductionCard.Row row : kept.rows()) {
            assertThat(Files.readString(folder.resolve("cards.md")))
                    .contains(row.claim().replace("|", "\\|"), row.outcome().ours(), row.judged(), row.citation());
        }
        assertThat(Files.readString(folder.resolve("cards.html")))
                .contains(kept.rows().getFirst().claim().replace("&", "&amp;").replace("<", "&lt;"));
        assertThat(Files.readString(folder.resolve("cards.tex"))).contains("\\toprule", "\\bottomrule", "\\\\\n");
    }

    /// What is told stands above the page, where it is read and closed, and the page stays open.
    @Test
    void whatWasSavedIsToldAboveThePage(FxRobot robot) throws Exception {
        waitUntil(() -> robot.lookup("#cards-summary").queryLabeled().getText().startsWith("1 card ·"));
        Path file = folder.resolve("told.md");
        robot.interact(() -> window.choices().cards().save(file));
        waitUntil(() -> robot.lookup(".message").tryQueryAs(Notification.class).isPresent());
        Notification note = robot.lookup(".message").queryAs(Notification.class);
        assertThat(note.getMessage()).isEqualTo("Saved 1 card to " + file + ".");
        robot.clickOn(".message .close-button");
        waitUntil(() -> robot.lookup(".message").tryQuery().isEmpty());
        assertThat(window.sheets().isOpen()).isTrue();
    }

    @Test
    void theCardsPresetOpens(FxRobot robot) throws Exception {
        robot.interact(() -> list(robot)
                .getSelectionModel()
                .select(list(robot).getItems().stream()
                        .filter(preset -> preset.id().equals(KEPT))
                        .findFirst()
                        .orElseThrow()));
        robot.interact(() -> robot.lookup("#card-open").queryButton().fire());
        waitUntil(() -> window.session().preset().id().equals(KEPT));
        assertThat(window.sheets().isOpen()).isFalse();
    }
}
