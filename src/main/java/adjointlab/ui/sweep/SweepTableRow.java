package adjointlab.ui.sweep;

import adjointlab.ui.sweep.SweepRows.Row;
import javafx.scene.control.TableRow;

/// A row whose cells stay where they are when it shows another training: it is laid out when columns change, or its
/// own size, and its style is looked up when it looks different, as where rows of two colours alternate.
///
/// A table whose rows have changed takes all of them back before it gives them places again. A row that has one again
/// has not been empty between, with all that changes in the looks of its cells.
final class SweepTableRow extends TableRow<Row> {
    private static final int NOWHERE = -1;

    private boolean showing;
    private boolean taken;

    SweepTableRow() {
        visibleProperty().addListener(_ -> leave());
        sceneProperty().addListener(_ -> leave());
    }

    /// One that got no place again is empty.
    private void leave() {
        if (taken && !isSeen()) {
            updateIndex(NOWHERE);
        }
    }

    private boolean isSeen() {
        return isVisible() && getScene() != null;
    }

    @Override
    public void updateIndex(int index) {
        taken = index == NOWHERE && isSeen();
        if (taken) {
            return;
        }
        boolean odd = isOdd();
        boolean empty = isEmpty();
        boolean selected = isSelected();
        boolean focused = isFocused();
        showing = getSkin() != null;
        try {
            super.updateIndex(index);
        } finally {
            showing = false;
        }
        boolean same = odd == isOdd() && empty == isEmpty() && selected == isSelected() && focused == isFocused();
        if (!same && isSeen() && getSkin() != null) {
            applyCss(); // while a table is laid out, styles are not looked up until the next pulse
        }
    }

    private boolean isOdd() {
        return (getIndex() & 1) != 0;
    }

    @Override
    public void requestLayout() {
        if (!showing) {
            super.requestLayout();
        }
    }
}
