package adjointlab.ui.dock;

import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PanelLayout.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.Bento;
import software.coley.bentofx.building.ControlsBuilding;
import software.coley.bentofx.building.DockBuilding;
import software.coley.bentofx.control.Header;
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
/// The layout goes in and comes out as plain data. A panel is kept while the document is open, so one that is closed
/// and opened again, or moved by undo, is the same one.
public final class DockPane extends StackPane {
    /// Who hears of the person's changes.
    ///
    /// @param factory makes the panel of a state
    /// @param changed is called once after the person changed the layout, later on the FX thread
    public record Owner(Function<PanelState, DockPanel> factory, Runnable changed) {}

    /// What is left of a panel's title row, px.
    private static final double LEAST_LEAF = 40;

    /// Room for the menu of a panel, px.
    private static final double LEAST_TOOLS = 28;

    /// Less of a note says nothing, px.
    private static final double LEAST_NOTE = 48;

    /// What stands in a title row beside titles and tools, px.
    private static final double HEADER_AIR = 26;

    private final Bento bento = new Bento() {
        @Override
        protected ControlsBuilding newControlsBuilding() {
            return controls();
        }

        @Override
        protected DockBuilding newDockBuilding() {
            return new Folds.Building(this);
        }
    };
    private final Owner owner;
    private final Map<String, DockPanel> panels = new LinkedHashMap<>();
    private @Nullable DockContainerRootBranch root;
    private @Nullable PanelLayout beforeMaximising;
    private Node empty = new StackPane();
    private boolean building;
    private boolean announced;

    public DockPane(Owner owner) {
        this.owner = owner;
        setId("dock");
        setMinSize(0, 0); // many panels make each other small and push nothing out of the window
        Rectangle bounds = new Rectangle();
        bounds.widthProperty().bind(widthProperty());
        bounds.heightProperty().bind(heightProperty());
        setClip(bounds);
        getStyleClass().add("dock");
        bento.events().addEventListener(event -> {
            switch (event) {
                case DockEvent.DockableAdded _,
                        DockEvent.DockableRemoved _,
                        DockEvent.DockableSelected _,
                        DockEvent.ContainerChildAdded _,
                        DockEvent.ContainerChildRemoved _ -> announce();
                default -> {
                    // openings and closings come with one of the above
                }
            }
        });
    }

    /// What stands in the middle when no panel is open.
    public void setEmpty(Node node) {
        empty = node;
    }

    /// Shows a layout; tells nobody.
    public void show(PanelLayout layout) {
        beforeMaximising = null;
        rebuild(layout);
    }

    /// The layout as it stands, with the shares as dragged; the one before, while a panel is maximised. Places that are
    /// folded to their titles have the shares of before.
    public PanelLayout current() {
        return beforeMaximising != null ? beforeMaximising : Layouts.tidy(read());
    }

    /// The panels that can be seen now.
    public List<DockPanel> visiblePanels() {
        if (root == null) {
            return List.of();
        }
        List<DockPanel> visible = new ArrayList<>();
        collectVisible(root, visible);
        return visible;
    }

    /// All open panels.
    public List<DockPanel> openPanels() {
        return root == null
                ? List.of()
                : root.getDockables().stream().map(this::panel).toList();
    }

    /// All panels that were made for this document, open or not.
    public List<DockPanel> knownPanels() {
        return List.copyOf(panels.values());
    }

    /// Opens one more panel.
    public void open(PanelState panel) {
        show(Layouts.plus(current(), panel, getHeight()));
        announce();
    }

    /// Brings an open panel to the front of its tabs.
    public void front(DockPanel panel) {
        show(Layouts.front(current(), panel.state()));
        announce();
    }

    /// Closes a panel.
    public void close(DockPanel panel) {
        if (beforeMaximising != null) {
            show(beforeMaximising);
        }
        DockContainerRootBranch shown = root;
        if (shown != null) {
            shown.getDockables().stream()
                    .filter(dockable -> panel(dockable) == panel)
                    .findFirst()
                    .ifPresent(shown::removeDockable);
            rebuild(Layouts.tidy(read()));
        }
        announce();
    }

    /// Lets one panel fill the dock, or goes back to the layout before.
    public void toggleMaximised(DockPanel panel) {
        if (beforeMaximising != null) {
            show(beforeMaximising);
        } else {
            PanelLayout before = current();
            rebuild(Layouts.single(panel.state()));
            beforeMaximising = before;
        }
        announce();
    }

    /// Whether one panel fills the dock.
    public boolean isMaximised() {
        return beforeMaximising != null;
    }

    /// Forgets the panels, for another document.
    public void clear() {
        show(Layouts.EMPTY);
        panels.clear();
    }

    private void rebuild(PanelLayout layout) {
        building = true;
        try {
            if (root != null) {
                bento.unregisterRoot(root);
                // a body leaves its old place before it enters the new one
                root.getDockables().forEach(dockable -> dockable.setNode(null));
            }
            DockContainerRootBranch fresh = bento.dockBuilding().root("root");
            fresh.setPruneWhenEmpty(false);
            fresh.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> announce()); // perhaps of a divider
            root = fresh;
            List<Runnable> dividers = new ArrayList<>();
            List<String> used = new ArrayList<>();
            if (layout instanceof PanelLayout.Split split) {
                fill(fresh, split, new Building(dividers, used));
            } else {
                fresh.addContainer(build(layout, new Building(dividers, used)));
            }
            bento.registerRoot(fresh);
            getChildren().setAll(layout.panels().isEmpty() ? empty : fresh);
            dividers.forEach(Runnable::run);
            // a split pane distributes its room anew when it is first laid out, so the shares are set once
            // more then
            Platform.runLater(() -> dividers.forEach(Runnable::run));
        } finally {
            building = false;
        }
    }

    private void announce() {
        if (building || announced) {
            return;
        }
        announced = true;
        Platform.runLater(() -> {
            announced = false;
            if (root != null && root.getDockables().isEmpty()) {
                getChildren().setAll(empty);
            }
            owner.changed.run();
        });
    }

    private DockPanel panel(Dockable dockable) {
        DockPanel panel = panels.get(dockable.getIdentifier());
        if (panel == null) {
            throw new IllegalStateException("no panel " + dockable.getIdentifier());
        }
        return panel;
    }

    // ---- reading ---------------------------------------------------------------------------------

    private PanelLayout read() {
        return root == null ? Layouts.EMPTY : read(root);
    }

    private PanelLayout read(DockContainer container) {
        return switch (container) {
            case DockContainerLeaf leaf -> {
                List<PanelState> states = leaf.getDockables().stream()
                        .map(dockable -> panel(dockable).state())
                        .toList();
                int index = leaf.getDockables().indexOf(Folds.selected(leaf));
                yield new PanelLayout.Tabs(states, Math.max(0, index));
            }
            case DockContainerBranch branch -> {
                List<DockContainer> children = branch.getChildContainers();
                double[] dividers = Folds.dividers(branch);
                List<Part> parts = new ArrayList<>();
                for (int i = 0; i < children.size(); i++) {
                    parts.add(new Part(share(dividers, i), read(children.get(i))));
                }
                yield parts.isEmpty()
                        ? Layouts.EMPTY
                        : new PanelLayout.Split(branch.getOrientation() == Orientation.HORIZONTAL, parts);
            }
        };
    }

    private void collectVisible(DockContainer container, List<DockPanel> visible) {
        switch (container) {
            case DockContainerLeaf leaf -> {
                Dockable selected = leaf.getSelectedDockable();
                if (selected != null) {
                    visible.add(panel(selected));
                }
            }
            case DockContainerBranch branch ->
                branch.getChildContainers().forEach(child -> collectVisible(child, visible));
        }
    }

    /// Rounded, so that a layout that nobody dragged compares equal.
    private static double share(double[] dividers, int index) {
        double from = index == 0 ? 0 : dividers[index - 1];
        double to = index < dividers.length ? dividers[index] : 1;
        return Math.max(0.01, Math.rint((to - from) * 100) / 100);
    }

    // ---- building --------------------------------------------------------------------------------

    /// What one rebuilding collects.
    private record Building(List<Runnable> dividers, List<String> used) {}

    private DockContainer build(PanelLayout layout, Building work) {
        return switch (layout) {
            case PanelLayout.Split split -> {
                DockContainerBranch branch = bento.dockBuilding().branch();
                fill(branch, split, work);
                yield branch;
            }
            case PanelLayout.Tabs tabs -> leaf(tabs, work);
        };
    }

    private void fill(DockContainerBranch branch, PanelLayout.Split split, Building work) {
        branch.setOrientation(split.horizontal() ? Orientation.HORIZONTAL : Orientation.VERTICAL);
        split.children().forEach(part -> branch.addContainer(build(part.layout(), work)));
        double sum = split.children().stream().mapToDouble(Part::weight).sum();
        double[] positions = new double[split.children().size() - 1];
        double end = 0;
        for (int i = 0; i < positions.length; i++) {
            end += split.children().get(i).weight() / sum;
            positions[i] = end;
        }
        work.dividers.add(() -> branch.setDividerPositions(positions));
    }

    private DockContainerLeaf leaf(PanelLayout.Tabs tabs, Building work) {
        DockContainerLeaf leaf = bento.dockBuilding().leaf();
        tabs.panels().forEach(state -> leaf.addDockable(dockable(state, work)));
        if (tabs.selected() < leaf.getDockables().size()) {
            leaf.selectDockable(leaf.getDockables().get(tabs.selected()));
        }
        leaf.setMinSize(LEAST_LEAF, LEAST_LEAF);
        return leaf;
    }

    private Dockable dockable(PanelState state, Building work) {
        String key = key(state, work.used);
        work.used.add(key);
        DockPanel panel = panels.get(key);
        if (panel == null) {
            panel = owner.factory.apply(state);
            panels.put(key, panel);
        } else if (!panel.state().equals(state)) {
            panel.restore(state);
        }
        Dockable dockable = bento.dockBuilding().dockable(key);
        dockable.titleProperty().bind(panel.title());
        dockable.setNode(panel.body());
        dockable.setClosable(false); // the panel's own tools close it
        dockable.setCanBeDroppedToNewWindow(false);
        dockable.setDragGroupMask(1);
        return dockable;
    }

    /// The kept panel with this very state, else any free one of the same kind, else a new key.
    private String key(PanelState state, List<String> used) {
        String free = "";
        for (var entry : panels.entrySet()) {
            PanelState kept = entry.getValue().state();
            if (!used.contains(entry.getKey()) && kept.id().equals(state.id())) {
                if (kept.equals(state)) {
                    return entry.getKey();
                }
                free = free.isEmpty() ? entry.getKey() : free;
            }
        }
        return free.isEmpty() ? state.id() + "#" + panels.size() : free;
    }

    private ControlsBuilding controls() {
        ControlsBuilding controls = new ControlsBuilding();
        controls.setHeaderPaneFactory(DockPane.this::headerPane);
        controls.setHeaderFactory((dockable, pane) -> new PanelTab(dockable, panel(dockable), pane));
        controls.setHeadersFactory(WholeTabs::new);
        controls.setCanvasFactory(_ -> new DropHint());
        return controls;
    }

    private HeaderPane headerPane(DockContainerLeaf leaf) {
        StackPane tools = new StackPane();
        tools.getStyleClass().add("dock-tools");
        leaf.selectedDockableProperty().addListener((_, _, selected) -> showTools(tools, selected));
        showTools(tools, leaf.getSelectedDockable());
        HeaderPane pane = new HeaderPane(leaf) {
            private @Nullable Button list; // without a value here: the constructor above makes it

            @Override
            protected Node[] createButtonArray() {
                list = createDockableListButton();
                list.setMinWidth(USE_PREF_SIZE);
                if (getHeaders() instanceof WholeTabs tabs) {
                    list.visibleProperty().bind(tabs.hidingProperty());
                }
                return new Node[] {list, tools};
            }

            // Titles come before notes: what they leave is for the tools, of which something is there while wanted.
            // Beside several titles it always has its room, or the last of them would go when a pointer comes to it.
            @Override
            protected void layoutChildren() {
                double least = isHover() || tools.isFocusWithin() || isRoomBesideFront() ? LEAST_TOOLS : 0;
                double titles = leaf.getDockables().stream()
                        .map(this::getHeader)
                        .filter(Objects::nonNull)
                        .mapToDouble(header -> header.prefWidth(-1))
                        .sum();
                double left = Math.max(least, getWidth() - titles - HEADER_AIR);
                tools.setMinWidth(least);
                tools.setMaxWidth(left);
                for (Node each : tools.getChildren()) { // which shortens a note, where buttons are wider
                    if (each instanceof Region region) {
                        region.setMaxWidth(left);
                    }
                }
                super.layoutChildren();
            }

            // Whether of several titles the one in front is whole beside the list of them and the least of tools.
            private boolean isRoomBesideFront() {
                Header front = getHeader(leaf.getSelectedDockable());
                return front != null
                        && list != null
                        && leaf.getDockables().size() > 1
                        && front.prefWidth(-1) + list.prefWidth(-1) + LEAST_TOOLS + HEADER_AIR <= getWidth();
            }
        };
        pane.hoverProperty().addListener((_, _, _) -> pane.requestLayout());
        tools.focusWithinProperty().addListener((_, _, _) -> pane.requestLayout());
        Rectangle room = new Rectangle();
        room.widthProperty()
                .bind(Bindings.when(tools.widthProperty().lessThan(LEAST_NOTE))
                        .then(0)
                        .otherwise(tools.widthProperty()));
        room.heightProperty().bind(tools.heightProperty());
        // buttons may cover titles while they are wanted, a note may not
        tools.clipProperty()
                .bind(Bindings.when(pane.hoverProperty().or(tools.focusWithinProperty()))
                        .then((Node) null)
                        .otherwise(room));
        return pane;
    }

    private void showTools(StackPane place, @Nullable Dockable selected) {
        if (selected == null) {
            place.getChildren().clear();
        } else {
            place.getChildren().setAll(panel(selected).tools());
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
