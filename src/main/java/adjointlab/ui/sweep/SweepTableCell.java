package adjointlab.ui.sweep;

import adjointlab.ui.sweep.SweepRows.Row;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.SkinBase;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumnBase;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// One line of text, numbers to the right. What a cell shows changes with every step of a table that scrolls, is sorted
/// or is filtered, and its size does not: the text takes its place at once, without a layout of the cell, its row and
/// the table around them.
final class SweepTableCell extends TableCell<Row, Object> {
    private final String column;
    private final LineSkin line;

    /// @param column of the rows' cells
    SweepTableCell(String column) {
        this.column = column;
        line = new LineSkin(this);
        setSkin(line);
    }

    @Override
    protected void updateItem(@Nullable Object value, boolean empty) {
        super.updateItem(value, empty);
        setAlignment(value instanceof Double ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        setText(empty || value == null ? "" : words(value));
        line.show();
    }

    /// As they were made when the row was read.
    private String words(Object value) {
        Row row = getTableRow() == null ? null : getTableRow().getItem();
        String words = row == null || !value.equals(row.cells().get(column))
                ? null
                : row.words().get(column);
        return words == null ? SweepRows.words(value) : words;
    }

    /// Draws what a [javafx.scene.control.skin.TableCellSkin] does, without what cells of one line need not have:
    /// pictures, broken lines, mnemonics.
    private static final class LineSkin extends SkinBase<SweepTableCell> {
        /// With which column headers measure how wide a column has to be.
        private static final String MEASURED = "deferToParentPrefWidth";

        /// Left free before that sign, px, so that what is cut is cut as in other cells.
        private static final double SPARE = 2;

        private final Text text = new Text();
        private final InvalidationListener widened;
        private final WeakInvalidationListener heldWeakly;
        private String shown = "";

        LineSkin(SweepTableCell cell) {
            super(cell);
            text.getStyleClass().add("text");
            text.setManaged(false);
            text.setMouseTransparent(true);
            text.fontProperty().bind(cell.fontProperty());
            text.fillProperty().bind(cell.textFillProperty());
            getChildren().setAll(text);
            widened = _ -> cell.requestLayout();
            heldWeakly = new WeakInvalidationListener(widened); // columns outlive their cells
            cell.tableColumnProperty().addListener((_, before, now) -> {
                if (before != null) {
                    before.widthProperty().removeListener(heldWeakly);
                }
                if (now != null) {
                    now.widthProperty().addListener(heldWeakly);
                }
            });
        }

        /// Shows the cell's text; where nobody has given the cell a size yet, the layout to come does.
        void show() {
            if (getSkinnable().getWidth() > 0) {
                place();
            }
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            place();
        }

        private void place() {
            SweepTableCell cell = getSkinnable();
            double left = cell.snappedLeftInset();
            double top = cell.snappedTopInset();
            double room = cell.getWidth() - left - cell.snappedRightInset();
            double height = cell.getHeight() - top - cell.snappedBottomInset();
            show(cell.getText());
            if (text.getLayoutBounds().getWidth() > room) {
                show(cut(cell.getText(), room));
            }
            double width = cell.snapSizeX(text.getLayoutBounds().getWidth());
            double free = cell.getAlignment() == Pos.CENTER_RIGHT ? Math.max(0, room - width) : 0;
            text.relocate(
                    cell.snapPositionX(left + free),
                    cell.snapPositionY(top + (height - text.getLayoutBounds().getHeight()) / 2));
        }

        private void show(String words) {
            if (!words.equals(shown)) {
                shown = words;
                text.setText(words);
            }
        }

        /// As much of what is shown as finds room before the sign that there is more.
        private String cut(String whole, double room) {
            String more = getSkinnable().getEllipsisString();
            show(more);
            double left = room - text.getLayoutBounds().getWidth() - SPARE;
            show(whole);
            if (left <= 0) {
                return "";
            }
            return whole.substring(0, text.hitTest(new Point2D(left, 0)).getCharIndex()) + more;
        }

        @Override
        protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
            TableColumnBase<Row, ?> column = getSkinnable().getTableColumn();
            if (column != null && !getSkinnable().getProperties().containsKey(MEASURED)) {
                return column.getWidth();
            }
            show(getSkinnable().getText());
            return left + Math.ceil(text.getLayoutBounds().getWidth()) + right;
        }

        @Override
        protected double computeMinWidth(double height, double top, double right, double bottom, double left) {
            return 0;
        }

        @Override
        protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
            return top + text.getLayoutBounds().getHeight() + bottom;
        }

        @Override
        protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
            return computePrefHeight(width, top, right, bottom, left);
        }

        /// What readers of the screen say, whole where it is cut.
        @Override
        protected @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
            return attribute == AccessibleAttribute.TEXT
                    ? getSkinnable().getText()
                    : super.queryAccessibleAttribute(attribute, parameters);
        }

        @Override
        public void dispose() {
            text.fontProperty().unbind();
            text.fillProperty().unbind();
            super.dispose();
        }
    }
}
