package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Grid;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.ui.form.FieldModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The fields of titles over some columns of a row.
final class SpanFields extends ItemFields<Span> {
    private final FigureModel model;
    private final FieldModel text;
    private final FieldModel row;
    private final FieldModel first;
    private final FieldModel last;

    /// @param complain told why one is not possible
    SpanFields(FigureModel model, Fields fields, Consumer<String> complain) {
        super(complain);
        this.model = model;
        text = fields.text("span", "Title over columns");
        row = fields.whole("spanRow", "Over row");
        first = fields.whole("spanFirst", "From column");
        last = fields.whole("spanLast", "To column");
    }

    @Override
    String word() {
        return "title";
    }

    @Override
    String what() {
        return "title over columns";
    }

    @Override
    int most() {
        return FigureDocumentJson.MOST_SPANS;
    }

    @Override
    String full() {
        return "A figure has at most " + most() + " titles over columns.";
    }

    @Override
    List<FieldModel> fields() {
        return List.of(text, row, first, last);
    }

    @Override
    List<Span> items() {
        return model.document().grid().headings().spans();
    }

    @Override
    void put(String what, UnaryOperator<List<Span>> change) {
        model.edit(what, document -> {
            Grid grid = document.grid();
            Headings headings = grid.headings();
            return document.with(grid.with(new Headings(headings.titles(), change.apply(headings.spans()))));
        });
    }

    @Override
    Optional<Span> read(Optional<Span> before) {
        String words = ((String) text.value()).strip();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        int from = (Integer) first.value();
        int to = (Integer) last.value();
        Span span = new Span(words, (Integer) row.value() - 1, from - 1, to - from + 1);
        String flaw = flaw(span, before);
        if (!flaw.isEmpty()) {
            complain(flaw);
            before.ifPresent(this::fill);
            return before;
        }
        return Optional.of(span);
    }

    private String flaw(Span span, Optional<Span> before) {
        Grid grid = model.document().grid();
        if (span.columns() < 1) {
            return "A title reaches from a column to the same or a later one.";
        }
        if (!grid.holds(span)) {
            return "The grid has " + grid.words() + ".";
        }
        return items().stream()
                .filter(other -> !before.equals(Optional.of(other)))
                .filter(other -> place(other).meets(place(span)))
                .findFirst()
                .map(other -> "The title '" + other.text() + "' stands there: move it first.")
                .orElse("");
    }

    private static Place place(Span span) {
        return new Place(span.row(), span.column(), 1, span.columns());
    }

    @Override
    void fill(Span span) {
        text.show(span.text());
        row.show(span.row() + 1);
        first.show(span.column() + 1);
        last.show(span.column() + span.columns());
    }

    /// A new one stands over all columns of the first row that has no title yet; where each has one, over the first
    /// columns that have none; where all have, over the first row, which it says is taken.
    @Override
    void blank() {
        Grid grid = model.document().grid();
        int columns = grid.widths().size();
        List<Place> free = IntStream.range(0, grid.heights().size())
                .mapToObj(row -> free(row, columns))
                .flatMap(Optional::stream)
                .toList();
        Place place = free.stream()
                .filter(each -> each.columns() == columns)
                .findFirst()
                .or(() -> free.stream().findFirst())
                .orElse(new Place(0, 0, 1, columns));
        text.show("");
        row.show(place.row() + 1);
        first.show(place.column() + 1);
        last.show(place.lastColumn() + 1);
    }

    /// The first columns of a row without a title that stand together.
    private Optional<Place> free(int row, int columns) {
        int from = 0;
        while (from < columns && isTaken(row, from)) {
            from++;
        }
        int to = from;
        while (to < columns && !isTaken(row, to)) {
            to++;
        }
        return to > from ? Optional.of(new Place(row, from, 1, to - from)) : Optional.empty();
    }

    private boolean isTaken(int row, int column) {
        return items().stream().anyMatch(span -> place(span).meets(new Place(row, column, 1, 1)));
    }

    @Override
    String name(Span span) {
        return span.text();
    }
}
