package adjointlab.ui.dock;

import adjointlab.ui.explain.Explained;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import software.coley.bentofx.control.Header;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/// A panel's tab, which says whose it is and how many others stand beside it.
final class PanelTab extends Header {
    /// Before what tells a panel from others of its title.
    private static final String BETWEEN = " · ";

    private final Dockable panel;
    private final ObservableValue<String> about;
    private final DockContainerLeaf place;
    private String explained = "";
    private Optional<Tooltip> tip = Optional.empty();

    /// What stands on it: the title, or its beginning where there is no room for all of it.
    private final Text label;

    private double room = Double.MAX_VALUE;

    /// @param shown whose tab it is: a pointer on it reads what the panel is for, and what it says of its picture
    PanelTab(Dockable panel, DockPanel shown, HeaderPane pane) {
        super(panel, pane);
        this.panel = panel;
        about = shown.note().map(note -> shown.about() + (note.isEmpty() ? "" : "\n" + note));
        place = pane.getContainer();
        Explained.onKey(this, () -> tip);
        label = text(this).orElseThrow();
        label.textProperty().unbind();
        label.setText(panel.getTitle());
        label.fontProperty().addListener(_ -> shorten());
        InvalidationListener renamed = _ -> tell();
        panel.titleProperty().addListener(renamed);
        place.selectedDockableProperty().addListener(renamed);
        place.getDockables().addListener((ListChangeListener<Dockable>) _ -> tell());
        tell();
    }

    /// What a title says, whatever tells it from others.
    private void explain(String title) {
        if (title.equals(explained)) {
            return;
        }
        explained = title;
        tip.ifPresent(old -> Tooltip.uninstall(this, old));
        tip = Explained.tip(title, about);
        tip.ifPresent(made -> Tooltip.install(this, made));
    }

    private void tell() {
        int tabs = place.getDockables().size();
        String where = tabs < 2 ? "" : ", tab " + (place.getDockables().indexOf(panel) + 1) + " of " + tabs;
        String front = tabs < 2 || place.getSelectedDockable() != panel ? "" : ", in front";
        String title = panel.titleProperty().get();
        setAccessibleText(title + ", panel" + where + front);
        explain(title.split(BETWEEN)[0]);
        shorten();
        requestLayout(); // its own width is that of the whole title
    }

    /// The text that follows the title, of which an icon is none.
    private static Optional<Text> text(Node node) {
        return switch (node) {
            case Text text when text.textProperty().isBound() -> Optional.of(text);
            case Parent parent ->
                parent.getChildrenUnmodifiable().stream()
                        .flatMap(child -> text(child).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    /// Room for all of the title, so that what is shortened becomes whole again where there is.
    @Override
    protected double computePrefWidth(double height) {
        String title = panel.getTitle();
        double missing = label.getText().equals(title) ? 0 : width(title) - width(label.getText());
        return super.computePrefWidth(height) + missing;
    }

    /// Shows the beginning of a title that is wider than there is room.
    ///
    /// @param width in pixels
    void fit(double width) {
        if (width != room) {
            room = width;
            shorten();
        }
    }

    private void shorten() {
        String title = panel.getTitle();
        double around = super.computePrefWidth(-1) - width(label.getText()); // what is cached may be of another title
        String most = title;
        while (!most.isEmpty() && around + width(most.equals(title) ? most : most + "…") > room) {
            most = most.substring(0, most.offsetByCodePoints(most.length(), -1)).stripTrailing();
        }
        label.setText(most.equals(title) ? title : most + "…");
    }

    private double width(String words) {
        Text measured = new Text(words);
        measured.setFont(label.getFont());
        return Math.ceil(measured.getLayoutBounds().getWidth());
    }
}
