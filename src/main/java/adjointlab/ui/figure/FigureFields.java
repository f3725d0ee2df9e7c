package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Axes;
import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.Marks;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.compose.Target;
import adjointlab.compose.Targets;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Corner;
import adjointlab.figure.Composition.Inset;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.ui.form.EditListener;
import adjointlab.ui.form.FieldModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The values of the form of a figure document: of the page, and of the selected cell.
final class FigureFields implements EditListener {
    private static final int LONGEST = 200;
    private static final Type.Real ANY = new Type.Real(-Double.MAX_VALUE, Double.MAX_VALUE, 0, 1, Type.Scale.LINEAR);
    private static final double INSET_SIZE = 0.45;

    private final FigureModel model;
    private final Consumer<String> complain;

    private final FieldModel target;
    private final FieldModel width;
    private final FieldModel font;
    private final FieldModel letters;
    private final FieldModel legend;
    private final FieldModel shared;
    private final FieldModel row;
    private final FieldModel column;
    private final FieldModel rows;
    private final FieldModel columns;
    private final FieldModel title;
    private final FieldModel xTitle;
    private final FieldModel yTitle;
    private final FieldModel note;
    private final FieldModel noteAt;
    private final FieldModel insetX;
    private final FieldModel insetY;
    private final FieldModel corner;

    /// @param complain told why a place is not possible
    FigureFields(FigureModel model, Consumer<String> complain) {
        this.model = model;
        this.complain = complain;
        target = choice(
                "target",
                "Target",
                Targets.all().stream()
                        .map(each -> Option.word(each.id(), each.label()))
                        .toList());
        width = choice(
                "width", "Width", List.of(Option.word("column", "one column"), Option.word("page", "whole page")));
        font = choice("font", "Typeface", List.of(Option.word("sans", "sans serif"), Option.word("serif", "serif")));
        letters = choice(
                "letters",
                "Letters",
                Arrays.stream(Letters.values())
                        .map(each -> Option.word(each.id(), each.id()))
                        .toList());
        legend = choice(
                "legend",
                "Legend",
                Arrays.stream(LegendPlace.values())
                        .map(each -> Option.word(word(each), legend(each)))
                        .toList());
        shared = field(Key.flag("shared", "One title for equal axes", true), true);
        row = whole("row", "Row");
        column = whole("column", "Column");
        rows = whole("rows", "Rows high");
        columns = whole("columns", "Columns wide");
        title = text("title", "Title");
        xTitle = text("xTitle", "Title of x");
        yTitle = text("yTitle", "Title of y");
        note = text("note", "Note");
        noteAt = numbers("noteAt", "Note points at x, y");
        insetX = numbers("insetX", "Inset, x from, to");
        insetY = numbers("insetY", "Inset, y from, to");
        corner = choice(
                "corner",
                "Inset stands",
                Arrays.stream(Corner.values())
                        .map(each -> Option.word(word(each), corner(each)))
                        .toList());
        model.documentProperty().addListener((_, _, _) -> show());
        model.selectedProperty().addListener((_, _, _) -> clear());
        show();
    }

    private FieldModel field(Key<?> key, Object value) {
        return new FieldModel("figure." + key.name(), key, value, this);
    }

    private FieldModel choice(String name, String label, List<Option<String>> options) {
        return field(Key.choice(name, label, options), options.getFirst().id());
    }

    private FieldModel whole(String name, String label) {
        return field(Key.whole(name, label, 1, new Type.Int(1, 12, 1, 12)), 1);
    }

    private FieldModel text(String name, String label) {
        return field(Key.text(name, label, LONGEST), "");
    }

    private FieldModel numbers(String name, String label) {
        return field(Key.reals(name, label, List.of(), new Type.Reals(0, 2, ANY)), List.of());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String legend(LegendPlace place) {
        return switch (place) {
            case OFF -> "in each plot";
            case TOP -> "over all";
            case BOTTOM -> "under all";
            case RIGHT -> "at the right";
        };
    }

    private static String corner(Corner corner) {
        return switch (corner) {
            case TOP_LEFT -> "top left";
            case TOP_RIGHT -> "top right";
            case BOTTOM_LEFT -> "bottom left";
            case BOTTOM_RIGHT -> "bottom right";
        };
    }

    /// Those of the page.
    List<FieldModel> ofPage() {
        return List.of(target, width, font, letters, legend, shared);
    }

    /// Those of the selected cell.
    List<FieldModel> ofCell() {
        return List.of(row, column, rows, columns, title, xTitle, yTitle, note, noteAt, insetX, insetY, corner);
    }

    private void show() {
        FigureDocument document = model.document();
        target.show(document.page().target());
        width.show(document.page().wide() ? "page" : "column");
        font.show(document.look().type().serif() ? "serif" : "sans");
        letters.show(document.look().letters().id());
        legend.show(word(document.look().legend()));
        shared.show(document.look().sharedTitles());
        model.cell().ifPresent(this::show);
    }

    private void show(Cell cell) {
        Place place = cell.place();
        row.show(place.row() + 1);
        column.show(place.column() + 1);
        rows.show(place.rows());
        columns.show(place.columns());
        Changes changes = cell.changes();
        title.show(changes.title());
        xTitle.show(label(changes.axes().x()));
        yTitle.show(label(changes.axes().y()));
        List<Callout> notes = changes.marks().notes();
        // what is typed of a note stays until there is all of it
        if (!notes.isEmpty()) {
            note.show(notes.getFirst().text());
            noteAt.show(List.of(notes.getFirst().x(), notes.getFirst().y()));
        }
        List<Inset> insets = changes.marks().insets();
        if (!insets.isEmpty()) {
            Inset inset = insets.getFirst();
            insetX.show(List.of(inset.x0(), inset.x1()));
            insetY.show(List.of(inset.y0(), inset.y1()));
            corner.show(word(inset.corner()));
        }
    }

    /// Forgets what was typed for another cell.
    void clear() {
        note.show("");
        noteAt.show(List.of());
        insetX.show(List.of());
        insetY.show(List.of());
        show();
    }

    private static String label(AxisChange axis) {
        return axis.label() == null ? "" : axis.label();
    }

    @Override
    public void begun(FieldModel field) {
        model.history().begin("Change " + field.parameter().label().toLowerCase(Locale.ROOT));
    }

    @Override
    public void ended(FieldModel field) {
        model.history().end();
    }

    @Override
    public void changed(FieldModel field, Object value) {
        if (ofPage().contains(field)) {
            model.edit("Change page", document -> document.with(page(document)).with(look(document)));
        } else if (field == row || field == column || field == rows || field == columns) {
            String refusal = model.place(
                    new Place((Integer) row.value() - 1, (Integer) column.value() - 1, (Integer) rows.value(), (Integer)
                            columns.value()));
            if (!refusal.isEmpty()) {
                complain.accept(refusal);
                show();
            }
        } else {
            model.editCell("Change panel", cell -> cell.with(changes(cell.changes())));
        }
    }

    private PageChoice page(FigureDocument document) {
        PageChoice before = document.page();
        String chosen = (String) target.value();
        boolean same = chosen.equals(before.target());
        return new PageChoice(
                chosen,
                width.value().equals("page"),
                same ? before.widthMm() : Double.NaN,
                same ? before.heightMm() : Double.NaN);
    }

    private Look look(FigureDocument document) {
        Look before = document.look();
        Target chosen = Targets.get((String) target.value());
        boolean same = chosen.id().equals(document.page().target());
        return new Look(
                new TypeChoice(
                        font.value().equals("serif"), same ? before.type().size() : Double.NaN),
                Arrays.stream(Letters.values())
                        .filter(each -> each.id().equals(letters.value()))
                        .findFirst()
                        .orElseThrow(),
                Arrays.stream(LegendPlace.values())
                        .filter(each -> word(each).equals(legend.value()))
                        .findFirst()
                        .orElseThrow(),
                (Boolean) shared.value(),
                before.names());
    }

    private Changes changes(Changes before) {
        return before.titled((String) title.value())
                .with(new Axes(
                        axis(before.axes().x(), (String) xTitle.value()),
                        axis(before.axes().y(), (String) yTitle.value())))
                .with(new Marks(before.marks().lines(), notes(before), insets(before)));
    }

    private static AxisChange axis(AxisChange before, String label) {
        return new AxisChange(label.isEmpty() ? null : label, before.from(), before.to(), before.log(), before.ticks());
    }

    /// The first note is that of the form; others, which a file has, stay.
    private List<Callout> notes(Changes before) {
        List<Callout> old = before.marks().notes();
        String text = ((String) note.value()).strip();
        List<?> at = (List<?>) noteAt.value();
        List<Callout> rest = old.isEmpty() ? List.of() : old.subList(1, old.size());
        if (text.isEmpty() || at.size() != 2) {
            return rest;
        }
        double right = old.isEmpty() ? Double.NaN : old.getFirst().right();
        double up = old.isEmpty() ? Double.NaN : old.getFirst().up();
        return joined(new Callout(text, (Double) at.getFirst(), (Double) at.getLast(), right, up), rest);
    }

    private List<Inset> insets(Changes before) {
        List<Inset> old = before.marks().insets();
        List<?> x = (List<?>) insetX.value();
        List<?> y = (List<?>) insetY.value();
        List<Inset> rest = old.isEmpty() ? List.of() : old.subList(1, old.size());
        if (!isRange(x) || !isRange(y)) {
            return rest;
        }
        Corner chosen = Arrays.stream(Corner.values())
                .filter(each -> word(each).equals(corner.value()))
                .findFirst()
                .orElseThrow();
        Inset inset = new Inset(
                (Double) x.getFirst(),
                (Double) x.getLast(),
                (Double) y.getFirst(),
                (Double) y.getLast(),
                chosen,
                old.isEmpty() ? INSET_SIZE : old.getFirst().share());
        return joined(
                inset, rest.stream().filter(each -> each.corner() != chosen).toList());
    }

    private static boolean isRange(List<?> numbers) {
        return numbers.size() == 2 && (Double) numbers.getFirst() < (Double) numbers.getLast();
    }

    private static <T> List<T> joined(T first, List<T> rest) {
        return Stream.concat(Stream.of(first), rest.stream()).toList();
    }
}
