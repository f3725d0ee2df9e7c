package adjointlab.compose;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Page;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The pages that figures are made for: those of `presets/figures/targets.json`, and those of a file of the same form
/// that a person keeps, by default `targets.json` beside the preferences.
public final class Targets {
    /// What a figure is made for that names nothing.
    public static final String DEFAULT_ID = "paper";

    private static final String FILE = "figures/targets.json";
    private static final List<Target> BUILT_IN = builtIn();
    private static volatile List<Target> all = BUILT_IN;

    /// What a person's own file is called.
    public static final String OWN_FILE = "targets.json";

    private Targets() {}

    private static List<Target> builtIn() {
        List<Target> targets = read(JsonObject.parse(FILE, Presets.resource(FILE)));
        if (targets.stream().noneMatch(target -> target.id().equals(DEFAULT_ID))) {
            throw new IllegalStateException(FILE + " must hold '" + DEFAULT_ID + "'");
        }
        return targets;
    }

    /// Adds those of a person's file, which take the places of built-in ones of the same id; those of a file before
    /// are forgotten.
    ///
    /// @param file of the same form as the built-in one
    /// @throws InvalidValueException one sentence naming file and place; nothing is changed then
    /// @throws IOException if it cannot be read
    public static void extend(Path file) throws IOException {
        Map<String, Target> byId = new LinkedHashMap<>();
        BUILT_IN.forEach(target -> byId.put(target.id(), target));
        read(JsonObject.parse(file.toString(), JsonObject.text(file))).forEach(target -> byId.put(target.id(), target));
        all = List.copyOf(byId.values());
    }

    /// The same with a person's own file in a folder, if there is one.
    ///
    /// @param folder of the preferences
    /// @throws InvalidValueException one sentence naming file and place
    /// @throws IOException if it cannot be read
    public static void extendFrom(Path folder) throws IOException {
        Path file = folder.resolve(OWN_FILE);
        if (Files.isRegularFile(file)) {
            extend(file);
        }
    }

    /// Forgets those of a person's file.
    static void reset() {
        all = BUILT_IN;
    }

    /// All of them, in display order.
    public static List<Target> all() {
        return all;
    }

    /// Their ids.
    public static List<String> ids() {
        return all.stream().map(Target::id).toList();
    }

    /// A width to choose.
    ///
    /// @param id stable name
    /// @param label what a menu shows
    /// @param page of this width in the ratio 8 : 5
    public record Width(String id, String label, Page page) {}

    /// Every width that some target has, in display order.
    public static List<Width> widths() {
        List<Width> widths = new ArrayList<>();
        for (Target target : all) {
            if (target.hasColumns()) {
                widths.add(new Width(target.id() + "-column", target.label() + ", one column", target.page(false)));
                widths.add(new Width(target.id() + "-page", target.label() + ", all columns", target.page(true)));
            } else {
                widths.add(new Width(target.id(), target.label(), target.page(true)));
            }
        }
        return widths;
    }

    /// The one of this id, if there is one.
    public static Optional<Target> find(String id) {
        return all.stream().filter(target -> target.id().equals(id)).findFirst();
    }

    /// The one of this id.
    ///
    /// @throws InvalidValueException if there is none
    public static Target get(String id) {
        return find(id).orElseThrow(() -> InvalidValueException.unknown("target", id, ids()));
    }

    /// Reads a table.
    ///
    /// @throws InvalidValueException one sentence naming file and place
    static List<Target> read(JsonObject json) {
        json.allow("targets");
        List<Target> targets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonObject each : json.objects("targets")) {
            each.allow("id", "label", "columnMm", "pageMm", "fontPt", "heightMm");
            if (!ids.add(each.text("id"))) {
                throw each.wrong("'id' is there already");
            }
            double page = length(each, "pageMm");
            double column = each.has("columnMm") ? length(each, "columnMm") : page;
            if (column > page) {
                throw each.wrong("a column is no wider than the page");
            }
            targets.add(new Target(
                    each.text("id"),
                    each.text("label"),
                    column,
                    page,
                    new Target.Limits(FigureDocumentJson.within(each, "fontPt", 8, 4, 72), length(each, "heightMm"))));
        }
        if (targets.isEmpty()) {
            throw json.wrong("'targets' holds none");
        }
        return List.copyOf(targets);
    }

    private static double length(JsonObject json, String key) {
        json.real(key);
        return FigureDocumentJson.within(json, key, Double.NaN, 10, 2000);
    }
}
