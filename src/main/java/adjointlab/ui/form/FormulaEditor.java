package adjointlab.ui.form;

import adjointlab.core.catalog.FormulaUse;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.Formula.Constant;
import adjointlab.core.formula.Formula.Range;
import adjointlab.core.formula.FormulaException;
import adjointlab.core.formula.Latex;
import adjointlab.core.formula.TextbookSystem;
import adjointlab.ui.look.FormulaView;
import adjointlab.ui.look.Pixels;
import adjointlab.ui.look.Typesetter;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/// A formula that a person types: its text, what is wrong with it under the character where it is, how it prints, and a
/// slider for each number that has a name. The text is taken when the person leaves it or presses Ctrl+Enter.
final class FormulaEditor extends VBox {
    private static final double SIZE = 16;
    private static final int MOST_ROWS = 9;
    private static final int LEAST_ROWS = 3;

    /// Letters in a row of the column of settings.
    private static final int LETTERS = 27;

    /// Characters of the text that are shown around what is wrong.
    private static final int AROUND = 12;

    private final FieldModel model;
    private final FormulaUse use;
    private final TextArea area = new TextArea();
    private final Label fault = new Label();
    private final Label sentence = new Label();
    private final FormulaView print = new FormulaView(Typesetter.SHARED);
    /// Has the colour of text and shows none.
    private final Label ink = new Label();
    private final VBox sliders = new VBox(2);
    private List<String> names = List.of();
    private String latex = "";

    /// @param model of a formula
    /// @param use what it is for
    FormulaEditor(FieldModel model, FormulaUse use) {
        this.model = model;
        this.use = use;
        setSpacing(4);
        String id = model.path().replace('.', '-');
        area.setId(id + "-text");
        area.getStyleClass().add("formula-text");
        area.setWrapText(true);
        area.setAccessibleText(model.parameter().label());
        area.textProperty().addListener((_, _, _) -> look());
        area.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                commit();
            }
        });
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        fault.getStyleClass().add("formula-fault");
        fault.setId(id + "-fault");
        sentence.getStyleClass().add("field-error");
        TabKey.leaves(area);
        sentence.setId(id + "-error");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        print.setAlignment(Pos.CENTER_LEFT);
        ink.setManaged(false);
        ink.textFillProperty().addListener((_, _, _) -> print());
        sliders.getStyleClass().add("formula-numbers");
        getChildren().addAll(area, fault, sentence, print, ink, sliders);
        model.valueProperty().addListener((_, _, _) -> show());
        model.forgottenProperty().addListener((_, _, _) -> show());
        sceneProperty().addListener((_, _, _) -> print());
        show();
    }

    /// A menu of what textbooks have; nothing where a system has no place.
    Optional<MenuButton> textbook() {
        if (use != FormulaUse.SYSTEM) {
            return Optional.empty();
        }
        MenuButton menu = new MenuButton("Textbook");
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setId(model.path().replace('.', '-') + "-textbook");
        menu.getStyleClass().add("quiet-menu");
        for (TextbookSystem system : TextbookSystem.ALL) {
            MenuItem item = new MenuItem(system.label());
            item.setId("textbook-" + system.id());
            item.setOnAction(_ -> model.edit(system.text().strip()));
            menu.getItems().add(item);
        }
        return Optional.of(menu);
    }

    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            commit();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE && !area.getText().equals(meant())) {
            area.setText(meant());
            event.consume();
        }
    }

    private String meant() {
        return use == FormulaUse.SYSTEM
                ? TextbookSystem.meant((String) model.value()).strip()
                : (String) model.value();
    }

    private void show() {
        if (!area.getText().equals(meant())) {
            area.setText(meant());
        } else {
            look();
        }
        showSliders();
    }

    private void commit() {
        if (!area.getText().equals(meant())) {
            model.edit(area.getText());
        }
    }

    /// What is wrong with the text as it stands, and how it prints.
    private void look() {
        String text = area.getText();
        area.setPrefRowCount(Math.clamp(rows(text), LEAST_ROWS, MOST_ROWS));
        String found = "";
        String where = "";
        try {
            latex = Latex.of(use.meant(text));
            print();
        } catch (FormulaException e) {
            found = capital(e.problem()) + ".";
            where = pointer(text, e.position());
        }
        sentence.setText(found);
        fault.setText(where);
        for (Label label : List.of(sentence, fault)) {
            label.setVisible(!label.getText().isEmpty());
            label.setManaged(!label.getText().isEmpty());
        }
        FieldView.mark(area, !found.isEmpty());
    }

    /// Lines, long ones as often as they are wrapped.
    private static long rows(String text) {
        return text.lines().mapToLong(line -> 1 + line.length() / LETTERS).sum();
    }

    private static String capital(String text) {
        return Character.isLetter(text.charAt(0)) ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }

    /// The line with the wrong character, and a mark under it.
    private static String pointer(String text, int position) {
        int at = Math.min(position, text.length());
        int begin = text.lastIndexOf('\n', at - 1) + 1;
        int newline = text.indexOf('\n', at);
        int end = newline < 0 ? text.length() : newline;
        int from = Math.max(begin, at - AROUND);
        int to = Math.min(end, at + AROUND);
        String before = from > begin ? "…" : "";
        String line = before + text.substring(from, to) + (to < end ? "…" : "");
        return line + "\n" + " ".repeat(before.length() + at - from) + "▲";
    }

    /// In the colour that the style sheets give a text.
    private void print() {
        if (getScene() != null && ink.getTextFill() instanceof Color colour) {
            double scale = getScene().getWindow() == null
                    ? 2
                    : Math.max(2, getScene().getWindow().getOutputScaleX());
            print.show(latex, SIZE, Pixels.rgb(colour), scale);
        }
    }

    private void showSliders() {
        Formula formula;
        try {
            formula = use.meant((String) model.value());
        } catch (FormulaException _) {
            return; // it was checked when it was taken; a document's own is shown as it stands
        }
        List<String> now = formula.constants().stream().map(Constant::name).toList();
        if (now.equals(names)) {
            for (int i = 0; i < now.size(); i++) {
                ((FieldView) sliders.getChildren().get(i))
                        .model()
                        .show(formula.constants().get(i).value());
            }
            return;
        }
        names = now;
        sliders.getChildren().clear();
        for (int i = 0; i < now.size(); i++) {
            sliders.getChildren().add(new FieldView(number(formula.constants().get(i), i)));
        }
    }

    private FieldModel number(Constant constant, int index) {
        Range range = constant.range().orElseGet(() -> around(constant.value()));
        String label = constant.learned() ? "Start of " + constant.name() : "Number " + constant.name();
        Key<Double> key = Key.real(
                        "number" + index,
                        label,
                        constant.value(),
                        new Real(-Double.MAX_VALUE, Double.MAX_VALUE, range.from(), range.to(), Scale.LINEAR))
                .withSymbol(constant.name());
        return new FieldModel(model.path() + "." + key.name(), key, constant.value(), new EditListener() {
            @Override
            public void begun(FieldModel field) {
                model.begin();
            }

            @Override
            public void changed(FieldModel field, Object value) {
                model.edit(use.meant((String) model.value()).with(constant.name(), typed((Double) value)));
            }

            @Override
            public void ended(FieldModel field) {
                model.end();
            }
        });
    }

    private static String typed(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static Range around(double value) {
        return value == 0 ? new Range(-1, 1) : value > 0 ? new Range(0, 2 * value) : new Range(2 * value, 0);
    }
}
