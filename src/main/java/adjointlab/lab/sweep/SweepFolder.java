package adjointlab.lab.sweep;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.CsvLines;
import adjointlab.core.data.InputFile;
import adjointlab.lab.preset.JsonObject;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a sweep's files lie: `sweep.json` says what it is of, `<hash>.json` is the result of each cell and
/// `curves/<hash>.csv` how it came there; `results.csv` and `curves.csv` hold those of all cells once a sweep is done.
/// How long they took stands in `timings.csv`, the only file that differs from one time to the next.
///
/// @param path the folder
public record SweepFolder(Path path) {
    private static final String CURVES = "curves";
    private static final int MOST_CURVE_BYTES = 1 << 20;
    private static final String RESULT = "[0-9a-f]{16}\\.json";

    /// The file of a cell.
    Path file(SweepCell cell) {
        return path.resolve(cell.hash() + ".json");
    }

    /// Whether a cell's result is there and whole.
    public boolean has(SweepCell cell) {
        return Files.isRegularFile(curveFile(cell)) && read(file(cell)).isPresent();
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

    /// Writes a result, whole or not at all: the curve first, so that a result that is there has one.
    void write(SweepCell.Trained trained) throws IOException {
        SweepCell cell = trained.result().cell();
        Files.createDirectories(path.resolve(CURVES));
        AtomicFile.write(curveFile(cell), trained.curve()::write);
        AtomicFile.write(file(cell), trained.result().json().getBytes(StandardCharsets.UTF_8));
    }

    private Path curveFile(SweepCell cell) {
        return path.resolve(CURVES).resolve(cell.hash() + ".csv");
    }

    /// How a cell's training went; nothing where that is not there, or something else.
    public Optional<SweepCurve> curve(SweepCell cell) {
        Path file = curveFile(cell);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Reader text = new InputStreamReader(InputFile.open(file, MOST_CURVE_BYTES), StandardCharsets.UTF_8)) {
            return Optional.of(SweepCurve.read(text));
        } catch (IOException | InvalidValueException _) {
            return Optional.empty(); // as if it were not there
        }
    }

    /// Adds how long a cell took. Shards write into files of their own, so that none waits for another.
    synchronized void writeTiming(Sweep.Shard shard, SweepCell cell, double seconds) throws IOException {
        Path file = path.resolve(
                shard.count() == 1 ? "timings.csv" : "timings-" + shard.index() + "-of-" + shard.count() + ".csv");
        cutHalfLine(file);
        boolean fresh = !Files.exists(file) || Files.size(file) == 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            CsvLines lines = new CsvLines(out, LineDelimiter.LF);
            if (fresh) {
                lines.add(List.of("cell", "run", "seconds"));
            }
            lines.add(List.of(cell.hash(), cell.name(), String.format(Locale.ROOT, "%.3f", seconds)));
            lines.flush();
        }
    }

    /// A program that was killed while it added a line may have left half of it.
    private static void cutHalfLine(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "rw")) {
            long end = lines.length();
            while (end > 0) {
                lines.seek(end - 1);
                if (lines.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end < lines.length()) {
                lines.setLength(end);
            }
        }
    }

    /// All results in the folder, by name; files that are something else are passed over.
    ///
    /// @throws IOException if the folder cannot be read
    public List<SweepResult> results() throws IOException {
        return stored().stream().map(Stored::result).flatMap(Optional::stream).toList();
    }

    /// The files of results in the folder, by name.
    ///
    /// @return none where there is no folder
    /// @throws IOException if the folder cannot be read
    public List<Stored> stored() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        List<Stored> stored = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.json")) {
            for (Path file : files) {
                if (String.valueOf(file.getFileName()).matches(RESULT)) {
                    stored.add(new Stored(file, Files.getLastModifiedTime(file)));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        stored.sort(Comparator.comparing(Stored::file));
        return stored;
    }

    /// A file of a result at a time, which says whether it is another one by now.
    ///
    /// @param file its path
    /// @param modified when it was written
    public record Stored(Path file, FileTime modified) {
        /// What is in it; nothing where that is something else.
        public Optional<SweepResult> result() {
            return read(file);
        }
    }

    /// Writes `results.csv` and `curves.csv` of all results in the folder if those of a sweep are all there: the
    /// sweep's in its order, then by hash those that were there besides, such as another sweep's.
    ///
    /// @return whether they were
    boolean writeTables(List<SweepCell> cells) throws IOException {
        Map<String, SweepResult> results = new LinkedHashMap<>();
        for (SweepCell cell : cells) {
            Optional<SweepResult> result = read(file(cell));
            if (result.isEmpty()) {
                return false;
            }
            results.put(cell.hash(), result.get());
        }
        results().forEach(other -> results.putIfAbsent(other.cell().hash(), other));
        SweepTables tables = new SweepTables(List.copyOf(results.values()));
        AtomicFile.write(path.resolve("results.csv"), tables::writeResults);
        AtomicFile.write(path.resolve("curves.csv"), out -> tables.writeCurves(out, this));
        return true;
    }
}
