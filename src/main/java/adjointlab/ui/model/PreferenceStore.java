package adjointlab.ui.model;

import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Keeps preferences in a small JSON file of the user's configuration folder.
public final class PreferenceStore {
    /// A preferences file is some hundred bytes; a larger one is not ours.
    static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    /// @param file the preferences file; need not exist
    public PreferenceStore(Path file) {
        this.file = file;
    }

    /// The configuration folder of this program for this user.
    ///
    /// @param environment environment variables
    /// @param home the user's home folder
    public static Path folder(Map<String, String> environment, Path home) {
        String xdg = environment.get("XDG_CONFIG_HOME");
        if (xdg != null && !xdg.isBlank()) {
            return Path.of(xdg, "adjointlab");
        }
        String appData = environment.get("APPDATA");
        if (appData != null && !appData.isBlank()) {
            return Path.of(appData, "adjointlab");
        }
        Path library = home.resolve("Library/Application Support");
        return Files.isDirectory(library) ? library.resolve("adjointlab") : home.resolve(".config/adjointlab");
    }

    /// Whether nothing was ever stored: this user is new.
    public boolean isEmpty() {
        return !Files.exists(file);
    }

    /// The stored preferences; each one that is missing or not allowed is the default.
    ///
    /// @throws IOException if there is a file that cannot be read as preferences, with a sentence that names it
    public Preferences load() throws IOException {
        if (!Files.exists(file)) {
            return Preferences.DEFAULT;
        }
        JsonNode root;
        try {
            root = JSON.readTree(new String(InputFile.bytes(file, MAX_BYTES), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        Preferences defaults = Preferences.DEFAULT;
        double size = root.path("fontSize").asDouble(defaults.fontSize());
        int autosave = root.path("autosaveSeconds").asInt(defaults.autosaveSeconds());
        return new Preferences(
                word(root, "appearance", Preferences.Appearance.values(), defaults.appearance()),
                word(root, "motion", Preferences.Motion.values(), defaults.motion()),
                new Preferences.Reading(
                        size >= Preferences.SMALLEST && size <= Preferences.LARGEST ? size : defaults.fontSize(),
                        root.path("sentences").asBoolean(defaults.sentences())),
                autosave >= 1 && autosave <= 600 ? autosave : defaults.autosaveSeconds(),
                new Preferences.Recent(texts(root.path("recent")), texts(root.path("recentPresets"))));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> {
            if (item.isString()) {
                texts.add(item.stringValue());
            }
        });
        return texts;
    }

    /// Replaces the stored preferences.
    public void save(Preferences preferences) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("appearance", preferences.appearance().name().toLowerCase(Locale.ROOT));
        root.put("motion", preferences.motion().name().toLowerCase(Locale.ROOT));
        root.put("fontSize", preferences.fontSize());
        root.put("sentences", preferences.sentences());
        root.put("autosaveSeconds", preferences.autosaveSeconds());
        var recent = root.putArray("recent");
        preferences.recent().files().forEach(recent::add);
        var presets = root.putArray("recentPresets");
        preferences.recent().presets().forEach(presets::add);
        AtomicFile.write(file, (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static <E extends Enum<E>> E word(JsonNode root, String name, E[] allowed, E otherwise) {
        String word = root.path(name).asString("");
        for (E candidate : allowed) {
            if (candidate.name().equalsIgnoreCase(word)) {
                return candidate;
            }
        }
        return otherwise;
    }
}
