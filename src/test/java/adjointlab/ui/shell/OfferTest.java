package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Offer;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.lab.preset.PresetJson;
import adjointlab.ui.form.FieldView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// A teacher hides controls; the document keeps that, and undo brings them back.
@ExtendWith(ApplicationExtension.class)
final class OfferTest {
    private static final String RATE = "optimizer.learningRate";

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
    }

    @Stop
    void stop() {
        window.close();
    }

    private static boolean isSeen(FxRobot robot, String id) {
        return robot.lookup(id).tryQuery().filter(OfferTest::isSeen).isPresent();
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(FxRobot robot) {
        return robot.lookup("#inspector .field").queryAllAs(FieldView.class).stream()
                .map(field -> field.model().path())
                .toList();
    }

    @Test
    void whatIsNotTickedIsHidden(FxRobot robot) {
        List<String> before = fields(robot);
        assertThat(before).contains(RATE).hasSizeGreaterThan(3);
        robot.interact(() -> window.offered().ask());
        for (Part part : Part.values()) {
            robot.interact(() -> robot.lookup("#offer-" + part.word())
                    .queryAs(CheckBox.class)
                    .fire());
        }
        robot.interact(() -> robot.lookup("#offer-all").queryAs(CheckBox.class).fire());
        for (CheckBox box : robot.lookup("#offer .check-box").queryAllAs(CheckBox.class)) {
            boolean setting = box.disableProperty().isBound();
            if (setting && !box.getId().equals("offer-optimizer-learningRate")) {
                robot.interact(box::fire);
            }
        }
        robot.clickOn("#answer-show-these");
        assertThat(window.session().preset().offer())
                .isEqualTo(new Offer(Optional.of(List.of(RATE)), Set.of(Part.values())));
        assertThat(fields(robot)).containsExactly(RATE);
        for (String id : List.of("#run-list", "#transport", "#presets", "#lessons", "#compare", "#figure")) {
            assertThat(isSeen(robot, id)).as(id).isFalse();
        }
        assertThat(robot.lookup(".panel-tools .button").queryAllAs(Node.class))
                .isNotEmpty()
                .noneMatch(OfferTest::isSeen);
        assertThat(isSeen(robot, "#menu")).as("the way back").isTrue();

        assertThat(PresetJson.read(
                                "it",
                                JsonObject.write(
                                        PresetJson.tree(window.session().preset())))
                        .offer())
                .as("documents keep it")
                .isEqualTo(window.session().preset().offer());

        robot.interact(() -> window.session().undo());
        assertThat(fields(robot)).isEqualTo(before);
        for (String id : List.of("#run-list", "#transport", "#presets", "#lessons", "#compare", "#figure")) {
            assertThat(isSeen(robot, id)).as(id).isTrue();
        }
    }

    @Test
    void anotherPresetOffersItsOwn(FxRobot robot) {
        robot.interact(() -> {
            window.session()
                    .open(window.session().preset().with(new Offer(Optional.of(List.of(RATE)), Set.of(Part.RUNS))));
            window.described();
        });
        assertThat(fields(robot)).containsExactly(RATE);
        assertThat(isSeen(robot, "#run-list")).isFalse();
        assertThat(isSeen(robot, "#transport")).isTrue();
        robot.interact(() -> window.openPreset("simplest-lemma-1"));
        assertThat(isSeen(robot, "#run-list")).isTrue();
        assertThat(fields(robot)).hasSizeGreaterThan(3);
    }
}
