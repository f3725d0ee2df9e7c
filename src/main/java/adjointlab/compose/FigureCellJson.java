package adjointlab.compose;

import adjointlab.compose.FigureDocument.Axes;
import adjointlab.compose.FigureDocument.AxisChange;
import adjointlab.compose.FigureDocument.Cell;
import adjointlab.compose.FigureDocument.Changes;
import adjointlab.compose.FigureDocument.Marks;
import adjointlab.compose.FigureDocument.ReferenceLine;
import adjointlab.compose.FigureDocument.Source;
import adjointlab.figure.Composition.Callout;
import adjointlab.figure.Composition.Corner;
import adjointlab.figure.Composition.Inset;
import adjointlab.figure.Composition.Place;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PresetJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The cells of figure documents as JSON.
final class FigureCellJson {
    private static final int MOST_NAMES = 200;
    private static final double FARTHEST_MM = 500;
    private static final double SMALLEST_INSET = 0.1;
    private static final double LARGEST_INSET = 0.9;
    private static final double USUAL_INSET = 0.42;

    private FigureCellJson() {}

    static Cell read(JsonObject json) {
        json.allow(
                "place", "source", "set", "at", "panel", "options", "columns", "title", "x", "y", "names", "order",
                "lines", "notes", "insets");
        PanelState panel = json.has("panel") ? PresetJson.panel(json) : new PanelState("", Map.of());
        if (panel.id().isEmpty() && (json.has("options") || json.has("columns"))) {
            throw json.wrong("'panel' is missing, whose options are given");
        }
        int at = json.has("at") ? json.whole("at") : -1;
        if (at < -1) {
            throw json.wrong("'at' must be an iteration, from 0 on, or -1 for the last");
        }
        Changes changes = new Changes(
                text(json, "title"),
                new Axes(axis(json, "x"), axis(json, "y")),
                names(json),
                texts(json, "order", MOST_NAMES),
                new Marks(lines(json), notes(json), insets(json)));
        return new Cell(place(json.object("place")), source(json), panel, at, changes);
    }

    private static Place place(JsonObject json) {
        json.allow("row", "column", "rows", "columns");
        Place place = new Place(
                json.whole("row"),
                json.whole("column"),
                json.has("rows") ? json.whole("rows") : 1,
                json.has("columns") ? json.whole("columns") : 1);
        int most = 1 << 10; // sums of these do not overflow
        if (place.row() < 0 || place.column() < 0 || place.rows() < 1 || place.columns() < 1) {
            throw json.wrong("'row' and 'column' are counted from 0, 'rows' and 'columns' from 1");
        }
        if (place.row() > most || place.column() > most || place.rows() > most || place.columns() > most) {
            throw json.wrong("reaches beyond every grid");
        }
        return place;
    }

    private static Source source(JsonObject json) {
        String file = json.text("source");
        if (file.isBlank() || file.indexOf('\0') >= 0 || file.length() > 4096) {
            throw json.wrong("'source' must be a preset's id or a file");
        }
        return new Source(file, texts(json, "set", FigureDocumentJson.MOST_SETTINGS));
    }

    /// A text of one line, "" where it is missing.
    static String text(JsonObject json, String key) {
        String text = json.textOr(key, "");
        if (text.length() > FigureDocumentJson.LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw json.wrong(
                    "'" + key + "' must be one line of at most " + FigureDocumentJson.LONGEST_TEXT + " characters");
        }
        return text;
    }

    static List<String> texts(JsonObject json, String key, int most) {
        List<String> texts = new ArrayList<>();
        for (Object value : json.values(key)) {
            if (!(value instanceof String text) || texts.size() >= most) {
                throw json.wrong("'" + key + "' must be a list of at most " + most + " texts");
            }
            texts.add(text);
        }
        return texts;
    }

    static List<Double> reals(JsonObject json, String key, int most) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : json.values(key)) {
            if (!(value instanceof Number number) || numbers.size() >= most) {
                throw json.wrong("'" + key + "' must be a list of at most " + most + " numbers");
            }
            numbers.add(number.doubleValue());
        }
        return numbers;
    }

    static Map<String, String> names(JsonObject json) {
        Map<String, String> names = new LinkedHashMap<>();
        if (json.has("names")) {
            JsonObject object = json.object("names");
            for (String key : object.keys()) {
                if (names.size() >= MOST_NAMES) {
                    throw object.wrong("must hold at most " + MOST_NAMES + " names");
                }
                names.put(key, text(object, key));
            }
        }
        return names;
    }

    private static AxisChange axis(JsonObject json, String key) {
        if (!json.has(key)) {
            return AxisChange.NONE;
        }
        JsonObject axis = json.object(key).allow("label", "from", "to", "log", "ticks");
        double from = axis.has("from") ? axis.real("from") : Double.NaN;
        double to = axis.has("to") ? axis.real("to") : Double.NaN;
        if (from >= to) {
            throw axis.wrong("'from' must be less than 'to'");
        }
        Boolean log = axis.has("log") ? axis.flagOr("log", false) : null;
        if (Boolean.TRUE.equals(log) && (from <= 0 || to <= 0)) {
            throw axis.wrong("an axis in decades has positive ends");
        }
        return new AxisChange(
                axis.has("label") ? text(axis, "label") : null,
                from,
                to,
                log,
                reals(axis, "ticks", FigureDocumentJson.MOST_TICKS));
    }

    private static List<ReferenceLine> lines(JsonObject json) {
        List<ReferenceLine> lines = new ArrayList<>();
        for (JsonObject each : FigureDocumentJson.atMost(json, "lines", FigureDocumentJson.MOST_MARKS)) {
            each.allow("x", "y", "label");
            if (each.has("x") == each.has("y")) {
                throw each.wrong("must have either 'x' or 'y'");
            }
            boolean vertical = each.has("x");
            lines.add(new ReferenceLine(vertical, each.real(vertical ? "x" : "y"), text(each, "label")));
        }
        return lines;
    }

    private static List<Callout> notes(JsonObject json) {
        List<Callout> notes = new ArrayList<>();
        for (JsonObject each : FigureDocumentJson.atMost(json, "notes", FigureDocumentJson.MOST_MARKS)) {
            each.allow("text", "x", "y", "rightMm", "upMm");
            if (each.has("rightMm") != each.has("upMm")) {
                throw each.wrong("'rightMm' and 'upMm' go together");
            }
            String text = text(each, "text");
            if (text.isBlank()) {
                throw each.wrong("'text' is missing");
            }
            notes.add(new Callout(
                    text,
                    each.real("x"),
                    each.real("y"),
                    FigureDocumentJson.within(each, "rightMm", Double.NaN, -FARTHEST_MM, FARTHEST_MM),
                    FigureDocumentJson.within(each, "upMm", Double.NaN, -FARTHEST_MM, FARTHEST_MM)));
        }
        return notes;
    }

    private static List<Inset> insets(JsonObject json) {
        List<Inset> insets = new ArrayList<>();
        for (JsonObject each : FigureDocumentJson.atMost(json, "insets", Corner.values().length)) {
            each.allow("x", "y", "corner", "size");
            List<Double> x = range(each, "x");
            List<Double> y = range(each, "y");
            Corner corner = corner(each);
            if (insets.stream().anyMatch(other -> other.corner() == corner)) {
                throw each.wrong("'corner' has an inset already");
            }
            double size = FigureDocumentJson.within(each, "size", USUAL_INSET, SMALLEST_INSET, LARGEST_INSET);
            insets.add(new Inset(x.getFirst(), x.getLast(), y.getFirst(), y.getLast(), corner, size));
        }
        return insets;
    }

    private static List<Double> range(JsonObject json, String key) {
        List<Double> range = reals(json, key, 2);
        if (range.size() != 2 || !(range.getFirst() < range.getLast())) {
            throw json.wrong("'" + key + "' must be two numbers, the smaller one first");
        }
        return range;
    }

    private static Corner corner(JsonObject json) {
        String name = json.textOr("corner", word(Corner.TOP_RIGHT));
        return Arrays.stream(Corner.values())
                .filter(corner -> word(corner).equals(name))
                .findFirst()
                .orElseThrow(() -> json.wrong("'corner' must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(Corner.values())
                                        .map(FigureCellJson::word)
                                        .toList())));
    }

    private static String word(Corner corner) {
        return corner.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, Object> tree(Cell cell) {
        Place place = cell.place();
        Map<String, Object> tree = ordered(
                "place",
                ordered("row", place.row(), "column", place.column(), "rows", place.rows(), "columns", place.columns()),
                "source",
                cell.source().file());
        putAll(tree, "set", cell.source().set());
        if (cell.at() >= 0) {
            tree.put("at", cell.at());
        }
        if (!cell.panel().id().isEmpty()) {
            tree.putAll(PresetJson.tree(cell.panel()));
        }
        Changes changes = cell.changes();
        put(tree, "title", changes.title());
        putAxis(tree, "x", changes.axes().x());
        putAxis(tree, "y", changes.axes().y());
        if (!changes.names().isEmpty()) {
            tree.put("names", changes.names());
        }
        putAll(tree, "order", changes.order());
        putAll(
                tree,
                "lines",
                changes.marks().lines().stream()
                        .map(line -> {
                            Map<String, Object> each = ordered(line.vertical() ? "x" : "y", line.at());
                            put(each, "label", line.label());
                            return each;
                        })
                        .toList());
        putAll(
                tree,
                "notes",
                changes.marks().notes().stream().map(FigureCellJson::tree).toList());
        putAll(
                tree,
                "insets",
                changes.marks().insets().stream().map(FigureCellJson::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Callout note) {
        Map<String, Object> tree = ordered("text", note.text(), "x", note.x(), "y", note.y());
        put(tree, "rightMm", note.right());
        put(tree, "upMm", note.up());
        return tree;
    }

    private static Map<String, Object> tree(Inset inset) {
        return ordered(
                "x",
                List.of(inset.x0(), inset.x1()),
                "y",
                List.of(inset.y0(), inset.y1()),
                "corner",
                word(inset.corner()),
                "size",
                inset.share());
    }

    private static void putAxis(Map<String, Object> tree, String key, AxisChange change) {
        if (change.equals(AxisChange.NONE)) {
            return;
        }
        Map<String, Object> axis = new LinkedHashMap<>();
        if (change.label() != null) {
            axis.put("label", change.label());
        }
        put(axis, "from", change.from());
        put(axis, "to", change.to());
        if (change.log() != null) {
            axis.put("log", change.log());
        }
        putAll(axis, "ticks", change.ticks());
        tree.put(key, axis);
    }

    static void put(Map<String, Object> tree, String key, String text) {
        if (!text.isEmpty()) {
            tree.put(key, text);
        }
    }

    static void put(Map<String, Object> tree, String key, double number) {
        if (!Double.isNaN(number)) {
            tree.put(key, number);
        }
    }

    private static void putAll(Map<String, Object> tree, String key, List<?> list) {
        if (!list.isEmpty()) {
            tree.put(key, list);
        }
    }

    /// A map of keys and values in this order.
    static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tree.put((String) pairs[i], pairs[i + 1]);
        }
        return tree;
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
