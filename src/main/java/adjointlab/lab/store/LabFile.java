package adjointlab.lab.store;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.Quoted;
import adjointlab.core.math.Stop;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.DataFiles;
import adjointlab.lab.preset.DataFiles.DataFile;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.MetricLog;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunEvent;
import adjointlab.lab.run.RunRecord;
import adjointlab.lab.run.RunState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `.lab` files: a [LabDocument] as JSON, its number columns as Base64 of little-endian doubles, so that nothing is
/// lost in the digits. Version 1.
public final class LabFile {
    /// Newest version that this program reads and writes.
    public static final int VERSION = 1;

    /// Larger files are refused.
    private static final int MOST_BYTES = 512 << 20;

    /// More checkpoints of one run are thinned out when a document is written.
    private static final long MOST_CHECKPOINT_BYTES = 4L << 20;

    /// What all runs of a document share for their checkpoints.
    private static final long MOST_SHARED_BYTES = 48L << 20;

    private LabFile() {}

    /// Replaces `file` by the document, whole or not at all.
    public static void write(Path file, LabDocument document) throws IOException {
        AtomicFile.write(file, JsonObject.write(tree(document)).getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a document.
    ///
    /// @throws InvalidValueException one sentence, if the file is not such a document
    /// @throws IOException if it cannot be read
    public static LabDocument read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (Files.isDirectory(file)) {
            throw new InvalidValueException(file + " is a folder, not a .lab file");
        }
        if (!Files.exists(file)) {
            throw new InvalidValueException(file + " does not exist");
        }
        return read(JsonObject.parse(name, JsonObject.text(file, MOST_BYTES)));
    }

    /// Reads a document from an object, for instance from a figure's manifest.
    ///
    /// @throws InvalidValueException one sentence, if it is not such a document
    public static LabDocument read(JsonObject json) {
        json.allow("lab", "preset", "runs", "view", "data");
        if (json.whole("lab") > VERSION) {
            throw json.wrong("was written by a newer Adjoint Lab; this one reads up to version " + VERSION);
        }
        LabDocument document = new LabDocument(
                PresetJson.read(json.object("preset")),
                RecordedRuns.checkNames(
                        json, json.objects("runs").stream().map(LabFile::run).toList()),
                json.placed("view", LabFile::view),
                json.has("data")
                        ? json.objects("data").stream().map(LabFile::data).toList()
                        : List.of());
        return document.named();
    }

    private static DataFile data(JsonObject json) {
        json.allow("path", "sha256");
        return new DataFile(json.text("path"), json.text("sha256"));
    }

    private static LabDocument.View view(JsonObject json) {
        json.allow("cursor", "focus", "pace", "lockstep", "marks");
        Map<String, LabDocument.Marks> marks = new LinkedHashMap<>();
        for (JsonObject mark : json.objects("marks")) {
            mark.allow("run", "visible", "pinned", "note", "name", "colour");
            marks.put(
                    mark.text("run"),
                    new LabDocument.Marks(
                            mark.flagOr("visible", true),
                            mark.flagOr("pinned", false),
                            mark.textOr("note", ""),
                            mark.textOr("name", ""),
                            mark.textOr("colour", "")));
        }
        double pace = json.has("pace") ? json.real("pace") : Double.POSITIVE_INFINITY;
        if (!(pace > 0)) {
            throw json.wrong("'pace' must be positive");
        }
        return new LabDocument.View(
                json.whole("cursor"), json.textOr("focus", ""), pace, json.flagOr("lockstep", true), marks);
    }

    private static RunRecord run(JsonObject json) {
        Stop.heedOfThisWork();
        json.allow(
                "name",
                "label",
                "group",
                "origin",
                "settings",
                "events",
                "iteration",
                "state",
                "metrics",
                "checkpoints",
                "cold");
        Run.Origin origin = null;
        if (json.has("origin")) {
            JsonObject from = json.object("origin").allow("run", "iteration");
            origin = new Run.Origin(from.text("run"), from.whole("iteration"));
        }
        Settings start = json.placed("settings", s -> Settings.defaults().withAll(s.flatten()));
        List<RunEvent> events = new ArrayList<>();
        Settings settings = start;
        for (JsonObject event : json.objects("events")) {
            event.allow("iteration", "path", "value");
            String path = event.text("path");
            Settings after = settings.with(path, event.value("value"));
            events.add(new RunEvent(event.whole("iteration"), path, settings.get(path), after.get(path)));
            settings = after;
        }
        MetricLog log = json.has("metrics") ? json.placed("metrics", LabFile::metrics) : new MetricLog(List.of());
        List<Checkpoint> checkpoints =
                json.objects("checkpoints").stream().map(LabFile::checkpoint).toList();
        return RecordedRuns.check(
                json,
                new RunRecord(
                        new Run.Identity(json.text("name"), json.text("label"), json.whole("group"), origin),
                        start,
                        events,
                        log,
                        checkpoints,
                        json.whole("iteration"),
                        json.placed("state", LabFile::state),
                        json.flagOr("cold", false)));
    }

    private static RunState state(JsonObject json) {
        json.allow("word", "iteration", "reason", "advice");
        return switch (json.text("word")) {
            case "diverged" ->
                new RunState.Diverged(json.whole("iteration"), json.text("reason"), json.textOr("advice", ""));
            case "failed" -> new RunState.Failed(json.text("reason"));
            case "stopped" -> new RunState.Cancelled();
            case "finished" -> new RunState.Finished();
            case "queued", "running", "paused" -> new RunState.Paused();
            default -> throw json.wrong("unknown state '" + Quoted.brief(json.text("word")) + "'");
        };
    }

    private static MetricLog metrics(JsonObject json) {
        json.allow("names", "rows", "columns");
        List<String> names = new ArrayList<>();
        json.values("names").forEach(name -> names.add(String.valueOf(name)));
        List<double[]> columns = json.values("columns").stream()
                .map(text -> doubles(json, String.valueOf(text)))
                .toList();
        int rows = json.whole("rows");
        if (rows < 0 || columns.size() != names.size() || columns.stream().anyMatch(c -> c.length != rows)) {
            throw json.wrong("every name needs a column of " + rows + " rows");
        }
        MetricLog log = new MetricLog(names);
        for (int r = 0; r < rows; r++) {
            int row = r;
            log.append(columns.stream().mapToDouble(column -> column[row]).toArray());
        }
        return log;
    }

    private static Checkpoint checkpoint(JsonObject json) {
        Stop.heedOfThisWork();
        json.allow("iteration", "theta", "updates", "slots");
        double[] theta = doubles(json, json.text("theta"));
        double[][] slots = json.values("slots").stream()
                .map(text -> doubles(json, String.valueOf(text)))
                .toArray(double[][]::new);
        return new Checkpoint(json.whole("iteration"), theta, new OptimizerState(json.whole("updates"), slots));
    }

    /// A document as a tree for [JsonObject#write].
    public static Map<String, Object> tree(LabDocument document) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("lab", VERSION);
        tree.put("preset", PresetJson.tree(document.preset()));
        long share = Math.min(
                MOST_CHECKPOINT_BYTES,
                MOST_SHARED_BYTES / Math.max(1, document.runs().size()));
        tree.put("runs", document.runs().stream().map(run -> tree(run, share)).toList());
        List<DataFile> data =
                DataFiles.of(document.runs().stream().map(RunRecord::start).toList());
        if (!data.isEmpty()) {
            tree.put(
                    "data",
                    data.stream()
                            .map(file -> {
                                Map<String, Object> one = new LinkedHashMap<>();
                                one.put("path", file.path());
                                one.put("sha256", file.sha256());
                                return one;
                            })
                            .toList());
        }
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cursor", document.view().cursor());
        view.put("focus", document.view().focus());
        if (Double.isFinite(document.view().pace())) {
            view.put("pace", document.view().pace());
        }
        view.put("lockstep", document.view().lockstep());
        List<Object> marks = new ArrayList<>();
        document.view().marks().forEach((run, mark) -> marks.add(tree(run, mark)));
        view.put("marks", marks);
        tree.put("view", view);
        return tree;
    }

    /// Name and colour only where the person gave them, so that older programs read all other documents.
    private static Map<String, Object> tree(String run, LabDocument.Marks mark) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("run", run);
        tree.put("visible", mark.visible());
        tree.put("pinned", mark.pinned());
        tree.put("note", mark.note());
        if (!mark.name().isEmpty()) {
            tree.put("name", mark.name());
        }
        if (!mark.colour().isEmpty()) {
            tree.put("colour", mark.colour());
        }
        return tree;
    }

    private static Map<String, Object> tree(RunRecord run, long checkpointBytes) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", run.identity().name());
        tree.put("label", run.identity().label());
        tree.put("group", run.identity().group());
        Run.Origin origin = run.identity().origin();
        if (origin != null) {
            tree.put("origin", Map.of("run", origin.run(), "iteration", origin.iteration()));
        }
        tree.put("settings", PresetJson.nested(run.start().asMap()));
        List<Object> events = new ArrayList<>();
        for (RunEvent event : run.events()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("iteration", event.iteration());
            one.put("path", event.path());
            one.put("value", event.after());
            events.add(one);
        }
        tree.put("events", events);
        tree.put("iteration", run.iteration());
        tree.put("state", tree(run.state()));
        if (run.checkpoints().isEmpty()) {
            return tree;
        }
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("names", run.log().names());
        metrics.put("rows", run.log().rows());
        metrics.put(
                "columns",
                run.log().names().stream()
                        .map(name -> text(run.log().values(name)))
                        .toList());
        tree.put("metrics", metrics);
        if (run.cold()) {
            tree.put("cold", true);
        }
        tree.put(
                "checkpoints",
                thinned(run.checkpoints(), checkpointBytes).stream()
                        .map(LabFile::tree)
                        .toList());
        return tree;
    }

    private static Map<String, Object> tree(RunState state) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("word", state.word());
        if (state instanceof RunState.Diverged diverged) {
            tree.put("iteration", diverged.iteration());
            tree.put("reason", diverged.reason());
            tree.put("advice", diverged.advice());
        } else if (state instanceof RunState.Failed failed) {
            tree.put("reason", failed.reason());
        }
        return tree;
    }

    private static Map<String, Object> tree(Checkpoint checkpoint) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("iteration", checkpoint.iteration());
        tree.put("theta", text(checkpoint.theta()));
        tree.put("updates", checkpoint.optimizer().updates());
        List<String> slots = new ArrayList<>();
        for (int i = 0; i < checkpoint.optimizer().slots(); i++) {
            slots.add(text(checkpoint.optimizer().slot(i)));
        }
        tree.put("slots", slots);
        return tree;
    }

    /// First, last and evenly spread ones between, as many as fit into so many bytes.
    private static List<Checkpoint> thinned(List<Checkpoint> checkpoints, long mostBytes) {
        if (checkpoints.isEmpty()) {
            return checkpoints;
        }
        Checkpoint last = checkpoints.getLast();
        long bytes = 8L * last.theta().length * (1 + last.optimizer().slots()) + 64;
        int most = Math.clamp(mostBytes / bytes, 2, Integer.MAX_VALUE);
        int stride = (checkpoints.size() + most - 1) / most;
        List<Checkpoint> kept = new ArrayList<>();
        for (int i = 0; i < checkpoints.size() - 1; i += stride) {
            kept.add(checkpoints.get(i));
        }
        kept.add(last);
        return kept;
    }

    private static String text(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(values);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static double[] doubles(JsonObject json, String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw json.wrong("a number column is not Base64");
        }
        if (bytes.length % 8 != 0) {
            throw json.wrong("a number column is cut off");
        }
        double[] values = new double[bytes.length / 8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
        return values;
    }
}
