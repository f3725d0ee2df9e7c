package adjointlab.lab.preset;

import adjointlab.core.catalog.Fields;
import adjointlab.core.catalog.Problems;
import adjointlab.core.table.DataStore;
import adjointlab.core.table.LabelledSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files of data that settings name: where they are, and what was in them.
public final class DataFiles {
    private static final List<String> PATHS = List.of(
            Slots.PROBLEM.at(Problems.FILE).path(),
            Slots.PROBLEM.at(Problems.TEST_FILE).path(),
            Slots.PROBLEM.at(Fields.INPUT_FILE).path(),
            Slots.FIELD.at(Fields.INPUT_FILE).path());

    private DataFiles() {}

    /// A file as it was.
    ///
    /// @param path as settings name it; of labels beside images, theirs
    /// @param sha256 of what was in it, in hexadecimal digits
    public record DataFile(String path, String sha256) {}

    /// The files that settings name and take, as they are now; what is none, or a folder of images, is left out.
    ///
    /// @param all of some runs
    public static List<DataFile> of(Collection<Settings> all) {
        Set<DataFile> files = new LinkedHashSet<>();
        for (Settings settings : all) {
            for (String path : PATHS) {
                named(Effects.has(settings, path) ? settings.get(path) : "").forEach(file -> add(file, files));
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> named(Object value) {
        try {
            return value instanceof String text && !text.isBlank() ? LabelledSamples.files(Path.of(text)) : List.of();
        } catch (InvalidPathException _) {
            return List.of(); // whoever reads it says better what is wrong with it
        }
    }

    private static void add(Path file, Set<DataFile> files) {
        hash(file).ifPresent(hash -> files.add(new DataFile(file.toString(), hash)));
    }

    private static Optional<String> hash(Path file) {
        try {
            return DataStore.SHARED.contentHash(file);
        } catch (IOException _) {
            return Optional.empty(); // whoever reads it says better what is wrong with it
        }
    }

    /// What is different now, each a sentence without its point.
    public static List<String> changes(List<DataFile> before) {
        List<String> changes = new ArrayList<>();
        for (DataFile file : before) {
            Path path = Path.of(file.path);
            if (!Files.exists(path)) {
                changes.add(file.path + " is not there any more");
            } else if (!hash(path).equals(Optional.of(file.sha256))) {
                changes.add(file.path + " has changed since this was saved");
            }
        }
        return changes;
    }

    /// A preset whose relative names of files are those of files in a folder.
    ///
    /// @param folder of the preset
    public static Preset under(Preset preset, Path folder) {
        Map<String, Object> changes = new LinkedHashMap<>();
        for (String path : PATHS) {
            if (preset.settings().has(path)) {
                Object before = preset.settings().get(path);
                Object after = under(path, before, folder);
                if (!after.equals(before)) {
                    changes.put(path, after);
                }
            }
        }
        List<Vary> vary = preset.vary().stream()
                .map(each -> new Vary(
                        each.path(),
                        each.values().stream()
                                .map(value -> under(each.path(), value, folder))
                                .toList(),
                        each.with().stream().map(with -> under(with, folder)).toList()))
                .toList();
        List<RunSpec> extra = preset.extra().stream()
                .map(run -> new RunSpec(run.name(), run.label(), run.group(), under(run.changes(), folder)))
                .toList();
        return new Preset(
                preset.id(),
                preset.info(),
                changes.isEmpty() ? preset.settings() : preset.settings().withAll(changes),
                vary,
                extra,
                preset.layout(),
                preset.expectations(),
                preset.wants(),
                preset.replicas(),
                preset.offer());
    }

    private static Map<String, Object> under(Map<String, Object> changes, Path folder) {
        Map<String, Object> resolved = new LinkedHashMap<>();
        changes.forEach((path, value) -> resolved.put(path, under(path, value, folder)));
        return resolved;
    }

    private static Object under(String path, Object value, Path folder) {
        if (!PATHS.contains(path) || !(value instanceof String name) || name.isBlank()) {
            return value;
        }
        try {
            return folder.resolve(name).normalize().toString();
        } catch (InvalidPathException _) {
            return value; // whoever reads it says better what is wrong with it
        }
    }
}
