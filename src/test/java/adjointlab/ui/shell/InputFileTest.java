package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.catalog.InputFacts.Column;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.ui.form.FieldModel;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import javafx.event.ActionEvent;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A preset whose input is measured asks for the file and takes it, or says why not.
@ExtendWith(ApplicationExtension.class)
final class InputFileTest {
    private static final Preset PRESET =
            Overrides.apply(Presets.get("heavy-ball-silverbox"), List.of("problem.horizon=4", "seed=0"));

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1100, 800);
        window.session().open(PRESET);
        window.described();
    }

    @Stop
    void stop() {
        window.close();
    }

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private boolean isSaid(FxRobot robot, String words) {
        return robot.lookup("#messages .message").queryAll().stream()
                .anyMatch(message -> message instanceof Notification told
                        && told.getMessage().contains(words));
    }

    private boolean allFinishedOn(String file) {
        return window.session().runs().stream()
                .allMatch(run ->
                        run.settings().get("field.inputFile").equals(file) && run.state() instanceof RunState.Finished);
    }

    private Path measured(int rows) throws Exception {
        StringBuilder text = new StringBuilder("\"V1\",\"V2\",\n");
        for (int k = 0; k < rows; k++) {
            text.append(Math.cos(k) / 100).append(",0,\n");
        }
        return Files.writeString(folder.resolve("SNLS80mV.csv"), text.append("\n\n"));
    }

    @Test
    void theStripAsksForTheFileAndItDrivesTheModelsUntilUndone(FxRobot robot) throws Exception {
        waitUntil(() -> window.wanted().isVisible() && allFinishedOn(""));
        assertThat(robot.lookup("#wanted-files .label").queryLabeled().getText())
                .isEqualTo(
                        "Made for Silverbox: choose SNLS80mV.csv in one folder, also as .gz; until then an input made"
                                + " here drives it.");

        Path other = Files.writeString(folder.resolve("other.csv"), "1\n");
        robot.interact(() -> window.wanted().setChooser(_ -> Optional.of(other)));
        robot.clickOn("#choose-files");
        waitUntil(() -> isSaid(robot, "has no SNLS80mV.csv"));

        Path table = measured(9);
        robot.clickOn("#choose-files");
        waitUntil(() -> isSaid(robot, "has 9 rows; the input has 64 samples: set inputLength to 9 or fewer"));
        assertThat(window.wanted().isVisible()).isTrue();
        assertThat(allFinishedOn("")).isTrue();

        measured(80);
        robot.clickOn("#choose-files");
        waitUntil(() -> !window.wanted().isVisible()
                && allFinishedOn(table.toAbsolutePath().toString()));

        robot.interact(window.session()::undo);
        waitUntil(() -> window.wanted().isVisible() && allFinishedOn(""));
    }

    private boolean allDrivenBy(String file) {
        return window.session().runs().stream()
                .map(Run::settings)
                .allMatch(settings -> WantedFiles.inputs(settings, file).entrySet().stream()
                        .allMatch(input -> settings.get(input.getKey()).equals(input.getValue())));
    }

    /// One step of the history for both.
    @Test
    void aDroppedTableDrivesTheSystemAndItsField(FxRobot robot) throws Exception {
        Preset spring = Overrides.apply(
                Presets.get("learn-driven-spring"),
                List.of("iterations=1", "problem.inputLength=4", "field.inputLength=4"));
        robot.interact(() -> window.session().open(spring));
        assertThat(allDrivenBy("")).isTrue();
        Path table = measured(5);
        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> isReady(robot));
        assertThat(allDrivenBy(""))
                .as("nothing changes before it is taken into use")
                .isTrue();
        robot.interact(() -> robot.lookup("#inputs-use").queryButton().fire());
        waitUntil(() -> allDrivenBy(table.toString()));
        assertThat(window.session().runs()).allSatisfy(run -> {
            assertThat(run.settings().get("field.inputColumns"))
                    .as("a spring takes one")
                    .isEqualTo("V1");
            assertThat(run.settings().get("problem.inputColumn")).isEqualTo(1);
        });
        robot.interact(window.session()::undo);
        waitUntil(() -> allDrivenBy(""));
    }

    /// It takes as many as the file has, whatever each was between its samples before.
    @Test
    void aFormulaThatNamesInputsIsDrivenByAllColumns(FxRobot robot) throws Exception {
        Preset law = Overrides.apply(
                Presets.get("learn-moving-base"),
                List.of("iterations=1", "problem.samples=1", "problem.inputLength=4", "field.inputLength=4"));
        robot.interact(() -> window.session().open(law));
        Path table = Files.writeString(
                folder.resolve("three.csv"), "word,time,a,b,c\nx,0,1,5,2\nx,1,2,6,3\nx,2,4,7,5\nx,8,-3,9,1\n");
        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> robot.lookup("#inputs-inputColumns-text")
                .tryQuery()
                .filter(control -> ((TextInputControl) control).getText().equals("a, b, c"))
                .isPresent());
        waitUntil(() -> isReady(robot));
        robot.interact(() -> robot.lookup("#inputs-use").queryButton().fire());
        waitUntil(() -> allDrivenBy(table.toString()));
        Settings settings = window.session().runs().getLast().settings();
        assertThat(settings.id(Slots.FIELD)).isEqualTo("formula");
        assertThat(settings.get("field.inputColumns")).isEqualTo("a, b, c");
        assertThat(settings.get("field.inputBetweenEach")).isEqualTo("");
    }

    private static String columns(FxRobot robot) {
        return robot.lookup("#inputs-inputColumns-text")
                .tryQuery()
                .map(control -> ((TextInputControl) control).getText())
                .orElse("");
    }

    /// One bad cell is no reason to take the times as the only input.
    @Test
    void aColumnWithAWordAmongItsNumbersIsLeftOut(FxRobot robot) throws Exception {
        Preset law = Overrides.apply(
                Presets.get("learn-moving-base"),
                List.of("iterations=1", "problem.samples=1", "problem.inputLength=4", "field.inputLength=4"));
        robot.interact(() -> window.session().open(law));
        Path table =
                Files.writeString(folder.resolve("three.csv"), "time,a,b,c\n0,1,5,2\n1,2,much,3\n2,4,7,5\n8,-3,9,1\n");
        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> columns(robot).equals("a, c") && isReady(robot));
        assertThat(words(robot, "#inputs-sheet"))
                .contains("Left out", "b, line 3, column 3 (b): 'much' is not a number");
        type(robot, "#inputs-inputColumns-text", "c, a");
        waitUntil(() -> isReady(robot) && !words(robot, "#inputs-sheet").contains("Left out"));

        Path none = Files.writeString(folder.resolve("none.csv"), "time,a\n0,1\n1,much\n2,4\n8,-3\n");
        robot.interact(() -> window.dropped(List.of(none)));
        waitUntil(() -> isRefused(robot, "none.csv has no column that could drive: a, line 3, column 2 (a): 'much'"));
        assertThat(isReady(robot)).isFalse();
    }

    /// The other column is what was measured behind the box.
    @Test
    void theFileThatAPresetIsMadeForIsReadAsThePresetSays(FxRobot robot) throws Exception {
        Path table = measured(80);
        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> isReady(robot));
        assertThat(words(robot, "#inputs-columns")).contains("V1").doesNotContain("V2");
        Path renamed = Files.copy(table, folder.resolve("renamed.csv"));
        robot.interact(() -> window.dropped(List.of(renamed)));
        waitUntil(() -> isReady(robot) && columns(robot).equals("V1, V2"));
    }

    @Test
    void aChoiceDuringTheFirstReadingHolds(FxRobot robot) throws Exception {
        Preset law = Overrides.apply(
                Presets.get("learn-moving-base"),
                List.of("iterations=1", "problem.samples=1", "problem.inputLength=4", "field.inputLength=4"));
        Path table = Files.writeString(folder.resolve("two.csv"), "time,a,b\n0,1,5\n1,2,4\n2,4,7\n8,-3,9\n");
        InputSheetModel model = Patience.fx(() -> {
            InputSheetModel made = new InputSheetModel(List.of(law.settings()), table.toString(), false);
            FieldModel columns = made.fields().stream()
                    .filter(field -> field.parameter().name().equals("inputColumns"))
                    .findFirst()
                    .orElseThrow();
            made.changed(columns, "b"); // nothing that was read arrives before this ends
            return made;
        });
        try {
            waitUntil(() -> model.stateProperty().get() instanceof InputSheetModel.Read);
            InputSheetModel.Read read = Patience.fx(
                    () -> (InputSheetModel.Read) model.stateProperty().get());
            assertThat(read.facts().columns()).extracting(Column::name).containsExactly("b");
            assertThat(read.leftOut()).isEmpty();
        } finally {
            robot.interact(model::close);
        }
    }

    private static boolean isReady(FxRobot robot) {
        return robot.lookup("#inputs-use")
                .tryQuery()
                .filter(use -> !use.isDisabled())
                .isPresent();
    }

    private static boolean isRefused(FxRobot robot, String words) {
        return robot.lookup("#inputs-sentence")
                .tryQueryAs(Label.class)
                .filter(sentence ->
                        sentence.getText().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .isPresent();
    }

    private static List<String> words(FxRobot robot, String within) {
        return robot.lookup(within + " .label").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private static void type(FxRobot robot, String field, String text) {
        robot.interact(() -> {
            var control = robot.lookup(field).queryTextInputControl();
            control.requestFocus();
            control.setText(text);
            control.fireEvent(new ActionEvent(control, control));
        });
    }

    /// Columns, times, gaps, ranges and a curve of each are seen before; what cannot be used is not.
    @Test
    void aSheetShowsWhatWasUnderstoodOfAFileOfInputs(FxRobot robot) throws Exception {
        Preset spring = Overrides.apply(
                Presets.get("learn-driven-spring"),
                List.of(
                        "iterations=1",
                        "problem.id=driven-formula",
                        "problem.formula=x'' = -x + u1 - u2",
                        "problem.inputCount=2",
                        "field.inputCount=2",
                        "problem.inputLength=3",
                        "field.inputLength=3"));
        robot.interact(() -> window.session().open(spring));
        Path table = Files.writeString(
                folder.resolve("forces.csv"), "time,force,base,word\n0,1,5,x\n1,2,,x\n2,4,7,x\n8,-3,9,x\n");
        robot.interact(() -> window.dropped(List.of(table)));
        waitUntil(() -> isReady(robot));
        assertThat(robot.lookup("#inputs-inputColumns-text")
                        .queryTextInputControl()
                        .getText())
                .as("all columns of numbers but the times")
                .isEqualTo("force, base");
        type(robot, "#inputs-inputColumns-text", "force");
        waitUntil(() -> isRefused(robot, "The formula names u2, and there is 1 input."));
        type(robot, "#inputs-inputColumns-text", "force, rain");
        waitUntil(() -> isRefused(robot, "'rain'"));
        assertThat(isReady(robot)).isFalse();

        type(robot, "#inputs-inputColumns-text", "force, base");
        waitUntil(() -> isReady(robot));
        type(robot, "#inputs-inputBetweenEach-text", "linear, steps");
        waitUntil(() -> isReady(robot) && words(robot, "#inputs-columns").contains("base"));
        assertThat(words(robot, "#inputs-columns")).contains("force", "base", "3 samples", "1 missing");
        assertThat(words(robot, "#inputs-sheet"))
                .contains("4", "time, 0 … 8 s", "force, 1 s apart", "base, 2 s apart with gaps up to 6 s");
        assertThat(robot.lookup("#inputs-columns").queryAs(Pane.class).getChildren())
                .hasSize(2)
                .allSatisfy(
                        row -> assertThat(((Pane) row).getChildren().getLast()).isInstanceOf(Sparkline.class));

        robot.interact(() -> robot.lookup("#inputs-use").queryButton().fire());
        waitUntil(() -> allDrivenBy(table.toString()));
        assertThat(window.session().runs()).allSatisfy(run -> {
            for (String slot : List.of("problem", "field")) {
                assertThat(run.settings().get(slot + ".inputColumns")).isEqualTo("force, base");
                assertThat(run.settings().get(slot + ".inputBetweenEach")).isEqualTo("linear, steps");
            }
        });
        robot.interact(window.session()::undo);
        waitUntil(() -> allDrivenBy(""));
        assertThat(window.session().runs())
                .allSatisfy(run ->
                        assertThat(run.settings().get("field.inputColumns")).isEqualTo(""));
    }
}
