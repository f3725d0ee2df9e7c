package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.Panels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Presets and panels chosen from their pages in the real window.
@ExtendWith(ApplicationExtension.class)
final class ChoicesTest {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass UNFIT = PseudoClass.getPseudoClass("unfit");

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

    private static void waitUntil(Callable<Boolean> condition) throws Exception {
        Patience.untilFx(condition);
    }

    private Node focus() {
        return Objects.requireNonNull(
                Patience.fx(() -> window.root().getScene().getFocusOwner()), "nothing has the focus");
    }

    private static List<Node> cards(FxRobot robot, String page) {
        return List.copyOf(robot.lookup("#" + page + " .card").queryAll());
    }

    private static List<String> headings(FxRobot robot) {
        return robot.lookup(".card-grid > .card-heading").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList();
    }

    private List<String> openPanels() {
        return Patience.fx(() -> window.dock().openPanels().stream()
                .map(panel -> panel.state().id())
                .toList());
    }

    @Test
    void typingFindsAPresetAndEnterOpensIt(FxRobot robot) throws Exception {
        robot.push(KeyCode.G);
        waitUntil(() -> window.sheets().isOpen());
        assertThat(focus().getId()).isEqualTo("presets-page-search");
        assertThat(cards(robot, "presets-page")).hasSize(Presets.ids().size());
        robot.write("predicted decrease");
        waitUntil(() -> cards(robot, "presets-page").size() == 1);
        robot.push(KeyCode.ENTER);
        waitUntil(() -> window.session().preset().id().equals("simplest-lemma-1"));
        assertThat(window.sheets().isOpen()).isFalse();
        Node inStrip = robot.lookup("#gallery #preset-simplest-lemma-1").query();
        assertThat(inStrip.getPseudoClassStates()).contains(SELECTED);
        assertThat(window.preferences().recent().presets()).containsExactly("simplest-lemma-1");
    }

    @Test
    void theGridIsOneTabStopAndArrowsGoThroughIt(FxRobot robot) throws Exception {
        robot.clickOn("#presets");
        waitUntil(() -> window.sheets().isOpen());
        robot.push(KeyCode.DOWN);
        assertThat(focus().getId()).as("where one is").isEqualTo("choose-simplest-fig-2");
        robot.push(KeyCode.RIGHT).push(KeyCode.RIGHT);
        assertThat(focus().getId()).isEqualTo("choose-simplest-fig-1b");
        robot.push(KeyCode.LEFT);
        assertThat(focus().getId()).isEqualTo("choose-simplest-fig-1a");
        assertThat(cards(robot, "presets-page"))
                .filteredOn(Node::isFocusTraversable)
                .hasSize(1);
        robot.push(KeyCode.DOWN).push(KeyCode.UP);
        assertThat(focus().getId()).isEqualTo("choose-simplest-fig-1a");
        robot.push(KeyCode.UP);
        assertThat(focus().getId()).as("above the first row").isEqualTo("presets-page-search");
        robot.push(KeyCode.DOWN).push(KeyCode.END);
        Node last = focus();
        assertThat(last.getId()).isEqualTo("choose-" + Presets.ids().getLast());
        assertThat(robot.bounds(last).query().getMaxY())
                .as("it is scrolled to")
                .isLessThan(robot.bounds(robot.lookup("#sheets .sheet").<Node>query())
                        .query()
                        .getMaxY());
        robot.push(KeyCode.TAB);
        assertThat(focus().getStyleClass()).doesNotContain("card");
        robot.push(KeyCode.ESCAPE);
        assertThat(window.sheets().isOpen()).isFalse();
        assertThat(window.session().preset().id()).isEqualTo("simplest-fig-2");
    }

    @Test
    void presetsAreReadByQuestionAndByWhatTheyTake(FxRobot robot) throws Exception {
        robot.clickOn("#all-presets");
        waitUntil(() -> window.sheets().isOpen());
        assertThat(headings(robot)).startsWith("Learning the Simplest Neural ODE");
        robot.clickOn("#presets-by-question");
        assertThat(headings(robot)).startsWith("Why do gradients vanish?");
        robot.clickOn("#presets-overnight");
        assertThat(cards(robot, "presets-page")).isNotEmpty().allMatch(card -> card.lookupAll(".card-word").stream()
                .map(Label.class::cast)
                .anyMatch(word -> word.getText().equals("overnight")));
        robot.clickOn("#presets-page-search").write("no such thing");
        assertThat(cards(robot, "presets-page")).isEmpty();
        assertThat(robot.lookup("#presets-page-nothing").<Label>query().getText())
                .startsWith("No preset is like that.");
    }

    @Test
    void panelsAreFoundByTheirSentenceAndSayWhyTheyDoNotSuit(FxRobot robot) throws Exception {
        robot.push(KeyCode.N);
        waitUntil(() -> window.sheets().isOpen());
        assertThat(cards(robot, "panels-page")).hasSize(Panels.CATALOG.ids().size());
        Node flow = robot.lookup("#choose-panel-flow").query();
        waitUntil(() -> flow.getPseudoClassStates().contains(UNFIT));
        assertThat(flow.lookup(".card-reason")).isInstanceOfSatisfying(Label.class, why -> assertThat(why.getText())
                .isEqualTo("A density is learned by a normalizing flow only, and no run here is one."));
        Node surface = robot.lookup("#choose-panel-loss-surface").query();
        waitUntil(() -> surface.lookup(".card-picture .image-view") instanceof ImageView view
                && view.getImage() != null
                && view.getImage().getWidth() > 100);
        assertThat(surface.getPseudoClassStates()).doesNotContain(UNFIT);
        robot.write("relative distance kernel");
        waitUntil(() -> cards(robot, "panels-page").size() == 1);
        assertThat(openPanels()).doesNotContain("ntk-drift");
        robot.push(KeyCode.DOWN).push(KeyCode.ENTER);
        waitUntil(() -> !window.sheets().isOpen());
        assertThat(openPanels()).contains("ntk-drift");
    }

    @Test
    void anEmptyDockOffersBothPages(FxRobot robot) throws Exception {
        robot.interact(() -> List.copyOf(window.dock().openPanels()).forEach(window.dock()::close));
        robot.clickOn("#empty-panels");
        waitUntil(() -> robot.lookup("#panels-page").tryQuery().isPresent());
        robot.clickOn("#close-page");
        waitUntil(() -> !window.sheets().isOpen());
        robot.clickOn("#empty-presets");
        waitUntil(() -> robot.lookup("#presets-page").tryQuery().isPresent());
    }

    @Test
    void tabsAndChartsSayWhatTheyAre(FxRobot robot) throws Exception {
        Node chart = robot.lookup("#panel-loss-curves .chart").query();
        waitUntil(() -> String.valueOf(chart.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                .startsWith("Loss"));
        assertThat(chart.getAccessibleRole()).isEqualTo(AccessibleRole.IMAGE_VIEW);
        assertThat(Patience.fx(() -> String.valueOf(chart.queryAccessibleAttribute(AccessibleAttribute.TEXT))))
                .contains("over iteration k from 0 to", "SGD");
        assertThat(robot.lookup(".header").queryAllAs(Node.class))
                .hasSize(openPanels().size())
                .allSatisfy(tab -> {
                    assertThat(tab.getAccessibleRole()).isEqualTo(AccessibleRole.TAB_ITEM);
                    assertThat(tab.getAccessibleText()).matches(".+, panel(, tab \\d of \\d(, in front)?)?");
                    assertThat(tab.isFocusTraversable()).isTrue();
                });
        robot.interact(chart::requestFocus);
        assertThat(window.inUse().get().orElseThrow().entry().id())
                .as("Figure and Compare are about what has the focus")
                .isEqualTo("loss-curves");
        robot.interact(() -> {
            window.openPanel("run-table"); // comes to the front of its tabs
            window.openPanel("run-table"); // once more, beside it
        });
        waitUntil(() -> robot.lookup(".header").queryAllAs(Node.class).stream()
                        .map(Node::getAccessibleText)
                        .filter(text -> text.matches("Runs · [12], panel.*"))
                        .count()
                == 2);
    }

    @Test
    void noMenuIsTallerThanASmallScreen() {
        List<Menu> menus = Patience.fx(() -> window.actions().menus());
        assertThat(menus).allSatisfy(menu -> assertThat(menu.getItems()).hasSizeLessThan(20));
        assertThat(menus.stream().flatMap(menu -> menu.getItems().stream()).map(MenuItem::getText))
                .anyMatch(text -> text.startsWith("Panels…"))
                .anyMatch(text -> text.startsWith("Presets…"));
    }

    @Test
    void thumbnailsAreKeptInTheUsersFolder() throws Exception {
        Path kept = folder.resolve("thumbnails");
        Patience.until(() -> {
            if (!Files.isDirectory(kept)) {
                return false;
            }
            try (Stream<Path> files = Files.list(kept)) {
                return files.anyMatch(file -> file.toString().endsWith(".png"));
            }
        });
    }
}
