package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument.Marks;
import adjointlab.core.catalog.Option;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Composition.Corner;
import adjointlab.figure.Composition.Inset;
import adjointlab.ui.form.FieldModel;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The fields of parts of a plot that are drawn larger in its corners, one in each at most.
final class InsetFields extends MarkFields<Inset> {
    private static final double USUAL = 0.45;
    private static final double SMALLEST = 0.1;
    private static final double LARGEST = 0.9;
    private static final int DIGITS = 3;

    private final FieldModel x;
    private final FieldModel y;
    private final FieldModel corner;
    private final FieldModel size;

    /// @param complain told why an inset is not possible
    InsetFields(FigureModel model, Fields fields, Consumer<String> complain) {
        super(model, complain);
        x = fields.numbers("insetX", "Inset, x from, to", 2);
        y = fields.numbers("insetY", "Inset, y from, to", 2);
        corner = fields.choice(
                "corner",
                "Inset stands",
                Arrays.stream(Corner.values())
                        .map(each -> Option.word(Fields.word(each), words(each)))
                        .toList());
        size = fields.real("insetSize", "Share of the plot", USUAL, SMALLEST, LARGEST);
    }

    private static String words(Corner corner) {
        return Fields.word(corner).replace('-', ' ');
    }

    @Override
    String word() {
        return "inset";
    }

    @Override
    int most() {
        return Corner.values().length;
    }

    @Override
    String full() {
        return "A panel has at most " + most() + " insets.";
    }

    @Override
    List<FieldModel> fields() {
        return List.of(x, y, corner, size);
    }

    @Override
    List<Inset> of(Marks marks) {
        return marks.insets();
    }

    @Override
    Marks with(Marks marks, List<Inset> items) {
        return new Marks(marks.lines(), marks.notes(), items);
    }

    @Override
    Optional<Inset> read(Optional<Inset> before) {
        List<Double> across = Fields.list(x);
        List<Double> up = Fields.list(y);
        if (across.isEmpty() && up.isEmpty()) {
            return Optional.empty();
        }
        if (!isRange(across) || !isRange(up)) {
            return before;
        }
        Corner chosen = Fields.chosen(Corner.values(), corner);
        boolean taken =
                items().stream().anyMatch(other -> other.corner() == chosen && !before.equals(Optional.of(other)));
        if (taken) {
            complain("Another inset stands " + words(chosen) + ": choose a corner that is free.");
            return before;
        }
        return Optional.of(new Inset(
                across.getFirst(), across.getLast(), up.getFirst(), up.getLast(), chosen, (Double) size.value()));
    }

    private static boolean isRange(List<Double> numbers) {
        return numbers.size() == 2 && numbers.getFirst() < numbers.getLast();
    }

    @Override
    void fill(Inset inset) {
        x.show(List.of(inset.x0(), inset.x1()));
        y.show(List.of(inset.y0(), inset.y1()));
        corner.show(Fields.word(inset.corner()));
        size.show(inset.share());
    }

    @Override
    void blank() {
        x.show(List.of());
        y.show(List.of());
        size.show(USUAL);
        Arrays.stream(Corner.values())
                .filter(each -> items().stream().noneMatch(inset -> inset.corner() == each))
                .findFirst()
                .ifPresent(free -> corner.show(Fields.word(free)));
    }

    @Override
    void take(Point2D from, Point2D to) {
        if (from.getX() == to.getX() || from.getY() == to.getY()) {
            complain("Drag over the part of the plot that is to be larger.");
            return;
        }
        x.show(List.of(Math.min(from.getX(), to.getX()), Math.max(from.getX(), to.getX())));
        y.show(List.of(Math.min(from.getY(), to.getY()), Math.max(from.getY(), to.getY())));
    }

    @Override
    String name(Inset inset) {
        return "x from " + Numbers.brief(inset.x0(), DIGITS) + " to " + Numbers.brief(inset.x1(), DIGITS) + ", "
                + words(inset.corner());
    }
}
