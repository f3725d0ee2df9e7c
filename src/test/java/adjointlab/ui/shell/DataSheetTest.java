package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.ui.look.Look;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Facts and choices of a file stand side by side where there is room, and below each other where there is not.
@ExtendWith(ApplicationExtension.class)
final class DataSheetTest {
    private static final double WIDE = 1000;
    private static final double NARROW = 700;

    /// A sheet about nothing.
    private static final class Plain extends DataSheet {
        Plain() {
            super(new Words("plain", "Use", "columns", "Help."), List.of(), () -> {}, () -> {}, () -> {});
            fact("Form", "a fact");
            rows(List.of(row("column", cell("0 … 1", 10))), 0, "columns");
        }
    }

    private Plain sheet;
    private Stage stage;

    @Start
    void start(Stage shown) {
        stage = shown;
        sheet = new Plain();
        Scene scene = new Scene(new StackPane(sheet), WIDE, 700);
        Look.LIGHT.applyTo(scene);
        stage.setScene(scene);
        stage.setWidth(WIDE); // a stage keeps the size of the test before
        stage.setHeight(700);
        stage.show();
    }

    private int panes() throws Exception {
        return fx(() -> {
            sheet.applyCss();
            sheet.layout();
            return sheet.lookupAll(".series-scroll").size();
        });
    }

    private void awaitPanes(int count) throws Exception {
        Patience.untilFx(() -> {
            sheet.applyCss();
            return sheet.lookupAll(".series-scroll").size() == count;
        });
    }

    @Test
    void theyFollowTheSizeOfTheWindow() throws Exception {
        awaitPanes(2);
        fx(() -> {
            stage.setWidth(NARROW);
            return 0;
        });
        awaitPanes(1);
        double width = fx(() -> {
            sheet.layout();
            return sheet.lookup(".series-scroll").getLayoutBounds().getWidth();
        });
        assertThat(width).isBetween(400.0, NARROW);
        fx(() -> {
            stage.setWidth(WIDE);
            return 0;
        });
        awaitPanes(2);
        assertThat(panes()).isEqualTo(2);
    }

    @Test
    void theyFollowTheSizeOfTheType() throws Exception {
        awaitPanes(2);
        Label cell = fx(() -> (Label) sheet.lookup("#plain-columns .about"));
        double ordinary = fx(cell::getPrefWidth);
        fx(() -> {
            new Look(false, false, 2 * Look.DEFAULT_FONT_SIZE).applyTo(stage.getScene());
            return 0;
        });
        awaitPanes(1);
        assertThat(fx(cell::getPrefWidth)).isBetween(1.9 * ordinary, 2.1 * ordinary);
    }
}
