package adjointlab.ui.cards;

import adjointlab.lab.check.CardStore.Kept;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.check.ReproductionCard.Row;
import adjointlab.lab.check.Verdict;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.Preset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All presets with what came of their claims; beside them the card of the one that is chosen. Cards are made one at a
/// time or all, in the background, and are there at the next start.
public final class CardsPage extends VBox {
    private static final double LIST = 340;
    private static final int SEARCH_COLUMNS = 16;

    private final CardsModel model;
    private final ListView<Preset> list = new ListView<>();
    private final TextField search = new TextField();
    private final ComboBox<String> only = new ComboBox<>();
    private final VBox card = new VBox(10);
    private final Label summary = new Label();
    private final Button makeOne = new Button("Make this card");
    private final Button makeAll = new Button("Make all that are missing");
    private final Button stop = new Button("Stop");
    private final Label words = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Consumer<Preset> open;

    private static final String ALL = "all";
    private static final String NONE = "not made yet";

    /// @param model of the cards
    /// @param first whose card is shown first
    /// @param open opens a preset
    /// @param save asks where to save all cards that there are
    public CardsPage(CardsModel model, Preset first, Consumer<Preset> open, Runnable save) {
        this.model = model;
        this.open = open;
        setId("cards");
        setSpacing(10);
        search.setId("cards-search");
        search.setPromptText("Presets and claims…");
        search.setPrefColumnCount(SEARCH_COLUMNS);
        search.setAccessibleText("Search presets and claims");
        only.setId("cards-only");
        only.getItems().add(ALL);
        for (Verdict verdict : Verdict.values()) {
            only.getItems().add(word(verdict));
        }
        only.getItems().add(NONE);
        only.setValue(ALL);
        Label searching = new Label("Search");
        searching.setLabelFor(search);
        searching.setMinWidth(Region.USE_PREF_SIZE);
        Label which = new Label("Claims that");
        which.setLabelFor(only);
        which.setMinWidth(Region.USE_PREF_SIZE);
        makeOne.setId("card-make");
        makeOne.setOnAction(_ -> {
            list.requestFocus(); // else the keys go to the next button when this one is disabled
            chosen().ifPresent(preset -> model.make(List.of(preset)));
        });
        makeAll.setId("cards-make-all");
        makeAll.setOnAction(_ -> model.make(missing()));
        stop.setId("cards-stop");
        stop.setOnAction(_ -> model.cancel());
        Button saveAs = new Button("Save all as…");
        saveAs.setId("cards-save");
        saveAs.setOnAction(_ -> save.run());
        words.setId("cards-progress");
        words.getStyleClass().add("panel-note");
        bar.progressProperty().bind(model.shareProperty());
        bar.setPrefWidth(120);
        words.textProperty().bind(model.wordsProperty());
        FlowPane tools = new FlowPane(8, 6, searching, search, which, only, makeOne, makeAll, saveAs, stop, bar, words);
        tools.setAlignment(Pos.CENTER_LEFT);
        list.setId("cards-list");
        list.setAccessibleText("Presets");
        list.setCellFactory(_ -> new Cell());
        list.setMinWidth(LIST);
        list.setPrefWidth(LIST);
        card.setId("card");
        card.getStyleClass().add("glossary-card");
        ScrollPane scroll = new ScrollPane(card);
        scroll.getStyleClass().addAll("column", "edge-to-edge");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        HBox both = new HBox(16, list, scroll);
        VBox.setVgrow(both, Priority.ALWAYS);
        summary.setId("cards-summary");
        summary.getStyleClass().add("panel-note");
        getChildren().addAll(tools, both, summary);
        search.textProperty().addListener((_, _, _) -> filter());
        only.valueProperty().addListener((_, _, _) -> filter());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> show());
        model.versionProperty().addListener((_, _, _) -> refresh());
        model.read();
        filter();
        list.getSelectionModel().select(first);
        list.scrollTo(first);
        refresh();
    }

    /// The field to type in.
    public TextField search() {
        return search;
    }

    private Optional<Preset> chosen() {
        return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    }

    /// Presets without a card of this program and these settings, but for those whose files nobody has given.
    private List<Preset> missing() {
        return model.presets().stream()
                .filter(model::isJudgeable)
                .filter(preset -> model.card(preset).filter(Kept::isCurrent).isEmpty())
                .toList();
    }

    private void filter() {
        @Nullable Preset before = list.getSelectionModel().getSelectedItem();
        String text = search.getText().strip().toLowerCase(Locale.ROOT);
        List<Preset> shown = model.presets().stream()
                .filter(preset -> mentions(preset, text) && matches(preset))
                .toList();
        list.getItems().setAll(shown);
        if (before != null && shown.contains(before)) {
            list.getSelectionModel().select(before);
        } else {
            list.getSelectionModel().selectFirst();
        }
        show();
    }

    private static boolean mentions(Preset preset, String text) {
        return (preset.id() + " " + preset.info().title())
                        .toLowerCase(Locale.ROOT)
                        .contains(text)
                || preset.expectations().stream()
                        .anyMatch(
                                claim -> claim.claim().toLowerCase(Locale.ROOT).contains(text));
    }

    private boolean matches(Preset preset) {
        String wanted = only.getValue();
        Optional<Kept> kept = model.card(preset);
        if (wanted.equals(ALL)) {
            return true;
        }
        return wanted.equals(NONE)
                ? kept.isEmpty()
                : kept.filter(known -> known.card().rows().stream()
                                .anyMatch(row -> word(row.verdict()).equals(wanted)))
                        .isPresent();
    }

    private static String word(Verdict verdict) {
        return verdict.word().toLowerCase(Locale.ROOT);
    }

    private void refresh() {
        list.refresh();
        makeAll.setDisable(missing().isEmpty());
        boolean busy = model.isBusy();
        for (Node node : List.of(stop, bar, words)) {
            node.setVisible(busy);
            node.setManaged(busy);
        }
        summary.setText(counts(model.made()));
        show();
    }

    private static String counts(List<ReproductionCard> cards) {
        if (cards.isEmpty()) {
            return "No card has been made here yet.";
        }
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = cards.stream()
                    .flatMap(one -> one.rows().stream())
                    .filter(row -> row.verdict() == verdict)
                    .count();
            if (count > 0) {
                parts.add(count + " " + (count == 1 ? word(verdict) : plural(verdict)));
            }
        }
        return cards.size() + (cards.size() == 1 ? " card" : " cards") + " · claims: " + String.join(", ", parts);
    }

    private static String plural(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "hold";
            case DOES_NOT_HOLD -> "do not hold";
            case UNDECIDED, NOT_JUDGED -> word(verdict);
        };
    }

    private void show() {
        Optional<Preset> chosen = chosen();
        card.getChildren().clear();
        makeOne.setDisable(chosen.isEmpty());
        if (chosen.isEmpty()) {
            card.getChildren().add(text(nothingFound(), "empty"));
            return;
        }
        Preset preset = chosen.get();
        makeOne.setDisable(model.isAsked(preset) || !model.isJudgeable(preset));
        Button openIt = new Button("Open the preset");
        openIt.setId("card-open");
        openIt.setOnAction(_ -> open.accept(preset));
        Label title = text(preset.info().title(), "sheet-title");
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        openIt.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(12, title, filler, openIt);
        head.setAlignment(Pos.CENTER_LEFT);
        card.getChildren().add(head);
        Optional<Kept> kept = model.card(preset);
        card.getChildren().add(text(state(preset, kept), "panel-note"));
        for (Source source : Source.values()) {
            List<Node> claims = claims(preset, kept, source);
            if (!claims.isEmpty()) {
                card.getChildren().add(text(source.heading(), "section"));
                card.getChildren().addAll(claims);
            }
        }
    }

    private String nothingFound() {
        String wanted = only.getValue();
        if (!search.getText().isBlank() || wanted.equals(ALL)) {
            return "No preset is like that. Fewer letters find more.";
        }
        return wanted.equals(NONE)
                ? "The cards of all presets have been made."
                : "No card that has been made here has a claim with the verdict “" + wanted + "”.";
    }

    private String state(Preset preset, Optional<Kept> kept) {
        if (model.isAsked(preset)) {
            return "This card is being made.";
        }
        if (model.isRead() && !model.isJudgeable(preset)) {
            return "Made for files that nobody has given; open the preset and choose them there.";
        }
        String runs = preset.runs().size() * preset.replicas() + " runs to train";
        return kept.map(known -> known.isCurrent()
                        ? known.card().summary() + ". Made by version " + known.made() + "."
                        : "Made before, by version " + known.made()
                                + ", by another build or with other settings: make it again to be sure.")
                .orElse("Not made yet: " + runs + ".");
    }

    private static List<Node> claims(Preset preset, Optional<Kept> kept, Source source) {
        List<Node> nodes = new ArrayList<>();
        if (kept.isPresent()) {
            kept.get().card().rows().stream()
                    .filter(row -> row.source() == source)
                    .forEach(row -> nodes.add(claim(row)));
        } else {
            for (ExpectationSpec spec : preset.expectations()) {
                if (spec.source() == source) {
                    nodes.add(new VBox(2, text(spec.claim(), "claim"), text("not run yet", "panel-note")));
                }
            }
        }
        return nodes;
    }

    private static Node claim(Row row) {
        Label verdict = text(row.verdict().mark() + "  " + row.judged().toLowerCase(Locale.ROOT), "verdict");
        verdict.getStyleClass()
                .add("verdict-" + row.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        VBox claim = new VBox(2, text(row.claim(), "claim"), verdict);
        add(claim, "ours", row.outcome().ours());
        add(claim, "expected", row.outcome().expected());
        add(claim, "tolerance", row.outcome().tolerance());
        add(claim, "where", row.citation());
        String advice = row.advice();
        if (!advice.isEmpty()) {
            claim.getChildren().add(text(advice, "panel-note"));
        }
        return claim;
    }

    private static void add(VBox claim, String name, String value) {
        if (!value.isEmpty()) {
            Label heading = new Label(name);
            heading.getStyleClass().add("panel-note");
            heading.setMinWidth(72);
            Label said = text(value, "value");
            HBox.setHgrow(said, Priority.ALWAYS);
            claim.getChildren().add(new HBox(8, heading, said));
        }
    }

    private static Label text(String words, String style) {
        Label label = new Label(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    /// A preset with a mark for each claim.
    private final class Cell extends ListCell<Preset> {
        @Override
        protected void updateItem(@Nullable Preset preset, boolean empty) {
            super.updateItem(preset, empty);
            if (empty || preset == null) {
                setGraphic(null);
                setText("");
                return;
            }
            Label title = new Label(preset.info().title());
            title.setTooltip(new Tooltip(title.getText())); // where it is cut
            Label marks = new Label(marks(preset));
            marks.getStyleClass().add("panel-note");
            VBox both = new VBox(title, marks);
            both.setPrefWidth(LIST - 40);
            setGraphic(both);
            setAccessibleText(preset.info().title() + ", " + marks.getText());
        }

        private String marks(Preset preset) {
            if (model.isAsked(preset)) {
                return "being made";
            }
            if (model.isRead() && !model.isJudgeable(preset)) {
                return "made for files that nobody has given";
            }
            return model.card(preset)
                    .map(kept -> said(kept.card()) + (kept.isCurrent() ? "" : " · made before"))
                    .orElse(preset.expectations().size() + " claims, not run yet");
        }

        private static String said(ReproductionCard made) {
            List<String> parts = new ArrayList<>();
            for (Verdict verdict : Verdict.values()) {
                long count = made.rows().stream()
                        .filter(row -> row.verdict() == verdict)
                        .count();
                if (count > 0) {
                    parts.add(count + " " + (count == 1 ? word(verdict) : plural(verdict)));
                }
            }
            return String.join(", ", parts);
        }
    }
}
