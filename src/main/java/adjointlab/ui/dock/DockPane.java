package adjointlab.ui.dock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.Bento;
import software.coley.bentofx.building.ControlsBuilding;
import software.coley.bentofx.control.HeaderPane;
import software.coley.bentofx.control.canvas.PixelCanvas;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.event.DockEvent;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

/// The middle of the window: panels that can be dragged, closed, maximised and put on top of each other.
///
/// The layout goes in and comes out as a [DockLayout]. Contents are made once by id and kept, so a panel that is closed
/// and opened again, or moved by undo, is the same one.
public final class DockPane extends StackPane {
    private final Bento bento = new Bento() {
        @Override
        protected ControlsBuilding newControlsBuilding() {
            return controls();
        }
    };
    private final Function<String, DockContent> factory;
    private final Map<String, DockContent> contents = new LinkedHashMap<>();
    private final Runnable changed;
    private @Nullable DockContainerRootBranch root;
    private DockLayout shown = new DockLayout.Tabs(List.of(), "");
    private @Nullable DockLayout beforeMaximising;
    private boolean building;
    private boolean announced;

    /// @param factory makes the content of a panel from its id
    /// @param changed is called once after the person changed the layout, later on the FX thread
    public DockPane(Function<String, DockContent> factory, Runnable changed) {
        this.factory = factory;
        this.changed = changed;
        setId("dock");
        getStyleClass().add("dock");
        bento.events().addEventListener(event -> {
            switch (event) {
                case DockEvent.DockableAdded _, DockEvent.DockableRemoved _, DockEvent.DockableSelected _,
                        DockEvent.ContainerChildAdded _, DockEvent.ContainerChildRemoved _ -> announce();
                default -> {
                    // openings and closings come with one of the above
                }
            }
        });
    }

    /// Shows a layout; tells nobody.
    public void show(DockLayout layout) {
        building = true;
        try {
            if (root != null) {
                bento.unregisterRoot(root);
                // a content node leaves its old place before it enters the new one
                root.getDockables().forEach(dockable -> dockable.setNode(null));
            }
            shown = layout;
            root = bento.dockBuilding().root("root");
            List<Runnable> dividers = new ArrayList<>();
            root.setPruneWhenEmpty(false);
            if (layout instanceof DockLayout.Split split) {
                fill(root, split, dividers);
            } else {
                root.addContainer(build(layout, dividers));
            }
            bento.registerRoot(root);
            getChildren().setAll(root);
            dividers.forEach(Runnable::run);
            // a split pane distributes its room anew when it is first laid out, so the shares are set once more then
            Platform.runLater(() -> dividers.forEach(Runnable::run));
        } finally {
            building = false;
        }
    }

    /// The layout as it stands, with the shares as dragged.
    public DockLayout dockLayout() {
        return beforeMaximising != null ? beforeMaximising : current();
    }

    /// The panels that can be seen now.
    public List<String> visiblePanels() {
        return current().visible().toList();
    }

    /// Opens a panel, or brings it to the front.
    public void open(String id) {
        restore();
        DockLayout now = current();
        if (now.panels().contains(id)) {
            find(id);
        } else {
            show(now.plus(id));
            announce();
        }
    }

    /// Closes a panel.
    public void close(String id) {
        DockLayout now = dockLayout();
        beforeMaximising = null;
        show(now.minus(id));
        announce();
    }

    /// Lets one panel fill the dock, or goes back to the layout before.
    public void toggleMaximised(String id) {
        if (beforeMaximising != null) {
            restore();
        } else {
            beforeMaximising = current();
            show(DockLayout.panel(id));
        }
        announce();
    }

    /// Whether one panel fills the dock.
    public boolean isMaximised() {
        return beforeMaximising != null;
    }

    /// Forgets the contents, for another document.
    public void clear() {
        beforeMaximising = null;
        show(new DockLayout.Tabs(List.of(), ""));
        contents.clear();
    }

    private void restore() {
        if (beforeMaximising != null) {
            DockLayout before = beforeMaximising;
            beforeMaximising = null;
            show(before);
        }
    }

    private void find(String id) {
        var path = bento.search().dockable(id);
        if (path != null) {
            path.leafContainer().selectDockable(path.dockable());
        }
    }

    private void announce() {
        if (building || announced) {
            return;
        }
        announced = true;
        Platform.runLater(() -> {
            announced = false;
            changed.run();
        });
    }

    private DockLayout current() {
        return root == null || root.getChildContainers().isEmpty() ? shown : simplified(read(root));
    }

    private static DockLayout simplified(DockLayout layout) {
        return layout.only(layout.panels());
    }

    private static DockLayout read(DockContainer container) {
        return switch (container) {
            case DockContainerLeaf leaf -> {
                List<String> ids = leaf.getDockables().stream().map(Dockable::getIdentifier).toList();
                Dockable selected = leaf.getSelectedDockable();
                yield new DockLayout.Tabs(ids, selected == null ? "" : selected.getIdentifier());
            }
            case DockContainerBranch branch -> {
                List<DockLayout> children = branch.getChildContainers().stream().map(DockPane::read).toList();
                yield children.isEmpty()
                        ? new DockLayout.Tabs(List.of(), "")
                        : new DockLayout.Split(
                                branch.getOrientation() == Orientation.VERTICAL, shares(branch, children.size()), children);
            }
        };
    }

    private static List<Double> shares(SplitPane pane, int count) {
        double[] dividers = pane.getDividerPositions();
        List<Double> shares = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < count; i++) {
            double end = i < dividers.length ? dividers[i] : 1;
            shares.add(Math.max(end - before, 1e-3));
            before = end;
        }
        return shares;
    }

    private DockContainer build(DockLayout layout, List<Runnable> dividers) {
        return switch (layout) {
            case DockLayout.Split split -> {
                DockContainerBranch branch = bento.dockBuilding().branch();
                fill(branch, split, dividers);
                yield branch;
            }
            case DockLayout.Tabs tabs -> leaf(tabs);
        };
    }

    private void fill(DockContainerBranch branch, DockLayout.Split split, List<Runnable> dividers) {
        branch.setOrientation(split.vertical() ? Orientation.VERTICAL : Orientation.HORIZONTAL);
        split.children().forEach(child -> branch.addContainer(build(child, dividers)));
        double[] positions = new double[split.children().size() - 1];
        double end = 0;
        for (int i = 0; i < positions.length; i++) {
            end += split.shares().get(i);
            positions[i] = end;
        }
        dividers.add(() -> branch.setDividerPositions(positions));
    }

    private DockContainerLeaf leaf(DockLayout.Tabs tabs) {
        DockContainerLeaf leaf = bento.dockBuilding().leaf();
        for (String id : tabs.panels()) {
            leaf.addDockable(dockable(id));
        }
        leaf.getDockables().stream()
                .filter(dockable -> dockable.getIdentifier().equals(tabs.selected()))
                .forEach(leaf::selectDockable);
        leaf.setMinSize(120, 90);
        return leaf;
    }

    private Dockable dockable(String id) {
        DockContent content = contents.computeIfAbsent(id, factory);
        Dockable dockable = bento.dockBuilding().dockable(id);
        dockable.titleProperty().bind(content.title());
        dockable.setNode(content.body());
        dockable.setClosable(false); // the panel's own tools close it
        dockable.setCanBeDroppedToNewWindow(false);
        dockable.setDragGroupMask(1);
        return dockable;
    }

    private ControlsBuilding controls() {
        ControlsBuilding controls = new ControlsBuilding();
        controls.setHeaderPaneFactory(leaf -> new HeaderPane(leaf) {
            @Override
            protected Node[] createButtonArray() {
                StackPane tools = new StackPane();
                tools.getStyleClass().add("dock-tools");
                leaf.selectedDockableProperty().addListener((_, _, selected) -> showTools(tools, selected));
                showTools(tools, leaf.getSelectedDockable());
                return new Node[] {tools};
            }
        });
        controls.setCanvasFactory(_ -> new DropHint());
        return controls;
    }

    private void showTools(StackPane place, @Nullable Dockable selected) {
        DockContent content = selected == null ? null : contents.get(selected.getIdentifier());
        if (content == null) {
            place.getChildren().clear();
        } else {
            place.getChildren().setAll(content.tools());
        }
    }

    /// Where a dragged panel would go, in the accent colour instead of red.
    private static final class DropHint extends PixelCanvas {
        private static final int FILL = 0x330969DA;
        private static final int EDGE = 0x990969DA;

        @Override
        public void fillBorderedRect(
                double x, double y, double width, double height, int borderSize, int color, int borderColor) {
            super.fillBorderedRect(x, y, width, height, borderSize, FILL, EDGE);
        }
    }
}
