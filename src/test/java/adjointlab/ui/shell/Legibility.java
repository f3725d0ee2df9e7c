package adjointlab.ui.shell;

import adjointlab.figure.Axis;
import adjointlab.figure.DrawnText;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Theme;
import adjointlab.panel.kit.Groups;
import adjointlab.panel.kit.LegendEntry;
import adjointlab.panel.kit.PanelContext;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.panel.PanelHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/// What a reader of the window would stumble over: words that are cut, that leave the window, or that lie over each
/// other; panels that show nothing and do not say why; runs that nobody can name. All on the FX thread.
final class Legibility {
    /// Words may touch, and descents may meet.
    private static final double SLACK = 1.5;

    /// Of the window, around a sheet.
    private static final double FREE = 8;

    /// A text or a button on the screen.
    private record Thing(Node node, String words, Bounds box) {}

    private final LabWindow window;
    private final Theme theme;
    private final List<String> faults = new ArrayList<>();
    private final List<Thing> things = new ArrayList<>();

    private Legibility(LabWindow window, Theme theme) {
        this.window = window;
        this.theme = theme.withHeading(false);
    }

    /// @param theme that the figures are drawn in
    /// @return a sentence for each; none if everything can be read
    static List<String> faults(LabWindow window, Theme theme) {
        Legibility legibility = new Legibility(window, theme);
        legibility.checkFrame();
        legibility.checkPanels();
        return List.copyOf(legibility.faults);
    }

    /// What a reader of the open sheet would stumble over, also where it leaves too little of the window free.
    static List<String> faultsOfSheet(LabWindow window, Theme theme) {
        Legibility legibility = new Legibility(window, theme);
        Parent sheet = (Parent) window.root().lookup("#sheets .sheet");
        Scene scene = window.root().getScene();
        Bounds box = sheet.localToScene(sheet.getLayoutBounds());
        if (box.getMinX() < FREE
                || box.getMinY() < FREE
                || box.getMaxX() > scene.getWidth() - FREE
                || box.getMaxY() > scene.getHeight() - FREE) {
            legibility.faults.add("the sheet reaches the window's edge: " + box);
        }
        legibility.check(sheet);
        for (Node node : sheet.lookupAll(".sheet-body")) {
            ScrollPane body = (ScrollPane) node;
            double needed = body.getContent().getLayoutBounds().getHeight();
            boolean roomy = box.getHeight() < scene.getHeight() - 4 * FREE - 1;
            if (roomy && needed > body.getViewportBounds().getHeight() + 1) {
                legibility.faults.add("a sheet is scrolled where the window has room: " + needed + " in "
                        + body.getViewportBounds().getHeight());
            }
        }
        for (Node node : sheet.lookupAll(".list-view > .virtual-flow > .scroll-bar:horizontal")) {
            if (node.isVisible()) {
                legibility.faults.add("a list is scrolled sideways to be read");
            }
        }
        return List.copyOf(legibility.faults);
    }

    // ---- the frame -------------------------------------------------------------------------------

    private void checkFrame() {
        check(window.root());
    }

    private void check(Parent root) {
        Bounds scene = new BoundingBox(
                0, 0, root.getScene().getWidth(), root.getScene().getHeight());
        walk(root, scene, 1);
        for (int i = 0; i < things.size(); i++) {
            for (int j = i + 1; j < things.size(); j++) {
                if (overlap(things.get(i), things.get(j))) {
                    faults.add("overlap: " + named(things.get(i)) + " and " + named(things.get(j)));
                }
            }
        }
    }

    private static boolean overlap(Thing one, Thing other) {
        double width =
                Math.min(one.box.getMaxX(), other.box.getMaxX()) - Math.max(one.box.getMinX(), other.box.getMinX());
        double height =
                Math.min(one.box.getMaxY(), other.box.getMaxY()) - Math.max(one.box.getMinY(), other.box.getMinY());
        return width > SLACK && height > SLACK && !within(one.node, other.node) && !within(other.node, one.node);
    }

    private static boolean within(Node inner, Node outer) {
        for (Node at = inner; at != null; at = at.getParent()) {
            if (at == outer) {
                return true;
            }
        }
        return false;
    }

    /// @param room what of the parent can be seen
    private void walk(Node node, Bounds room, double opacity) {
        double seen = opacity * node.getOpacity();
        if (!node.isVisible() || seen < 0.05 || node instanceof ChartView) {
            return;
        }
        Bounds box = node.localToScene(node.getLayoutBounds());
        if (node instanceof Labeled labeled && hasWords(labeled)) {
            checkWords(labeled, room);
        } else if (node instanceof ButtonBase button && shows(box, room)) {
            things.add(new Thing(button, "", meet(box, room)));
        }
        if (node instanceof Parent parent) {
            Node clip = node.getClip();
            Bounds inside = clip == null ? room : meet(room, node.localToScene(clip.getBoundsInParent()));
            if (inside.getWidth() > 0 && inside.getHeight() > 0) {
                parent.getChildrenUnmodifiable().forEach(child -> walk(child, inside, seen));
            }
        }
    }

    private static boolean hasWords(Labeled labeled) {
        return labeled.getText() != null && !labeled.getText().isBlank() && labeled.lookup(".text") instanceof Text;
    }

    private void checkWords(Labeled labeled, Bounds room) {
        Text text = (Text) labeled.lookup(".text");
        Bounds box = text.localToScene(text.getLayoutBounds());
        if (!shows(box, room)) {
            if (!scrolled(labeled) && outside(box)) {
                faults.add("out of the window: " + words(labeled));
            }
            return;
        }
        boolean cut =
                !text.getText().equals(labeled.getText()) && text.getText().endsWith(labeled.getEllipsisString());
        if (cut && !explained(labeled, labeled.getText())) {
            faults.add("cut without its whole on hover: " + words(labeled) + " as [" + text.getText() + "]");
        }
        if (cut && text.getText().length() < 4) {
            faults.add("cut to nothing: " + words(labeled) + " as [" + text.getText() + "]");
        }
        Bounds there = meet(box, room);
        if (!scrolled(labeled) && there.getWidth() < box.getWidth() - SLACK) {
            faults.add("cut at its right or left: " + words(labeled));
        }
        if (!scrolled(labeled) && there.getHeight() < 0.8 * box.getHeight() - SLACK) {
            faults.add("cut at its top or bottom: " + words(labeled));
        }
        // a line is higher than its letters
        double air = 0.15 * there.getHeight();
        things.add(new Thing(
                labeled,
                labeled.getText(),
                new BoundingBox(
                        there.getMinX(), there.getMinY() + air, there.getWidth(), there.getHeight() - 2 * air)));
    }

    private boolean outside(Bounds box) {
        return box.getWidth() > 0
                && (box.getMinX() > window.root().getScene().getWidth()
                        || box.getMinY() > window.root().getScene().getHeight()
                        || box.getMaxX() < 0
                        || box.getMaxY() < 0);
    }

    private static boolean scrolled(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at instanceof ScrollPane || at.getStyleClass().contains("virtual-flow")) {
                return true;
            }
        }
        return false;
    }

    /// Whether a pointer on it reads the whole text.
    private static boolean explained(Node node, String words) {
        for (Node at = node; at != null; at = at.getParent()) {
            Tooltip tip = tip(at);
            if (tip != null && tip.getText() != null && tip.getText().contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Tooltip tip(Node node) {
        if (node instanceof javafx.scene.control.Control control && control.getTooltip() != null) {
            return control.getTooltip();
        }
        return node.hasProperties()
                ? node.getProperties().values().stream()
                        .filter(Tooltip.class::isInstance)
                        .map(Tooltip.class::cast)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static boolean shows(Bounds box, Bounds room) {
        Bounds both = meet(box, room);
        return both.getWidth() > SLACK && both.getHeight() > SLACK;
    }

    private static Bounds meet(Bounds one, Bounds other) {
        double x = Math.max(one.getMinX(), other.getMinX());
        double y = Math.max(one.getMinY(), other.getMinY());
        return new BoundingBox(
                x,
                y,
                Math.max(0, Math.min(one.getMaxX(), other.getMaxX()) - x),
                Math.max(0, Math.min(one.getMaxY(), other.getMaxY()) - y));
    }

    private static String named(Thing thing) {
        return thing.node instanceof Labeled labeled && !thing.words.isEmpty()
                ? words(labeled)
                : "button " + thing.node.getId();
    }

    private static String words(Labeled labeled) {
        return "[" + labeled.getText() + "]" + (labeled.getId() == null ? "" : " #" + labeled.getId()) + " "
                + labeled.getStyleClass();
    }

    // ---- panels ----------------------------------------------------------------------------------

    private void checkPanels() {
        for (PanelHost host : Refresher.hosts(window.dock().visiblePanels())) {
            ChartView.Shown shown = host.chart().shownProperty().get();
            if (shown == null) {
                Node chip = host.chart().lookup(".chart-waiting");
                if (chip == null || !chip.isVisible()) {
                    faults.add("no picture and no word: " + host.entry().id());
                }
            } else {
                checkFigure(host, shown);
            }
        }
    }

    /// A picture of one run among several says which it is of, by its name or that of its group, at least with the
    /// words that no other run has.
    private void checkName(String id, Figure figure, List<DrawnText> texts) {
        List<PanelContext.Shown> runs = window.session().context(false).runs();
        Set<String> owners = Owner.together(figure.plots().stream()
                        .flatMap(plot -> plot.layers().stream())
                        .map(Layer::owner)
                        .toList())
                .names();
        boolean curve = figure.plots().stream()
                .anyMatch(plot -> plot.x().quantity() == Axis.Quantity.ITERATION); // others are still to come
        if (runs.size() < 2 || owners.size() != 1 || curve) {
            return;
        }
        String all = figure.note() + "\n" + texts.stream().map(DrawnText::words).collect(Collectors.joining("\n"));
        for (PanelContext.Shown shown : runs) {
            boolean named = Stream.concat(
                            Stream.of(shown.label(), Groups.shortName(shown, runs)),
                            LegendEntry.of(window.session().context(false)).stream()
                                    .map(LegendEntry::label))
                    .anyMatch(all::contains);
            if (owners.contains(shown.run().name()) && !named) {
                faults.add(id + " does not say that it is of " + shown.label() + ": " + figure.note());
            }
        }
    }

    private void checkFigure(PanelHost host, ChartView.Shown shown) {
        String id = host.entry().id();
        double width = host.chart().getWidth() / shown.zoom();
        double height = host.chart().getHeight() / shown.zoom();
        Figure figure = shown.figure();
        List<DrawnText> texts = DrawnText.of(figure, theme, width, height);
        if (figure.plots().isEmpty() && figure.emptyText().isBlank()) {
            faults.add("empty without a word: " + id);
        }
        checkName(id, figure, texts);
        for (int i = 0; i < texts.size(); i++) {
            DrawnText text = texts.get(i);
            if (text.isCut()
                    && shown.layout()
                            .wholeAt(text.box().getCenterX(), text.box().getCenterY())
                            .isEmpty()) {
                faults.add(id + " cuts [" + text.words() + "] and never says the whole");
            }
            if (text.box().getX() < -SLACK
                    || text.box().getMaxX() > width + SLACK
                    || text.box().getY() < -SLACK
                    || text.box().getMaxY() > height + SLACK) {
                faults.add(id + " draws over its edge [" + text.words() + "] " + text.box() + " of " + width + "×"
                        + height);
            }
            for (int j = i + 1; j < texts.size(); j++) {
                if (text.meets(texts.get(j), SLACK)) {
                    faults.add(id + " draws [" + text.words() + "] over ["
                            + Objects.requireNonNull(texts.get(j)).words() + "]");
                }
            }
        }
    }
}
