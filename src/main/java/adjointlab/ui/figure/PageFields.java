package adjointlab.ui.figure;

import adjointlab.compose.FigureDocument;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.compose.FigureDocumentJson;
import adjointlab.compose.Targets;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.ui.form.FieldModel;
import java.util.Arrays;
import java.util.List;

/// The fields of a figure's page and of what all of its cells share.
final class PageFields {
    private static final Type.Real LENGTH =
            new Type.Real(FigureDocumentJson.SHORTEST_MM, FigureDocumentJson.LONGEST_MM, 50, 200, Type.Scale.LINEAR);
    private static final Type.Real SIZE =
            new Type.Real(FigureDocumentJson.SMALLEST_TYPE, FigureDocumentJson.LARGEST_TYPE, 6, 12, Type.Scale.LINEAR);

    private final FieldModel about;
    private final FieldModel target;
    private final FieldModel width;
    private final FieldModel widthMm;
    private final FieldModel heightMm;
    private final FieldModel font;
    private final FieldModel size;
    private final FieldModel letters;
    private final FieldModel legend;
    private final FieldModel shared;

    PageFields(Fields fields) {
        about = fields.text("about", "What the figure is");
        target = fields.choice(
                "target",
                "Target",
                Targets.all().stream()
                        .map(each -> Option.word(each.id(), each.label()))
                        .toList());
        width = fields.choice(
                "width", "Width", List.of(Option.word("column", "one column"), Option.word("page", "whole page")));
        widthMm = fields.numbers("widthMm", "Own width, mm", 1, LENGTH);
        heightMm = fields.numbers("heightMm", "Own height, mm", 1, LENGTH);
        font = fields.choice(
                "font", "Typeface", List.of(Option.word("sans", "sans serif"), Option.word("serif", "serif")));
        size = fields.numbers("fontPt", "Type size, pt", 1, SIZE);
        letters = fields.choice(
                "letters",
                "Letters",
                Arrays.stream(Letters.values())
                        .map(each -> Option.word(each.id(), each.id()))
                        .toList());
        legend = fields.choice(
                "legend",
                "Legend",
                Arrays.stream(LegendPlace.values())
                        .map(each -> Option.word(Fields.word(each), words(each)))
                        .toList());
        shared = fields.field(Key.flag("shared", "One title for equal axes", true), true);
    }

    private static String words(LegendPlace place) {
        return switch (place) {
            case OFF -> "in each plot";
            case TOP -> "over all";
            case BOTTOM -> "under all";
            case RIGHT -> "at the right";
        };
    }

    List<FieldModel> fields() {
        return List.of(about, target, width, widthMm, heightMm, font, size, letters, legend, shared);
    }

    /// Why a field has no effect beside the others, in one sentence; "" where it has.
    String refusal(FieldModel field) {
        return field == width && !Fields.list(widthMm).isEmpty()
                ? "the figure has its own width: empty that field first"
                : "";
    }

    void show(FigureDocument document) {
        about.show(document.title());
        PageChoice page = document.page();
        target.show(page.target());
        width.show(page.wide() ? "page" : "column");
        widthMm.show(Fields.optional(page.widthMm()));
        heightMm.show(Fields.optional(page.heightMm()));
        Look look = document.look();
        font.show(look.type().serif() ? "serif" : "sans");
        size.show(Fields.optional(look.type().size()));
        letters.show(look.letters().id());
        legend.show(Fields.word(look.legend()));
        shared.show(look.sharedTitles());
    }

    /// The document with what the fields say. Sizes that a person gave are of one target: another one brings its own.
    FigureDocument read(FigureDocument before) {
        String chosen = (String) target.value();
        boolean same = chosen.equals(before.page().target());
        PageChoice page = new PageChoice(
                chosen,
                width.value().equals("page"),
                same ? Fields.optional(widthMm) : Double.NaN,
                same ? Fields.optional(heightMm) : Double.NaN);
        Look look = new Look(
                new TypeChoice(font.value().equals("serif"), same ? Fields.optional(size) : Double.NaN),
                Arrays.stream(Letters.values())
                        .filter(each -> each.id().equals(letters.value()))
                        .findFirst()
                        .orElseThrow(),
                Fields.chosen(LegendPlace.values(), legend),
                (Boolean) shared.value(),
                before.look().names());
        return before.titled(((String) about.value()).strip()).with(page).with(look);
    }
}
