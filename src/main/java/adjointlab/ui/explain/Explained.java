package adjointlab.ui.explain;

import adjointlab.lab.glossary.Glossary;
import adjointlab.lab.glossary.Term;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;

/// Says at a node what its words mean: what it is for here, and the card of the term that it names. It comes when the
/// pointer rests at the node, and by F1 where the node has the keys.
public final class Explained {
    private static final double WIDTH = 320;
    private static final double GAP = 6;

    private Explained() {}

    /// A tip for a label: one pop-up with what is said here and, below it, the card of the label's term.
    ///
    /// @param label setting, axis, column or panel, as it stands there
    /// @param here what it is for here; "" for nothing
    /// @return empty where there is nothing to say
    public static Optional<Tooltip> tip(String label, String here) {
        return tip(label, new SimpleStringProperty(here));
    }

    /// A tip whose first words change.
    ///
    /// @param label setting, axis, column or panel, as it stands there
    /// @param here what it is for here; where it is "" at first, there is only the card
    /// @return empty where there is nothing to say
    public static Optional<Tooltip> tip(String label, ObservableValue<String> here) {
        Optional<Term> term = Glossary.builtIn().of(label);
        if (term.isEmpty() && here.getValue().isEmpty()) {
            return Optional.empty();
        }
        Tooltip tip = new Tooltip();
        if (term.isEmpty()) {
            tip.textProperty().bind(here);
            tip.setWrapText(true);
            tip.setMaxWidth(WIDTH);
        } else {
            fill(tip, term.get(), here);
        }
        return Optional.of(tip);
    }

    /// A card is made when it is wanted for the first time.
    private static void fill(Tooltip tip, Term term, ObservableValue<String> here) {
        tip.getStyleClass().add("term-tip");
        tip.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        tip.setOnShowing(_ -> {
            if (tip.getGraphic() == null) {
                Content both = new Content();
                if (!here.getValue().isEmpty()) {
                    Label words = new Label();
                    words.textProperty().bind(here);
                    words.setWrapText(true);
                    words.getStyleClass().add("term-here");
                    both.getChildren().add(words);
                }
                both.getChildren().add(new TermCard(term));
                tip.setGraphic(both);
            }
        });
        tip.setOnShown(_ -> ((VBox) tip.getGraphic())
                .getChildren().stream()
                        .filter(TermCard.class::isInstance)
                        .map(TermCard.class::cast)
                        .forEach(TermCard::typeset));
    }

    /// Lets F1 show the tip of a node while it, or something in it, has the keys; any other key takes it away.
    ///
    /// @param tip that the node has now
    public static void onKey(Node owner, Supplier<Optional<Tooltip>> tip) {
        owner.addEventFilter(KeyEvent.KEY_PRESSED, event -> tip.get().ifPresent(known -> {
            if (event.getCode() == KeyCode.F1) {
                event.consume();
                show(known, owner);
            } else if (known.isShowing()) {
                known.hide();
            }
        }));
    }

    private static void show(Tooltip tip, Node owner) {
        Bounds at = owner.localToScreen(owner.getLayoutBounds());
        if (at != null) {
            tip.setAutoHide(true);
            tip.show(owner, at.getMinX(), at.getMaxY() + GAP);
        }
    }

    /// As high as its words are at its width; a pop-up asks before it knows how wide it will be.
    private static final class Content extends VBox {
        Content() {
            getStyleClass().add("term-tip-content");
            setMinWidth(WIDTH);
            setPrefWidth(WIDTH);
            setMaxWidth(WIDTH);
        }

        @Override
        protected double computeMinHeight(double width) {
            return super.computeMinHeight(WIDTH);
        }

        @Override
        protected double computePrefHeight(double width) {
            return super.computePrefHeight(WIDTH);
        }
    }
}
