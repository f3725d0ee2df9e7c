package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Finding;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.List;
import javafx.event.ActionEvent;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Panels say in a sentence what they show.
@ExtendWith(ApplicationExtension.class)
final class SentencesTest {
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

    private List<PanelHost> hosts() {
        return Refresher.hosts(window.dock().visiblePanels());
    }

    private TextArea line(PanelHost host) {
        return (TextArea) host.body().lookup("#panel-sentence-" + host.entry().id());
    }

    private boolean isTold(PanelHost host) {
        return host.body().lookup("#panel-sentence-" + host.entry().id()) != null;
    }

    private void awaitPictures() throws Exception {
        Patience.untilFx(() -> hosts().stream()
                .allMatch(host ->
                        host.isUpToDate() && host.chart().shownProperty().get() != null));
    }

    @Test
    void theyComeAndGoByAKeyAndAreKeptAsAPreference(FxRobot robot) throws Exception {
        awaitPictures();
        robot.interact(() -> window.view().requestFocus());
        assertThat(hosts()).isNotEmpty().noneMatch(this::isTold);

        robot.push(KeyCode.E);
        Patience.untilFx(() ->
                hosts().stream().allMatch(host -> isTold(host) && line(host).getHeight() > 10));
        awaitPictures();
        for (PanelHost host : hosts()) {
            ChartView.Shown shown = fx(() -> host.chart().shownProperty().get());
            assertThat(line(host).getText()).isEqualTo(Numbers.unbroken(Finding.of(shown.figure())));
            assertThat(line(host).isEditable()).isFalse();
            assertThat((String) fx(() -> host.chart().queryAccessibleAttribute(AccessibleAttribute.TEXT)))
                    .contains(Finding.of(shown.figure()));
            // all of it can be read: nothing is scrolled away
            Node words = line(host).lookup(".content");
            assertThat(words.getBoundsInParent().getHeight())
                    .as(host.entry().id())
                    .isLessThanOrEqualTo(line(host).getHeight() + 1);
        }
        assertThat(window.preferences().sentences()).isTrue();

        robot.push(KeyCode.E);
        Patience.untilFx(() -> hosts().stream().noneMatch(this::isTold));
        assertThat(window.preferences().sentences()).isFalse();
    }

    @Test
    void aSentenceCanBeCopied(FxRobot robot) throws Exception {
        awaitPictures();
        PanelHost host = hosts().getFirst();
        robot.interact(() -> {
            host.chart()
                    .fireEvent(
                            new ContextMenuEvent(ContextMenuEvent.CONTEXT_MENU_REQUESTED, 9, 9, 99, 99, false, null));
            ContextMenu menu = (ContextMenu) Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            MenuItem copy = menu.getItems().stream()
                    .filter(item -> "Copy as a sentence".equals(item.getText()))
                    .findFirst()
                    .orElseThrow();
            copy.getOnAction().handle(new ActionEvent());
            menu.hide();
        });
        assertThat(fx(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo(host.finding())
                .endsWith(".");
    }
}
