package adjointlab.ui.shell;

import adjointlab.figure.Palette;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.panel.kit.LegendEntry;
import adjointlab.ui.dock.Layouts;
import adjointlab.ui.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What an audience sees around the panels: the title and the place among the panels above, legend and numbers below.
final class Presenter {
    private static final double SWATCH_SCALE = 1.6;
    private static final double SCRUBBER_WIDTH = 220;

    /// In narrower windows the legend has a row of its own.
    private static final double LEGEND_BESIDE = 1180;

    private final Session session;
    private final Supplier<String> readout;
    private final Label title = new Label();
    private final Label place = new Label();
    private final FlowPane legend = new FlowPane(28, 4);
    private final Label numbers = new Label();
    private final HBox head = new HBox(16);
    private final VBox foot = new VBox(4);
    private List<LegendEntry> named = List.of();
    private int first;
    private int count = 1;

    /// @param readout settings in numbers
    /// @param actions of the transport bar
    Presenter(Session session, Supplier<String> readout, TransportBar.Actions actions) {
        this.session = session;
        this.readout = readout;
        title.getStyleClass().add("present-title");
        place.getStyleClass().add("present-place");
        place.setMinWidth(Region.USE_PREF_SIZE);
        numbers.getStyleClass().add("present-numbers");
        numbers.setMinWidth(Region.USE_PREF_SIZE);
        Region filler = new Region();
        HBox.setHgrow(filler, Priority.ALWAYS);
        head.getChildren().addAll(title, filler, place);
        head.getStyleClass().add("present-head");
        head.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(legend, Priority.ALWAYS);
        legend.setMinWidth(0);
        Scrubber scrubber = new Scrubber(session.transport(), actions::scrub);
        scrubber.setId("present-scrubber");
        scrubber.setPrefWidth(SCRUBBER_WIDTH);
        Button play = TransportBar.playButton("present-play", session.transport(), actions);
        HBox row = new HBox(24, play, scrubber, numbers);
        row.setAlignment(Pos.CENTER_LEFT);
        foot.getChildren().setAll(row);
        foot.getStyleClass().add("present-foot");
        foot.widthProperty().subscribe(width -> {
            Pane home = width.doubleValue() >= LEGEND_BESIDE ? row : foot;
            if (legend.getParent() != home) {
                row.getChildren().remove(legend);
                foot.getChildren().remove(legend);
                home.getChildren().add(legend);
            }
        });
        InvalidationListener renumber = _ -> renumber();
        session.transport().cursorProperty().addListener(renumber);
    }

    Region head() {
        return head;
    }

    Region foot() {
        return foot;
    }

    /// Brings title, legend and numbers up to date.
    void show(Palette palette) {
        title.setText(session.preset().info().title());
        int panels = Math.max(1, session.preset().layout().panels().size());
        place.setText((first + 1) + " / " + panels);
        List<HBox> entries = new ArrayList<>();
        named = LegendEntry.of(session.context(false));
        for (LegendEntry group : named) {
            HBox entry = new HBox(10, new Swatch(group.style(), palette, SWATCH_SCALE), new Label(group.label()));
            entry.setAlignment(Pos.CENTER_LEFT);
            entries.add(entry);
        }
        legend.getChildren().setAll(entries);
        legend.setAlignment(Pos.CENTER_LEFT);
        renumber();
    }

    /// Brings the legend up to date where other runs are shown, or some are called otherwise, and the numbers.
    void follow(Palette palette) {
        if (LegendEntry.of(session.context(false)).equals(named)) {
            renumber();
        } else {
            show(palette);
        }
    }

    private void renumber() {
        numbers.setText("k = " + session.transport().cursorProperty().get() + "   " + readout.get());
    }

    /// The panels that are shown: one or two, from the present place on.
    PanelLayout layout() {
        return Layouts.few(session.preset().layout(), first, count);
    }

    /// Goes to another panel.
    void go(int by) {
        int panels = Math.max(1, session.preset().layout().panels().size());
        first = Math.floorMod(first + by, panels);
    }

    /// Number of the first panel that is shown, from 0.
    int place() {
        return first;
    }

    /// Shows one panel or two.
    void setCount(int panels) {
        count = panels;
    }
}
