package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.lesson.Lesson;
import adjointlab.lab.lesson.Lessons;
import adjointlab.ui.present.AudienceLayer;
import adjointlab.ui.present.AudienceLayer.Tool;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// In front of people: keys of the audience's window, and the speaker's.
@ExtendWith(ApplicationExtension.class)
final class PresentationTest {
    private static final Rectangle2D LAPTOP = new Rectangle2D(0, 0, 1440, 900);
    private static final Rectangle2D PROJECTOR = new Rectangle2D(1440, 0, 1024, 768);

    @TempDir
    private Path folder;

    private LabWindow window;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 760);
        window.view().requestFocus();
    }

    @Stop
    void stop() {
        window.close();
    }

    private AudienceLayer layer() {
        return window.presentation().layer();
    }

    private String speaker(String id) {
        Node node = window.presentation().speaker().view().lookup("#speaker-" + id);
        return ((Labeled) node).getText();
    }

    @Test
    void keysOfTheAudiencesWindow(FxRobot robot) {
        int runs = window.session().runs().size();
        robot.push(KeyCode.P);
        robot.push(KeyCode.B);
        assertThat(layer().isBlack()).isTrue();
        robot.push(KeyCode.RIGHT);
        assertThat(layer().isBlack()).as("any key brings the picture back").isFalse();
        assertThat(window.presentation().presenter().place())
                .as("and does nothing else")
                .isZero();
        robot.push(KeyCode.F);
        assertThat(layer().isHeld()).isTrue();
        assertThat(robot.lookup("#held").queryLabeled().getText()).contains("iteration 0");
        robot.push(KeyCode.X);
        assertThat(layer().toolProperty().get()).isEqualTo(Tool.LASER);
        robot.push(KeyCode.W);
        assertThat(layer().toolProperty().get()).isEqualTo(Tool.PEN);
        robot.push(KeyCode.ESCAPE).push(KeyCode.ESCAPE);
        assertThat(layer().isHeld()).isFalse();
        assertThat(window.presentation().isOn()).isTrue();
        robot.push(KeyCode.RIGHT);
        assertThat(window.presentation().presenter().place()).isEqualTo(1);
        robot.push(KeyCode.X).push(KeyCode.P);
        assertThat(window.presentation().isOn()).isFalse();
        assertThat(layer().toolProperty().get())
                .as("all of it ends with the presentation")
                .isEqualTo(Tool.NONE);
        robot.push(KeyCode.X);
        assertThat(layer().toolProperty().get()).isEqualTo(Tool.NONE);
        assertThat(window.session().runs()).as("B made no branch").hasSize(runs);
    }

    @Test
    void theLegendFollowsWhatRunsAreCalledAndWhichAreShown(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("simplest-lemma-1"));
        robot.push(KeyCode.P);
        String run = window.session().runs().getFirst().name();
        robot.interact(() -> window.session().marks().rename(run, "the boldest"));
        Patience.untilFx(() -> legend(robot).contains("the boldest"));
        robot.interact(() -> window.session().marks().setVisible(run, false));
        Patience.untilFx(() -> !legend(robot).contains("the boldest"));
        robot.interact(() -> window.session().undo());
        robot.interact(() -> window.session().undo());
        Patience.untilFx(() -> legend(robot).contains("η = 0.1"));
    }

    private static List<String> legend(FxRobot robot) {
        return robot.lookup(".present-foot .label").queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    @Test
    void theSpeakerReadsWhatIsOnAndWhatComesNext(FxRobot robot) {
        robot.push(KeyCode.P);
        robot.interact(() -> window.presentation().toggleSpeaker());
        assertThat(window.presentation().speaker().isOpen()).isTrue();
        assertThat(speaker("place")).startsWith("1 / ");
        String now = speaker("now");
        String next = speaker("next");
        assertThat(now).isNotEmpty().isNotEqualTo(next);
        assertThat(speaker("notes")).isEqualTo(window.session().preset().info().text());
        assertThat(speaker("elapsed")).startsWith("0:0");
        robot.interact(() -> ((javafx.scene.control.Button)
                        window.presentation().speaker().view().lookup("#speaker-on"))
                .fire());
        assertThat(speaker("now")).isEqualTo(next);
        assertThat(window.presentation().presenter().place()).isEqualTo(1);
        robot.interact(() -> window.presentation().set(false));
        assertThat(window.presentation().speaker().isOpen()).isFalse();
    }

    @Test
    void ofALessonTheSpeakerReadsTheSteps(FxRobot robot) {
        Lesson lesson = Lessons.get("first-minute");
        robot.interact(() -> window.classroom().open(lesson));
        robot.interact(() -> {
            window.presentation().set(true);
            window.presentation().toggleSpeaker();
        });
        assertThat(speaker("place")).isEqualTo("1 / " + lesson.steps().size());
        assertThat(speaker("now")).isEqualTo(lesson.steps().getFirst().texts().title());
        assertThat(speaker("next")).isEqualTo(lesson.steps().get(1).texts().title());
        assertThat(speaker("next-notes"))
                .isEqualTo(lesson.steps().get(1).texts().text());
        robot.interact(() -> window.presentation().key(KeyCode.PAGE_DOWN));
        assertThat(speaker("now")).isEqualTo(lesson.steps().get(1).texts().title());
    }

    @Test
    void theAudienceHasTheScreenThatIsNotTheSpeakers() {
        Rectangle2D onLaptop = new Rectangle2D(100, 100, 800, 600);
        Rectangle2D onProjector = new Rectangle2D(1500, 50, 800, 600);
        Rectangle2D third = new Rectangle2D(-1000, 0, 1000, 800);
        assertThat(SpeakerWindow.audienceScreen(List.of(LAPTOP), LAPTOP, onLaptop))
                .isNull();
        assertThat(SpeakerWindow.audienceScreen(List.of(LAPTOP, PROJECTOR), LAPTOP, onLaptop))
                .isEqualTo(PROJECTOR);
        assertThat(SpeakerWindow.audienceScreen(List.of(LAPTOP, third, PROJECTOR), LAPTOP, onProjector))
                .as("where somebody has put the lab already it stays")
                .isEqualTo(PROJECTOR);
    }
}
