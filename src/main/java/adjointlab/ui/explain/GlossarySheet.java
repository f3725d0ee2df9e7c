package adjointlab.ui.explain;

import adjointlab.lab.glossary.Glossary;
import adjointlab.lab.glossary.Term;
import java.util.List;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// All terms with a field to search them; beside them the card of the one that is chosen, with links to those that are
/// related.
public final class GlossarySheet extends HBox {
    private static final double CARD = 400;
    private static final double HEIGHT = 420;

    private final Glossary glossary;
    private final TextField search = new TextField();
    private final ListView<Term> list = new ListView<>();
    private final VBox card = new VBox();

    /// @param first the terms that are listed at first, the first of them open; none: all
    public GlossarySheet(Glossary glossary, List<Term> first) {
        this.glossary = glossary;
        setId("glossary");
        getStyleClass().add("glossary");
        search.setId("glossary-search");
        search.setPromptText("Search terms and symbols…");
        search.setAccessibleText("Search terms and symbols");
        search.textProperty().addListener((_, _, words) -> show(glossary.search(words)));
        search.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                event.consume();
                list.requestFocus();
            }
        });
        list.setId("glossary-list");
        list.setAccessibleText("Terms");
        list.setCellFactory(_ -> new Cell());
        list.getSelectionModel().selectedItemProperty().addListener((_, _, term) -> open(term));
        VBox.setVgrow(list, Priority.ALWAYS);
        VBox terms = new VBox(8, search, list);
        terms.setPrefHeight(HEIGHT);
        terms.getStyleClass().add("glossary-terms"); // whose width grows with the type
        card.setId("glossary-card");
        card.getStyleClass().add("glossary-card");
        ScrollPane scroll = new ScrollPane(card);
        scroll.getStyleClass().addAll("column", "edge-to-edge");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefSize(CARD, HEIGHT);
        scroll.setMinWidth(CARD);
        getChildren().addAll(terms, scroll);
        show(first.isEmpty() ? glossary.terms() : first);
    }

    /// The field to type in.
    public TextField search() {
        return search;
    }

    private void show(List<Term> terms) {
        Term before = list.getSelectionModel().getSelectedItem();
        list.getItems().setAll(terms);
        if (before != null && terms.contains(before)) {
            list.getSelectionModel().select(before);
        } else {
            list.getSelectionModel().selectFirst();
        }
        if (terms.isEmpty()) {
            Label nothing = new Label("No term is like that. Fewer letters find more.");
            nothing.getStyleClass().add("empty");
            nothing.setWrapText(true);
            card.getChildren().setAll(nothing);
        }
    }

    /// Shows a term, with all others in the list where it was not among those.
    private void go(Term term) {
        if (!list.getItems().contains(term)) {
            search.clear();
            show(glossary.terms());
        }
        list.getSelectionModel().select(term);
        list.scrollTo(term);
    }

    private void open(@Nullable Term term) {
        if (term == null) {
            return;
        }
        TermCard made = new TermCard(term);
        card.getChildren().setAll(made);
        if (!term.related().isEmpty()) {
            Label see = new Label("Related");
            see.getStyleClass().add("section");
            FlowPane links = new FlowPane(12, 4);
            for (String id : term.related()) {
                Term other = glossary.get(id);
                Hyperlink link = new Hyperlink(other.name());
                link.setId("related-" + id);
                link.setOnAction(_ -> go(other));
                links.getChildren().add(link);
            }
            card.getChildren().addAll(see, links);
        }
        if (getScene() != null) {
            made.typeset();
        } else {
            sceneProperty().addListener((_, _, scene) -> {
                if (scene != null) {
                    made.typeset();
                }
            });
        }
    }

    /// A term by its name.
    private static final class Cell extends ListCell<Term> {
        /// As wide as the list, and no wider.
        Cell() {
            setPrefWidth(0);
            setWrapText(true);
        }

        @Override
        protected void updateItem(@Nullable Term term, boolean empty) {
            super.updateItem(term, empty);
            setText(empty || term == null ? null : term.name());
        }
    }
}
