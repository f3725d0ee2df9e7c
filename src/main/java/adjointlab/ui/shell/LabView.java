package adjointlab.ui.shell;

import adjointlab.lab.preset.Offer;
import adjointlab.lab.preset.Offer.Part;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The frame: title row above, transport bar below, columns at the sides, panels in the middle.
///
/// Narrow windows give up room in this order: the inspector's, then the run list's; either can be called back over the
/// panels. An audience sees only the panels, the title and a legend. A lesson takes the inspector's place, and hides
/// what it can do without.
final class LabView extends BorderPane {
    /// Narrower than this the left column goes, in pixels at the ordinary size of text.
    static final double LEFT_FROM = 900;

    /// Narrower than this the columns are slim, in pixels at the ordinary size of text.
    static final double WIDE_FROM = 1200;

    /// With larger text the right column takes no more than this share of the window, so that panels have room.
    private static final double MOST_RIGHT = 0.42;

    private static final PseudoClass SLIM = PseudoClass.getPseudoClass("slim");

    private final ScrollPane left;
    private final Region right;
    private final Region transport;
    private Region foot;
    private boolean presenting;
    private @Nullable Region lesson;
    private @Nullable Region author;
    private Set<Part> hiddenInLesson = Set.of();
    private final ReadOnlyBooleanWrapper framed = new ReadOnlyBooleanWrapper(true);
    private Offer offer = Offer.ALL;
    private double scale = 1;
    private boolean leftWanted = true;
    private boolean leftCalled;
    private boolean rightWanted = true;

    LabView(Region title, VBox runsAndPresets, Region right, Node dock, Region transport) {
        this.right = right;
        this.transport = transport;
        setId("lab");
        setMinSize(0, 0); // in a small window its parts are cut, not shifted
        setFocusTraversable(true); // so that nothing loud has the focus at first
        getStyleClass().add("lab");
        runsAndPresets.getStyleClass().add("column-content");
        left = new ScrollPane(runsAndPresets);
        left.setId("left-column");
        left.setFitToWidth(true);
        left.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        left.getStyleClass().addAll("column", "left-column", "edge-to-edge");
        VBox.setVgrow(left, Priority.ALWAYS);
        setTop(title);
        foot = transport;
        setCenter(dock);
        widthProperty().addListener((_, _, _) -> arrange());
        arrange();
    }

    /// Whether the whole frame is there, neither for an audience nor beside a lesson.
    ReadOnlyBooleanProperty framedProperty() {
        return framed.getReadOnlyProperty();
    }

    /// Shows or hides the run list; in a narrow window it takes the inspector's place.
    void toggleLeft() {
        leftWanted = getLeft() == null;
        leftCalled = leftWanted;
        arrange();
    }

    /// Shows or hides the inspector.
    void toggleRight() {
        rightWanted = getRight() == null;
        leftCalled = false;
        arrange();
    }

    /// Columns grow with their text, and need a wider window.
    ///
    /// @param newScale of text; 1 for the ordinary size
    void setScale(double newScale) {
        scale = newScale;
        arrange();
    }

    /// Shows no more than what is offered.
    void offer(Offer newOffer) {
        offer = newOffer;
        arrange();
    }

    /// Shows the panels between these rows and nothing else; the frame comes back with `present(title, null)`.
    void present(Region head, @Nullable Region foot) {
        presenting = foot != null;
        setTop(head);
        this.foot = foot == null ? transport : foot;
        arrange();
    }

    /// Shows a lesson in the right column, and of the frame only what it asks for; null for none.
    ///
    /// @param hidden parts of the frame that are not there
    void teach(@Nullable Region pane, Set<Part> hidden) {
        lesson = pane;
        hiddenInLesson = hidden;
        arrange();
    }

    /// Shows a lesson's author in the right column; null for none.
    void write(@Nullable Region pane) {
        author = pane;
        rightWanted = true;
        arrange();
    }

    /// The column of settings, for whoever takes its place and shows it.
    Region settings() {
        return right;
    }

    private void arrange() {
        boolean measured = getWidth() > 0;
        double width = getWidth() / scale;
        pseudoClassStateChanged(SLIM, measured && width < WIDE_FROM);
        boolean teaching = lesson != null;
        framed.set(!presenting && !teaching);
        double leftFrom = teaching ? WIDE_FROM : LEFT_FROM;
        boolean leftThere =
                teaching ? !hiddenInLesson.contains(Part.RUNS) : offer.shows(Part.RUNS) || offer.shows(Part.GALLERY);
        boolean narrow = measured && width < leftFrom;
        boolean inPlace = narrow && leftCalled && leftThere && !teaching && !presenting;
        setLeft(!presenting && leftWanted && leftThere && (!narrow || inPlace) ? left : null);
        Region beside = author == null ? right : author;
        Region column = teaching ? lesson : !presenting && rightWanted && !inPlace ? beside : null;
        setRight(column);
        if (column != null) {
            keepRoom(column);
        }
        boolean footThere =
                presenting || (teaching ? !hiddenInLesson.contains(Part.TRANSPORT) : offer.shows(Part.TRANSPORT));
        setBottom(footThere ? foot : null);
    }

    private void keepRoom(Region column) {
        column.setStyle("");
        double most = MOST_RIGHT * getWidth();
        if (scale > 1 && most > 0) {
            column.applyCss();
            if (column.getPrefWidth() > most) {
                long pixels = Math.round(most);
                column.setStyle("-fx-min-width: " + pixels + "px; -fx-pref-width: " + pixels + "px; -fx-max-width: "
                        + pixels + "px;");
            }
        }
    }
}
