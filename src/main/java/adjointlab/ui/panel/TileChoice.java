package adjointlab.ui.panel;

import adjointlab.figure.Tile;
import adjointlab.panel.kit.Panel;
import adjointlab.ui.chart.ChartView;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/// Lets a click on a numbered picture choose what it shows.
final class TileChoice {
    private final ChartView chart;
    private final Supplier<Panel> panel;

    private TileChoice(ChartView chart, Supplier<Panel> panel) {
        this.chart = chart;
        this.panel = panel;
    }

    /// @param panel the one that the chart shows at the time
    /// @param choose takes the option's name and the picture's number
    static void install(ChartView chart, Supplier<Panel> panel, ObjIntConsumer<String> choose) {
        TileChoice choice = new TileChoice(chart, panel);
        chart.addEventHandler(MouseEvent.MOUSE_MOVED, event -> {
            if (choice.at(event).isPresent()) {
                chart.setCursor(Cursor.HAND);
            }
        });
        chart.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                choice.at(event).ifPresent(tile -> choose.accept(panel.get().chosen(), tile.id()));
            }
        });
    }

    private Optional<Tile> at(MouseEvent event) {
        ChartView.Shown shown = chart.shownProperty().get();
        if (shown == null || panel.get().chosen().isEmpty()) {
            return Optional.empty();
        }
        return shown.tileAt(event.getX(), event.getY()).filter(tile -> tile.id() > 0);
    }
}
