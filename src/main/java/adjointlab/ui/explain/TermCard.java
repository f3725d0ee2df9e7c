package adjointlab.ui.explain;

import adjointlab.lab.glossary.Term;
import adjointlab.ui.look.FormulaView;
import adjointlab.ui.look.Pixels;
import adjointlab.ui.look.Typesetter;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/// A term with its sentences, its formula and where it comes from. The formula has the colour of the sentences.
final class TermCard extends VBox {
    private static final double FORMULA_SIZE = 17;

    private final Label text = words("term-text");
    private final FormulaView formula = new FormulaView(Typesetter.SHARED);
    private final String latex;

    TermCard(Term term) {
        latex = term.formula();
        getStyleClass().add("term-card");
        Label name = words("term-name");
        name.setText(term.name());
        text.setText(term.text());
        Label source = words("term-source");
        source.setText(term.source());
        formula.setAlignment(Pos.CENTER_LEFT);
        formula.setManaged(!latex.isEmpty());
        formula.setVisible(!latex.isEmpty());
        text.textFillProperty().addListener((_, _, fill) -> typeset(fill));
        getChildren().addAll(name, text, formula, source);
    }

    private static Label words(String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /// Sets the formula in the colour that the style sheets give the text, once they are known.
    void typeset() {
        applyCss();
        typeset(text.getTextFill());
    }

    private void typeset(Paint fill) {
        if (fill instanceof Color colour && getScene() != null) {
            double scale = getScene().getWindow() == null
                    ? 2
                    : Math.max(2, getScene().getWindow().getOutputScaleX());
            formula.show(latex, FORMULA_SIZE, Pixels.rgb(colour), scale);
        }
    }
}
