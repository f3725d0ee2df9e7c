package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Marks;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.Type;
import adjointlab.figure.Composition.Callout;
import adjointlab.ui.form.FieldModel;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The fields of texts that point into a plot.
final class NoteFields extends MarkFields<Callout> {
    private static final double FARTHEST_MM = 500;

    private final FieldModel text;
    private final FieldModel at;
    private final FieldModel away;

    /// @param complain told why one is not possible
    NoteFields(FigureModel model, Fields fields, Consumer<String> complain) {
        super(model, complain);
        text = fields.text("note", "Note");
        at = fields.numbers("noteAt", "Note points at x, y", 2);
        away = fields.numbers(
                "noteText", "Text at, mm", 2, new Type.Real(-FARTHEST_MM, FARTHEST_MM, -20, 20, Type.Scale.LINEAR));
    }

    @Override
    String word() {
        return "note";
    }

    @Override
    int most() {
        return FigureDocumentJson.MOST_MARKS;
    }

    @Override
    String full() {
        return "A panel has at most " + most() + " notes.";
    }

    @Override
    List<FieldModel> fields() {
        return List.of(text, at, away);
    }

    @Override
    List<Callout> of(Marks marks) {
        return marks.notes();
    }

    @Override
    Marks with(Marks marks, List<Callout> items) {
        return new Marks(marks.lines(), items, marks.insets());
    }

    @Override
    Optional<Callout> read(Optional<Callout> before) {
        String words = ((String) text.value()).strip();
        List<Double> tip = Fields.list(at);
        List<Double> stands = Fields.list(away);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        if (tip.size() != 2 || stands.size() == 1) {
            return before;
        }
        boolean free = stands.isEmpty();
        return Optional.of(new Callout(
                words,
                tip.getFirst(),
                tip.getLast(),
                free ? Double.NaN : stands.getFirst(),
                free ? Double.NaN : stands.getLast()));
    }

    @Override
    void fill(Callout note) {
        text.show(note.text());
        at.show(List.of(note.x(), note.y()));
        away.show(Double.isNaN(note.right()) ? List.of() : List.of(note.right(), note.up()));
    }

    @Override
    void blank() {
        text.show("");
        at.show(List.of());
        away.show(List.of());
    }

    @Override
    void take(Point2D from, Point2D to) {
        at.show(List.of(to.getX(), to.getY()));
    }

    @Override
    String name(Callout note) {
        return note.text();
    }
}
