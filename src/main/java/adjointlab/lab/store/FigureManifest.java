package adjointlab.lab.store;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.Environment;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.run.Warnings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What recreates a figure: the panel, its options, its size and the document as a recipe. Stands beside and inside
/// exported figures.
///
/// @param panel with its options
/// @param widthMm width, mm
/// @param heightMm height, mm
/// @param document with runs as recipes
/// @param warnings about the runs that were shown
public record FigureManifest(
        PanelState panel, double widthMm, double heightMm, LabDocument document, Warnings warnings) {
    private static final String KIND = "adjointlab-figure";

    /// Under which a manifest, also one of several panels, has the titles with which a figure's table begins.
    public static final String TITLES = "titles";

    public FigureManifest {
        document = document.recipe();
    }

    /// The manifest of a figure that is no table, as JSON.
    public String json() {
        return json(List.of());
    }

    /// The manifest as JSON.
    ///
    /// @param titles of the figure's table in a file of data; none where the figure is no table
    public String json(List<String> titles) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", KIND);
        tree.put("environment", Environment.describe());
        tree.putAll(PresetJson.tree(panel));
        tree.put("widthMm", widthMm);
        tree.put("heightMm", heightMm);
        warnings.addTo(tree);
        if (!titles.isEmpty()) {
            tree.put(TITLES, titles);
        }
        tree.put("document", LabFile.tree(document));
        return JsonObject.write(tree);
    }

    /// Whether a JSON text says that it is such a manifest.
    public static boolean is(JsonObject json) {
        return json.has("kind") && json.text("kind").equals(KIND);
    }

    /// The titles with which a figure's table begins, as its manifest of one or several panels says; none where it says
    /// none.
    public static List<String> titles(JsonObject json) {
        return json.values(TITLES).stream().map(String::valueOf).toList();
    }

    /// Reads a manifest.
    ///
    /// @throws InvalidValueException one sentence naming file and place
    public static FigureManifest read(JsonObject json) {
        json.allow(
                "kind",
                "environment",
                "panel",
                "options",
                "columns",
                "widthMm",
                "heightMm",
                "warnings",
                TITLES,
                "document");
        if (!is(json)) {
            throw json.wrong("is not the manifest of a figure");
        }
        return new FigureManifest(
                PresetJson.panel(json),
                json.real("widthMm"),
                json.real("heightMm"),
                LabFile.read(json.object("document")),
                Warnings.read(json));
    }
}
