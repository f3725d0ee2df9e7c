package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.figure.Figure;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.store.LabFile;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A panel of a figure shows the open runs, a file's, or the same under other settings, and the command line draws the
/// same.
@ExtendWith(ApplicationExtension.class)
final class FigureSourceWindowTest {
    private static final String TWO = """
        {"figure": 1, "grid": {"rows": 1, "columns": 2}, "cells": [
          {"place": {"row": 0, "column": 0}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "loss-curves"},
          {"place": {"row": 0, "column": 1}, "source": "simplest-fig-1a", "set": ["iterations=3"],
           "panel": "adjoint-norm"}
        ]}
        """;

    private static final Source THREE = new Source("simplest-fig-1a", List.of("iterations=3"));

    @TempDir
    private Path folder;

    private LabWindow window;
    private FigureSheet sheet;
    private Hand hand;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1440, 900);
        window.actions().askBy(new Answers());
        window.openPreset("simplest-fig-1a");
    }

    @BeforeEach
    void open(FxRobot robot) throws Exception {
        sheet = new FigureSheet(window, folder, robot);
        hand = new Hand(robot);
        sheet.open(TWO);
    }

    @Stop
    void stop() {
        window.close();
    }

    /// Of the system's own sheet, which no test sees.
    private final class Answers implements FileQuestions {
        @Override
        public Optional<Path> open(String title, List<ExtensionFilter> kinds) {
            return title.equals("Take the runs of a file") ? Optional.of(folder.resolve("runs.lab")) : Optional.empty();
        }

        @Override
        public Optional<Path> save(String title, String name, List<ExtensionFilter> kinds) {
            return Optional.empty();
        }
    }

    private Source source(int cell) {
        return sheet.cells().get(cell).source();
    }

    private void await(Source wanted) throws Exception {
        Patience.untilFx(
                () -> sheet.model().document().cells().getFirst().source().equals(wanted));
    }

    private String words() {
        return Patience.fx(() ->
                sheet.robot().lookup("#figure-source").queryAs(Label.class).getText());
    }

    private List<String> messages() {
        return Patience.fx(() -> Stream.ofNullable((VBox) window.root().lookup("#messages"))
                .flatMap(box -> box.getChildren().stream())
                .filter(Notification.class::isInstance)
                .map(note -> ((Notification) note).getMessage())
                .toList());
    }

    /// How far the runs of a source have come.
    private List<Integer> iterations(Source source) {
        return Objects.requireNonNull(sheet.model().sources().get(source)).runs().stream()
                .map(Run::iteration)
                .toList();
    }

    private void step(int iterations) throws Exception {
        for (int made = 1; made <= iterations; made++) {
            int now = made;
            sheet.robot().interact(() -> window.session().step());
            Patience.untilFx(() -> window.session().runs().stream().allMatch(run -> run.iteration() >= now));
        }
    }

    @Test
    void aSettingIsChangedAddedAndTakenAwayForOnePanel() throws Exception {
        FigureDocument before = sheet.document();
        String title = Presets.get("simplest-fig-1a").info().title();
        assertThat(words()).isEqualTo("The preset simplest-fig-1a: " + title);
        assertThat(Patience.fx(() -> sheet.robot()
                        .lookup("#figure-setting-text")
                        .queryTextInputControl()
                        .getText()))
                .isEqualTo("iterations = 3");

        hand.type("#figure-setting-text", "iterations = 2");
        Source two = new Source("simplest-fig-1a", List.of("iterations=2"));
        await(two);
        assertThat(sheet.area(0).across().max()).isEqualTo(2);
        assertThat(source(1)).isEqualTo(THREE);

        hand.choose("#figure-setting-items", "New setting");
        hand.type("#figure-setting-text", "seed=7");
        await(new Source("simplest-fig-1a", List.of("iterations=2", "seed=7")));
        assertThat(sheet.drawnAgain().cells().getFirst().source().set()).containsExactly("iterations=2", "seed=7");

        hand.choose("#figure-setting-items", "2  seed = 7");
        hand.click("#figure-setting-remove");
        await(two);
        sheet.undoTo(before);
        assertThat(sheet.area(0).across().max()).isEqualTo(3);
    }

    @Test
    void whatIsNoSettingIsRefusedInOneSentence() throws Exception {
        FigureDocument before = sheet.document();
        hand.choose("#figure-setting-items", "New setting");
        hand.type("#figure-setting-text", "iterations");
        assertThat(sheet.trouble()).isEqualTo("A setting is of the form path = value.");

        hand.type("#figure-setting-text", "iteration = 5");
        Patience.untilFx(() -> messages().stream().anyMatch(words -> words.contains("unknown setting 'iteration'")));
        hand.type("#figure-setting-text", "iterations = many");
        Patience.untilFx(() -> messages().stream().anyMatch(words -> words.contains("many")));
        assertThat(sheet.document()).isEqualTo(before);
        hand.type("#figure-setting-text", "iterations = 1");
        await(new Source("simplest-fig-1a", List.of("iterations=3", "iterations=1")));
    }

    @Test
    void thePanelShowsTheOpenRunsAndThoseUnderOtherSettings() throws Exception {
        step(2);
        FigureDocument before = sheet.document();
        hand.click("#figure-source-open");
        Source open = new Source("open-runs-1", List.of());
        await(open);
        assertThat(words()).startsWith("The open runs as they were taken: ");
        assertThat(iterations(open)).containsOnly(2);
        assertThat(sheet.area(0).across().max()).as("as long as their preset").isEqualTo((double)
                Presets.get("simplest-fig-1a").settings().get(Slots.ITERATIONS));

        hand.type("#figure-setting-text", "iterations = 4");
        await(new Source("open-runs-1", List.of("iterations=4")));
        assertThat(sheet.area(0).across().max()).isEqualTo(4);
        assertThat(sheet.drawnAgain().cells().getFirst().source())
                .isEqualTo(new Source("./made.open-runs-1.lab", List.of("iterations=4")));
        assertThat(words()).startsWith("The file ./made.open-runs-1.lab: ");
        sheet.undoTo(before);
    }

    /// A document that goes to another folder still finds what it names.
    @Test
    void filesAreCalledAsTheDocumentSeesThem() {
        Path near = folder.resolve("a");
        Path target = folder.resolve("b").resolve("made.figure.json");
        assertThat(CellSources.moved("simplest-fig-1a", near, target)).isEqualTo("simplest-fig-1a");
        assertThat(CellSources.moved("./runs.lab", near, near.resolve("other.figure.json")))
                .isEqualTo("./runs.lab");
        assertThat(CellSources.moved("./runs.lab", near, target))
                .isEqualTo(near.resolve("runs.lab").toAbsolutePath().normalize().toString());
        assertThat(CellSources.moved("../b/runs.lab", near, target)).isEqualTo("./runs.lab");
        String whole = folder.resolve("c.lab").toAbsolutePath().toString();
        assertThat(CellSources.moved(whole, near, target)).isEqualTo(whole);
    }

    /// Another document, or another panel of this one, may show them.
    @Test
    void runsThatLieBesideTheDocumentAreNotWrittenOver() throws Exception {
        Path there = Files.writeString(folder.resolve("made.open-runs-1.lab"), "another panel's");
        step(1);
        hand.click("#figure-source-open");
        await(new Source("open-runs-1", List.of()));
        assertThat(sheet.drawnAgain().cells().getFirst().source())
                .isEqualTo(new Source("./made.open-runs-2.lab", List.of()));
        assertThat(there).hasContent("another panel's");
    }

    @Test
    void thePanelShowsTheRunsOfAFileThatIsAskedFor() throws Exception {
        step(1);
        LabFile.write(
                folder.resolve("runs.lab"), Patience.fx(() -> window.session().shownDocument()));
        FigureDocument before = sheet.document();
        hand.click("#figure-source-file");
        Source file = new Source("./runs.lab", List.of());
        await(file);
        assertThat(iterations(file)).containsOnly(1);
        assertThat(source(1)).isEqualTo(THREE);
        assertThat(sheet.drawnAgain().cells().getFirst().source()).isEqualTo(file);
        sheet.undoTo(before);
    }

    /// Else it would go on beside the one that took its place.
    @Test
    void aTrainingThatNobodyWaitsForEnds() throws Exception {
        hand.type("#figure-setting-text", "iterations = 1000000");
        assertThat(source(0)).isEqualTo(THREE);
        hand.type("#figure-setting-text", "iterations = 2");
        await(new Source("simplest-fig-1a", List.of("iterations=2")));
        Patience.until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("figure-desk")));
        assertThat(messages()).noneMatch(words -> words.contains("could not be"));
    }

    @Test
    void thePanelShowsWhatAPresetTrainsWhichIsFoundByItsName() throws Exception {
        FigureDocument before = sheet.document();
        hand.click("#figure-source-preset");
        sheet.robot().write("predicted").type(KeyCode.ENTER);
        Source preset = new Source("simplest-lemma-1", List.of());
        await(preset);
        assertThat(words())
                .isEqualTo("The preset simplest-lemma-1: "
                        + Presets.get("simplest-lemma-1").info().title());
        assertThat(sheet.drawnAgain().cells().getFirst().source()).isEqualTo(preset);
        sheet.undoTo(before);
    }

    /// What was written over shows as it is now.
    @Test
    void aFileThatIsTakenAgainIsDrawnAgain() throws Exception {
        Path runs = folder.resolve("runs.lab");
        Source file = new Source("./runs.lab", List.of());
        step(1);
        LabFile.write(runs, Patience.fx(() -> window.session().shownDocument()));
        hand.click("#figure-source-file");
        await(file);
        Figure before = sheet.drawn().figure();
        sheet.robot().interact(() -> window.session().step());
        Patience.untilFx(() -> window.session().runs().stream().allMatch(run -> run.iteration() >= 2));
        LabFile.write(runs, Patience.fx(() -> window.session().shownDocument()));
        hand.click("#figure-source-file");
        Patience.untilFx(() -> messages().contains("Read runs.lab again."));
        assertThat(iterations(file)).containsOnly(2);
        Patience.until(() -> !sheet.drawn().figure().equals(before));
    }
}
