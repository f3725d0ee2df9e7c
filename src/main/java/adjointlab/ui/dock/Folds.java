package adjointlab.ui.dock;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.coley.bentofx.Bento;
import software.coley.bentofx.building.DockBuilding;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.DockContainer;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;

/// Places of the dock that a click on the title folds: what they were before, since a layout knows no folded ones.
final class Folds {
    /// What a divider leaves of the places on both its sides, a share.
    private static final double LEAST = 0.01;

    private Folds() {}

    /// Makes places that remember what they were before they were folded, those too that a drag makes.
    static final class Building extends DockBuilding {
        Building(Bento bento) {
            super(bento);
        }

        @Override
        public DockContainerLeaf leaf(String identifier) {
            DockContainerLeaf leaf = super.leaf(identifier);
            Fold fold = new Fold();
            leaf.getProperties().put(Fold.class, fold);
            leaf.selectedDockableProperty().addListener((_, _, selected) -> fold.take(selected));
            // a place is folded first and made small then
            leaf.collapsedProperty().addListener((_, _, folded) -> fold.share = folded ? share(leaf) : Double.NaN);
            return leaf;
        }
    }

    /// What is remembered of one place.
    private static final class Fold {
        private @Nullable Dockable selected;
        private double share = Double.NaN;

        /// Folding selects nothing.
        private void take(@Nullable Dockable newSelected) {
            selected = newSelected == null ? selected : newSelected;
        }
    }

    /// What is remembered of a place; null where it is not folded.
    private static @Nullable Fold fold(DockContainer place) {
        return place instanceof DockContainerLeaf leaf
                        && leaf.isCollapsed()
                        && leaf.getProperties().get(Fold.class) instanceof Fold fold
                ? fold
                : null;
    }

    /// Of the room of its branch, at one of whose ends it is.
    private static double share(DockContainerLeaf leaf) {
        DockContainerBranch branch = leaf.getParentContainer();
        double[] dividers = branch == null ? new double[0] : branch.getDividerPositions();
        if (branch == null || dividers.length == 0) {
            return Double.NaN;
        }
        return branch.getChildContainers().getFirst() == leaf ? dividers[0] : 1 - dividers[dividers.length - 1];
    }

    /// The panel in front of a place; of a folded one that which was.
    static @Nullable Dockable selected(DockContainerLeaf leaf) {
        Fold fold = fold(leaf);
        return fold == null ? leaf.getSelectedDockable() : fold.selected;
    }

    /// Where a branch is divided, with folded places at its ends as large as they were.
    ///
    /// @return [children − 1] shares of the branch from its beginning
    static double[] dividers(DockContainerBranch branch) {
        double[] dividers = branch.getDividerPositions();
        List<DockContainer> children = branch.getChildContainers();
        int last = dividers.length - 1;
        if (last < 0) {
            return dividers;
        }
        double first = foldedShare(children.getFirst());
        if (!Double.isNaN(first)) {
            double most = last == 0 ? 1 : dividers[1];
            dividers[0] = Math.min(first, most - LEAST);
        }
        double end = foldedShare(children.getLast());
        if (!Double.isNaN(end)) {
            double least = last == 0 ? 0 : dividers[last - 1];
            dividers[last] = Math.max(1 - end, least + LEAST);
        }
        return dividers;
    }

    private static double foldedShare(DockContainer place) {
        Fold fold = fold(place);
        return fold == null ? Double.NaN : fold.share;
    }
}
