package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Marks;
import adjointlab.compose.FigureDocument.ReferenceLine;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.core.catalog.Option;
import adjointlab.core.math.Numbers;
import adjointlab.ui.form.FieldModel;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The fields of straight lines across a plot.
final class LineFields extends MarkFields<ReferenceLine> {
    private static final String AT_X = "x";
    private static final String AT_Y = "y";
    private static final int DIGITS = 3;

    private final FieldModel across;
    private final FieldModel at;
    private final FieldModel label;

    /// @param complain told why one is not possible
    LineFields(FigureModel model, Fields fields, Consumer<String> complain) {
        super(model, complain);
        across = fields.choice(
                "line", "Line", List.of(Option.word(AT_Y, "lies at a y"), Option.word(AT_X, "stands at an x")));
        at = fields.numbers("lineAt", "Line at", 1);
        label = fields.text("lineLabel", "Words at the line");
    }

    @Override
    String word() {
        return "line";
    }

    @Override
    int most() {
        return FigureDocumentJson.MOST_MARKS;
    }

    @Override
    String full() {
        return "A panel has at most " + most() + " lines.";
    }

    @Override
    List<FieldModel> fields() {
        return List.of(across, at, label);
    }

    @Override
    List<ReferenceLine> of(Marks marks) {
        return marks.lines();
    }

    @Override
    Marks with(Marks marks, List<ReferenceLine> items) {
        return new Marks(items, marks.notes(), marks.insets());
    }

    @Override
    Optional<ReferenceLine> read(Optional<ReferenceLine> before) {
        List<Double> place = Fields.list(at);
        return place.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReferenceLine(
                        across.value().equals(AT_X), place.getFirst(), ((String) label.value()).strip()));
    }

    @Override
    void fill(ReferenceLine line) {
        across.show(line.vertical() ? AT_X : AT_Y);
        at.show(List.of(line.at()));
        label.show(line.label());
    }

    @Override
    void blank() {
        at.show(List.of());
        label.show("");
    }

    @Override
    void take(Point2D from, Point2D to) {
        at.show(List.of(across.value().equals(AT_X) ? to.getX() : to.getY()));
    }

    @Override
    String name(ReferenceLine line) {
        String place = (line.vertical() ? "x = " : "y = ") + Numbers.brief(line.at(), DIGITS);
        return line.label().isEmpty() ? place : line.label() + ", " + place;
    }
}
