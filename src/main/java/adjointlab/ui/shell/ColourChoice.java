package adjointlab.ui.shell;

import adjointlab.figure.Palette;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.panel.kit.RunStyles;
import adjointlab.ui.model.RunItem;
import adjointlab.ui.session.RunMarks;
import atlantafx.base.controls.Popover;
import java.util.Locale;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/// The palette's colours for runs, to choose one for a run or for all of its group.
final class ColourChoice extends VBox {
    private static final int COLUMNS = 4;

    private final RunMarks marks;
    private final RunItem run;
    private final CheckBox all = new CheckBox();
    private final Popover popover = new Popover(this);

    ColourChoice(RunMarks marks, RunItem run, Palette palette) {
        this.marks = marks;
        this.run = run;
        setId("colour-choice");
        getStyleClass().add("colour-choice");
        TilePane colours = new TilePane(6, 6);
        colours.setPrefColumns(COLUMNS);
        for (Hue hue : RunStyles.hues()) {
            colours.getChildren().add(button(hue, palette));
        }
        Set<String> group = marks.group(run.id());
        all.setId("colour-group");
        all.setText("all " + group.size() + " runs of its group");
        all.setSelected(group.size() > 1);
        all.setVisible(group.size() > 1);
        all.setManaged(group.size() > 1);
        Hyperlink own = new Hyperlink("as it came");
        own.setId("colour-own");
        own.getStyleClass().add("quiet-link");
        own.setOnAction(_ -> choose(""));
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(colours, all, own);
    }

    /// Opens it.
    void showBeside(Node node) {
        popover.setArrowLocation(Popover.ArrowLocation.LEFT_TOP);
        popover.setDetachable(false);
        popover.setAnimated(false);
        popover.show(node);
    }

    private Button button(Hue hue, Palette palette) {
        SeriesStyle now = run.style();
        SeriesStyle style = new SeriesStyle(hue, now.dash(), now.marker(), SeriesStyle.Emphasis.NORMAL);
        Button button = new Button(null, new Swatch(style, palette, 1));
        String name = hue.name().charAt(0) + hue.name().substring(1).toLowerCase(Locale.ROOT);
        button.setId("colour-" + RunStyles.id(hue));
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("colour-button");
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        button.setOnAction(_ -> choose(RunStyles.id(hue)));
        return button;
    }

    private void choose(String colour) {
        popover.hide();
        marks.recolour(all.isSelected() ? marks.group(run.id()) : Set.of(run.id()), colour);
    }
}
