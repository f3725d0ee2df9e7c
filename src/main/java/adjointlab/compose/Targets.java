package adjointlab.compose;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.figure.Page;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Presets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pages that figures are made for, from `presets/figures/targets.json`, which people may extend.
public final class Targets {
    /// What a figure is made for that names nothing.
    public static final String DEFAULT_ID = "paper";

    private static final String FILE = "figures/targets.json";
    private static final List<Target> ALL = read(JsonObject.parse(FILE, Presets.resource(FILE)));

    private Targets() {}

    /// All of them, in display order.
    public static List<Target> all() {
        return ALL;
    }

    /// Their ids.
    public static List<String> ids() {
        return ALL.stream().map(Target::id).toList();
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
        for (Target target : ALL) {
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
        return ALL.stream().filter(target -> target.id().equals(id)).findFirst();
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
        if (!ids.contains(DEFAULT_ID)) {
            throw json.wrong("'targets' must hold '" + DEFAULT_ID + "'");
        }
        return List.copyOf(targets);
    }

    private static double length(JsonObject json, String key) {
        json.real(key);
        return FigureDocumentJson.within(json, key, Double.NaN, 10, 2000);
    }
}
