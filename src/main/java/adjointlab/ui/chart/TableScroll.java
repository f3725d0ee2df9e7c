package adjointlab.ui.chart;

import adjointlab.figure.TableArea;
import adjointlab.figure.TableLook;
import java.util.Optional;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Scrolls the tables of a picture by the wheel and sorts them by a click on a column's title. Where all of a table
/// fits the wheel is left to whatever is around.
final class TableScroll {
    /// What the wheel moves for a column, px.
    private static final double COLUMN = 60;

    private final ChartView chart;
    private volatile TableLook look = TableLook.WHOLE;
    private double rest;
    private double restAcross;

    TableScroll(ChartView chart) {
        this.chart = chart;
        chart.addEventHandler(ScrollEvent.SCROLL, this::scroll);
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    }

    /// How tables are looked at; for any thread.
    TableLook look() {
        return look;
    }

    private void scroll(ScrollEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        Optional<TableArea> cut = shown == null
                ? Optional.empty()
                : shown.layout().tables().stream().filter(TableArea::isCut).findFirst();
        if (cut.isEmpty()) {
            return;
        }
        TableArea area = cut.get();
        rest -= event.getDeltaY() / (area.pitch() * shown.zoom());
        restAcross -= event.getDeltaX() / COLUMN;
        int rows = (int) rest;
        int columns = (int) restAcross;
        rest -= rows;
        restAcross -= columns;
        if (rows != 0 || columns != 0) {
            show(look.scrolled(
                    rows,
                    columns,
                    area.table().above() + area.table().rows().size(),
                    area.table().header().size() + look.column()));
        }
        event.consume();
    }

    private void click(MouseEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown == null || event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        for (TableArea area : shown.layout().tables()) {
            int column = area.columnOfTitle(event.getX() / shown.zoom(), event.getY() / shown.zoom());
            if (column >= 0) {
                show(look.sorted(area.table().header().get(column).replaceAll(" [↑↓]$", "")));
                event.consume();
                return;
            }
        }
    }

    private void show(TableLook next) {
        if (!next.equals(look)) {
            look = next;
            chart.again();
        }
    }
}
