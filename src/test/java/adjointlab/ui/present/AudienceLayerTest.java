package adjointlab.ui.present;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.ui.present.AudienceLayer.Tool;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// What lies over the window in front of an audience.
@ExtendWith(ApplicationExtension.class)
final class AudienceLayerTest {
    private static final double WIDTH = 400;
    private static final double HEIGHT = 300;

    private final Rectangle picture = new Rectangle(WIDTH, HEIGHT, Color.RED);
    private final Pane lab = new Pane(picture);
    private AudienceLayer layer;
    private int clicks;

    @Start
    void start(Stage stage) {
        layer = new AudienceLayer(lab, Duration.millis(200));
        lab.setOnMouseClicked(_ -> clicks++);
        stage.setScene(new Scene(new StackPane(lab, layer), WIDTH, HEIGHT));
        stage.setWidth(WIDTH);
        stage.setHeight(HEIGHT);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private Pane marks(FxRobot robot) {
        return robot.lookup("#marks").queryAs(Pane.class);
    }

    @Test
    void thePointFollowsThePointerAndTheLabIsUsedUnderIt(FxRobot robot) {
        Circle point = robot.lookup("#laser").queryAs(Circle.class);
        robot.interact(() -> layer.toggle(Tool.LASER));
        robot.moveTo(lab).moveBy(30, -40);
        assertThat(point.isVisible()).isTrue();
        assertThat(point.getCenterX()).isEqualTo(WIDTH / 2 + 30, within(1.0));
        assertThat(point.getCenterY()).isEqualTo(HEIGHT / 2 - 40, within(1.0));
        robot.clickOn();
        assertThat(clicks).isEqualTo(1);
        robot.interact(() -> layer.toggle(Tool.LASER));
        assertThat(point.isVisible()).isFalse();
        robot.moveBy(10, 10);
        assertThat(point.isVisible()).isFalse();
    }

    @Test
    void marksAreDrawnAndGoByThemselves(FxRobot robot) throws Exception {
        robot.interact(() -> {
            layer.setStill(true);
            layer.toggle(Tool.PEN);
        });
        robot.drag(lab).moveBy(60, 0).moveBy(0, 60);
        assertThat(marks(robot).getChildren()).hasSize(1);
        Polyline mark = (Polyline) marks(robot).getChildren().getFirst();
        robot.drop();
        assertThat(mark.getPoints().size()).isGreaterThanOrEqualTo(6);
        assertThat(clicks).isZero();
        Patience.untilFx(() -> marks(robot).getChildren().isEmpty());
    }

    @Test
    void thePictureIsHeldWhileTheLabGoesOn(FxRobot robot) {
        robot.interact(() -> layer.toggleHeld("Held at iteration 3"));
        robot.interact(() -> picture.setFill(Color.BLUE));
        ImageView held = robot.lookup("#held-picture").queryAs(ImageView.class);
        assertThat(held.isVisible()).isTrue();
        assertThat(held.getImage().getPixelReader().getColor(50, 200)).isEqualTo(Color.RED);
        assertThat(robot.lookup("#held").queryLabeled().getText()).isEqualTo("Held at iteration 3");
        robot.clickOn(lab);
        assertThat(clicks).as("the lab is used behind it").isEqualTo(1);
        robot.interact(() -> layer.toggleHeld(""));
        assertThat(held.isVisible()).isFalse();
        assertThat(held.getImage()).isNull();
    }

    @Test
    void blackCoversAllUntilAClick(FxRobot robot) {
        Region black = robot.lookup("#black").queryAs(Region.class);
        robot.interact(layer::toggleBlack);
        assertThat(black.getWidth()).isEqualTo(WIDTH);
        assertThat(black.getHeight()).isEqualTo(HEIGHT);
        robot.clickOn(lab);
        assertThat(clicks).as("the click only brings the picture back").isZero();
        assertThat(layer.isBlack()).isFalse();
    }

    @Test
    void whatLiesUppermostIsTakenAwayFirst(FxRobot robot) {
        robot.interact(() -> {
            assertThat(layer.dismiss()).isFalse();
            layer.toggleHeld("");
            layer.toggle(Tool.PEN);
            layer.toggleBlack();
            assertThat(layer.dismiss()).isTrue();
            assertThat(layer.isBlack()).isFalse();
            assertThat(layer.toolProperty().get()).isEqualTo(Tool.PEN);
            assertThat(layer.dismiss()).isTrue();
            assertThat(layer.toolProperty().get()).isEqualTo(Tool.NONE);
            assertThat(layer.isHeld()).isTrue();
            assertThat(layer.dismiss()).isTrue();
            assertThat(layer.isHeld()).isFalse();
            assertThat(layer.dismiss()).isFalse();
        });
    }
}
