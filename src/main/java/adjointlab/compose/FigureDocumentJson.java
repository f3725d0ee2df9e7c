package adjointlab.compose;

import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Grid;
import adjointlab.compose.FigureDocument.Headings;
import adjointlab.compose.FigureDocument.Letters;
import adjointlab.compose.FigureDocument.Look;
import adjointlab.compose.FigureDocument.PageChoice;
import adjointlab.compose.FigureDocument.TypeChoice;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.figure.Composition.LegendPlace;
import adjointlab.figure.Composition.Place;
import adjointlab.figure.Composition.Span;
import adjointlab.figure.Composition.Titles;
import adjointlab.lab.preset.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Documents of composed figures as JSON, version 1; `presets/figures/figure.schema.json` describes it to editors.
public final class FigureDocumentJson {
    /// What names of such files end with.
    public static final String SUFFIX = ".figure.json";

    /// Letters of a text that is drawn, at most.
    public static final int LONGEST_TEXT = 500;

    /// Numbers that an axis is told to have, at most.
    public static final int MOST_TICKS = 40;

    /// Titles over some columns, at most.
    public static final int MOST_SPANS = 24;

    /// Settings of a source that are set for a cell, at most.
    public static final int MOST_SETTINGS = 200;

    /// Lines in a cell, and notes, at most.
    public static final int MOST_MARKS = 24;

    /// The smallest type, pt.
    public static final double SMALLEST_TYPE = 4;

    /// The largest type, pt.
    public static final double LARGEST_TYPE = 72;

    /// The narrowest and lowest page, mm.
    public static final double SHORTEST_MM = 10;

    /// The widest and highest page, mm.
    public static final double LONGEST_MM = 2000;

    /// Panels, at most.
    public static final int MOST_CELLS = 48;

    private static final int VERSION = 1;
    private static final String KEY = "figure";
    private static final int MOST_LINES = 12;
    private static final double LARGEST_GAP = 100;
    private static final double LARGEST_WEIGHT = 1000;

    private FigureDocumentJson() {}

    /// Whether a file is named like such a document.
    public static boolean isNamed(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /// Whether a JSON text says that it is such a document.
    public static boolean is(JsonObject json) {
        return json.has(KEY) && !json.has("schema");
    }

    /// Reads a file.
    ///
    /// @throws InvalidValueException one sentence naming file and place
    /// @throws IOException in one sentence, if it is no regular file, too large or cannot be read
    public static FigureDocument read(Path file) throws IOException {
        return read(JsonObject.parse(String.valueOf(file.getFileName()), JsonObject.smallText(file, "figure")));
    }

    /// Writes a file, whole or not at all.
    public static void write(Path file, FigureDocument document) throws IOException {
        AtomicFile.write(file, JsonObject.write(tree(document)).getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a document.
    ///
    /// @throws InvalidValueException one sentence naming file and place
    public static FigureDocument read(JsonObject json) {
        json.allow(
                "$schema",
                KEY,
                "title",
                "target",
                "width",
                "widthMm",
                "heightMm",
                "font",
                "fontPt",
                "letters",
                "legend",
                "sharedTitles",
                "names",
                "grid",
                "titles",
                "spans",
                "cells");
        if (json.whole(KEY) != VERSION) {
            throw json.wrong("'" + KEY + "' must be " + VERSION + ", the version of this form");
        }
        Grid grid = grid(json);
        List<Cell> cells = new ArrayList<>();
        for (JsonObject each : atMost(json, "cells", MOST_CELLS)) {
            Cell cell = FigureCellJson.read(each);
            check(each, cell.place(), grid, cells);
            cells.add(cell);
        }
        if (cells.isEmpty()) {
            throw json.wrong("'cells' must hold one cell at least");
        }
        return new FigureDocument(FigureCellJson.text(json, "title"), page(json), look(json), grid, cells);
    }

    static List<JsonObject> atMost(JsonObject json, String key, int most) {
        List<JsonObject> objects = json.objects(key);
        if (objects.size() > most) {
            throw json.wrong("'" + key + "' must hold at most " + most + ", not " + objects.size());
        }
        return objects;
    }

    private static void check(JsonObject json, Place place, Grid grid, List<Cell> before) {
        if (place.lastRow() >= grid.heights().size()
                || place.lastColumn() >= grid.widths().size()) {
            throw json.wrong("reaches beyond the grid of " + grid.heights().size() + " rows and "
                    + grid.widths().size() + " columns; both are counted from 0");
        }
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).place().meets(place)) {
                throw json.wrong("lies over cells[" + i + "]");
            }
        }
    }

    private static PageChoice page(JsonObject json) {
        String target = json.textOr("target", Targets.DEFAULT_ID);
        if (Targets.find(target).isEmpty()) {
            throw json.wrong(InvalidValueException.unknown("target", target, Targets.ids())
                    .getMessage());
        }
        String width = json.textOr("width", "page");
        if (!List.of("column", "page").contains(width)) {
            throw json.wrong("'width' must be column or page; 'widthMm' takes a number");
        }
        return new PageChoice(
                target,
                width.equals("page"),
                within(json, "widthMm", Double.NaN, SHORTEST_MM, LONGEST_MM),
                within(json, "heightMm", Double.NaN, SHORTEST_MM, LONGEST_MM));
    }

    private static Look look(JsonObject json) {
        String font = json.textOr("font", "sans");
        if (!List.of("sans", "serif").contains(font)) {
            throw json.wrong("'font' must be sans or serif");
        }
        List<String> letters = Arrays.stream(Letters.values()).map(Letters::id).toList();
        String letter = json.textOr("letters", Look.DEFAULT.letters().id());
        if (!letters.contains(letter)) {
            throw json.wrong("'letters' must be one of " + String.join(", ", letters));
        }
        return new Look(
                new TypeChoice(font.equals("serif"), within(json, "fontPt", Double.NaN, SMALLEST_TYPE, LARGEST_TYPE)),
                Letters.values()[letters.indexOf(letter)],
                legend(json),
                json.flagOr("sharedTitles", true),
                FigureCellJson.names(json));
    }

    private static LegendPlace legend(JsonObject json) {
        String place = json.textOr("legend", word(LegendPlace.BOTTOM));
        return Arrays.stream(LegendPlace.values())
                .filter(each -> word(each).equals(place))
                .findFirst()
                .orElseThrow(() -> json.wrong("'legend' must be off, top, bottom or right"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Grid grid(JsonObject json) {
        JsonObject grid = json.object("grid").allow("rows", "columns", "heights", "widths", "rowGapMm", "columnGapMm");
        List<Double> heights = weights(grid, "rows", "heights");
        List<Double> widths = weights(grid, "columns", "widths");
        Grid bare = new Grid(
                widths,
                heights,
                within(grid, "columnGapMm", 4, 0, LARGEST_GAP),
                within(grid, "rowGapMm", 4, 0, LARGEST_GAP),
                Headings.NONE);
        return bare.with(new Headings(titles(json), spans(json, bare)));
    }

    private static List<Double> weights(JsonObject grid, String count, String key) {
        int number = grid.whole(count);
        if (number < 1 || number > MOST_LINES) {
            throw grid.wrong("'" + count + "' must be from 1 to " + MOST_LINES);
        }
        if (!grid.has(key)) {
            return Collections.nCopies(number, 1.0);
        }
        List<Double> weights = FigureCellJson.reals(grid, key, MOST_LINES);
        if (weights.size() != number) {
            throw grid.wrong("'" + key + "' has " + weights.size() + " numbers where " + number + " are needed");
        }
        if (weights.stream().anyMatch(weight -> !(weight >= 1 / LARGEST_WEIGHT && weight <= LARGEST_WEIGHT))) {
            throw grid.wrong("'" + key + "' must be from 0.001 to 1000");
        }
        return weights;
    }

    private static Titles titles(JsonObject json) {
        if (!json.has("titles")) {
            return Titles.NONE;
        }
        JsonObject titles = json.object("titles").allow("top", "bottom", "left");
        return new Titles(
                FigureCellJson.text(titles, "top"),
                FigureCellJson.text(titles, "bottom"),
                FigureCellJson.text(titles, "left"));
    }

    private static List<Span> spans(JsonObject json, Grid grid) {
        List<Span> spans = new ArrayList<>();
        for (JsonObject each : atMost(json, "spans", MOST_SPANS)) {
            each.allow("text", "row", "column", "columns");
            Span span = new Span(
                    spanText(each),
                    each.whole("row"),
                    each.whole("column"),
                    each.has("columns") ? each.whole("columns") : 1);
            if (!grid.holds(span)) {
                throw each.wrong("reaches beyond the grid of " + grid.words());
            }
            for (Span before : spans) {
                if (place(before).meets(place(span))) {
                    throw each.wrong("lies over the span '" + before.text() + "'");
                }
            }
            spans.add(span);
        }
        return spans;
    }

    private static String spanText(JsonObject span) {
        if (!span.has("text")) {
            throw span.wrong("'text' is missing");
        }
        return FigureCellJson.text(span, "text");
    }

    private static Place place(Span span) {
        return new Place(span.row(), span.column(), 1, span.columns());
    }

    static double within(JsonObject json, String key, double otherwise, double min, double max) {
        if (!json.has(key)) {
            return otherwise;
        }
        double value = json.real(key);
        if (!(value >= min && value <= max)) {
            throw json.wrong(
                    "'" + key + "' must be from " + FigureCellJson.plain(min) + " to " + FigureCellJson.plain(max));
        }
        return value;
    }

    /// A document as a tree of maps, lists, texts and numbers; what has its default is left out.
    public static Map<String, Object> tree(FigureDocument document) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(KEY, VERSION);
        FigureCellJson.put(tree, "title", document.title());
        PageChoice page = document.page();
        tree.put("target", page.target());
        tree.put("width", page.wide() ? "page" : "column");
        FigureCellJson.put(tree, "widthMm", page.widthMm());
        FigureCellJson.put(tree, "heightMm", page.heightMm());
        Look look = document.look();
        tree.put("font", look.type().serif() ? "serif" : "sans");
        FigureCellJson.put(tree, "fontPt", look.type().size());
        tree.put("letters", look.letters().id());
        tree.put("legend", word(look.legend()));
        tree.put("sharedTitles", look.sharedTitles());
        if (!look.names().isEmpty()) {
            tree.put("names", look.names());
        }
        tree.put("grid", tree(document.grid()));
        Titles titles = document.grid().headings().titles();
        if (!titles.equals(Titles.NONE)) {
            Map<String, Object> texts = new LinkedHashMap<>();
            FigureCellJson.put(texts, "top", titles.top());
            FigureCellJson.put(texts, "bottom", titles.bottom());
            FigureCellJson.put(texts, "left", titles.left());
            tree.put("titles", texts);
        }
        if (!document.grid().headings().spans().isEmpty()) {
            tree.put(
                    "spans",
                    document.grid().headings().spans().stream()
                            .map(span -> FigureCellJson.ordered(
                                    "text",
                                    span.text(),
                                    "row",
                                    span.row(),
                                    "column",
                                    span.column(),
                                    "columns",
                                    span.columns()))
                            .toList());
        }
        tree.put("cells", document.cells().stream().map(FigureCellJson::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Grid grid) {
        return FigureCellJson.ordered(
                "rows",
                grid.heights().size(),
                "columns",
                grid.widths().size(),
                "heights",
                grid.heights(),
                "widths",
                grid.widths(),
                "rowGapMm",
                grid.rowGapMm(),
                "columnGapMm",
                grid.columnGapMm());
    }
}
