package adjointlab.ui.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.ui.sweep.SweepRows.Row;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/// Cells show what their rows hold wherever these have come to stand, though no layout goes through them.
@ExtendWith(ApplicationExtension.class)
final class SweepTableTest {
    private static final int TRAININGS = 60;
    private static final PseudoClass ODD = PseudoClass.getPseudoClass("odd");

    @TempDir
    private Path folder;

    private SweepTable table;

    @Start
    void start(Stage stage) throws Exception {
        Preset preset = Overrides.apply(Presets.get("simplest-lemma-1"), List.of("iterations=2"));
        List<SweepCell> cells = Sweep.parse(preset, List.of("optimizer.learningRate=1e-3:0.1:log20", "seed=0:2"))
                .cells();
        try (SweepRun run =
                new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), new SweepFolder(folder), 1)) {
            assertThat(run.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        table = new SweepTable(folder, (_, _) -> {});
        stage.setScene(new Scene(table, 900, 400));
        stage.show();
    }

    @BeforeEach
    void read() throws Exception {
        Patience.untilFx(() -> view().getItems().size() == TRAININGS);
        Patience.untilFx(() -> !cells().isEmpty());
    }

    @Stop
    void stop() {
        table.close();
    }

    @SuppressWarnings("unchecked") // the table that it makes
    private TableView<Row> view() {
        return (TableView<Row>) table.lookup("#sweep-trainings");
    }

    private List<SweepTableCell> cells() {
        return view().lookupAll(".table-cell").stream()
                .filter(SweepTableCell.class::isInstance)
                .map(SweepTableCell.class::cast)
                .filter(cell ->
                        cell.getTableRow().isVisible() && !cell.getTableRow().isEmpty())
                .toList();
    }

    private static Text drawn(TableCell<?, ?> cell) {
        return (Text) cell.lookup(".text");
    }

    /// Whatever stands in the window is that of its row, numbers at the right end of their column.
    private void isRight(FxRobot robot) {
        robot.interact(() -> {
            Set<Integer> seen = new HashSet<>();
            for (SweepTableCell cell : cells()) {
                TableRow<Row> row = cell.getTableRow();
                String column = String.valueOf(cell.getTableColumn().getUserData());
                Object value = row.getItem().cells().get(column);
                assertThat(row.getItem()).isSameAs(view().getItems().get(row.getIndex()));
                assertThat(value).as(column).isNotNull();
                assertThat(cell.getText()).as(column).isEqualTo(SweepRows.words(value));
                assertThat(cell.queryAccessibleAttribute(AccessibleAttribute.TEXT))
                        .isEqualTo(cell.getText());
                assertThat(row.getPseudoClassStates().contains(ODD)).isEqualTo(row.getIndex() % 2 == 1);
                var bounds = drawn(cell).getBoundsInParent();
                assertThat(bounds.getMinX()).isGreaterThanOrEqualTo(0);
                assertThat(bounds.getMaxX()).isLessThanOrEqualTo(cell.getWidth());
                if (drawn(cell).getText().equals(cell.getText())) {
                    assertThat(value instanceof Double ? cell.getWidth() - bounds.getMaxX() : bounds.getMinX())
                            .as("%s from its side", cell.getText())
                            .isBetween(0.0, 14.0);
                } else {
                    assertThat(drawn(cell).getText()).endsWith("...");
                }
                seen.add(row.getIndex());
            }
            assertThat(seen).hasSizeGreaterThan(8);
        });
    }

    private void settled(FxRobot robot, Runnable action) throws Exception {
        robot.interact(action);
        Patience.untilFx(() -> !view().isNeedsLayout());
    }

    @Test
    void cellsShowTheirRowsWhereverTheTableHasScrolled(FxRobot robot) throws Exception {
        isRight(robot);
        for (int row : new int[] {17, 40, 23, 59, 0}) {
            settled(robot, () -> view().scrollTo(row));
            isRight(robot);
        }
    }

    @Test
    void cellsShowTheirRowsInEveryOrderAndBehindEveryFilter(FxRobot robot) throws Exception {
        for (TableColumn<Row, ?> column : view().getColumns()) {
            for (TableColumn.SortType type : TableColumn.SortType.values()) {
                settled(robot, () -> {
                    column.setSortType(type);
                    view().getSortOrder().setAll(List.of(column));
                });
                Comparator<Row> rising = Comparator.comparing(
                        row -> row.cells().getOrDefault(String.valueOf(column.getUserData()), ""), SweepRows::compare);
                assertThat(view().getItems())
                        .isSortedAccordingTo(type == TableColumn.SortType.ASCENDING ? rising : rising.reversed());
                isRight(robot);
            }
        }
        TextField filter = (TextField) table.lookup("#sweep-filter");
        settled(robot, () -> filter.setText("seed=1"));
        assertThat(view().getItems()).hasSize(TRAININGS / 3);
        isRight(robot);
        settled(robot, () -> filter.setText("seed=1 no-such-word"));
        assertThat(view().getItems()).isEmpty();
        robot.interact(() -> assertThat(cells()).isEmpty());
        settled(robot, () -> filter.setText(""));
        settled(robot, () -> view().getSortOrder().clear());
        assertThat(view().getItems()).hasSize(TRAININGS);
        isRight(robot);
    }

    @Test
    void whatIsTooLongIsCutWhenItsColumnBecomesNarrowAndStaysWholeForAScreenReader(FxRobot robot) throws Exception {
        TableColumn<Row, ?> loss = view().getColumns().get(1);
        settled(robot, () -> loss.setPrefWidth(44));
        Patience.untilFx(() -> cells().stream()
                .filter(cell -> cell.getTableColumn() == loss)
                .allMatch(cell -> cell.getWidth() == 44 && drawn(cell).getText().endsWith("...")));
        isRight(robot);
        settled(robot, () -> loss.setPrefWidth(150));
        Patience.untilFx(() -> cells().stream()
                .filter(cell -> cell.getTableColumn() == loss)
                .allMatch(
                        cell -> cell.getWidth() == 150 && drawn(cell).getText().equals(cell.getText())));
        isRight(robot);
    }

    /// Settings as they are written and as they are shown, of every training.
    @Test
    void aFilterFindsWhatIsShownAndWhatIsWritten() {
        for (Row row : new ArrayList<>(view().getItems())) {
            assertThat(row.mentions(row.label().toLowerCase(Locale.ROOT))).isTrue();
            row.cells().forEach((column, value) -> {
                String written = (column + "=" + value).toLowerCase(Locale.ROOT);
                assertThat(row.mentions(written)).as(written).isTrue();
                String shown = SweepRows.words(value).toLowerCase(Locale.ROOT);
                assertThat(row.mentions(shown)).as(shown).isTrue();
            });
            assertThat(row.mentions("seed=7")).isFalse();
        }
        assertThat(view().getItems())
                .as("shown with a minus, or a sign of times")
                .anyMatch(row -> row.cells().values().stream()
                        .map(SweepRows::words)
                        .anyMatch(words -> words.chars().anyMatch(c -> c > 0xff)));
    }

    /// Once every group that ever stood in the table was kept for its order.
    @Test
    @SuppressWarnings("unchecked") // what groups are called
    void groupsThatWereMadeAnewAreForgotten(FxRobot robot) throws Exception {
        settled(robot, () -> ((ComboBox<String>) table.lookup("#sweep-groups")).setValue("seed"));
        settled(robot, () -> view().getSortOrder()
                .setAll(List.of(view().getColumns().getFirst())));
        List<WeakReference<Row>> gone = new ArrayList<>();
        for (int time = 1; time <= 3; time++) {
            WeakReference<Row> first =
                    new WeakReference<>(Patience.fx(() -> view().getItems().getFirst()));
            gone.add(first);
            writtenAnew(time);
            Patience.untilFx(() -> !first.refersTo(view().getItems().getFirst()));
            assertThat(view().getItems()).hasSize(3);
        }
        Patience.until(() -> {
            System.gc();
            return gone.stream().filter(row -> row.refersTo(null)).count() >= 2; // the table itself keeps some
        });
        assertThat(view().getItems().stream().map(Row::label)).containsExactly("0.0", "1.0", "2.0");
    }

    /// As a sweep that goes on does.
    private void writtenAnew(int time) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + 1000L * time));
            }
        }
    }
}
