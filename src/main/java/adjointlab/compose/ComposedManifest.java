package adjointlab.compose;

import adjointlab.compose.FigureDocument.Source;
import adjointlab.compose.FigureSources.Read;
import adjointlab.compose.FigureSources.Trained;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.Environment;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What recreates a composed figure: its document, and every source's runs as recipes, so that the files that it was
/// made from are no longer needed. Stands beside and inside exported figures.
///
/// @param document with a panel in every cell
/// @param sources what each source of the document was
/// @param warnings about the runs of those of which there are any
public record ComposedManifest(
        FigureDocument document, Map<Source, LabDocument> sources, Map<Source, Warnings> warnings) {
    public ComposedManifest {
        Map<Source, LabDocument> recipes = new LinkedHashMap<>();
        sources.forEach((source, lab) -> recipes.put(source, lab.recipe()));
        sources = Collections.unmodifiableMap(recipes);
        warnings = Collections.unmodifiableMap(new LinkedHashMap<>(warnings));
    }

    /// Of a document as it is drawn.
    public static ComposedManifest of(FigureDocument document, Function<Source, Trained> sources) {
        Map<Source, LabDocument> labs = new LinkedHashMap<>();
        Map<Source, Warnings> warnings = new LinkedHashMap<>();
        for (Source source : document.sources()) {
            Trained trained = sources.apply(source);
            labs.put(source, trained.document());
            Warnings own = Warnings.of(trained.runs());
            if (!own.equals(Warnings.NONE)) {
                warnings.put(source, own);
            }
        }
        return new ComposedManifest(document, labs, warnings);
    }

    /// What a source is; the panel stands in the document.
    ///
    /// @throws InvalidValueException if the manifest lacks it
    public Read read(Source source) {
        LabDocument lab = sources.get(source);
        if (lab == null) {
            throw new InvalidValueException("the figure's manifest lacks the source '" + source.file() + "'");
        }
        return new Read(lab, Optional.empty());
    }

    /// The manifest as JSON.
    ///
    /// @param titles of the figure's table in a file of data; none where the figure is not one table alone
    public String json(List<String> titles) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", Documents.COMPOSED);
        tree.put("environment", Environment.describe());
        if (!titles.isEmpty()) {
            tree.put(FigureManifest.TITLES, titles);
        }
        tree.put("document", FigureDocumentJson.tree(document));
        List<Map<String, Object>> each = new ArrayList<>();
        sources.forEach((source, lab) -> {
            Map<String, Object> one =
                    FigureCellJson.ordered("source", source.file(), "set", source.set(), "document", LabFile.tree(lab));
            warnings.getOrDefault(source, Warnings.NONE).addTo(one);
            each.add(one);
        });
        tree.put("sources", each);
        return JsonObject.write(tree);
    }

    /// Whether a JSON text says that it is such a manifest.
    public static boolean is(JsonObject json) {
        return json.has("kind") && json.text("kind").equals(Documents.COMPOSED);
    }

    /// Reads a manifest.
    ///
    /// @throws InvalidValueException one sentence naming file and place
    public static ComposedManifest read(JsonObject json) {
        json.allow("kind", "environment", FigureManifest.TITLES, "document", "sources");
        if (!is(json)) {
            throw json.wrong("is not the manifest of a figure of several panels");
        }
        Map<Source, LabDocument> sources = new LinkedHashMap<>();
        Map<Source, Warnings> warnings = new LinkedHashMap<>();
        for (JsonObject each : json.objects("sources")) {
            each.allow("source", "set", "document", "warnings");
            Source source = new Source(each.text("source"), FigureCellJson.texts(each, "set", Integer.MAX_VALUE));
            sources.put(source, LabFile.read(each.object("document")));
            if (each.has("warnings")) {
                warnings.put(source, Warnings.read(each));
            }
        }
        return new ComposedManifest(FigureDocumentJson.read(json.object("document")), sources, warnings);
    }
}
