package adjointlab.ui.form;

import adjointlab.core.catalog.FormulaUse;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.ui.explain.Explained;
import atlantafx.base.controls.ToggleSwitch;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/// The control of one parameter: its symbol or label, the control that its type asks for, and below them one sentence
/// when a typed value is refused.
public final class FieldView extends VBox {
    private static final double LABEL_MIN = 64;
    private static final int SHORT_LABEL = 12;

    private static final String FILLER = "filler";

    /// In less width than this, long captions stand above their controls; in heights of the caption's type, as all
    /// widths here that words decide.
    private static final double NARROW = 17.3;

    /// Beside a caption a control has so much room at least, else it stands below.
    private static final double TEXT_ROOM = 10;

    private static final double SLIDER = 4.9;

    private final FieldModel model;
    private final Label words = new Label();

    /// @param model its value; the control's id is the model's path with dots as hyphens
    public FieldView(FieldModel model) {
        this.model = model;
        getStyleClass().add("field");
        Node caption = caption();
        HBox row = new HBox(8, caption);
        row.setAlignment(Pos.CENTER_LEFT);
        switch (model.parameter().type()) {
            case Type.Real _ -> row.getChildren().addAll(slider(), number());
            case Type.Int _ -> row.getChildren().addAll(filler(), spinner());
            case Type.Flag _ -> row.getChildren().addAll(filler(), toggle());
            case Type.Choice<?> choice -> row.getChildren().addAll(filler(), choice(choice));
            case Type.Reals _ when model.hasSlider() -> row.getChildren().addAll(slider(), number());
            case Type.Reals _, Type.Text _ -> row.getChildren().add(list());
            case Type.Typed(FormulaUse use) -> {
                FormulaEditor editor = new FormulaEditor(model, use);
                row.getChildren().add(filler());
                editor.textbook().ifPresent(row.getChildren()::add);
                getChildren().addAll(row, editor);
                return; // it says itself what is wrong, and where
            }
        }
        getChildren().addAll(row, refusal());
        widthProperty().addListener((_, _, _) -> stack(row, caption));
        // not while styles are applied, from which the controls' new sizes come
        words.fontProperty().addListener((_, _, _) -> Platform.runLater(() -> stack(row, caption)));
    }

    private void stack(HBox row, Node caption) {
        if (getWidth() > 0) {
            stack(row, caption, isCramped(row, caption, getWidth()));
        }
    }

    /// Whether the caption and its control do not stand side by side with room for both. Switches and spinners keep
    /// their side: their captions wrap.
    private boolean isCramped(HBox row, Node caption, double width) {
        double type = words.getFont().getSize();
        if (isWide() && width < NARROW * type) {
            return true;
        }
        double room =
                switch (model.parameter().type()) {
                    case Type.Real _ -> sliderRoom(row, type);
                    case Type.Reals _ when model.hasSlider() -> sliderRoom(row, type);
                    case Type.Reals _, Type.Text _ ->
                        Math.max(TEXT_ROOM * type, row.getChildren().getLast().prefWidth(-1));
                    case Type.Choice<?> _ -> row.getChildren().getLast().prefWidth(-1);
                    case Type.Int _, Type.Flag _, Type.Typed _ -> Double.NEGATIVE_INFINITY;
                };
        return caption.prefWidth(-1) + row.getSpacing() + room > width;
    }

    /// Of a slider and the number behind it, which grows with the type.
    private static double sliderRoom(HBox row, double type) {
        return SLIDER * type + row.getSpacing() + row.getChildren().getLast().prefWidth(-1);
    }

    /// Whether caption and control want more width than some columns have.
    private boolean isWide() {
        Key<?> parameter = model.parameter();
        return parameter.type() instanceof Type.Choice<?>
                || parameter.symbol().isEmpty() && parameter.label().length() > SHORT_LABEL;
    }

    private void stack(HBox row, Node caption, boolean stacked) {
        row.getChildren().stream()
                .filter(child -> child.getStyleClass().contains(FILLER))
                .forEach(filler -> filler.setManaged(!stacked));
        if (row.getChildren().getLast() instanceof ComboBox<?> box) {
            HBox.setHgrow(box, stacked ? Priority.ALWAYS : Priority.NEVER);
        }
        if (stacked && row.getChildren().remove(caption)) {
            getChildren().addFirst(caption);
        } else if (!stacked && !row.getChildren().contains(caption)) {
            getChildren().remove(caption);
            row.getChildren().addFirst(caption);
        }
    }

    /// The model whose value this shows.
    public FieldModel model() {
        return model;
    }

    private Node caption() {
        Key<?> parameter = model.parameter();
        words.setText(parameter.symbol().isEmpty() ? parameter.label() : model.symbol());
        words.getStyleClass().add(parameter.symbol().isEmpty() ? "field-label" : "field-symbol");
        String unit = parameter.unit().isEmpty() ? "" : ", in " + parameter.unit();
        String effect = parameter.touches().live()
                ? ""
                : "\nA change needs a run from iteration 0; what was trained is kept, hidden.";
        Tooltip tip = Explained.tip(
                        parameter.label(),
                        parameter.label() + unit + "\n" + parameter.type().describe() + effect)
                .orElseThrow();
        words.setTooltip(tip);
        words.setWrapText(true);
        Explained.onKey(this, () -> Optional.of(tip));
        words.setMinWidth(
                parameter.label().length() > SHORT_LABEL && parameter.symbol().isEmpty()
                        ? LABEL_MIN
                        : Region.USE_PREF_SIZE);
        if (parameter.touches().live()) {
            return words;
        }
        Label restarts = new Label(null, new FontIcon(MaterialDesignR.RESTART));
        restarts.getStyleClass().add("restarts");
        restarts.setAccessibleText("needs a restart");
        restarts.setTooltip(tip);
        HBox both = new HBox(3, words, restarts);
        both.setMinWidth(parameter.label().length() > SHORT_LABEL ? 0 : Region.USE_PREF_SIZE);
        both.setAlignment(Pos.CENTER_LEFT);
        return both;
    }

    private Node refusal() {
        Label sentence = new Label();
        sentence.getStyleClass().add("field-error");
        sentence.setWrapText(true);
        sentence.textProperty().bind(model.errorProperty());
        sentence.visibleProperty().bind(model.errorProperty().isNotEmpty());
        sentence.managedProperty().bind(sentence.visibleProperty());
        return sentence;
    }

    private Node slider() {
        ValueSlider slider = new ValueSlider(model);
        name(slider, "slider");
        HBox.setHgrow(slider, Priority.ALWAYS);
        return slider;
    }

    private TextField number() {
        TextField field = text();
        field.getStyleClass().add("number-field");
        return field;
    }

    private Node list() {
        TextField field = text();
        HBox.setHgrow(field, Priority.ALWAYS);
        return field;
    }

    /// A text field that gives its text to the model on Enter and on losing focus, and takes it back on Escape.
    private TextField text() {
        TextField field = new TextField(model.text());
        field.setPromptText(model.prompt());
        name(field, "text");
        model.valueProperty().addListener((_, _, _) -> field.setText(model.text()));
        model.forgottenProperty().addListener((_, _, _) -> field.setText(model.text()));
        field.setOnAction(_ -> commit(field));
        field.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                commit(field);
            }
        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            boolean changed = !field.getText().equals(model.text())
                    || !model.errorProperty().get().isEmpty();
            if (event.getCode() == KeyCode.ESCAPE && changed) {
                model.forget();
                event.consume(); // else it closes what the field stands in
            }
        });
        model.errorProperty().addListener((_, _, error) -> mark(field, !error.isEmpty()));
        return field;
    }

    private void commit(TextField field) {
        if (!field.getText().equals(model.text())) {
            model.type(field.getText());
        }
    }

    private Node spinner() {
        Spinner<Integer> spinner = new Spinner<>();
        SpinnerValueFactory<Integer> values = new SpinnerValueFactory<>() {
            @Override
            public void decrement(int steps) {
                model.edit((Integer) model.value() - steps);
            }

            @Override
            public void increment(int steps) {
                model.edit((Integer) model.value() + steps);
            }
        };
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return value == null ? "" : value.toString();
            }

            @Override
            public Integer fromString(String text) {
                model.type(text);
                return (Integer) model.value();
            }
        });
        values.setValue((Integer) model.value());
        spinner.setValueFactory(values);
        spinner.setEditable(true);
        name(spinner, "spinner");
        spinner.setPrefWidth(110);
        spinner.setMinWidth(90);
        model.valueProperty().addListener((_, _, value) -> values.setValue((Integer) value));
        model.forgottenProperty().addListener((_, _, _) -> spinner.getEditor().setText(model.text()));
        model.errorProperty().addListener((_, _, error) -> mark(spinner, !error.isEmpty()));
        return spinner;
    }

    private Node toggle() {
        ToggleSwitch toggle = new ToggleSwitch();
        toggle.setSelected((Boolean) model.value());
        name(toggle, "switch");
        toggle.selectedProperty().addListener((_, _, selected) -> {
            model.edit(selected);
            toggle.setSelected((Boolean) model.value()); // it may have been refused
        });
        model.valueProperty().addListener((_, _, value) -> toggle.setSelected((Boolean) value));
        return toggle;
    }

    private Node choice(Type.Choice<?> choice) {
        ComboBox<Option<?>> box = new ComboBox<>();
        box.getItems().setAll(choice.options());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Option<?> option) {
                return option == null ? "" : option.label();
            }

            @Override
            public Option<?> fromString(String label) {
                throw new IllegalStateException("the box is not editable");
            }
        });
        name(box, "choice");
        Tooltip whole = new Tooltip();
        whole.textProperty()
                .bind(box.valueProperty()
                        .map(option -> ((Option<?>) option).label())
                        .orElse(""));
        box.setTooltip(whole); // where it is cut
        box.setMinWidth(80);
        box.setMaxWidth(Double.MAX_VALUE);
        select(box, choice.options());
        box.valueProperty().addListener((_, _, option) -> {
            if (option != null) {
                model.edit(option.id());
                if (!option.id().equals(model.value())) {
                    select(box, choice.options()); // it was refused
                }
            }
        });
        // what is impossible beside the present others is found out when somebody looks
        box.setOnShowing(_ -> box.setCellFactory(_ -> new OptionCell(model)));
        model.valueProperty().addListener((_, _, _) -> select(box, choice.options()));
        return box;
    }

    private void select(ComboBox<Option<?>> box, List<? extends Option<?>> options) {
        options.stream().filter(option -> option.id().equals(model.value())).forEach(box::setValue);
    }

    private static Region filler() {
        Region filler = new Region();
        filler.getStyleClass().add(FILLER);
        HBox.setHgrow(filler, Priority.ALWAYS);
        return filler;
    }

    private void name(Region control, String kind) {
        control.setId(model.path().replace('.', '-') + "-" + kind);
        control.setAccessibleText(model.parameter().label());
    }

    static void mark(Control control, boolean refused) {
        control.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("danger"), refused);
    }
}
