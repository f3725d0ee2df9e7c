package adjointlab.lab.check;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.data.AtomicFile;
import adjointlab.core.data.Sha256;
import adjointlab.core.table.LabelledSamples;
import adjointlab.lab.Environment;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Slots;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Cards in a folder, each with what it depends on: the preset with all settings, the program, the processor's kernels,
/// and the files that it reads. A card whose parts have changed is not found again.
public final class CardStore {
    private static final String KEY = "key";
    private final Path folder;
    private final Maker maker;

    /// Who makes a card.
    ///
    /// @param environment what the numbers of a run depend on: version, machine, kernels
    /// @param program where its classes are
    record Maker(Map<String, Object> environment, Path program) {
        static Maker here() {
            try {
                return new Maker(
                        Environment.describe(),
                        Path.of(CardStore.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException("the program's own place cannot be read", e);
            }
        }
    }

    /// @param folder need not exist
    public CardStore(Path folder) {
        this(folder, Maker.here());
    }

    CardStore(Path folder, Maker maker) {
        this.folder = folder;
        this.maker = maker;
    }

    /// Makes the folder of a store, where there is none.
    ///
    /// @throws InvalidValueException if cards cannot be kept there, in one sentence
    public static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new InvalidValueException("cards cannot be kept in " + folder + ": " + e.getFile() + " is a file");
        } catch (IOException e) {
            throw new InvalidValueException("cards cannot be kept in " + folder + ", which cannot be made");
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidValueException("cards cannot be kept in " + folder + ", which cannot be written to");
        }
    }

    /// The card of a preset as it was made by this program from these settings and files; nothing where there is
    /// none or anything has changed.
    ///
    /// @throws IOException if the folder cannot be read
    /// @throws InvalidValueException if a card in it is no card, in one sentence
    public Optional<ReproductionCard> find(Preset preset) throws IOException {
        return latest(preset).filter(Kept::isCurrent).map(Kept::card);
    }

    /// The card of a preset that was kept last, whoever made it.
    ///
    /// @return nothing where there is none
    /// @throws IOException if the folder cannot be read
    /// @throws InvalidValueException if it is no card, in one sentence
    public Optional<Kept> latest(Preset preset) throws IOException {
        Path file = file(preset);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonObject json = JsonObject.parse(file.getFileName().toString(), JsonObject.smallText(file, "card"));
        JsonObject environment = json.object("environment");
        String made = environment.textOr("version", "?") + " on " + environment.textOr("processor", "?");
        return Optional.of(new Kept(card(json), json.text(KEY).equals(key(preset)), made));
    }

    /// A card that was kept.
    ///
    /// @param card what it says
    /// @param isCurrent whether this program would make it of these settings and files
    /// @param made by which version, on which processor
    public record Kept(ReproductionCard card, boolean isCurrent, String made) {}

    /// Keeps a card.
    ///
    /// @param preset whose card it is
    public void keep(Preset preset, ReproductionCard card) throws IOException {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(KEY, key(preset));
        tree.put("environment", maker.environment());
        tree.put("settings", PresetJson.tree(preset).get("settings"));
        tree.putAll(card.tree());
        Files.createDirectories(folder);
        AtomicFile.write(file(preset), JsonObject.write(tree).getBytes(StandardCharsets.UTF_8));
    }

    private Path file(Preset preset) {
        return folder.resolve(preset.id() + seeds(preset) + ".json");
    }

    /// Reruns of a preset with other seeds are cards of their own.
    private static String seeds(Preset preset) {
        int first = preset.runs().getFirst().settings(preset.settings()).get(Slots.SEED);
        return "-" + first;
    }

    private String key(Preset preset) throws IOException {
        StringBuilder text = new StringBuilder(JsonObject.write(PresetJson.tree(preset)));
        text.append(maker.environment());
        text.append(stamp(maker.program()));
        for (Path file : files(preset)) {
            text.append(stamp(file));
        }
        return Sha256.of(text.toString());
    }

    /// What runs' settings name under "file" or "…File", with labels that lie beside images.
    private static SequencedSet<Path> files(Preset preset) {
        SequencedSet<Path> files = new LinkedHashSet<>();
        preset.runs().forEach(run -> run.settings(preset.settings()).asMap().forEach((path, value) -> {
            if (path.toLowerCase(Locale.ROOT).endsWith("file") && value instanceof String name && !name.isBlank()) {
                Path file = Path.of(name);
                files.addAll(Files.isDirectory(file) ? List.of(file) : LabelledSamples.files(file));
            }
        }));
        return files;
    }

    /// Sizes and times of a file, or of all files in a folder.
    private static String stamp(Path place) throws IOException {
        if (!Files.exists(place)) {
            return place + " missing";
        }
        long size = 0;
        long newest = 0;
        try (var files = Files.walk(place)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isRegularFile(file)) {
                    size += Files.size(file);
                    newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return place + " " + size + " " + newest;
    }

    private static ReproductionCard card(JsonObject json) {
        List<ReproductionCard.Row> rows = json.objects("claims").stream()
                .map(claim -> new ReproductionCard.Row(
                        Source.of(claim.text("source")),
                        claim.text("claim"),
                        claim.textOr("citation", ""),
                        new Outcome(
                                claim.textOr("ours", ""),
                                claim.textOr("expected", ""),
                                claim.textOr("tolerance", ""),
                                Verdict.ofWord(claim.text("verdict")),
                                claim.whole("n"))))
                .toList();
        return new ReproductionCard(json.text("preset"), json.text("title"), rows);
    }
}
