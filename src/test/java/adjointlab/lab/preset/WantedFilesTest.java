package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a preset asks for, and where it looks for it.
final class WantedFilesTest {
    private static final WantedFiles WANTED = new WantedFiles("Shapes", "train.csv", "test.csv", List.of("names.txt"));

    @TempDir
    Path folder;

    private Path write(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "");
    }

    @Test
    void saysInOneSentenceWhatItWants() {
        assertThat(WANTED.sentence(Settings.defaults()))
                .isEqualTo("Made for Shapes: choose train.csv, test.csv and names.txt in one folder, also as .gz; until"
                        + " then it trains on drawn samples.");
        assertThat(new WantedFiles("One", "a.npz", "", List.of())
                        .sentence(Settings.defaults().with("problem.id", "series-file")))
                .contains(": choose a.npz in one folder")
                .endsWith("until then it trains on series made here.");
    }

    @Test
    void findsThemBesideTheOneThatIsChosenPackedOrNot() throws IOException {
        Path chosen = write("names.txt");
        Path train = write("train.csv.gz");
        assertThatThrownBy(() -> WANTED.find(chosen))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(folder + " has no test.csv; Shapes is train.csv, test.csv and names.txt in one folder");
        Path test = write("test.csv");
        assertThat(WANTED.find(chosen)).isEqualTo(new WantedFiles.Found(train, Optional.of(test)));
        assertThat(WANTED.find(folder)).as("their folder").isEqualTo(WANTED.find(chosen));
        WantedFiles all = new WantedFiles("Shapes", "", "", List.of("names.txt"));
        assertThat(all.find(chosen)).isEqualTo(new WantedFiles.Found(folder, Optional.empty()));
    }

    /// What the command line does with a folder.
    @Test
    void filesOfSeriesStaySeries() throws IOException {
        WantedFiles.Found found = new WantedFiles.Found(write("train.ts"), Optional.of(write("test.ts")));
        Settings series = Settings.defaults().with("problem.id", "series-file");
        Settings taken = series.withAll(WantedFiles.settings(found, series));
        assertThat(taken.get("problem.id")).isEqualTo("series-file");
        assertThat(taken.get("problem.file"))
                .isEqualTo(folder.resolve("train.ts").toAbsolutePath().toString());
        assertThat(taken.get("problem.testFile"))
                .isEqualTo(folder.resolve("test.ts").toAbsolutePath().toString());
        assertThat(WantedFiles.missing(series)).isTrue();
        assertThat(WantedFiles.given(taken)).isTrue();
        assertThat(WantedFiles.settings(found, Settings.defaults())).containsEntry("problem.id", "samples-file");
    }

    /// What is in the file decides, not what was learned from before.
    @Test
    void aTableOfTextsBecomesCountsOfWords() throws IOException {
        Path file = Files.writeString(folder.resolve("news.csv"), "text,class\nmarkets fall,Business\ngoal,Sports\n");
        WantedFiles.Found texts = new WantedFiles.Found(file, Optional.empty());
        for (String before : List.of("topics", "samples-file", "digits")) {
            Settings settings = Settings.defaults().with("problem.id", before);
            Settings taken = settings.withAll(WantedFiles.settings(texts, settings));
            assertThat(taken.get("problem.id")).as(before).isEqualTo("topics");
            assertThat(taken.get("problem.file"))
                    .isEqualTo(file.toAbsolutePath().toString());
        }
        Settings topics = Settings.defaults().with("problem.id", "topics");
        assertThat(WantedFiles.missing(topics)).isTrue();
        assertThat(WANTED.sentence(topics)).endsWith("until then it trains on texts made here.");
        Path numbers = Files.writeString(folder.resolve("numbers.csv"), "1,2.5\n0,3.5\n");
        assertThat(WantedFiles.settings(new WantedFiles.Found(numbers, Optional.empty()), topics))
                .containsEntry("problem.id", "samples-file");
    }

    @Test
    void aTableTakesThePlaceOfMadeWeather() throws IOException {
        Path file =
                Files.writeString(folder.resolve("weather.csv"), "date,temperature\n2013-01-01,10\n2013-01-02,7.4\n");
        Settings made = Settings.defaults().with("problem.id", "climate").with("problem.window", 1);
        assertThat(WantedFiles.missing(made)).isTrue();
        assertThat(WANTED.sentence(made)).endsWith("until then it trains on weather made here.");
        Settings taken = made.withAll(WantedFiles.settings(new WantedFiles.Found(file, Optional.empty()), made));
        assertThat(taken.get("problem.id")).isEqualTo("climate");
        assertThat(WantedFiles.given(taken)).isTrue();
        WantedFiles.Found images = new WantedFiles.Found(write("t10k-images-idx3-ubyte"), Optional.empty());
        assertThat(WantedFiles.settings(images, made)).containsEntry("problem.id", "samples-file");
    }

    @Test
    void anInputTakesTheFileWhereTheProblemTakesNone() throws IOException {
        WantedFiles.Found found = new WantedFiles.Found(write("box.csv"), Optional.empty());
        Settings driven = Settings.defaults().with("problem.id", "response").with("field.id", "driven");
        assertThat(WantedFiles.takesInput(driven)).isTrue();
        assertThat(WantedFiles.missing(driven)).isTrue();
        assertThat(WantedFiles.given(driven)).isFalse();
        assertThat(WANTED.sentence(driven)).endsWith("until then an input made here drives it.");
        Settings taken = driven.withAll(WantedFiles.settings(found, driven));
        assertThat(taken.get("field.inputFile"))
                .isEqualTo(folder.resolve("box.csv").toAbsolutePath().toString());
        assertThat(taken.get("problem.id")).isEqualTo("response");
        assertThat(WantedFiles.missing(taken)).isFalse();
        assertThat(WantedFiles.given(taken)).isTrue();

        Settings series = driven.with("problem.id", "series-file");
        assertThat(WantedFiles.takesInput(series)).isFalse();
        assertThat(WantedFiles.settings(found, series)).containsKey("problem.file");
        assertThat(WantedFiles.missing(Settings.defaults())).isFalse();
    }

    /// The field learns what the system does under the same input.
    @Test
    void aTableDrivesTheSystemAndItsField() throws IOException {
        String file = write("box.csv").toAbsolutePath().toString();
        WantedFiles.Found found = new WantedFiles.Found(Path.of(file), Optional.empty());
        Settings both = Presets.get("learn-driven-spring").settings();
        assertThat(WantedFiles.takesInput(both)).isTrue();
        assertThat(WantedFiles.settings(found, both))
                .containsOnly(Map.entry("problem.inputFile", file), Map.entry("field.inputFile", file));
        assertThat(WantedFiles.settings(found, both.with("field.id", "mlp")))
                .containsOnly(Map.entry("problem.inputFile", file));
        assertThat(WantedFiles.inputs(Settings.defaults(), file)).isEmpty();
    }

    @Test
    void aPresetKeepsThem() {
        Preset preset = Presets.get("wide-fig-2");
        assertThat(preset.wants().orElseThrow().name()).isEqualTo("MNIST");
        String text = JsonObject.write(PresetJson.tree(preset));
        assertThat(PresetJson.read("again.json", text)).isEqualTo(preset);
        assertThat(Overrides.apply(preset, List.of("iterations=7")).wants()).isEqualTo(preset.wants());
        assertThat(preset.with(preset.settings())
                        .with(preset.layout())
                        .withExtra(List.of())
                        .wants())
                .isEqualTo(preset.wants());
        assertThat(Presets.get("simplest-fig-2").wants()).isEmpty();
        assertThatThrownBy(() -> PresetJson.read(
                        "none.json",
                        text.replaceAll("\"(file|testFile)\"\\s*:\\s*\"[^\"]*\"", "\"$1\": \"\"")
                                .replaceAll("\"beside\"\\s*:\\s*\\[[^\\]]*\\]", "\"beside\": []")))
                .hasMessageContaining("'file' or 'beside' must name a file");
    }
}
