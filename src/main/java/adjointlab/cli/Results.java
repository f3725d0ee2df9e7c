package adjointlab.cli;

import adjointlab.core.catalog.NamedArrays;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.CsvLines;
import adjointlab.core.data.NdArray;
import adjointlab.core.data.Npz;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.math.Numbers;
import adjointlab.figure.Export;
import adjointlab.figure.Figure;
import adjointlab.figure.FigureWriter;
import adjointlab.figure.FigureWriters;
import adjointlab.figure.Manifest;
import adjointlab.figure.Page;
import adjointlab.figure.PageFit;
import adjointlab.figure.Theme;
import adjointlab.lab.Environment;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Experiments;
import adjointlab.lab.run.MetricLog;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.Warnings;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.FigureManifest;
import adjointlab.lab.store.LabDocument;
import adjointlab.lab.store.LabFile;
import adjointlab.panel.kit.RunNames;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of a headless run: `metrics.csv`, `weights.npz`, `manifest.json`, `preset.lab` and the preset's figures.
final class Results {
    private static final Page PAGE = Page.of(139.7, 90);
    private static final List<String> FORMATS = List.of("pdf", "svg", "csv");

    private Results() {}

    /// Loads fonts and writers: a program that is being interrupted can no longer load any. [Headless#readyToDraw]
    /// does it while runs train.
    static void warmUp() {
        Theme.PRINT.type().learn();
        Figure figure = Figure.empty("", "0");
        try {
            for (String format : FORMATS) {
                FigureWriters.of(format).write(figure, PAGE, "", OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes all of them.
    ///
    /// @return sentences on panels of which there are data alone, as no page of paper has room for a picture
    static List<String> write(Path folder, Preset preset, List<Run> runs) throws IOException {
        List<String> without = new ArrayList<>();
        AtomicFile.write(folder.resolve("metrics.csv"), out -> metrics(out, runs));
        Npz.write(folder.resolve("weights.npz"), weights(runs));
        LabDocument document = Documents.of(preset, runs, LabDocument.View.DEFAULT);
        AtomicFile.write(
                folder.resolve("manifest.json"),
                JsonObject.write(manifest(document, runs)).getBytes(StandardCharsets.UTF_8));
        LabFile.write(folder.resolve(preset.id() + ".lab"), document);
        for (PanelState panel : preset.layout().panels()) {
            Figure figure = Figures.of(document, runs, panel);
            RunNames names =
                    RunNames.of(figure, Figures.context(document, runs, panel).runs());
            Optional<Page> roomy = names.needed(PAGE, figure);
            Page page = roomy.orElse(PAGE);
            Figure named = names.on(page, figure);
            if (roomy.isEmpty()) {
                without.add("Of " + panel.id() + " there are data alone: " + PageFit.excess(named, PAGE) + ".");
            }
            String recipe = new FigureManifest(panel, page.widthMm(), page.heightMm(), document, Warnings.of(runs))
                    .json(Manifest.titles(figure));
            for (String format : FORMATS) {
                FigureWriter writer = FigureWriters.of(format);
                if (roomy.isPresent() || !writer.draws()) { // of what no page has room for there are data alone
                    Export.write(
                            writer.draws() ? named : figure,
                            writer,
                            page,
                            recipe,
                            folder.resolve(panel.id() + "." + format));
                }
            }
        }
        return without;
    }

    /// Long form, one value a line; what an iteration has no value for is left out.
    private static void metrics(OutputStream out, List<Run> runs) throws IOException {
        CsvLines lines = new CsvLines(out, LineDelimiter.LF);
        lines.add(List.of("run", "iteration", "metric", "value"));
        for (Run run : runs) {
            MetricLog log = run.log();
            for (int k = 0; k < log.rows(); k++) {
                for (String name : log.names()) {
                    double value = log.get(name, k);
                    if (!Double.isNaN(value)) {
                        lines.add(List.of(run.name(), String.valueOf(k), name, Numbers.exact(value)));
                    }
                }
            }
        }
        lines.flush();
    }

    /// The newest weights of each run, by `<run>:<parameter>`; slashes would be folders in the archive.
    private static Map<String, NdArray> weights(List<Run> runs) {
        Map<String, NdArray> arrays = new LinkedHashMap<>();
        for (Run run : runs) {
            if (run.history().isEmpty()
                    || Experiments.study(run.startSettings()).isPresent()) {
                continue;
            }
            double[] theta = run.history().at(run.iteration()).theta();
            ParameterLayout layout = Experiments.build(run.settings()).model().parameters();
            arrays.putAll(NamedArrays.of(run.name().replace('/', ':') + ":", layout, theta));
        }
        return arrays;
    }

    private static Map<String, Object> manifest(LabDocument document, List<Run> runs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", Documents.RUN);
        tree.put("environment", Environment.describe());
        Warnings.of(runs).addTo(tree);
        tree.put("document", LabFile.tree(document.recipe()));
        return tree;
    }
}
