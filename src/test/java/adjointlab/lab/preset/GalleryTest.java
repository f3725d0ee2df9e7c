package adjointlab.lab.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GalleryTest {
    private static final Path FOLDER = Path.of("presets");
    private static final Gallery GALLERY = Gallery.builtIn();

    @Test
    void itListsEveryPresetThereIs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(GALLERY.ids())
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString())
                            .filter(name ->
                                    !List.of("index.json", "glossary.json").contains(name)
                                            && !name.endsWith(".schema.json"))
                            .map(name -> name.replace(".json", ""))
                            .toList());
        }
    }

    @Test
    void everyPresetHelpsToAnswerAQuestionAndSaysWhatItTakes() {
        assertThat(GALLERY.places()).allSatisfy(place -> {
            assertThat(place.questions()).isNotEmpty().isSubsetOf(GALLERY.questions());
            assertThat(place.takes()).isNotNull();
        });
        assertThat(GALLERY.questions()).allSatisfy(question -> assertThat(GALLERY.places())
                .as(question)
                .filteredOn(place -> place.questions().contains(question))
                .hasSizeGreaterThan(2));
    }

    /// What a text promises, the gallery says too.
    @Test
    void whatTakesDaysDoesNotSayThatItIsLive() {
        assertThat(GALLERY.places()).allSatisfy(place -> {
            String text = Presets.get(place.id()).info().text();
            boolean days = text.contains("takes days") || text.contains("takes weeks") || text.contains("takes months");
            boolean hours = text.contains("; hours at the paper’s size");
            assertThat(place.takes() == Gallery.Takes.DAYS || !days)
                    .as(place.id())
                    .isTrue();
            assertThat(place.takes() == Gallery.Takes.OVERNIGHT || !hours)
                    .as(place.id())
                    .isTrue();
            assertThat(place.takes() == Gallery.Takes.LIVE && place.id().endsWith("-small"))
                    .as(place.id())
                    .isFalse();
        });
    }

    @Test
    void theSchemaAllowsIt() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve("index.schema.json")), InputFormat.JSON);
        String text = Files.readString(FOLDER.resolve("index.json"));
        assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(text.replace("\"live\"", "\"soon\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "live,Which one?,",
        "soon,Which one?,not 'soon'",
        "live,Which other?,must be some of those above",
    })
    void itReadsStrictly(String takes, String question, String complaint) {
        String text = "{\"questions\": [\"Which one?\"], \"presets\": [{\"id\": \"a\", \"takes\": \"" + takes
                + "\", \"questions\": [\"" + question + "\"]}]}";
        if (complaint == null) {
            assertThat(Gallery.read("test", text).place("a").takes()).isEqualTo(Gallery.Takes.LIVE);
        } else {
            assertThatThrownBy(() -> Gallery.read("test", text))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining(complaint);
        }
    }
}
