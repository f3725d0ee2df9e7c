package adjointlab.ui.shell;

import adjointlab.ui.look.Icons;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.kordamp.ikonli.materialdesign2.MaterialDesignW;

/// The top row: what is open, undo and redo, and the ways to compare, to export and to everything else.
final class TitleBar extends HBox {
    /// What the row can be asked to do.
    ///
    /// @param undo one step back
    /// @param redo one step forward
    /// @param compare opens or closes side by side
    /// @param figure opens the export of the panel in use
    /// @param mode changes between light and dark
    /// @param lessons opens the gallery of lessons
    /// @param presets opens the page of all presets
    record Actions(
            Runnable undo,
            Runnable redo,
            Runnable compare,
            Runnable figure,
            Runnable mode,
            Runnable lessons,
            Runnable presets) {}

    /// Titles of so many characters are never cut. Longer ones are, as of a file, once where they are from is gone.
    private static final int WHOLE = 48;

    /// Half a name says nothing: with less room than for so many sizes of its type, where it is from is left out.
    private static final double LEAST_SOURCE = 9;

    private final StringProperty title = new SimpleStringProperty("Adjoint Lab");
    private final StringProperty citation = new SimpleStringProperty("");
    private final StringProperty readout = new SimpleStringProperty("");
    private final Label name;
    private final Label source;
    private final Label numbers;
    private final HBox history = new HBox();
    private boolean buttons = true;
    private final List<Button> words;
    private final Button compare;
    private final Button figure;
    private final BooleanExpression pointed;
    private final Button mode;
    private final MenuButton menu = new MenuButton(null, new FontIcon(MaterialDesignM.MENU));

    TitleBar(Actions actions, ReadOnlyStringProperty undoName, ReadOnlyStringProperty redoName) {
        setId("title-bar");
        getStyleClass().add("title-bar");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        name = label(title, "title");
        name.setId("title");
        name.minWidthProperty()
                .bind(Bindings.when(title.length().lessThanOrEqualTo(WHOLE))
                        .then(Region.USE_PREF_SIZE)
                        .otherwise(0.0));
        source = label(citation, "citation");
        numbers = label(readout, "title-readout");
        numbers.setMinWidth(Region.USE_PREF_SIZE);
        name.getTooltip().textProperty().bind(Bindings.createStringBinding(this::whole, title, citation));
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);

        Button undo = Icons.button(MaterialDesignU.UNDO, "undo", "Undo", actions.undo());
        Button redo = Icons.button(MaterialDesignR.REDO, "redo", "Redo", actions.redo());
        describe(undo, "Undo", undoName);
        describe(redo, "Redo", redoName);
        history.getChildren().addAll(undo, redo);
        history.setAlignment(Pos.CENTER);
        history.setMinWidth(Region.USE_PREF_SIZE);
        mode = Icons.button(MaterialDesignW.WEATHER_NIGHT, "mode", "Light or dark", actions.mode());
        menu.setId("menu");
        menu.getStyleClass().addAll("flat", "icon-button", "no-arrow");
        menu.setTooltip(new Tooltip("Menu (F10)"));
        menu.setAccessibleText("Menu");
        compare = word("Compare", "compare", "", actions.compare());
        figure = word("Figure…", "figure", "", actions.figure());
        pointed = compare.hoverProperty()
                .or(compare.focusedProperty())
                .or(figure.hoverProperty())
                .or(figure.focusedProperty());
        setUsed("the panel in use");
        words = List.of(
                word("Presets", "presets", "All presets, by paper or by question (G)", actions.presets()),
                word("Lessons", "lessons", "Lessons: think, predict and see (L)", actions.lessons()),
                compare,
                figure);
        getChildren().addAll(name, source, filler, numbers, history);
        getChildren().addAll(words);
        getChildren().addAll(mode, menu);
    }

    /// Whether presets, lessons, compare and figure are there, as far as there is room.
    void setButtons(boolean there) {
        buttons = there;
        requestLayout();
    }

    /// Title and source, as a pointer that rests on the title reads them.
    private String whole() {
        return citation.get().isEmpty() ? title.get() : title.get() + "\n" + citation.get();
    }

    /// Where the row is too narrow the numbers go, and then the words, which the menu and keys know as well. The source
    /// gives way to the title, and goes where a few letters of it would be left.
    @Override
    protected void layoutChildren() {
        boolean wordsThere = buttons && needed(false, true) <= getWidth();
        words.forEach(word -> show(word, wordsThere));
        show(numbers, needed(true, wordsThere) <= getWidth());
        double uncut = Math.max(0, snapSizeX(name.prefWidth(-1)) - snapSizeX(name.minWidth(-1)));
        double left = getWidth() - needed(numbers.isManaged(), wordsThere) - uncut - getSpacing();
        double wanted = source.prefWidth(-1);
        boolean read = left >= Math.min(wanted, LEAST_SOURCE * source.getFont().getSize());
        show(source, read);
        source.setMaxWidth(read ? Math.floor(left) : USE_COMPUTED_SIZE); // or else a long title would be cut as well
        super.layoutChildren();
    }

    /// The least width of the row with these of its parts, without where it is from.
    private double needed(boolean withNumbers, boolean withWords) {
        double sum = snappedLeftInset() + snappedRightInset() - getSpacing();
        for (Node child : getChildren()) {
            boolean there = child == numbers
                    ? withNumbers
                    : child instanceof Button word && words.contains(word)
                            ? withWords
                            : child != source && child.isManaged();
            sum += there ? snapSizeX(child.minWidth(-1)) + getSpacing() : 0;
        }
        return sum;
    }

    /// Whether undo, colours and menu are there.
    void setMenu(boolean there) {
        show(history, there);
        show(mode, there);
        show(menu, there);
    }

    private static void show(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    /// What is open.
    StringProperty titleProperty() {
        return title;
    }

    /// Paper and figure.
    StringProperty citationProperty() {
        return citation;
    }

    /// A few settings in numbers, as "η 0.05".
    StringProperty readoutProperty() {
        return readout;
    }

    /// Whether the pointer or the keys are at something that is done with the panel in use.
    BooleanExpression pointedProperty() {
        return pointed;
    }

    /// Says which panel that is.
    void setUsed(String panel) {
        compare.setTooltip(new Tooltip("Side by side, one column a run: " + panel + " (C)"));
        figure.setTooltip(new Tooltip("Export as a figure: " + panel + " (Ctrl+E)"));
    }

    void setDark(boolean dark) {
        mode.setGraphic(new FontIcon(dark ? MaterialDesignW.WHITE_BALANCE_SUNNY : MaterialDesignW.WEATHER_NIGHT));
    }

    void setMenus(List<Menu> menus) {
        menu.getItems().setAll(menus);
    }

    void openMenu() {
        menu.show();
    }

    private static Label label(StringProperty text, String styleClass) {
        Label label = new Label();
        label.getStyleClass().add(styleClass);
        label.textProperty().bind(text);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(text);
        label.setTooltip(whole); // where it is cut
        return label;
    }

    private static Button word(String text, String id, String says, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("flat", "word");
        button.setTooltip(new Tooltip(says));
        button.setOnAction(_ -> action.run());
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static void describe(Button button, String verb, ReadOnlyStringProperty what) {
        button.disableProperty().bind(what.isEmpty());
        what.addListener((_, _, name) -> {
            String says = name.isEmpty() ? verb : verb + ": " + name;
            button.setTooltip(new Tooltip(says));
            button.setAccessibleText(says);
        });
    }
}
