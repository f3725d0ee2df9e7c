package adjointlab.lab.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.RawNotation;
import adjointlab.core.catalog.InvalidValueException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scilab.forge.jlatexmath.TeXFormula;

final class GlossaryTest {
    private static final Glossary GLOSSARY = Glossary.builtIn();

    static List<Term> terms() {
        return GLOSSARY.terms();
    }

    @ParameterizedTest
    @MethodSource("terms")
    void eachTermHasTwoSentencesASourceAndAFormulaThatCanBeSet(Term term) {
        assertThat(term.text().split("(?<=\\.) (?=\\p{Lu}|ε|σ|c₁|β)"))
                .as(term.text())
                .hasSize(2);
        assertThat(term.text()).endsWith(".");
        assertThat(term.source()).matches(".*(\\d{4}|Okamoto|Hairer|Nocedal).*").doesNotEndWith(".");
        assertThat(RawNotation.in(term.name() + " " + term.text() + " " + term.source()))
                .isEmpty();
        assertThatCode(() -> new TeXFormula(term.formula())).doesNotThrowAnyException();
        assertThat(term.related()).isNotEmpty().doesNotContain(term.id()).doesNotHaveDuplicates();
    }

    @Test
    void theSchemaAllowsIt() throws IOException {
        Path folder = Path.of("presets");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(folder.resolve("glossary.schema.json")), InputFormat.JSON)
                        .validate(Files.readString(folder.resolve("glossary.json")), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Learning rate | learning-rate",
                "‖a(t)‖₂ | adjoint-norm",
                "horizon t₁, s | horizon",
                "observation i, 0 is the last | memory",
                "Raw correction, at the start where learned | xi"
            })
    void aLabelLeadsToItsTermWithOrWithoutItsUnit(String label, String id) {
        assertThat(GLOSSARY.of(label)).hasValue(GLOSSARY.get(id));
    }

    @Test
    void everydayWordsHaveNone() {
        assertThat(GLOSSARY.of("name")).isEmpty();
        assertThat(GLOSSARY.of("")).isEmpty();
    }

    @Test
    void theSearchFindsNamesBeforeLabelsBeforeTexts() {
        assertThat(GLOSSARY.search("horizon")).extracting(Term::id).startsWith("horizon", "free-horizon");
        assertThat(GLOSSARY.search("xᵢ")).extracting(Term::id).contains("neural-ode");
        assertThat(GLOSSARY.search("σᵤ no such word")).isEmpty();
        assertThat(GLOSSARY.search("")).hasSameSizeAs(GLOSSARY.terms());
        assertThat(GLOSSARY.search("GRADIENT")).isNotEmpty();
    }

    @Test
    void complaintsNameFileAndPlace() {
        String term =
                "{\"id\":\"a\",\"name\":\"A\",\"text\":\"T.\",\"source\":\"S\",\"labels\":[\"x\"],\"related\":[]}";
        check("{\"glossary\":2,\"terms\":[]}", "test: glossary version 2 is not known here; this program reads 1");
        check("{\"glossary\":1,\"terms\":[" + term + "," + term + "]}", "test, terms[1]: two terms have the id 'a'");
        check(
                "{\"glossary\":1,\"terms\":[" + term + "," + term.replace("\"a\"", "\"b\"") + "]}",
                "test, terms[1]: 'x' is a label of 'a' already");
        check(
                "{\"glossary\":1,\"terms\":[" + term.replace("\"related\":[]", "\"related\":[\"ab\"]") + "]}",
                "test, terms[0]: unknown term 'ab'; did you mean 'a'? (allowed: a)");
        check(
                "{\"glossary\":1,\"terms\":[" + term.replace("\"a\"", "\"A b\"") + "]}",
                "test, terms[0]: id 'A b' must be lower-case words joined by hyphens");
        check("{\"glossary\":1,\"terms\":[" + term.replace("T.", "") + "]}", "'text' must have 1 to 600 characters");
        check("{\"glossary\":1,\"terms\":[{\"id\":\"a\",\"colour\":1}]}", "test, terms[0]: unknown key 'colour'");
    }

    private static void check(String text, String complaint) {
        assertThatThrownBy(() -> Glossary.read("test", text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining(complaint);
    }
}
