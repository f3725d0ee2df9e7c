package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/// What cells are to show as soon as its runs are there, one source a cell. A wish goes with its cell wherever that is
/// counted, and goes with it when it is taken away. Used on the FX thread.
public final class Wishes {
    private final FigureModel model;
    private final List<Wish> wishes = new ArrayList<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    Wishes(FigureModel model) {
        this.model = model;
    }

    /// A source that a cell is to show.
    public static final class Wish {
        private final Source before;
        private final Source after;
        private int cell;
        private Runnable dropped = () -> {};

        private Wish(int cell, Source before, Source after) {
            this.cell = cell;
            this.before = before;
            this.after = after;
        }

        /// Says what to do when nobody waits for it any more.
        public void ifDropped(Runnable action) {
            dropped = action;
        }
    }

    /// Counts how often there were other wishes.
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// The selected cell is to show a source instead of what it was to show, which is dropped.
    public Wish add(Source source) {
        Cell cell = model.cell().orElseThrow();
        int index = model.selectedProperty().get();
        Wish wish = new Wish(index, cell.source(), source);
        drop(each -> each.cell == index);
        wishes.add(wish);
        changed();
        return wish;
    }

    /// Whether somebody waits for it.
    public boolean isPending(Wish wish) {
        return wishes.contains(wish);
    }

    /// What the selected cell is to show: what it shows where it is to show nothing else.
    public Optional<Source> wished() {
        int index = model.selectedProperty().get();
        return model.cell().map(Cell::source).map(shown -> wishes.stream()
                .filter(wish -> wish.cell == index && wish.before.equals(shown))
                .findFirst()
                .map(wish -> wish.after)
                .orElse(shown));
    }

    /// The runs are there: the cell shows them.
    ///
    /// @return whether it was done: not where the cell shows yet another source by now, or nobody waits for it
    public boolean fulfil(Wish wish) {
        boolean done = isPending(wish) && model.point(wish.cell, wish.before, wish.after);
        withdraw(wish);
        return done;
    }

    /// There will be no such runs.
    public void withdraw(Wish wish) {
        if (wishes.remove(wish)) {
            changed();
        }
    }

    /// Drops all.
    public void clear() {
        if (!wishes.isEmpty()) {
            drop(_ -> true);
            changed();
        }
    }

    /// Another document is the same one, changed in one step: every cell that stands in both as it was is the same, and
    /// of as many cells those of one number are.
    void follow(FigureDocument before, FigureDocument after) {
        for (Wish wish : wishes) {
            Cell cell = before.cells().get(wish.cell);
            int there = identical(cell, after.cells());
            boolean asMany = before.cells().size() == after.cells().size();
            wish.cell = there >= 0 || !asMany ? there : wish.cell;
        }
        if (wishes.stream().anyMatch(wish -> wish.cell < 0)) {
            drop(wish -> wish.cell < 0);
            changed();
        }
    }

    @SuppressWarnings("ReferenceEquality") // equal cells may stand twice in a document
    private static int identical(Cell cell, List<Cell> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) == cell) {
                return i;
            }
        }
        return -1;
    }

    private void drop(Predicate<Wish> which) {
        List<Wish> gone = wishes.stream().filter(which).toList();
        wishes.removeAll(gone);
        gone.forEach(wish -> wish.dropped.run());
    }

    private void changed() {
        changes.set(changes.get() + 1);
    }
}
