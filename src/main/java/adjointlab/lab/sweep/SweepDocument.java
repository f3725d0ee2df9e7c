package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a sweep is of, as it lies beside its results, so that it is taken up again by its folder alone.
///
/// @param preset whose runs are repeated
/// @param vary axes and ranges as typed, see [Sweep#parse]
/// @param sampling of the ranges
/// @param budget of each training
/// @param tuned paths of the numbers that each optimizer tunes, chosen together; none for the learning rate alone
public record SweepDocument(Preset preset, List<String> vary, Sampling sampling, Budget budget, List<String> tuned) {
    /// Its name in the folder of results.
    public static final String FILE = "sweep.json";

    private static final String KIND = "adjointlab-sweep";
    private static final int SCHEMA = 1;

    public SweepDocument {
        vary = List.copyOf(vary);
        tuned = List.copyOf(tuned);
    }

    /// One that tunes the learning rate alone.
    public SweepDocument(Preset preset, List<String> vary, Sampling sampling, Budget budget) {
        this(preset, vary, sampling, budget, List.of());
    }

    /// What it compares.
    ///
    /// @throws InvalidValueException naming what cannot be tuned
    public Contrast contrast() {
        return tuned.isEmpty() ? Contrast.OPTIMIZERS : new Contrast(Contrast.OPTIMIZERS.compared(), tuned);
    }

    /// The sweep that it is of.
    ///
    /// @throws InvalidValueException naming what is wrong and what is allowed
    public Sweep sweep() {
        tuned.forEach(path -> SweepAxis.parameter(preset, path));
        contrast();
        return Sweep.parse(preset, vary, sampling, budget);
    }

    /// Writes it beside the results, whole or not at all.
    public void write(SweepFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        AtomicFile.write(folder.path().resolve(FILE), json().getBytes(StandardCharsets.UTF_8));
    }

    private String json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", KIND);
        tree.put("schema", SCHEMA);
        tree.put("vary", vary);
        if (sampling.kind() != Sampling.Kind.GRID) {
            tree.put("sample", sampling.text());
        }
        tree.put("budget", budget.text());
        if (!tuned.isEmpty()) {
            tree.put("tuned", tuned);
        }
        tree.put("preset", PresetJson.tree(preset));
        return JsonObject.write(tree);
    }

    /// That of a folder with results.
    ///
    /// @return nothing where there is none
    /// @throws InvalidValueException if it is something else
    /// @throws IOException if it cannot be read
    public static Optional<SweepDocument> in(SweepFolder folder) throws IOException {
        Path file = folder.path().resolve(FILE);
        return Files.isRegularFile(file)
                ? Optional.of(read(JsonObject.parse(file.toString(), JsonObject.text(file))))
                : Optional.empty();
    }

    /// Whether an object is one.
    public static boolean is(JsonObject json) {
        return json.has("kind") && json.value("kind").equals(KIND);
    }

    /// Reads what [#write] wrote.
    ///
    /// @throws InvalidValueException if it is something else
    public static SweepDocument read(JsonObject json) {
        if (!is(json) || json.whole("schema") != SCHEMA) {
            throw json.wrong("is not a sweep");
        }
        json.allow("kind", "schema", "vary", "sample", "budget", "tuned", "preset");
        List<String> vary = json.values("vary").stream().map(String::valueOf).toList();
        Sampling sampling = json.has("sample") ? Sampling.parse(json.text("sample")) : Sampling.GRID;
        return new SweepDocument(
                PresetJson.read(json.object("preset")),
                vary,
                sampling,
                Budget.parse(json.text("budget")),
                json.has("tuned")
                        ? json.values("tuned").stream().map(String::valueOf).toList()
                        : List.of());
    }
}
