package adjointlab.lab.preset;

import adjointlab.core.catalog.InvalidValueException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The presets that come with the program, and those in files.
public final class Presets {
    /// The preset that opens when none is named.
    public static final String DEFAULT_ID = "simplest-fig-2";

    private static final String FOLDER = "/adjointlab/presets/";

    /// What was read once.
    private static final Map<String, Preset> READ = new ConcurrentHashMap<>();

    private Presets() {}

    /// The ids of the built-in presets, in display order (`presets/index.json`).
    public static List<String> ids() {
        return Gallery.builtIn().ids();
    }

    /// The built-in presets, in display order.
    public static List<Preset> builtIn() {
        return ids().stream().map(Presets::get).toList();
    }

    /// The built-in preset with this id.
    ///
    /// @throws InvalidValueException naming the nearest one
    public static Preset get(String id) {
        return READ.computeIfAbsent(id, Presets::read);
    }

    private static Preset read(String id) {
        if (!ids().contains(id)) {
            throw InvalidValueException.unknown("preset", id, ids());
        }
        String file = id + ".json";
        return PresetJson.read(file, resource(file));
    }

    /// A preset from a file; files of data that it names are relative to its folder.
    ///
    /// @throws InvalidValueException one sentence, if the file is not a preset
    /// @throws IOException if it cannot be read
    public static Preset load(Path file) throws IOException {
        Preset preset = PresetJson.read(String.valueOf(file.getFileName()), JsonObject.smallText(file, "preset"));
        return DataFiles.under(preset, file.toAbsolutePath().resolveSibling(""));
    }

    /// The text of a file that comes with the program beside its presets.
    ///
    /// @param name of the file in their folder, for instance `lessons/index.json`
    /// @throws IllegalStateException if the program was built without it
    public static String resource(String name) {
        try (InputStream in = Presets.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
