package adjointlab.ui.gallery;

import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Gallery.Takes;
import adjointlab.lab.preset.Preset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// All presets, to search, to narrow by what they take, and to read by paper or by question.
public final class PresetsPage extends ChoicePage {
    private static final double CARD = 212;

    private final PresetsModel model;
    private final Thumbnails thumbnails;
    private final Consumer<String> open;
    private final Map<String, Card> cards = new HashMap<>();
    private String openNow = "";

    /// @param presets in display order
    /// @param open gets the id that was chosen
    public PresetsPage(List<Preset> presets, Thumbnails thumbnails, Consumer<String> open) {
        super("presets-page", "Search titles, texts, papers, families…", CARD);
        this.thumbnails = thumbnails;
        this.open = open;
        model = new PresetsModel(presets, Gallery.builtIn());
        tools().getChildren().addAll(headings(), filters());
        model.queryProperty().bind(search().textProperty());
    }

    /// Begins a new choice.
    ///
    /// @param id of the preset that is open
    public void begin(String id) {
        openNow = id;
        begin();
        grid().cards().stream()
                .filter(card -> card.choice().equals(id))
                .findFirst()
                .ifPresent(grid()::stopAt);
    }

    @Override
    void refresh() {
        List<CardGrid.Section> sections = new ArrayList<>();
        for (PresetsModel.Group group : model.groups()) {
            sections.add(new CardGrid.Section(
                    group.heading(),
                    group.presets().stream()
                            .map(preset -> card(group.heading(), preset))
                            .toList()));
        }
        grid().show(sections);
        say(sections.isEmpty() ? "No preset is like that. Fewer words or other filters find more." : "");
    }

    /// The card below a heading; made once.
    private Card card(String heading, Preset preset) {
        Card card = cards.computeIfAbsent(heading + "\n" + preset.id(), _ -> card(preset));
        card.setSelected(preset.id().equals(openNow));
        return card;
    }

    private Card card(Preset preset) {
        Card card = new Card(
                preset.id(),
                blank(),
                new Card.Words(
                        preset.info().title(),
                        FirstSentence.of(preset.info().text()),
                        preset.info().citation() + "\n" + preset.info().text(),
                        model.foot(preset)),
                () -> open.accept(preset.id()));
        card.setId("choose-" + preset.id());
        card.showLater(() -> thumbnails.view(preset, Thumbnails.WIDTH));
        return card;
    }

    private static Region blank() {
        Region blank = new Region();
        blank.setMinSize(Thumbnails.WIDTH, Thumbnails.HEIGHT);
        return blank;
    }

    private Node headings() {
        ToggleButton paper = toggle("By paper", "presets-by-paper", "Headings are papers");
        ToggleButton question = toggle(
                "By question", "presets-by-question", "Headings are questions; some presets stand under several");
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(paper, question);
        paper.setSelected(true);
        paper.getStyleClass().add("left-pill");
        question.getStyleClass().add("right-pill");
        group.selectedToggleProperty().addListener((_, before, now) -> {
            if (now == null && before != null) {
                before.setSelected(true); // one of the two always is
                return;
            }
            model.byQuestionProperty().set(question.isSelected());
            refresh();
        });
        HBox both = new HBox(paper, question);
        both.setAlignment(Pos.CENTER);
        return both;
    }

    private Node filters() {
        HBox filters = new HBox(4);
        Label says = new Label("takes");
        says.getStyleClass().add("field-label");
        filters.getChildren().add(says);
        filters.setAlignment(Pos.CENTER_LEFT);
        for (Takes some : Takes.values()) {
            filters.getChildren()
                    .add(filter(
                            some.id(),
                            "presets-" + some.id(),
                            "Trained in " + some.words() + " on two cores",
                            model.takesProperty(some)));
        }
        filters.getChildren()
                .add(filter(
                        "wants files",
                        "presets-wants-files",
                        "Made for files that you bring; until then it takes what is made here",
                        model.wantsFilesProperty()));
        return filters;
    }

    private ToggleButton filter(String text, String id, String says, BooleanProperty wanted) {
        ToggleButton button = toggle(text, id, says);
        button.selectedProperty().bindBidirectional(wanted);
        button.selectedProperty().addListener((_, _, _) -> refresh());
        return button;
    }

    private static ToggleButton toggle(String text, String id, String says) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add("pill");
        button.setTooltip(new Tooltip(says));
        button.setAccessibleHelp(says);
        return button;
    }
}
