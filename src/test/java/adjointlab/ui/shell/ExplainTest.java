package adjointlab.ui.shell;

import static adjointlab.Patience.fx;
import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.glossary.Glossary;
import adjointlab.lab.glossary.Term;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
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

/// Words of the field explain themselves where they stand.
@ExtendWith(ApplicationExtension.class)
final class ExplainTest {
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

    private static List<Tooltip> tips() {
        return Window.getWindows().stream()
                .filter(Tooltip.class::isInstance)
                .map(Tooltip.class::cast)
                .filter(Tooltip::isShowing)
                .toList();
    }

    private static String words(Tooltip tip, String styleClass) {
        return tip.getGraphic().lookupAll("." + styleClass).stream()
                .map(label -> ((Label) label).getText())
                .findFirst()
                .orElse("");
    }

    private void awaitPictures() throws Exception {
        Patience.untilFx(() -> Refresher.hosts(window.dock().visiblePanels()).stream()
                .allMatch(host ->
                        host.isUpToDate() && host.chart().shownProperty().get() != null));
    }

    @Test
    void aSettingsLabelSaysWhatItIsAndWhatTheWordMeansInOnePopUp(FxRobot robot) throws Exception {
        Node caption = robot.lookup(".field-symbol").queryAll().stream()
                .filter(label -> ((Label) label).getText().equals("η"))
                .findFirst()
                .orElseThrow();
        robot.moveTo(caption);
        Patience.untilFx(() -> tips().size() == 1);
        Tooltip tip = fx(() -> tips().getFirst());
        Term term = Glossary.builtIn().get("learning-rate");
        assertThat(words(tip, "term-here")).startsWith("Learning rate\n");
        assertThat(words(tip, "term-text")).isEqualTo(term.text());
        assertThat(words(tip, "term-source")).isEqualTo(term.source());
        // the formula is a picture, set in the background
        Patience.untilFx(
                () -> ((ImageView) tip.getGraphic().lookup(".formula").lookup("ImageView")).getImage() != null);
        assertThat(tip.getShowDelay().toMillis()).isBetween(700.0, 900.0);

        robot.moveTo(window.titleBar());
        Patience.untilFx(() -> tips().isEmpty());
    }

    @Test
    void aKeyExplainsTheSettingThatHasTheKeys(FxRobot robot) throws Exception {
        Node field = robot.lookup("#optimizer-learningRate-text").query();
        robot.interact(field::requestFocus);
        robot.push(KeyCode.F1);
        Patience.untilFx(() -> tips().size() == 1);
        assertThat(words(fx(() -> tips().getFirst()), "term-name")).isEqualTo("Learning rate η");
        assertThat(window.sheets().isOpen()).isFalse();
        robot.push(KeyCode.LEFT);
        Patience.untilFx(() -> tips().isEmpty());
    }

    @Test
    void anAxisTitleHasACardToo(FxRobot robot) throws Exception {
        awaitPictures();
        PanelHost host = Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(each -> each.entry().id().equals("loss-curves"))
                .findFirst()
                .orElseThrow();
        ChartView.Shown shown = host.chart().shownProperty().get();
        var data = shown.layout().areas().getFirst().data();
        Point2D below = new Point2D(data.getCenterX() * shown.zoom(), (data.getMaxY() + 20) * shown.zoom());
        Point2D corner = fx(() -> host.chart().localToScreen(Point2D.ZERO));
        robot.moveTo(corner.add(below).add(-9, 0));
        robot.moveTo(corner.add(below));
        Patience.untilFx(() -> tips().size() == 1);
        assertThat(words(fx(() -> tips().getFirst()), "term-text"))
                .isEqualTo(Glossary.builtIn().of("iteration k").orElseThrow().text());
    }

    /// Where its panel is narrow there may be no room for it.
    @Test
    void aTitleSaysWhatIsNotedBesideIt(FxRobot robot) throws Exception {
        awaitPictures();
        PanelHost host = Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(each -> !each.note().getValue().isEmpty())
                .findFirst()
                .orElseThrow();
        Node tab = robot.lookup(".header").queryAll().stream()
                .filter(each -> String.valueOf(each.getAccessibleText())
                        .startsWith(host.title().getValue() + ","))
                .findFirst()
                .orElseThrow();
        robot.moveTo(tab);
        Patience.untilFx(() -> tips().size() == 1);
        Tooltip tip = fx(() -> tips().getFirst());
        assertThat(fx(() -> tip.getGraphic() == null ? tip.getText() : words(tip, "term-here")))
                .isEqualTo(host.about() + "\n" + host.note().getValue());
    }

    @Test
    void aPanelIsExplainedInTheGlossary(FxRobot robot) throws Exception {
        awaitPictures();
        PanelHost host = Refresher.hosts(window.dock().visiblePanels()).stream()
                .filter(each -> each.entry().id().equals("loss-curves"))
                .findFirst()
                .orElseThrow();
        robot.interact(() -> host.chart().requestFocus());
        robot.push(KeyCode.F1);
        Patience.untilFx(() -> window.sheets().isOpen());
        ListView<Term> list = robot.lookup("#glossary-list").query();
        assertThat(list.getItems()).extracting(Term::id).containsExactly("loss", "gradient-descent");
    }

    @Test
    void theGlossaryIsSearchedAndItsTermsLeadToEachOther(FxRobot robot) throws Exception {
        robot.interact(() -> window.view().requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.F1);
        Patience.untilFx(() -> window.sheets().isOpen());
        ListView<Term> list = robot.lookup("#glossary-list").query();
        assertThat(list.getItems()).hasSameSizeAs(Glossary.builtIn().terms());

        robot.write("adjoint");
        Patience.untilFx(() -> list.getItems().size() < 30);
        assertThat(list.getItems().getFirst().name()).containsIgnoringCase("adjoint");
        robot.interact(() -> list.getSelectionModel().select(Glossary.builtIn().get("adjoint")));
        Hyperlink related = robot.lookup("#related-neural-ode").query();
        robot.interact(related::fire);
        assertThat(list.getSelectionModel().getSelectedItem())
                .isEqualTo(Glossary.builtIn().get("neural-ode"));
        assertThat(((Label) robot.lookup("#glossary-card .term-name").query()).getText())
                .isEqualTo("Neural ODE");
        robot.push(KeyCode.ESCAPE);
        Patience.untilFx(() -> !window.sheets().isOpen());
    }
}
