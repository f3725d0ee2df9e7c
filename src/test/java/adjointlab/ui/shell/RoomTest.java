package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.figure.TableArea;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.Panels;
import adjointlab.ui.Pointer;
import adjointlab.ui.dock.Layouts;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.robot.Motion;
import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.HeaderPane;

/// What is shown finds room, and nothing pushes anything out of the window.
@ExtendWith(ApplicationExtension.class)
final class RoomTest {
    private static final double LEAST = 100;

    @TempDir
    private Path folder;

    private LabWindow window;
    private Scene scene;

    @Start
    void start(Stage stage) {
        window = Windows.show(stage, folder, 1000, 700);
        scene = stage.getScene();
    }

    @Stop
    void stop() {
        window.close();
    }

    private void nothingLeavesTheWindow(FxRobot robot) {
        robot.interact(() -> {
            window.root().applyCss();
            window.root().layout();
        });
        for (String id : List.of("#title-bar", "#transport", "#dock")) {
            Node node = robot.lookup(id).query();
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            assertThat(bounds.getMinY()).as(id).isGreaterThanOrEqualTo(0);
            assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(scene.getHeight() + 0.5);
            assertThat(bounds.getHeight()).as(id).isPositive();
        }
    }

    /// From the seventh on the title row and the play bar once left, and new panels were empty boxes.
    @Test
    void everyPanelOfTheCatalogueOpensBesideTheOthers(FxRobot robot) {
        for (String id : Panels.CATALOG.ids()) {
            robot.interact(() -> window.openPanel(id));
            nothingLeavesTheWindow(robot);
            PanelHost newest = window.dock().visiblePanels().stream()
                    .map(PanelHost.class::cast)
                    .filter(host -> host.entry().id().equals(id))
                    .reduce((_, last) -> last)
                    .orElseThrow();
            assertThat(newest.body().getLayoutBounds().getHeight()).as(id).isGreaterThan(LEAST);
            assertThat(newest.body().getLayoutBounds().getWidth()).as(id).isGreaterThan(LEAST);
        }
        robot.interact(() -> scene.getWindow().setHeight(420));
        nothingLeavesTheWindow(robot);
    }

    /// A tab that does not fit is in the list beside the others.
    @Test
    void noTitleOfATabIsCut(FxRobot robot) {
        int hidden = 0;
        for (double width : new double[] {1024, 720}) {
            LabWindow narrow = Patience.fx(() -> {
                LabWindow made = new LabWindow(new LabWindow.Setup(1, folder.resolve("narrow")));
                made.attach(new Scene(made.root(), width, 700), null);
                made.root().applyCss();
                made.root().layout();
                made.root().layout(); // the tools of a tab have their width now
                return made;
            });
            for (Header tab : robot.from(narrow.root()).lookup(".header").queryAllAs(Header.class)) {
                String what = tab.getAccessibleText() + " at " + width;
                Region place = (Region) tab.getParent();
                boolean selected = tab.getDockable().getContainer().getSelectedDockable() == tab.getDockable();
                assertThat(tab.isVisible() || !selected).as(what).isTrue();
                if (tab.isVisible() && !selected) {
                    assertThat(tab.getBoundsInParent().getMaxX()).as(what).isLessThanOrEqualTo(place.getWidth() + 0.5);
                }
                if (!tab.isVisible()) {
                    hidden++;
                    HeaderPane pane = (HeaderPane) around(tab, HeaderPane.class);
                    assertThat(pane.lookupAll(".button").stream()
                                    .filter(button -> "▼".equals(((Labeled) button).getText()))
                                    .anyMatch(Node::isVisible))
                            .as("the list beside " + what)
                            .isTrue();
                }
            }
            robot.interact(narrow::close);
        }
        assertThat(hidden).as("tabs without room").isPositive();
    }

    private static Node around(Node node, Class<? extends Node> kind) {
        Node outer = node;
        while (!kind.isInstance(outer)) {
            outer = outer.getParent();
        }
        return outer;
    }

    private PanelHost runs() {
        return window.dock().visiblePanels().stream()
                .map(PanelHost.class::cast)
                .filter(host -> host.entry().id().equals("run-table"))
                .findFirst()
                .orElseThrow();
    }

    private TableArea table() {
        return runs().chart().shownProperty().get().layout().tables().getFirst();
    }

    /// Of a title in front that is wider than its place, the end once was there and the beginning was not.
    @Test
    void aTitleWithoutRoomIsShortenedAtItsEnd(FxRobot robot) {
        Header tab = robot.lookup(".header").queryAllAs(Header.class).stream()
                .filter(header -> header.getDockable().getTitle().equals("Loss surface"))
                .findFirst()
                .orElseThrow();
        String title = "Loss surface";
        for (double width : new double[] {80, 60, 90}) {
            robot.interact(() -> {
                lay(tab, width);
                Text words = words(tab);
                Bounds bounds = words.localToScene(words.getLayoutBounds());
                Bounds place = tab.getParent().localToScene(tab.getParent().getLayoutBounds());
                assertThat(words.getText()).endsWith("…");
                assertThat(title).startsWith(words.getText().replace("…", ""));
                assertThat(bounds.getMinX()).isGreaterThanOrEqualTo(place.getMinX());
                assertThat(bounds.getMaxX()).isLessThanOrEqualTo(place.getMinX() + width + 0.5);
            });
        }
        robot.interact(() -> {
            lay(tab, 900);
            assertThat(words(tab).getText()).isEqualTo(title);
        });
    }

    private static void lay(Header tab, double width) {
        Region place = (Region) tab.getParent();
        place.resize(width, place.getHeight());
        place.layout();
    }

    private static Text words(Header tab) {
        return tab.lookupAll("*").stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .filter(text -> !text.getText().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /// The progress of a sweep once lay over the lowest panels.
    @Test
    void whatStaysForLongCoversNoPanel(FxRobot robot) {
        Label bar = new Label("Sweep");
        bar.setMinHeight(48);
        robot.interact(() -> window.sheets().keep(bar));
        nothingLeavesTheWindow(robot);
        Node dock = robot.lookup("#dock").query();
        Bounds panels = dock.localToScene(dock.getLayoutBounds());
        Bounds kept = bar.localToScene(bar.getLayoutBounds());
        assertThat(kept.getHeight()).isGreaterThanOrEqualTo(48);
        assertThat(kept.getMinY()).isGreaterThanOrEqualTo(panels.getMaxY());
        robot.interact(() -> window.sheets().unpin(bar));
        nothingLeavesTheWindow(robot);
        assertThat(dock.localToScene(dock.getLayoutBounds()).getMaxY()).isGreaterThan(panels.getMaxY() + 40);
    }

    /// "49 rows and 5 columns more" that nobody could reach.
    @Test
    void aLongTableScrollsAndSorts(FxRobot robot) throws Exception {
        robot.interact(() -> {
            window.openPanel("run-table");
            window.dock().toggleMaximised(runs());
            scene.getWindow().setHeight(420);
        });
        Patience.untilFx(() -> runs().chart().shownProperty().get() != null
                && !runs().chart().shownProperty().get().layout().tables().isEmpty()
                && table().isCut());
        assertThat(table().table().rows()).hasSize(30);
        assertThat(table().rows()).isLessThan(25);
        String first = table().table().rows().getFirst().getFirst();
        robot.interact(() -> scroll(-40 * 30));
        Patience.untilFx(() -> table().table().above() == 29);
        robot.interact(() -> scroll(40 * 60));
        Patience.untilFx(() -> table().table().above() == 0);
        assertThat(table().table().rows().getFirst().getFirst()).isEqualTo(first);

        int loss = table().table().header().indexOf("Loss");
        assertThat(loss).isPositive();
        robot.interact(() -> clickTitle(loss));
        Patience.untilFx(() -> table().table().header().get(loss).equals("Loss ↑"));
        robot.interact(() -> clickTitle(loss));
        Patience.untilFx(() -> table().table().header().get(loss).equals("Loss ↓"));
        assertThat(table().table().rows().getFirst().get(loss)).startsWith("24.6");
    }

    private void scroll(double by) {
        Node chart = runs().chart();
        chart.fireEvent(new ScrollEvent(
                ScrollEvent.SCROLL,
                20,
                60,
                20,
                60,
                false,
                false,
                false,
                false,
                false,
                false,
                0,
                by,
                0,
                by,
                ScrollEvent.HorizontalTextScrollUnits.NONE,
                0,
                ScrollEvent.VerticalTextScrollUnits.NONE,
                0,
                0,
                null));
    }

    private void clickTitle(int column) {
        TableArea area = table();
        double zoom = runs().chart().shownProperty().get().zoom();
        double x = area.bounds().getX();
        for (int c = 0; c < column; c++) {
            x += area.widths()[c];
        }
        Pointer.fire(
                runs().chart(),
                MouseEvent.MOUSE_CLICKED,
                new Point2D(
                        (x + area.widths()[column] / 2) * zoom,
                        (area.bounds().getY() + area.cells().getY()) / 2 * zoom));
    }

    /// The one before left its width behind, once.
    @Test
    void everyTitleIsWholeAndTakesNoMoreThanItNeeds(FxRobot robot) {
        Label title = robot.lookup("#title").queryAs(Label.class);
        for (Preset preset : Presets.builtIn()) {
            robot.interact(() -> {
                window.titleBar().titleProperty().set(preset.info().title());
                window.titleBar().citationProperty().set(preset.info().citation());
                window.root().applyCss();
                window.root().layout();
            });
            double needed = Math.ceil(title.prefWidth(-1));
            assertThat(title.getWidth()).as(preset.id()).isBetween(needed - 0.5, needed + 1.5);
            Text text = (Text) title.lookup(".text");
            assertThat(text.getText()).isEqualTo(preset.info().title());
        }
        nothingLeavesTheWindow(robot);
    }

    /// The title in front, or the button that lists the others, once was cut.
    @Test
    void theTitleInFrontAndTheListOfOthersAreWhole(FxRobot robot) throws Exception {
        robot.interact(() -> window.openPreset("flow-moons"));
        robot.moveTo("#title"); // off the panels, whose buttons come under the pointer
        Patience.untilFx(() -> {
            window.root().applyCss();
            window.root().layout();
            return window.root().lookupAll(".list-button").stream().anyMatch(Node::isVisible);
        });
        robot.interact(() -> {
            for (int i = 0; i < 3; i++) {
                window.root().applyCss();
                window.root().layout();
            }
        });
        for (Node tab : window.root().lookupAll(".header")) {
            Bounds inRow = tab.getBoundsInParent();
            Region row = (Region) tab.getParent();
            if (tab.isVisible()) {
                assertThat(inRow.getMinX()).as(tab.getAccessibleText()).isGreaterThanOrEqualTo(-0.5);
                assertThat(inRow.getMaxX()).as(tab.getAccessibleText()).isLessThanOrEqualTo(row.getWidth() + 0.5);
            }
        }
        assertThat(window.root().lookupAll(".list-button").stream().filter(Node::isVisible))
                .isNotEmpty()
                .allSatisfy(button ->
                        assertThat(((Text) button.lookup(".text")).getText()).isEqualTo("▼"));
    }

    private static List<Node> visible(Parent tabs) {
        return tabs.getChildrenUnmodifiable().stream().filter(Node::isVisible).toList();
    }

    private void laidOut(FxRobot robot) {
        robot.interact(() -> {
            for (int i = 0; i < 3; i++) {
                window.root().applyCss();
                window.root().layout();
            }
        });
    }

    /// The last of them once made way for the buttons that came with the pointer, which then lay over the one before.
    @Test
    void aTabStaysUnderThePointer(FxRobot robot) throws Exception {
        int several = 0;
        int all = 0;
        for (int percent = 24; percent <= 90; percent += 3) {
            int share = percent;
            robot.interact(() -> window.dock().show(besideEachOther(share / 100.0)));
            robot.moveTo("#title", Motion.DIRECT);
            laidOut(robot);
            Parent tabs = (Parent) window.root().lookup(".header-region");
            List<Node> before = Patience.fx(() -> visible(tabs));
            Header last = (Header) before.getLast();
            String what = last.getAccessibleText() + " at " + percent + " %";
            all += before.size() == 4 ? 1 : 0;
            if (before.size() > 1) {
                robot.moveTo(last, Pos.CENTER_RIGHT, new Point2D(-4, 0), Motion.DIRECT);
                laidOut(robot);
                assertThat(Patience.fx(() -> visible(tabs))).as(what).isEqualTo(before);
                assertThat(isSoonHovered(robot, last)).as(what).isTrue();
                several++;
            }
        }
        assertThat(several).as("places with several tabs").isGreaterThan(10);
        assertThat(all).as("places with all of them").isBetween(5, several - 3);
    }

    /// What lies under a pointer that rests is found out with a later pulse.
    private boolean isSoonHovered(FxRobot robot, Node node) throws Exception {
        for (int i = 0; i < 100; i++) {
            if (Patience.fx(node::isHover)) {
                return true;
            }
            LockSupport.parkNanos(50_000_000);
            laidOut(robot);
        }
        return false;
    }

    /// @param share of four panels behind each other
    private static PanelLayout besideEachOther(double share) {
        List<PanelState> four = Stream.concat(Stream.of("run-table"), Panels.FIRST.stream())
                .map(id -> new PanelState(id, Map.of()))
                .toList();
        return new PanelLayout.Split(
                true,
                List.of(
                        new PanelLayout.Part(share, new PanelLayout.Tabs(four, 0)),
                        new PanelLayout.Part(1 - share, Layouts.single(new PanelState("run-table", Map.of())))));
    }

    /// It once was as short as the buttons that it makes way for.
    @Test
    void aNoteIsWholeWhereThereIsRoom(FxRobot robot) throws Exception {
        PanelHost host = (PanelHost) window.dock().visiblePanels().getFirst();
        robot.interact(() -> window.dock().toggleMaximised(host));
        Label note = (Label) host.tools().lookup(".panel-note");
        String whole = "longer than the buttons of a panel";
        Patience.untilFx(
                () -> host.isUpToDate() && host.body().getLayoutBounds().getWidth() > 400);
        robot.interact(() -> {
            note.textProperty().unbind();
            note.setText(whole);
            window.root().applyCss();
            window.root().layout();
            window.root().layout();
        });
        assertThat(((Text) note.lookup(".text")).getText()).isEqualTo(whole);
    }

    @Test
    void presentationKeepsItsRows(FxRobot robot) {
        robot.interact(() -> window.presentation().set(true));
        robot.push(KeyCode.RIGHT);
        robot.interact(() -> {
            window.root().applyCss();
            window.root().layout();
        });
        for (String id : List.of("#present-play", "#present-scrubber")) {
            Node node = robot.lookup(id).query();
            assertThat(scene.getRoot().getLayoutBounds().contains(node.localToScene(node.getLayoutBounds())))
                    .as(id)
                    .isTrue();
        }
    }
}
