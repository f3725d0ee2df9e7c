package adjointlab.ui.shell;

import adjointlab.ui.explain.Explained;
import adjointlab.ui.form.FieldView;
import adjointlab.ui.look.FormulaView;
import adjointlab.ui.model.InspectorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The right column: what is shown, its formula, its settings, and the numbers of the selected run.
final class InspectorView extends ScrollPane {
    /// Of formulas, at the ordinary size of text.
    private static final double FORMULA_SIZE = 18;

    /// What the column leaves for them.
    private static final double FORMULA_WIDTH = 260;

    private final InspectorModel model;
    private final Label title = new Label();
    private final Label text = new Label();
    private final FormulaView formula;
    private final VBox fields = new VBox();
    private final Label readoutHeading = new Label();
    private final VBox readouts = new VBox();
    private final List<Label> values = new ArrayList<>();
    private boolean allShown;
    private int ink = 0x1B1F24;
    private double textScale = 1;

    InspectorView(InspectorModel model, Executor typesetter) {
        this.model = model;
        this.formula = new FormulaView(typesetter);
        setId("inspector");
        getStyleClass().addAll("column", "inspector", "edge-to-edge");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        wrap(title).getStyleClass().add("section");
        text.getStyleClass().add("about");
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        formula.setMaxWidth(FORMULA_WIDTH);
        fields.getStyleClass().add("fields");
        wrap(readoutHeading).getStyleClass().add("section");
        readoutHeading.textProperty().bind(model.readoutHeadingProperty());
        readouts.getStyleClass().add("readouts");
        Label asOf = optional("inspector-as-of", model.asOfProperty());
        Label startFile = optional("inspector-start-file", model.startFileProperty());
        Label trouble = optional("inspector-trouble", model.troubleProperty());
        VBox content = new VBox(title, text, formula, asOf, startFile, fields, readoutHeading, trouble, readouts);
        content.getStyleClass().add("column-content");
        setContent(content);

        model.aboutProperty().addListener((_, _, _) -> showAbout());
        model.groups().addListener((ListChangeListener<InspectorModel.Group>) _ -> showFields());
        model.readouts().addListener((ListChangeListener<InspectorModel.Readout>) _ -> showReadouts());
        sceneProperty().addListener((_, _, _) -> showAbout());
        showAbout();
        showFields();
        showReadouts();
    }

    /// @param rgb colour of the formula, 0xRRGGBB
    /// @param newScale of text; 1 for the ordinary size
    void setLook(int rgb, double newScale) {
        ink = rgb;
        textScale = newScale;
        formula.setMaxWidth(FORMULA_WIDTH * newScale);
        showAbout();
    }

    /// A sentence that is there only where there is something to say.
    /// Of several lines where it has to be, and never cut.
    private static Label wrap(Label label) {
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    private static Label optional(String id, StringProperty words) {
        Label label = new Label();
        label.setId(id);
        wrap(label).getStyleClass().add(id);
        label.textProperty().bind(words);
        label.visibleProperty().bind(words.isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }

    private void showAbout() {
        InspectorModel.About about = model.aboutProperty().get();
        title.setText(about.title().toUpperCase(Locale.ROOT));
        text.setText(about.text());
        for (Node part : List.of(title, text)) {
            part.setVisible(!about.title().isEmpty());
            part.setManaged(!about.title().isEmpty());
        }
        double scale = getScene() == null || getScene().getWindow() == null
                ? 2
                : Math.max(2, getScene().getWindow().getOutputScaleX());
        formula.show(about.formula(), FORMULA_SIZE * textScale, ink, scale);
    }

    /// The settings that one drags stand open; all others wait behind one link.
    private void showFields() {
        fields.getChildren().clear();
        List<InspectorModel.Group> rest = new ArrayList<>();
        for (InspectorModel.Group group : model.groups()) {
            if (group.fields().isEmpty()) {
                continue;
            }
            if (group.open()) {
                if (!fields.getChildren().isEmpty()) {
                    fields.getChildren().add(new Separator());
                }
                fields.getChildren().add(body(group));
            } else {
                rest.add(group);
            }
        }
        if (!rest.isEmpty()) {
            VBox below = new VBox();
            below.getStyleClass().add("fields");
            fields.getChildren().addAll(disclosure(rest, below), below);
        }
    }

    private static VBox body(InspectorModel.Group group) {
        VBox body = new VBox();
        body.getStyleClass().add("field-group");
        group.fields().forEach(field -> body.getChildren().add(new FieldView(field)));
        return body;
    }

    private static VBox titled(InspectorModel.Group group) {
        Label heading = wrap(new Label(group.heading().toUpperCase(Locale.ROOT)));
        heading.getStyleClass().add("section");
        VBox body = body(group);
        body.getChildren().addFirst(heading);
        return body;
    }

    /// A link that opens and closes what is below it, which is made when it is opened for the first time: half of all
    /// that a window would else be made of.
    private Node disclosure(List<InspectorModel.Group> groups, VBox below) {
        Hyperlink link = new Hyperlink();
        link.getStyleClass().add("quiet-link");
        link.setId("all-settings");
        Runnable show = () -> {
            link.setText(allShown ? "fewer settings ▴" : "all settings ▾");
            if (allShown && below.getChildren().isEmpty()) {
                groups.forEach(group -> below.getChildren().add(titled(group)));
            }
            below.setVisible(allShown);
            below.setManaged(allShown);
        };
        link.setOnAction(_ -> {
            allShown = !allShown;
            show.run();
        });
        show.run();
        return link;
    }

    /// Numbers change at every frame, labels only when the list of names does.
    private void showReadouts() {
        List<InspectorModel.Readout> shown = model.readouts();
        if (values.size() != shown.size()) {
            values.clear();
            readouts.getChildren().clear();
            for (InspectorModel.Readout _ : shown) {
                Label name = wrap(new Label());
                name.getStyleClass().add("field-label");
                name.textProperty()
                        .subscribe(label -> name.setTooltip(
                                Explained.tip(label == null ? "" : label, "").orElse(null)));
                Region filler = new Region();
                HBox.setHgrow(filler, Priority.ALWAYS);
                Label value = new Label();
                value.getStyleClass().add("value");
                value.setMinWidth(Region.USE_PREF_SIZE);
                HBox row = new HBox(8, name, filler, value);
                row.setAlignment(Pos.CENTER_LEFT);
                readouts.getChildren().add(row);
                values.add(value);
            }
        }
        for (int i = 0; i < shown.size(); i++) {
            ((Label) ((HBox) readouts.getChildren().get(i)).getChildren().getFirst())
                    .setText(shown.get(i).label());
            values.get(i).setText(shown.get(i).value());
        }
        boolean any = !shown.isEmpty();
        readoutHeading.setVisible(any);
        readoutHeading.setManaged(any);
    }
}
