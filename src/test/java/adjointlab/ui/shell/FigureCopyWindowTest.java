package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.FigureWriters;
import adjointlab.ui.figure.FigureModel;
import adjointlab.ui.figure.FigureView.Words;
import atlantafx.base.controls.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// The LaTeX figure that is copied has the picture of its own document.
@ExtendWith(ApplicationExtension.class)
final class FigureCopyWindowTest {
    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder.resolve("home"), 1280, 900);
    }

    @Stop
    void stop() {
        window.close();
    }

    private FigureModel model() {
        return window.figures().model();
    }

    private void open(FxRobot robot, String title) throws Exception {
        Path file = Files.writeString(folder.resolve(title + ".figure.json"), """
            {"figure": 1, "title": "%s", "grid": {"rows": 1, "columns": 1}, "cells": [
              {"place": {"row": 0, "column": 0}, "source": "simplest-fig-1a", "set": ["iterations=3"],
               "panel": "loss-curves"}
            ]}
            """.formatted(title));
        robot.interact(() -> window.dropped(List.of(file)));
        Patience.untilFx(() -> model().document().title().equals(title));
    }

    private void export(FxRobot robot, String format, String name) throws Exception {
        robot.interact(() -> window.figures().export(FigureWriters.of(format), folder.resolve(name)));
        Patience.untilFx(() -> says("Exported " + name + " and its manifest."));
    }

    private boolean says(String sentence) {
        return window.root().lookup("#messages") instanceof VBox messages
                && messages.getChildren().stream()
                        .anyMatch(each -> each instanceof Notification note && sentence.equals(note.getMessage()));
    }

    private String copied(FxRobot robot, String title) throws Exception {
        robot.interact(() -> {
            ClipboardContent nothing = new ClipboardContent();
            nothing.putString("nothing");
            Clipboard.getSystemClipboard().setContent(nothing);
            window.figures().copy(Words.LATEX);
        });
        Patience.untilFx(() -> Clipboard.getSystemClipboard().hasString()
                && Clipboard.getSystemClipboard().getString().contains(title));
        return Patience.fx(() -> Clipboard.getSystemClipboard().getString());
    }

    @Test
    void thePictureIsThatOfTheDocumentAndOneThatLatexTakes(FxRobot robot) throws Exception {
        open(robot, "First");
        export(robot, "pdf", "picture.pdf");
        export(robot, "csv", "numbers.csv");
        assertThat(copied(robot, "First")).contains("{picture.pdf}");

        open(robot, "Second");
        assertThat(copied(robot, "Second")).doesNotContain("picture.pdf").contains("-figure.pdf}");
    }

    @Test
    void anEmptyFigureHasNoWords(FxRobot robot) throws Exception {
        robot.interact(() -> window.figures().show());
        for (Words what : Words.values()) {
            robot.interact(() -> window.figures().copy(what));
        }
        Patience.untilFx(() -> says("Add a panel first: an empty figure has no words."));
    }
}
