package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The schema that editors check presets with says the same as the program.
final class PresetSchemaTest {
    private static final Path FOLDER = Path.of("presets");
    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(FOLDER.resolve("preset.schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FOLDER)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !List.of(
                                    "preset.schema.json",
                                    "index.json",
                                    "index.schema.json",
                                    "glossary.json",
                                    "glossary.schema.json")
                            .contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSchemaAllowsEveryPreset(Path file) throws IOException {
        assertThat(SCHEMA.validate(Files.readString(file), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void theSchemaAllowsWhatTheProgramWrites(Path file) throws IOException {
        Preset preset = PresetJson.read(JsonObject.parse(file.toString(), Files.readString(file)));
        assertThat(SCHEMA.validate(JsonObject.write(PresetJson.tree(preset)), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"schema\": 2, \"id\": \"a\", \"title\": \"A\", \"group\": \"G\", \"layout\": {\"tabs\": []}}",
                "{\"schema\": 1, \"id\": \"A b\", \"title\": \"A\", \"group\": \"G\", \"layout\": {\"tabs\": []}}",
                "{\"schema\": 1, \"id\": \"a\", \"title\": \"A\", \"group\": \"G\", \"layout\": {\"tabs\": [{\"id\":"
                        + " \"x\"}]}}",
                "{\"schema\": 1, \"id\": \"a\", \"title\": \"A\", \"group\": \"G\", \"layout\": {\"tabs\": []},"
                        + " \"colour\": 1}",
            })
    void itForbidsWhatTheProgramDoesNotRead(String text) {
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isNotEmpty();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> PresetJson.read(JsonObject.parse("test", text)))
                .isInstanceOf(adjointlab.core.catalog.InvalidValueException.class);
    }
}
