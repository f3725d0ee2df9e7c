package adjointlab.ui.lesson;

import adjointlab.core.catalog.Entry;
import adjointlab.lab.lesson.Controls;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.ui.look.Icons;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/// Which of the lab's controls a step has, and which stand out: parts of the window, settings, and panels.
final class ControlsForm extends VBox {
    private final AuthorModel model;
    private final Suggestions suggestions;

    ControlsForm(AuthorModel model, Suggestions suggestions) {
        super(4);
        this.model = model;
        this.suggestions = suggestions;
        Controls.PARTS.forEach(this::part);
        for (String path : model.controls().settings()) {
            setting(path);
        }
        for (Entry<?> panel : suggestions.panels()) {
            row(new Label("Panel " + panel.label()), Controls.PANEL + panel.id());
        }
        getChildren().add(adder());
    }

    private void part(Part part) {
        CheckBox there = new CheckBox(part.label());
        there.setId("author-part-" + part.word());
        there.setSelected(model.controls().shows(part));
        there.selectedProperty().addListener((_, _, wanted) -> {
            Controls now = model.controls();
            Set<Part> hidden = EnumSet.noneOf(Part.class);
            hidden.addAll(now.hidden());
            if (wanted) {
                hidden.remove(part);
            } else {
                hidden.add(part);
            }
            model.setControls(new Controls(now.settings(), hidden, now.highlight()));
        });
        row(there, part.word());
    }

    private void setting(String path) {
        Label name = new Label(suggestions.label(path));
        name.setMinWidth(0);
        HBox row = row(name, path);
        row.getChildren()
                .add(Icons.button(
                        MaterialDesignC.CLOSE,
                        "author-without-" + path.replace('.', '-'),
                        "Take the setting " + suggestions.label(path) + " out of the step",
                        () -> {
                            Controls now = model.controls();
                            model.setControls(new Controls(
                                    without(now.settings(), path), now.hidden(), without(now.highlight(), path)));
                        }));
    }

    private HBox row(Node what, String word) {
        ToggleButton star = Icons.toggle(
                MaterialDesignS.STAR_OUTLINE, "author-star-" + word.replace('.', '-'), "Let it stand out at this step");
        star.setSelected(model.controls().highlight().contains(word));
        star.selectedProperty().addListener((_, _, stands) -> {
            Controls now = model.controls();
            Set<String> highlight = new LinkedHashSet<>(now.highlight());
            if (stands) {
                highlight.add(word);
            } else {
                highlight.remove(word);
            }
            model.setControls(new Controls(now.settings(), now.hidden(), List.copyOf(highlight)));
        });
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        HBox row = new HBox(4, what, filler, star);
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(row);
        return row;
    }

    private Node adder() {
        ComboBox<String> adder = new ComboBox<>();
        adder.setId("author-add-setting");
        adder.setPromptText("Let them change a setting…");
        adder.setAccessibleText("Let them change a setting");
        adder.setMaxWidth(Double.MAX_VALUE);
        List<String> settings = new ArrayList<>(suggestions.settings());
        settings.removeAll(model.controls().settings());
        adder.getItems().setAll(settings);
        adder.setCellFactory(_ -> cell());
        adder.valueProperty().addListener((_, _, path) -> {
            if (path != null) {
                Controls now = model.controls();
                List<String> more = new ArrayList<>(now.settings());
                more.add(path);
                model.setControls(new Controls(more, now.hidden(), now.highlight()));
            }
        });
        return adder;
    }

    private ListCell<String> cell() {
        return new ListCell<>() {
            @Override
            protected void updateItem(String path, boolean empty) {
                super.updateItem(path, empty);
                setText(empty || path == null ? null : suggestions.label(path) + "  (" + path + ")");
            }
        };
    }

    private static List<String> without(List<String> all, String one) {
        return all.stream().filter(each -> !each.equals(one)).toList();
    }
}
