package adjointlab.ui.sweep;

import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slot;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.ui.model.LatestTask;
import adjointlab.ui.sweep.SweepRows.Row;
import adjointlab.ui.sweep.SweepRows.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The trainings of a sweep's folder as a table that sorts, filters and groups, and grows with the sweep. Enter or a
/// double click takes a training into the lab as a run.
public final class SweepTable extends VBox implements AutoCloseable {
    private static final Duration LOOK = Duration.seconds(1.5);
    private static final String UNGROUPED = "no groups";

    /// Room for a letter of a title, and beside it for the arrow that tells the order.
    private static final double LETTER = 7.6;

    private static final double BESIDE = 34;
    private static final int LONGEST = 32;
    private static final int LOOKED_AT = 200;

    private final SweepRows source;
    private final Path folder;
    private final BiConsumer<Settings, String> taken;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final FilteredList<Row> filtered = new FilteredList<>(rows);
    private final SortedList<Row> sorted = new SortedList<>(filtered);
    private final TableView<Row> table = new TableView<>(sorted);
    private final TextField filter = new TextField();
    private final CheckBox differences = new CheckBox("Only what differs");
    private final ComboBox<String> groups = new ComboBox<>();
    private final Label count = new Label();
    private final Timeline looks = new Timeline(new KeyFrame(LOOK, _ -> look()));
    private final LatestTask reading = new LatestTask("sweep-table");
    private @Nullable Table latest;
    private List<String> columns = List.of();
    private List<RowOrder> orders = List.of();
    private boolean looking;

    /// @param folder of the results
    /// @param taken takes a training's settings and name
    public SweepTable(Path folder, BiConsumer<Settings, String> taken) {
        this.folder = folder;
        this.taken = taken;
        source = new SweepRows(new SweepFolder(folder));
        setId("sweep-table");
        getStyleClass().add("sweep-table");
        setSpacing(8);
        filter.setId("sweep-filter");
        filter.setPromptText("Filter: words, or path=value; all of them");
        filter.setAccessibleText("Filter the trainings");
        filter.textProperty().addListener((_, _, text) -> filter(text));
        HBox.setHgrow(filter, Priority.ALWAYS);
        differences.setId("sweep-differences");
        differences.setSelected(true);
        differences.selectedProperty().addListener((_, _, _) -> show());
        groups.setId("sweep-groups");
        groups.getItems().add(UNGROUPED);
        groups.setValue(UNGROUPED);
        groups.valueProperty().addListener((_, _, _) -> show());
        count.setId("sweep-rows");
        count.getStyleClass().add("panel-note");
        count.setMinWidth(Region.USE_PREF_SIZE);
        Label by = new Label("Group by");
        by.setLabelFor(groups);
        by.setMinWidth(Region.USE_PREF_SIZE);
        HBox tools = new HBox(12, filter, differences, by, groups, count);
        tools.setAlignment(Pos.CENTER_LEFT);
        table.setId("sweep-trainings");
        table.setPlaceholder(new Label("There are no results of a sweep in " + folder + " yet."));
        table.setFixedCellSize(28);
        table.setRowFactory(_ -> new SweepTableRow());
        table.setSortPolicy(_ -> {
            sorted.setComparator(order());
            return true;
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                take();
            }
        });
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                take();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        getChildren().addAll(tools, table);
        sceneProperty().addListener((_, _, scene) -> {
            if (scene == null) {
                close();
            }
        });
        looks.setCycleCount(Animation.INDEFINITE);
        looks.play();
        look();
    }

    /// The training that is chosen becomes a run; a group does not.
    private void take() {
        Row row = table.getSelectionModel().getSelectedItem();
        if (row != null && !isGrouped()) {
            taken.accept(row.settings(), row.label());
        }
    }

    private boolean isGrouped() {
        return !UNGROUPED.equals(groups.getValue());
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        reading.run(this::read, read -> read.ifPresentOrElse(this::looked, this::failed));
    }

    /// What is there by now; nothing where the folder cannot be read.
    private Optional<Table> read() {
        try {
            return Optional.of(source.read());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void failed() {
        looking = false;
        looks.stop();
        table.setPlaceholder(new Label("The folder " + folder + " cannot be read."));
    }

    private void looked(Table read) {
        looking = false;
        if (latest != read) {
            latest = read;
            for (String path : read.varied()) {
                if (!groups.getItems().contains(path)) {
                    groups.getItems().add(path);
                }
            }
            show();
        }
    }

    /// Shows the rows as they are asked for; the order and what is selected stay.
    private void show() {
        Table read = latest;
        if (read == null) {
            return;
        }
        Table shown = isGrouped() ? read.groupedBy(groups.getValue()) : read;
        List<String> wanted = columns(shown);
        if (!wanted.equals(columns)) {
            columns = List.copyOf(wanted);
            Map<String, String> titles = titles(shown);
            table.getColumns()
                    .setAll(wanted.stream()
                            .map(name -> column(name, titles.getOrDefault(name, name), shown))
                            .toList());
        }
        Row selected = table.getSelectionModel().getSelectedItem();
        rows.setAll(shown.rows());
        orders.forEach(order -> order.keepOnly(rows));
        if (selected != null) {
            table.getSelectionModel().select(selected);
        }
        tell();
    }

    /// What was measured stands before the settings, where it is seen in a narrow window too.
    private List<String> columns(Table shown) {
        List<String> wanted = new ArrayList<>();
        boolean all = !differences.isSelected();
        if (isGrouped()) {
            wanted.addAll(shown.varied());
            wanted.addAll(shown.reached());
        } else {
            wanted.add(SweepRows.RUN);
            wanted.addAll(all ? shown.reached() : shown.differing());
            wanted.addAll(all ? shown.all() : shown.varied());
        }
        return wanted;
    }

    /// As wide as its title and its first cells.
    private static TableColumn<Row, Object> column(String name, String label, Table shown) {
        TableColumn<Row, Object> column = new TableColumn<>();
        Label title = new Label(label);
        title.setTooltip(new Tooltip(name)); // which the filter takes
        column.setGraphic(title);
        column.setId("sweep-column-" + name.replace('.', '-').replace(' ', '-'));
        int longest = shown.rows().stream()
                .limit(LOOKED_AT)
                .mapToInt(row ->
                        SweepRows.words(row.cells().getOrDefault(name, "")).length())
                .max()
                .orElse(0);
        column.setPrefWidth(Math.min(LONGEST, Math.max(label.length(), longest)) * LETTER + BESIDE);
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().cells().getOrDefault(name, "")));
        column.setCellFactory(_ -> new SweepTableCell(name));
        column.setUserData(name);
        return column;
    }

    /// What settings are called in forms, with their slot's name where another has the same label.
    private static Map<String, String> titles(Table shown) {
        Map<String, String> labels = new HashMap<>();
        for (String path : shown.all()) {
            shown.rows().stream()
                    .map(Row::settings)
                    .filter(settings -> settings.has(path))
                    .findFirst()
                    .ifPresent(settings ->
                            labels.put(path, settings.parameter(path).label()));
        }
        Map<String, String> titles = new HashMap<>();
        labels.forEach((path, label) -> {
            boolean alone = Collections.frequency(labels.values(), label) == 1;
            String slot = alone ? "" : Slots.of(path).map(Slot::label).orElse("");
            titles.put(
                    path,
                    slot.isEmpty() || Slots.isChoice(path)
                            ? label
                            : slot + ": " + (slot.equals(label) ? path.substring(path.lastIndexOf('.') + 1) : label));
        });
        return titles;
    }

    /// As the heads of columns say; nothing where they say none.
    private @Nullable Comparator<Row> order() {
        orders = table.getSortOrder().stream()
                .filter(column -> column.isSortable() && column.getSortType() != null)
                .map(column -> new RowOrder(
                        String.valueOf(column.getUserData()),
                        column.getSortType() == TableColumn.SortType.DESCENDING,
                        rows.size()))
                .toList();
        Comparator<Row> order = null;
        for (RowOrder next : orders) {
            order = order == null ? next : order.thenComparing(next);
        }
        return order;
    }

    private void filter(String text) {
        List<String> parts = List.of(text.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        filtered.setPredicate(row -> mentionsAll(row, parts));
        tell();
    }

    private static boolean mentionsAll(Row row, List<String> parts) {
        for (String part : parts) {
            if (!row.mentions(part)) {
                return false;
            }
        }
        return true;
    }

    private void tell() {
        int all = rows.size();
        String noun = isGrouped() ? " groups" : " trainings";
        count.setText(filtered.size() == all ? all + noun : filtered.size() + " of " + all + noun);
    }

    /// Looks no more.
    @Override
    public void close() {
        looks.stop();
        reading.close();
    }
}
