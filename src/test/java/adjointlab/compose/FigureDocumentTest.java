package adjointlab.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.compose.FigureDocument.Letters;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FigureDocumentTest {
    /// Everything that a document can say.
    static final String FULL = """
        {"figure": 1, "title": "All", "target": "icml", "width": "column", "heightMm": 120, "font": "serif",
         "fontPt": 7.5, "letters": "A", "legend": "right", "sharedTitles": false, "names": {"SGD": "descent"},
         "grid": {"rows": 2, "columns": 2, "heights": [1, 2], "widths": [1, 1.5], "rowGapMm": 5, "columnGapMm": 6},
         "titles": {"top": "over", "bottom": "under", "left": "beside"},
         "spans": [{"text": "both", "row": 0, "column": 0, "columns": 2}],
         "cells": [
          {"place": {"row": 0, "column": 0, "rows": 2, "columns": 1}, "source": "simplest-fig-2",
           "set": ["iterations=5"], "at": 3, "panel": "loss-curves", "options": {"window": 2}, "columns": true,
           "title": "Loss", "x": {"label": "k", "from": 0, "to": 5, "ticks": [0, 5]},
           "y": {"log": true, "from": 0.1}, "names": {"Adam": "adam"}, "order": ["Adam"],
           "lines": [{"x": 2, "label": "two"}, {"y": 0.5}],
           "notes": [{"text": "here", "x": 1, "y": 1}, {"text": "there", "x": 2, "y": 1, "rightMm": 5, "upMm": -3}],
           "insets": [{"x": [0, 1], "y": [1, 2], "corner": "bottom-left", "size": 0.5}]},
          {"place": {"row": 0, "column": 1}, "source": "other.pdf"}
         ]}
        """;

    private static final Schema SCHEMA = schema();

    @TempDir
    Path folder;

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("presets/figures/figure.schema.json")), InputFormat.JSON);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FigureDocument read(String text) {
        return FigureDocumentJson.read(JsonObject.parse("my.figure.json", text));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        FigureDocument document = read(FULL);
        Path file = folder.resolve("full.figure.json");
        FigureDocumentJson.write(file, document);

        assertThat(FigureDocumentJson.read(file)).isEqualTo(document);
        assertThat(document.cells().getFirst().changes().marks().insets()).hasSize(1);
        assertThat(document.cells().getFirst().panel().columns()).isTrue();
        assertThat(document.cells().getLast().panel().id()).isEmpty();
    }

    @Test
    void theSchemaAllowsWhatIsReadAndWritten() {
        assertThat(SCHEMA.validate(FULL, InputFormat.JSON)).isEmpty();
        assertThat(SCHEMA.validate(JsonObject.write(FigureDocumentJson.tree(read(FULL))), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"figure\": 1 | \"figure\": 2 | my.figure.json: 'figure' must be 1",
                "\"target\": \"icml\" | \"target\": \"imcl\" | unknown target 'imcl'; did you mean 'icml'",
                "\"width\": \"column\" | \"width\": \"colum\" | 'width' must be column or page",
                "\"fontPt\": 7.5 | \"fontPt\": 1 | 'fontPt' must be from 4 to 72",
                "\"heightMm\": 120 | \"heightMm\": 1e9 | 'heightMm' must be from 10 to 2000",
                "\"letters\": \"A\" | \"letters\": \"B\" | 'letters' must be one of none, (a), a), A",
                "\"legend\": \"right\" | \"legend\": \"left\" | 'legend' must be off, top, bottom or right",
                "\"font\": \"serif\" | \"font\": \"mono\" | 'font' must be sans or serif",
                "\"rows\": 2, \"columns\": 2, \"heights\" | \"rows\": 13, \"columns\": 2, \"heights\" | 'rows' must be"
                        + " from 1 to 12",
                "[1, 1.5] | [1] | 'widths' has 1 numbers where 2 are needed",
                "[1, 1.5] | [1, 0] | 'widths' must be from 0.001 to 1000",
                "\"row\": 0, \"column\": 1} | \"row\": 1, \"column\": 0} | cells[1]: lies over cells[0]",
                "\"row\": 0, \"column\": 1} | \"row\": 0, \"column\": 2} | cells[1]: reaches beyond the grid of 2 rows",
                "\"row\": 0, \"column\": 1} | \"row\": -1, \"column\": 1} | are counted from 0",
                "\"columns\": 2}], | \"columns\": 3}], | spans[0]: reaches beyond the grid",
                "\"at\": 3 | \"at\": -2 | 'at' must be an iteration",
                "\"source\": \"other.pdf\" | \"source\": \"\" | 'source' must be a preset's id or a file",
                "\"source\": \"other.pdf\" | \"sauce\": \"other.pdf\" | unknown key 'sauce'; did you mean 'source'",
                "\"from\": 0, \"to\": 5 | \"from\": 5, \"to\": 5 | 'from' must be less than 'to'",
                "\"from\": 0.1 | \"from\": -0.1 | an axis in decades has positive ends",
                "{\"y\": 0.5} | {\"y\": 0.5, \"x\": 1} | must have either 'x' or 'y'",
                "\"rightMm\": 5,  |  | 'rightMm' and 'upMm' go together",
                "\"text\": \"here\" | \"text\": \" \" | 'text' is missing",
                "\"x\": [0, 1] | \"x\": [1, 1] | 'x' must be two numbers, the smaller one first",
                "bottom-left | bottom | 'corner' must be one of top-left",
                "\"size\": 0.5 | \"size\": 1 | 'size' must be from 0.1 to 0.9",
                "[\"iterations=5\"] | [5] | 'set' must be a list of at most 200 texts"
            })
    void aFaultIsToldWithItsPlace(String right, String wrong, String sentence) {
        String text = FULL.replace(right, wrong == null ? "" : wrong);

        assertThat(text).isNotEqualTo(FULL);
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("my.figure.json")
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"rows\": 13,", "\"fontPt\": 1,", "\"letters\": \"B\",", "\"other\": 1,"})
    void theSchemaRefusesWhatTheProgramRefuses(String fault) {
        String key = fault.substring(0, fault.indexOf(':'));
        String text = FULL.contains(key)
                ? FULL.replaceFirst(key + ": [^,]*,", fault)
                : FULL.replaceFirst("\"figure\": 1,", "\"figure\": 1, " + fault);

        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isNotEmpty();
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void theExampleIsAllowed() throws IOException {
        Path example = Path.of("presets/figures/simplest.figure.json");

        assertThat(SCHEMA.validate(Files.readString(example), InputFormat.JSON)).isEmpty();
        assertThat(FigureDocumentJson.read(example).cells()).hasSize(3);
    }

    @Test
    void lettersGoOnBehindZ() {
        assertThat(Letters.PARENTHESES.of(0)).isEqualTo("(a)");
        assertThat(Letters.HALF.of(25)).isEqualTo("z)");
        assertThat(Letters.CAPITAL.of(26)).isEqualTo("AA");
        assertThat(Letters.CAPITAL.of(47)).isEqualTo("AV");
        assertThat(Letters.NONE.of(3)).isEmpty();
    }

    @Test
    void targetsAreThoseOfTheJournals() {
        assertThat(Targets.get("nature").widthMm(false)).isEqualTo(89);
        assertThat(Targets.get("nature").widthMm(true)).isEqualTo(183);
        assertThat(Targets.get("pnas").widthMm(false)).isEqualTo(87);
        assertThat(Targets.get("pnas-middle").widthMm(true)).isEqualTo(114);
        assertThat(Targets.get("pnas").widthMm(true)).isEqualTo(178);
        assertThat(Targets.get("science").widthMm(false)).isEqualTo(55);
        assertThat(Targets.get("science").widthMm(true)).isEqualTo(120);
        assertThat(Targets.get("agu").widthMm(false)).isEqualTo(95);
        assertThat(Targets.get("agu").widthMm(true)).isEqualTo(190);
        assertThat(Targets.ids()).contains("icml", "neurips", "iclr", "jmlr", "ieee", "poster", "slide", "paper");
        assertThat(Targets.widths()).extracting(Targets.Width::id).doesNotHaveDuplicates();
    }

    @Test
    void aFaultInTheTableOfTargetsIsTold() {
        List<String> faults = List.of(
                "[{\"id\": \"paper\", \"label\": \"P\", \"pageMm\": 5, \"fontPt\": 8, \"heightMm\": 90}]",
                "[{\"id\": \"paper\", \"label\": \"P\", \"columnMm\": 90, \"pageMm\": 80, \"fontPt\": 8, \"heightMm\":"
                        + " 90}]",
                "[]");
        for (String fault : faults) {
            assertThatThrownBy(() -> Targets.read(JsonObject.parse("targets.json", "{\"targets\": " + fault + "}")))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageStartingWith("targets.json");
        }
    }

    @Test
    void aPersonsOwnTargetsComeBesideAndTakePlaces(@TempDir Path folder) throws IOException {
        List<String> before = Targets.ids();
        try {
            Targets.extendFrom(folder); // there is none yet
            assertThat(Targets.ids()).isEqualTo(before);
            Path own = folder.resolve(Targets.OWN_FILE);
            Files.writeString(own, """
                {"targets": [
                  {"id": "thesis", "label": "My thesis", "pageMm": 150, "fontPt": 10, "heightMm": 220},
                  {"id": "nature", "label": "Nature of 2030", "columnMm": 91, "pageMm": 185, "fontPt": 7,
                   "heightMm": 170}]}
                """);
            Targets.extendFrom(folder);
            assertThat(Targets.ids())
                    .hasSize(before.size() + 1)
                    .containsAll(before)
                    .endsWith("thesis");
            assertThat(Targets.get("thesis").page(true).widthMm()).isEqualTo(150);
            assertThat(Targets.get("nature").widthMm(false)).isEqualTo(91);
            assertThat(Targets.widths()).extracting(Targets.Width::label).contains("My thesis");

            Files.writeString(
                    own,
                    "{\"targets\": [{\"id\": \"a\", \"label\": \"A\", \"pageMm\": 5,"
                            + " \"fontPt\": 8, \"heightMm\": 90}]}");
            assertThatThrownBy(() -> Targets.extendFrom(folder))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessageContaining(Targets.OWN_FILE)
                    .hasMessageContaining("pageMm");
            assertThat(Targets.get("thesis").widthMm(true))
                    .as("stays as it was")
                    .isEqualTo(150);
        } finally {
            Targets.reset();
        }
        assertThat(Targets.ids()).isEqualTo(before);
    }
}
