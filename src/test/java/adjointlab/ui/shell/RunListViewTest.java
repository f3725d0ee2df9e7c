package adjointlab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.panel.kit.RunStyles;
import adjointlab.ui.look.Look;
import adjointlab.ui.model.RunItem;
import adjointlab.ui.model.RunListModel;
import java.util.List;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// Rows of runs that a panel's pointer is at are marked, all of a group's where it is at their mean.
@ExtendWith(ApplicationExtension.class)
final class RunListViewTest {
    private final RunListModel model = new RunListModel();
    private RunListView list;

    @Start
    void start(Stage stage) {
        for (int i = 0; i < 3; i++) {
            model.runs().add(new RunItem("sgd/" + i, "SGD", "SGD", "seed " + i, RunStyles.of(0)));
        }
        list = new RunListView(model, new Deaf(), () -> {});
        stage.setScene(new Scene(list, 260, 300));
        stage.setWidth(260); // a stage keeps the size of the test before
        stage.setHeight(300);
        stage.show();
    }

    private List<String> marked() {
        return list.lookupAll(".run-row").stream()
                .filter(row -> row.getPseudoClassStates().contains(PseudoClass.getPseudoClass("pointed")))
                .map(row -> ((RunRow) row).run().id())
                .sorted()
                .toList();
    }

    @Test
    void rowsOfThePointedRunsAreMarked(FxRobot robot) {
        assertThat(marked()).isEmpty();
        robot.interact(() -> model.hoveredProperty().set(Set.of("sgd/0", "sgd/2", "gone")));
        assertThat(marked()).containsExactly("sgd/0", "sgd/2");
        robot.interact(() -> model.runs().getLast().pinnedProperty().set(true));
        assertThat(marked()).as("after the rows are made anew").containsExactly("sgd/0", "sgd/2");
        robot.interact(() -> model.hoveredProperty().set(Set.of()));
        assertThat(marked()).isEmpty();
    }

    /// Hiding a run must not take its number away.
    @Test
    void theToolsOfARowCoverNoLoss(FxRobot robot) throws Exception {
        robot.interact(() -> model.runs().getFirst().readoutProperty().set("6.0 × 10⁻⁴"));
        Node row = list.lookup("#run-sgd-0");
        robot.moveTo(row);
        Node tools = row.lookup(".run-tools");
        Patience.untilFx(tools::isVisible);
        Node loss = row.lookup(".run-readout");
        assertThat(tools.localToScene(tools.getLayoutBounds()).intersects(loss.localToScene(loss.getLayoutBounds())))
                .isFalse();
        assertThat(row.localToScene(row.getLayoutBounds()).contains(tools.localToScene(tools.getLayoutBounds())))
                .isTrue();
    }

    /// Names often differ in their last words, which once were cut.
    @ParameterizedTest
    @ValueSource(doubles = {260, 200})
    void everyNameIsWholeInAsManyLinesAsItNeeds(double width, FxRobot robot) {
        List<RunItem> runs = List.of(
                new RunItem("0", "", "Network, told both", "", RunStyles.of(0)),
                new RunItem("1", "", "Network, told the force", "", RunStyles.of(1)),
                new RunItem("2", "", "Gradient flow on Rosenbrock to T = 2", "", RunStyles.of(2)),
                new RunItem("3", "ANODE", "ANODE", "seed = 0", RunStyles.of(3)),
                new RunItem("4", "SGD", "SGD", "a₀ = −4", RunStyles.of(4)));
        robot.interact(() -> {
            model.runs().setAll(runs);
            runs.forEach(run -> run.readoutProperty().set("8.4 × 10²⁴"));
            list.setMaxWidth(width);
            list.setMinWidth(width);
            list.getScene().setRoot(new StackPane(list)); // which leaves the list its width
            Look.LIGHT.applyTo(list.getScene());
            list.applyCss();
            list.getScene().getRoot().layout();
        });
        for (RunItem run : runs) {
            Node row = list.lookup("#run-" + run.id());
            assertThat(row.lookupAll(".label")).allSatisfy(node -> {
                Label label = (Label) node;
                if (label.isVisible()) {
                    assertThat(((Text) label.lookup(".text")).getText().replace("\n", " "))
                            .isEqualTo(label.getText());
                    assertThat(label.getHeight()).isGreaterThanOrEqualTo(label.prefHeight(label.getWidth()) - 0.5);
                    assertThat(row.getLayoutBounds()
                                    .contains(row.sceneToLocal(label.localToScene(label.getLayoutBounds()))))
                            .as(label.getText())
                            .isTrue();
                }
            });
        }
        assertThat(height("4")).as("short ones take one line").isLessThan(height("2"));
    }

    private double height(String run) {
        return list.lookup("#run-" + run).getLayoutBounds().getHeight();
    }

    /// Does nothing with a run.
    private static final class Deaf implements RunRow.Actions {
        @Override
        public void select(RunItem run) {}

        @Override
        public void hover(@Nullable RunItem run) {}

        @Override
        public void setVisible(RunItem run, boolean visible) {}

        @Override
        public void only(RunItem run) {}

        @Override
        public void setPinned(RunItem run, boolean pinned) {}

        @Override
        public void editNote(RunItem run) {}

        @Override
        public void rename(RunItem run, String name) {}

        @Override
        public void chooseColour(RunItem run, javafx.scene.Node beside) {}

        @Override
        public void restart(RunItem run) {}

        @Override
        public void branch(RunItem run) {}

        @Override
        public void stop(RunItem run) {}

        @Override
        public void remove(RunItem run) {}
    }
}
