package adjointlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.RawNotation;
import adjointlab.core.catalog.Catalog;
import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Key;
import adjointlab.core.catalog.Option;
import adjointlab.core.catalog.Type;
import adjointlab.lab.preset.Gallery;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.Panels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Texts that a person sees are typeset: no notation of programs or of TeX is left in them.
final class ProseTest {
    /// Members of presets and lessons that programs read, formulas in TeX, and what is quoted from the command line.
    private static final Set<String> FOR_PROGRAMS = Set.of(
            "$schema",
            "formula",
            "id",
            "path",
            "panel",
            "kind",
            "name",
            "file",
            "testFile",
            "beside",
            "settings",
            "set",
            "values",
            "with",
            "options",
            "preset");

    private static final Pattern COMMAND = Pattern.compile("adjointlab sweep [^;.]*|“adjointlab[^”]*”");

    private static void check(Map<String, String> texts) {
        texts.forEach(
                (where, text) -> assertThat(RawNotation.in(COMMAND.matcher(text).replaceAll("")))
                        .as("%s: %s", where, text)
                        .isEmpty());
    }

    private static void collect(String where, JsonNode node, Map<String, String> texts) {
        if (node.isString()) {
            texts.put(where, node.stringValue());
        }
        int i = 0;
        for (JsonNode child : node.isArray() ? node : List.<JsonNode>of()) {
            collect(where + "/" + i++, child, texts);
        }
        node.properties().forEach(member -> {
            if (!FOR_PROGRAMS.contains(member.getKey())) {
                collect(where + "/" + member.getKey(), member.getValue(), texts);
            }
        });
    }

    @Test
    void presetsAndLessons() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("presets"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().contains("schema"))
                    .toList()) {
                collect(file.getFileName().toString(), new JsonMapper().readTree(Files.readString(file)), texts);
            }
        }
        assertThat(texts).hasSizeGreaterThan(1000);
        check(texts);
    }

    @Test
    void labelsOfAllRuns() {
        Map<String, String> texts = new LinkedHashMap<>();
        Presets.builtIn().forEach(preset -> preset.runs()
                .forEach(run -> texts.put(preset.id() + "/" + run.name(), run.label())));
        assertThat(texts).hasSizeGreaterThan(500);
        check(texts);
    }

    @Test
    void cataloguesAndTheirOptions() {
        Map<String, String> texts = new LinkedHashMap<>();
        ListCommand.catalogs().forEach((kind, catalog) -> entries(kind, catalog, texts));
        Panels.GROUPS.forEach(group -> texts.put("panels/" + group.heading(), group.heading()));
        Gallery.builtIn().questions().forEach(question -> texts.put(question, question));
        assertThat(texts).hasSizeGreaterThan(500);
        check(texts);
    }

    private static void entries(String kind, Catalog<?> catalog, Map<String, String> texts) {
        for (Entry<?> entry : catalog.entries()) {
            String where = kind + "/" + entry.id();
            texts.put(where + "/label", entry.label());
            texts.put(where + "/summary", entry.summary());
            texts.put(where + "/citation", entry.citation());
            for (Key<?> key : entry.parameters()) {
                String at = where + "/" + key.name();
                texts.put(at + "/label", key.label());
                texts.put(at + "/symbol", key.symbol());
                texts.put(at + "/unit", key.unit());
                texts.put(at + "/allowed", key.type().describe());
                if (key.type() instanceof Type.Choice<?> choice) {
                    for (Option<?> option : choice.options()) {
                        texts.put(at + "/" + option.id(), option.label());
                    }
                }
            }
        }
    }

    /// The check itself sees what it is for.
    @ParameterizedTest
    @ValueSource(
            strings = {"e^{at}", "Q_uu", "σ_w", "`run`", "field.A[0,0]", "1.0E-7", "1.0E−7", "x^2", "\\alpha", "n^−½"})
    void rawNotationIsSeen(String raw) {
        assertThat(RawNotation.in("with " + raw + " in it")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eᵃᵗ", "Qᵤᵤ", "10⁻⁷", "A₁₂", "[0, 1]", "t²σ²ₜ", "MNIST, 5e", "snake case"})
    void typesetNotationIsNot(String typeset) {
        assertThat(RawNotation.in(typeset)).isEmpty();
    }
}
