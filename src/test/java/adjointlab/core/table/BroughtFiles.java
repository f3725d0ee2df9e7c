package adjointlab.core.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// All files that people's programs write, for tests of every way in which a file comes in.
public final class BroughtFiles {
    private BroughtFiles() {}

    /// All of them.
    public static List<Brought> all() {
        return Stream.of(
                        BroughtTexts.pandas(),
                        BroughtTexts.spreadsheets(),
                        BroughtTexts.others(),
                        BroughtArrays.arrays(),
                        BroughtArrays.archives(),
                        BroughtArrays.images(),
                        BroughtArrays.matlab(),
                        BroughtTables.all())
                .flatMap(List::stream)
                .toList();
    }

    /// Some of them, the same with the same seed.
    public static List<Brought> some(List<Brought> all, int count, long seed) {
        List<Brought> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    /// Settings of a problem that read it as its options say, by name.
    public static Map<String, String> settings(Brought brought) {
        TableOptions options = brought.options();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("columns", options.columns());
        settings.put("target", options.target());
        settings.put("missing", options.missing().name().toLowerCase(Locale.ROOT));
        TableOptions.Text text = options.text();
        settings.put(
                "separator",
                text.separator() == TableOptions.Separator.FOUND
                        ? "found"
                        : text.separator().id());
        settings.put("decimal", text.decimal().name().toLowerCase(Locale.ROOT));
        settings.put(
                "header",
                text.header() == TableOptions.Header.NONE
                        ? "numbers"
                        : text.header().name().toLowerCase(Locale.ROOT));
        settings.put(
                "encoding",
                text.letters()
                        .charset()
                        .map(set -> set.name().toLowerCase(Locale.ROOT))
                        .orElse("found"));
        return settings;
    }

    /// What is said of a file that is understood.
    public static SampleFacts facts(Path file, Brought brought) throws IOException {
        return LabelledSamples.read(file, 20_000, brought.options()).facts();
    }
}
