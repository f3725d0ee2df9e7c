package adjointlab.ui.shell;

import adjointlab.lab.preset.Offer;
import adjointlab.lab.preset.Offer.Part;
import adjointlab.lab.preset.SettingPath;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Which controls are there: parts of the window, and settings.
final class OfferForm extends VBox {
    private static final double WIDTH = 460;
    private static final double HEIGHT = 420;

    private final Map<Part, CheckBox> parts = new EnumMap<>(Part.class);
    private final Map<String, CheckBox> settings = new LinkedHashMap<>();
    private final CheckBox all = new CheckBox("All settings");

    /// @param offer as it is
    /// @param known settings that could be offered
    OfferForm(Offer offer, List<SettingPath> known) {
        setId("offer");
        setSpacing(12);
        setPrefWidth(WIDTH);
        VBox boxes = new VBox(8);
        boxes.getChildren().add(heading("Window"));
        for (Part part : Part.values()) {
            CheckBox box = new CheckBox(part.label());
            box.setId("offer-" + part.word());
            box.setSelected(offer.shows(part));
            parts.put(part, box);
            boxes.getChildren().add(box);
        }
        boxes.getChildren().add(heading("Settings"));
        all.setId("offer-all");
        all.setSelected(offer.settings().isEmpty());
        boxes.getChildren().add(all);
        for (SettingPath path : known) {
            CheckBox box = new CheckBox(words(path));
            box.setId("offer-" + path.path().replace('.', '-'));
            box.setSelected(offer.offers(path.path()));
            box.disableProperty().bind(all.selectedProperty());
            settings.put(path.path(), box);
            boxes.getChildren().add(box);
        }
        Label about = new Label("What is not ticked is hidden from who works with this document. It is saved with it,"
                + " and this sheet, in the menu under View, brings it back.");
        about.setWrapText(true);
        about.setMinHeight(Region.USE_PREF_SIZE);
        about.getStyleClass().add("about");
        ScrollPane scroll = new ScrollPane(boxes);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(HEIGHT);
        scroll.setMinHeight(0);
        scroll.getStyleClass().addAll("column", "edge-to-edge");
        getChildren().addAll(about, scroll);
    }

    private static Label heading(String text) {
        Label label = new Label(text.toUpperCase(Locale.ROOT));
        label.getStyleClass().add("section");
        return label;
    }

    private static String words(SettingPath path) {
        String symbol = path.parameter().symbol();
        return path.parameter().label() + (symbol.isEmpty() ? "" : ", " + symbol);
    }

    /// What is ticked.
    Offer offer() {
        Set<Part> hidden = EnumSet.noneOf(Part.class);
        parts.forEach((part, box) -> {
            if (!box.isSelected()) {
                hidden.add(part);
            }
        });
        return new Offer(
                all.isSelected()
                        ? Optional.empty()
                        : Optional.of(settings.entrySet().stream()
                                .filter(each -> each.getValue().isSelected())
                                .map(Map.Entry::getKey)
                                .toList()),
                hidden);
    }
}
