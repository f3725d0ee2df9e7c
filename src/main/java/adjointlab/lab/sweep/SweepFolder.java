package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.CsvLines;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.JsonObject;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where a sweep's files lie: `<hash>.json` for each cell, `results.csv` of all of them once a sweep is done, and how
/// long they took in `timings.csv`, the only file that differs from one time to the next.
///
/// @param path the folder
public record SweepFolder(Path path) {
    private static final String RESULT = "[0-9a-f]{16}\\.json";

    /// The file of a cell.
    Path file(SweepCell cell) {
        return path.resolve(cell.hash() + ".json");
    }

    /// Whether a cell's result is there and whole.
    public boolean has(SweepCell cell) {
        return read(file(cell)).isPresent();
    }

    /// The result in a file; nothing if there is none, or something else.
    private static Optional<SweepResult> read(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SweepResult.parse(String.valueOf(file.getFileName()), JsonObject.text(file)));
        } catch (IOException | InvalidValueException _) {
            return Optional.empty(); // computed anew, as if it were not there
        }
    }

    /// Writes a result, whole or not at all.
    void write(SweepResult result) throws IOException {
        AtomicFile.write(file(result.cell()), result.json().getBytes(StandardCharsets.UTF_8));
    }

    /// Adds how long a cell took. Shards write into files of their own, so that none waits for another.
    synchronized void writeTiming(Sweep.Shard shard, SweepCell cell, double seconds) throws IOException {
        Path file = path.resolve(
                shard.count() == 1 ? "timings.csv" : "timings-" + shard.index() + "-of-" + shard.count() + ".csv");
        boolean fresh = !Files.exists(file);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            CsvLines lines = new CsvLines(out, LineDelimiter.LF);
            if (fresh) {
                lines.add(List.of("cell", "run", "seconds"));
            }
            lines.add(List.of(cell.hash(), cell.name(), Numbers.fixed(seconds, 3)));
            lines.flush();
        }
    }

    /// All results in the folder, by name; files that are something else are passed over.
    ///
    /// @throws IOException if the folder cannot be read
    public List<SweepResult> results() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches(RESULT))
                    .sorted()
                    .map(SweepFolder::read)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /// Writes `results.csv` of all results in the folder if those of a sweep are all there: one line a cell, the
    /// sweep's in its order, then by hash those that were there besides, such as another sweep's.
    ///
    /// @return whether they were
    boolean writeTable(List<SweepCell> cells) throws IOException {
        Map<String, SweepResult> results = new LinkedHashMap<>();
        for (SweepCell cell : cells) {
            Optional<SweepResult> result = read(file(cell));
            if (result.isEmpty()) {
                return false;
            }
            results.put(cell.hash(), result.get());
        }
        results().forEach(other -> results.putIfAbsent(other.cell().hash(), other));
        List<SweepResult> all = List.copyOf(results.values());
        Set<String> varied = varied(all.stream().map(SweepResult::cell).toList());
        AtomicFile.write(path.resolve("results.csv"), out -> writeTable(out, all, varied));
        return true;
    }

    private static void writeTable(OutputStream out, List<SweepResult> results, Set<String> varied) throws IOException {
        CsvLines lines = new CsvLines(out, LineDelimiter.LF);
        List<String> header = new ArrayList<>(List.of("cell", "run"));
        header.addAll(varied);
        header.addAll(List.of("state", "iteration", "loss", "best", "nfe.forward", "nfe.backward"));
        lines.add(header);
        for (SweepResult result : results) {
            List<String> line =
                    new ArrayList<>(List.of(result.cell().hash(), result.cell().name()));
            varied.forEach(column -> line.add(value(result.cell(), column)));
            line.add(String.valueOf(result.end().state()));
            line.add(String.valueOf(result.end().iteration()));
            line.add(number(result.losses().last()));
            line.add(number(result.losses().best()));
            line.add(String.valueOf(result.cost().forward()));
            line.add(String.valueOf(result.cost().backward()));
            lines.add(line);
        }
        lines.flush();
    }

    private static String value(SweepCell cell, String column) {
        if (!cell.settings().has(column)) {
            return "";
        }
        Object value = cell.settings().get(column);
        return value instanceof List<?> list
                ? String.join(";", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.exact(value);
    }

    /// The paths of which cells have different values, in order; what only some cells have is no difference in
    /// itself.
    static Set<String> varied(List<SweepCell> cells) {
        Map<String, Set<Object>> values = new LinkedHashMap<>();
        for (SweepCell cell : cells) {
            cell.settings().asMap().forEach((name, value) -> values.computeIfAbsent(name, _ -> new HashSet<>())
                    .add(value));
        }
        values.values().removeIf(different -> different.size() < 2);
        return values.keySet();
    }
}
