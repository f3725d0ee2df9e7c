package adjointlab.ui.shell;

import adjointlab.figure.Palette;
import adjointlab.ui.model.RunItem;
import adjointlab.ui.model.RunListModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The runs of the document, at the top of the left column. Long lists show a few of each method until expanded.
final class RunListView extends VBox {
    private final RunListModel model;
    private final RunRow.Actions actions;
    private final VBox rows = new VBox();
    private final Label heading = new Label("RUNS");
    private final Label count = new Label();
    private final Hyperlink more = new Hyperlink();
    private final List<RunRow> shown = new ArrayList<>();
    private Palette palette = adjointlab.figure.Theme.LIGHT.palette();

    RunListView(RunListModel model, RunRow.Actions actions, Runnable addRun) {
        this.model = model;
        this.actions = actions;
        setId("run-list");
        heading.getStyleClass().add("section");
        count.getStyleClass().add("section");
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox head = new HBox(heading, filler, count);
        head.getStyleClass().add("section-row");
        more.setId("more-runs");
        more.getStyleClass().add("quiet-link");
        more.setOnAction(
                _ -> model.expandedProperty().set(!model.expandedProperty().get()));
        Hyperlink add = new Hyperlink("+ Add run");
        add.setId("add-run");
        add.getStyleClass().add("quiet-link");
        add.setOnAction(_ -> addRun.run());
        VBox foot = new VBox(6, more, add);
        foot.getStyleClass().add("run-foot");
        getChildren().addAll(head, rows, foot);

        InvalidationListener rebuild = _ -> rebuild();
        model.runs().addListener((ListChangeListener<RunItem>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(run -> run.pinnedProperty().addListener(rebuild));
            }
            rebuild();
        });
        model.runs().forEach(run -> run.pinnedProperty().addListener(rebuild));
        model.expandedProperty().addListener(rebuild);
        model.selectedProperty().addListener((_, _, id) -> mark(id));
        model.hoveredProperty().addListener((_, _, ids) -> point(ids));
        rebuild();
    }

    void setPalette(Palette palette) {
        this.palette = palette;
        rebuild();
    }

    private void rebuild() {
        String focused = focusedRun();
        shown.clear();
        rows.getChildren().clear();
        boolean isLong = model.runs().size() > RunListModel.SHORT;
        count.setText(model.runs().isEmpty() ? "" : model.runs().size() + " · loss");
        if (model.runs().isEmpty()) {
            Label empty = new Label("No runs yet. Choose a preset below or add a run.");
            empty.setWrapText(true);
            empty.getStyleClass().add("empty");
            rows.getChildren().add(empty);
        } else if (isLong && model.expandedProperty().get()) {
            model.groups().forEach(this::addGroup);
        } else {
            model.few().forEach(run -> addRow(run, false));
        }
        more.setText(model.moreWords());
        more.setVisible(isLong);
        more.setManaged(isLong);
        mark(model.selectedProperty().get());
        point(model.hoveredProperty().get());
        shown.stream().filter(row -> row.run().id().equals(focused)).forEach(RunRow::requestFocus);
    }

    /// The run whose row has the focus, "" for none.
    private String focusedRun() {
        return getScene() != null && getScene().getFocusOwner() instanceof RunRow row && shown.contains(row)
                ? row.run().id()
                : "";
    }

    private void addGroup(String name, List<RunItem> runs) {
        Label label = new Label(name);
        label.getStyleClass().add("run-group");
        label.setWrapText(true);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        Label size = new Label(String.valueOf(runs.size()));
        size.setAccessibleText(runs.size() + (runs.size() == 1 ? " run" : " runs"));
        size.getStyleClass().add("run-readout");
        size.setMinWidth(Region.USE_PREF_SIZE);
        Hyperlink toggle = new Hyperlink(
                runs.stream().anyMatch(run -> run.visibleProperty().get()) ? "hide" : "show");
        toggle.getStyleClass().add("quiet-link");
        toggle.setMinWidth(Region.USE_PREF_SIZE);
        toggle.setOnAction(_ -> {
            boolean show = runs.stream().noneMatch(run -> run.visibleProperty().get());
            runs.forEach(run -> actions.setVisible(run, show));
            toggle.setText(show ? "hide" : "show");
        });
        HBox head = new HBox(8, label, size, filler, toggle);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("run-group-row");
        rows.getChildren().add(head);
        runs.forEach(run -> addRow(run, true));
    }

    private void addRow(RunItem run, boolean grouped) {
        RunRow row = new RunRow(run, grouped, palette, actions);
        shown.add(row);
        rows.getChildren().add(row);
    }

    private void point(Set<String> ids) {
        shown.forEach(row -> row.setPointed(ids.contains(row.run().id())));
    }

    private void mark(String id) {
        shown.forEach(row -> row.setSelected(row.run().id().equals(id)));
    }
}
