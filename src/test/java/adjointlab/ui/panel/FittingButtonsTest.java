package adjointlab.ui.panel;

import static adjointlab.Patience.fx;
import static adjointlab.Patience.untilFx;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Buttons stand beside a title where they have room, however large they are.
@ExtendWith(ApplicationExtension.class)
class FittingButtonsTest {
    private static final double PADDING = 8;
    private static final double LIKED = 35;

    private final List<Button> all = new ArrayList<>();
    private HBox buttons;
    private HBox tools;
    private Button menu;

    @Start
    void start(Stage stage) {
        buttons = new HBox();
        for (int i = 0; i < 6; i++) {
            Button button = new Button();
            button.setPrefWidth(LIKED);
            all.add(button);
        }
        buttons.getChildren().setAll(all);
        all.getFirst().setManaged(false); // of other panels
        buttons.setStyle("-fx-padding: 0 0 0 " + PADDING + ";");
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        menu = new Button("…");
        menu.setPrefWidth(LIKED);
        menu.setMaxWidth(1000);
        tools = new HBox(buttons);
        StackPane body = new StackPane();
        FittingButtons.keep(buttons, menu, body, tools);
        stage.setScene(new Scene(new StackPane(body, tools), 600, 400));
        stage.setWidth(600);
        stage.setHeight(400);
        stage.show();
    }

    /// How wide they become with so much room.
    ///
    /// @param least width of each
    private double width(double least, double room) throws Exception {
        fx(() -> {
            tools.setMaxWidth(room);
            all.forEach(button -> button.setMinWidth(least));
            menu.setMinWidth(Math.min(least, menu.getMaxWidth()));
            return 0;
        });
        WaitForAsyncUtils.waitForFxEvents();
        untilFx(() -> Math.abs(buttons.getWidth() - buttons.prefWidth(-1)) < 1);
        WaitForAsyncUtils.waitForFxEvents();
        return fx(buttons::getWidth);
    }

    @Test
    void allStandThereWhereTheyHaveRoom() throws Exception {
        assertThat(width(0, 205)).isEqualTo(5 * LIKED + PADDING);
        assertThat(width(0, 183)).as("just").isEqualTo(5 * LIKED + PADDING);
        assertThat(width(0, 182)).as("not quite").isEqualTo(LIKED + PADDING);
    }

    /// Those of an audience are wider than they would like to be, as their style asks, and once lay over the title.
    @Test
    void theyAreMeasuredAsTheyAreAtLeast() throws Exception {
        assertThat(width(LIKED, 205)).isEqualTo(5 * LIKED + PADDING);
        assertThat(width(45, 205)).isEqualTo(45 + PADDING);
        assertThat(fx(() -> buttons.getChildren().contains(menu))).isTrue();
        assertThat(width(LIKED, 205)).isEqualTo(5 * LIKED + PADDING);
    }

    /// They would come and go with every pulse, were they thought to be as narrow as the menu.
    @Test
    void aNarrowMenuStays() throws Exception {
        fx(() -> {
            menu.setPrefWidth(20);
            menu.setMaxWidth(20);
            return 0;
        });
        assertThat(width(45, 205)).isEqualTo(20 + PADDING);
        assertThat(width(45, 234)).isEqualTo(5 * 45 + PADDING);
        assertThat(width(45, 232)).isEqualTo(20 + PADDING);
    }

    /// In one layout the menu takes their place, and the panel becomes narrower: it has no size before the next.
    @Test
    void aMenuWithoutSizeIsNotTakenForRoom() throws Exception {
        assertThat(width(45, 400)).isEqualTo(5 * 45 + PADDING);
        fx(() -> {
            menu.setPrefWidth(Region.USE_COMPUTED_SIZE);
            menu.setMinWidth(Region.USE_COMPUTED_SIZE);
            tools.setMaxWidth(205);
            ((Region) tools.getParent().getChildrenUnmodifiable().getFirst()).resize(500, 400);
            return 0;
        });
        assertThat(fx(() -> buttons.getChildren().contains(menu))).isTrue();
    }
}
