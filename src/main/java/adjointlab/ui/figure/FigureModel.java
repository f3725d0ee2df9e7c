package adjointlab.ui.figure;

import adjointlab.compose.Caption;
import adjointlab.compose.ComposedFigure;
import adjointlab.compose.Composer;
import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Grid;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Composition;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.Page;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.panel.kit.Groups;
import adjointlab.ui.model.UndoHistory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;

/// A figure document in the making, with undo. Used on the FX thread, but for [#draw] and [#finish].
public final class FigureModel {
    /// What names of sources begin with that are the open runs as they were, until they are in a file.
    public static final String OPEN_RUNS = "open-runs-";

    /// So many panels stand beside one another before a new row begins.
    private static final int WIDE = 3;

    private static final int MOST_LINES = 12;

    private final UndoHistory<FigureDocument> history = new UndoHistory<>(FigureDocument.EMPTY, this::show);
    private final ReadOnlyObjectWrapper<FigureDocument> document = new ReadOnlyObjectWrapper<>(FigureDocument.EMPTY);
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final Map<Source, Trained> sources = new ConcurrentHashMap<>();
    private final Wishes wishes = new Wishes(this);
    private FigureDocument saved = FigureDocument.EMPTY;

    /// An empty one.
    public FigureModel() {
        document.addListener((_, before, after) -> wishes.follow(before, after));
    }

    /// What is to be seen of a document.
    ///
    /// @param figure nothing to see where there is trouble
    /// @param page its size
    /// @param trouble why it cannot be drawn, one sentence; "" where it can
    public record Drawing(Figure figure, Page page, String trouble) {}

    /// The document as it stands.
    public ReadOnlyObjectProperty<FigureDocument> documentProperty() {
        return document.getReadOnlyProperty();
    }

    /// The document as it stands.
    public FigureDocument document() {
        return document.get();
    }

    /// Undo and redo.
    public UndoHistory<FigureDocument> history() {
        return history;
    }

    /// Index of the cell whose form is shown; −1 for none.
    public IntegerProperty selectedProperty() {
        return selected;
    }

    /// The cell whose form is shown.
    public Optional<Cell> cell() {
        int index = selected.get();
        return index >= 0 && index < document().cells().size()
                ? Optional.of(document().cells().get(index))
                : Optional.empty();
    }

    /// What each source shows.
    public Map<Source, Trained> sources() {
        return sources;
    }

    /// What cells are to show as soon as its runs are there.
    public Wishes wishes() {
        return wishes;
    }

    /// Whether a source is the open runs as they were, which are in no file.
    public static boolean isOpenRuns(Source source) {
        return source.file().matches(OPEN_RUNS + "[0-9]+");
    }

    /// Whether something is in no file yet.
    public boolean isUnsaved() {
        return !document().equals(saved);
    }

    /// Another document takes this one's place, without a way back.
    public void open(FigureDocument other) {
        wishes.clear();
        saved = other;
        history.restart(other); // else it could be saved over the other's file
        show(other);
        selected.set(other.cells().isEmpty() ? -1 : 0);
    }

    /// The document stands in a file as it is, under other names of its sources.
    public void saved(FigureDocument written) {
        saved = written;
        history.amend(written);
        document.set(written);
    }

    /// What is selected stays so where it is counted elsewhere now.
    private void show(FigureDocument shown) {
        int before = selected.get();
        int there = cell().map(shown.cells()::indexOf).orElse(-1);
        document.set(shown);
        selected.set(there >= 0 ? there : Math.min(before, shown.cells().size() - 1));
    }

    /// Changes the document.
    ///
    /// @param what the person does, for undo
    public void edit(String what, UnaryOperator<FigureDocument> change) {
        FigureDocument changed = change.apply(document());
        if (!changed.equals(document())) {
            history.record(what, changed);
            show(changed);
        }
    }

    /// Changes the selected cell.
    void editCell(String what, UnaryOperator<Cell> change) {
        cell().ifPresent(cell -> edit(what, all -> all.with(selected.get(), change.apply(cell))));
    }

    /// Adds a panel at the first free place, in a new row or column where there is none.
    ///
    /// @param trained what the source shows
    public void add(PanelState panel, Source source, Trained trained) {
        sources.put(source, trained);
        Place place = free();
        Cell added = new Cell(place, source, panel, -1, Changes.NONE);
        // of a panel that tells no options the preset's hold
        Cell told = resolved(added).equals(panel) ? added : added.with(OptionFields.whole(panel));
        edit("Add panel", all -> {
            List<Cell> cells = new ArrayList<>(all.cells());
            cells.add(told);
            return fitted(all.with(cells));
        });
        selected.set(document().cells().size() - 1);
    }

    /// Lets a cell show another source, which is known here.
    ///
    /// @param index of the cell
    /// @param before what it showed when the other was asked for
    /// @return whether it was done: not where it shows yet another by now
    boolean point(int index, Source before, Source after) {
        List<Cell> cells = document().cells();
        if (index >= cells.size() || !cells.get(index).source().equals(before)) {
            return false;
        }
        Cell cell = cells.get(index);
        // a figure's own panel stays when the figure goes
        Cell told = cell.panel().id().isEmpty() ? cell.with(resolved(cell)) : cell;
        boolean elsewhere = !before.file().equals(after.file());
        edit(elsewhere ? "Change source" : "Change settings", all -> all.with(index, told.with(after)));
        return true;
    }

    /// The panel of a cell with the options that hold where it tells none; as it is while its source is being trained,
    /// and where the source has no such panel.
    PanelState resolved(Cell cell) {
        if (!sources.containsKey(cell.source())) {
            return cell.panel();
        }
        try {
            Composer composer = new Composer(this::trained, Cancellation.NEVER);
            return composer.resolved(document().with(List.of(cell)))
                    .cells()
                    .getFirst()
                    .panel();
        } catch (InvalidValueException _) {
            return cell.panel();
        }
    }

    /// Lets the selected cell be counted elsewhere, which decides its letter; it stays where it stands.
    ///
    /// @param wanted from 0; beyond the last: as the last
    void count(int wanted) {
        int index = selected.get();
        int to = Math.min(wanted, document().cells().size() - 1);
        if (cell().isPresent() && to != index) {
            edit("Change letter", all -> {
                List<Cell> cells = new ArrayList<>(all.cells());
                cells.add(to, cells.remove(index));
                return all.with(cells);
            });
        }
    }

    /// The groups of runs of a cell under the names with which they came, in the cell's order; none while its source is
    /// being trained.
    List<Groups.Group> groups(Cell cell) {
        if (!sources.containsKey(cell.source())) {
            return List.of();
        }
        FigureDocument.Look look = document().look();
        FigureDocument plain = document()
                .with(new FigureDocument.Look(
                        look.type(), look.letters(), Composition.LegendPlace.OFF, look.sharedTitles(), Map.of()));
        Cell unnamed = cell.with(cell.changes().calling(Map.of()));
        return Groups.of(new Composer(this::trained, Cancellation.NEVER)
                .context(plain, unnamed)
                .runs());
    }

    /// Moves a group of the selected cell's runs one place.
    ///
    /// @param index of the group
    /// @param by −1 towards the beginning, 1 towards the end
    void moveGroup(int index, int by) {
        List<Groups.Group> groups = new ArrayList<>(cell().map(this::groups).orElse(List.of()));
        if (index >= 0 && index < groups.size() && index + by >= 0 && index + by < groups.size()) {
            Collections.swap(groups, index, index + by);
            List<String> runs = groups.stream()
                    .flatMap(group -> group.runs().stream())
                    .map(shown -> shown.run().name())
                    .toList();
            editCell("Order runs", cell -> cell.with(cell.changes().ordered(runs)));
        }
    }

    private Place free() {
        List<Cell> cells = document().cells();
        int columns = Math.max(
                1,
                cells.stream()
                        .mapToInt(cell -> cell.place().lastColumn() + 1)
                        .max()
                        .orElse(0));
        int rows = cells.stream()
                .mapToInt(cell -> cell.place().lastRow() + 1)
                .max()
                .orElse(0);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < (rows == 1 ? Math.max(columns, WIDE) : columns); column++) {
                Place place = new Place(row, column, 1, 1);
                if (cells.stream().noneMatch(cell -> cell.place().meets(place))) {
                    return place;
                }
            }
        }
        return new Place(rows, 0, 1, 1);
    }

    /// Takes the selected cell away.
    public void remove() {
        int index = selected.get();
        if (cell().isPresent()) {
            edit("Remove panel", all -> {
                List<Cell> cells = new ArrayList<>(all.cells());
                cells.remove(index);
                return fitted(all.with(cells));
            });
        }
    }

    /// Gives the selected cell another place, or another size where no other stands in its way. Those that stand where
    /// it moves to make room, as [Arrangement] says.
    ///
    /// @return why that is not possible, one sentence; "" where it was done
    String place(Place wanted) {
        Place own = cell().orElseThrow().place();
        int index = selected.get();
        boolean moves = wanted.rows() == own.rows() && wanted.columns() == own.columns();
        if (!moves && !arrangement().isFree(index, wanted)) {
            return "Another panel stands there: move it first.";
        }
        return arrange(
                wanted.lastRow() < MOST_LINES && wanted.lastColumn() < MOST_LINES
                        ? arrangement().moved(index, wanted, MOST_LINES)
                        : Optional.empty());
    }

    /// Lets the selected cell stand where it was dropped.
    ///
    /// @param spot where the pointer let it go
    /// @return why that is not possible, one sentence; "" where it was done
    String drop(Place spot) {
        return arrange(dropped(selected.get(), spot));
    }

    /// Where all cells stand after one is dropped.
    ///
    /// @param spot where the pointer is
    /// @return nothing where the grid would become too large
    Optional<List<Place>> dropped(int index, Place spot) {
        return arrangement().dropped(index, spot, MOST_LINES);
    }

    private Arrangement arrangement() {
        Grid grid = document().grid();
        return new Arrangement(
                document().cells().stream().map(Cell::place).toList(),
                grid.heights().size(),
                grid.widths().size());
    }

    private String arrange(Optional<List<Place>> places) {
        places.ifPresent(there -> edit("Move panel", all -> {
            List<Cell> cells = new ArrayList<>();
            for (int i = 0; i < there.size(); i++) {
                cells.add(all.cells().get(i).at(there.get(i)));
            }
            return fitted(all.with(cells));
        }));
        return places.isPresent() ? "" : "A grid has at most 12 rows and 12 columns.";
    }

    /// The document with as many rows and columns as its cells need; new ones are as wide and high as others, and
    /// titles over columns that are gone go with them.
    private static FigureDocument fitted(FigureDocument all) {
        int rows = all.cells().stream()
                .mapToInt(cell -> cell.place().lastRow() + 1)
                .max()
                .orElse(1);
        int columns = all.cells().stream()
                .mapToInt(cell -> cell.place().lastColumn() + 1)
                .max()
                .orElse(1);
        Grid grid = all.grid();
        Headings headings = grid.headings();
        Grid fitted = new Grid(
                fitted(grid.widths(), columns),
                fitted(grid.heights(), rows),
                grid.columnGapMm(),
                grid.rowGapMm(),
                headings);
        List<Span> held = headings.spans().stream().filter(fitted::holds).toList();
        return all.with(fitted.with(new Headings(headings.titles(), held)));
    }

    private static List<Double> fitted(List<Double> weights, int count) {
        List<Double> fitted = new ArrayList<>(weights.subList(0, Math.min(count, weights.size())));
        while (fitted.size() < count) {
            fitted.add(1.0);
        }
        return fitted;
    }

    /// Draws a document; for any thread.
    ///
    /// @param cancellation says when nobody waits for it any more
    public Drawing draw(FigureDocument wanted, Cancellation cancellation) {
        Page sheet = Page.of(140, 90);
        if (wanted.cells().isEmpty()) {
            return new Drawing(Figure.empty("", "Add a panel that is open in the window."), sheet, "");
        }
        try {
            ComposedFigure drawn = ComposedFigure.drawn(wanted, this::trained, cancellation);
            return new Drawing(drawn.figure(), drawn.page(), "");
        } catch (InvalidValueException e) {
            String sentence = Character.toUpperCase(e.getMessage().charAt(0))
                    + e.getMessage().substring(1) + ".";
            return new Drawing(Figure.empty("", sentence), sheet, sentence);
        }
    }

    /// What is written of a document; for any thread.
    ///
    /// @param writer of the format into which it goes
    /// @throws InvalidValueException one sentence, if it cannot be composed, or the format draws it and cannot
    public ComposedFigure finish(FigureDocument wanted, FigureWriter writer) {
        return ComposedFigure.of(wanted, this::trained, writer);
    }

    /// Words for what is written of a document; for any thread.
    public Caption caption(ComposedFigure finished) {
        return Caption.of(finished.document(), this::trained);
    }

    private Trained trained(Source source) {
        Trained found = sources.get(source);
        if (found == null) {
            throw new InvalidValueException("'" + source.file() + "' is being trained");
        }
        return found;
    }
}
