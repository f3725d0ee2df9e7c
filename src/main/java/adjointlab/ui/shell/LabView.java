package adjointlab.ui.shell;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The frame: title row above, transport bar below, columns at the sides, panels in the middle.
///
/// Narrow windows give up room in this order: the inspector's, then the run list's; either can be called back over the
/// panels. An audience sees only the panels, the title and a legend.
final class LabView extends BorderPane {
    /// Narrower than this the left column goes.
    static final double LEFT_FROM = 900;

    /// Narrower than this the columns are slim.
    static final double WIDE_FROM = 1200;

    private static final PseudoClass SLIM = PseudoClass.getPseudoClass("slim");

    private final Region title;
    private final ScrollPane left;
    private final Region right;
    private final Region transport;
    private boolean presenting;
    private boolean leftWanted = true;
    private boolean rightWanted = true;

    LabView(Region title, VBox runsAndPresets, Region right, Node dock, Region transport) {
        this.title = title;
        this.right = right;
        this.transport = transport;
        setId("lab");
        getStyleClass().add("lab");
        runsAndPresets.getStyleClass().add("column-content");
        left = new ScrollPane(runsAndPresets);
        left.setId("left-column");
        left.setFitToWidth(true);
        left.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        left.getStyleClass().addAll("column", "left-column", "edge-to-edge");
        VBox.setVgrow(left, Priority.ALWAYS);
        setTop(title);
        setBottom(transport);
        setCenter(dock);
        widthProperty().addListener((_, _, _) -> arrange());
        arrange();
    }

    /// Shows or hides the run list.
    void toggleLeft() {
        leftWanted = getLeft() == null;
        arrange();
    }

    /// Shows or hides the inspector.
    void toggleRight() {
        rightWanted = getRight() == null;
        arrange();
    }

    /// Whether only the panels are shown.
    void setPresenting(boolean presenting) {
        this.presenting = presenting;
        arrange();
    }

    void setTitleRow(Region row, Region foot) {
        setTop(row);
        setBottom(foot);
    }

    Region titleRow() {
        return title;
    }

    Region transportRow() {
        return transport;
    }

    private void arrange() {
        boolean measured = getWidth() > 0;
        pseudoClassStateChanged(SLIM, measured && getWidth() < WIDE_FROM);
        setLeft(!presenting && leftWanted && !(measured && getWidth() < LEFT_FROM) ? left : null);
        setRight(!presenting && rightWanted ? right : null);
    }
}
