package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.PresetJson;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.store.Documents;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is refused of a claim before anything trains, and claims as files had them before.
class ClaimsTest {
    private static final Preset PRESET = Presets.get("simplest-lemma-1");

    private static Preset claiming(String kind, Map<String, Object> values) {
        return PRESET.withExpectations(List.of(
                PRESET.expectations().getFirst(),
                new ExpectationSpec(Source.PAPER, "a claim", "", kind, new Values(new HashMap<>(values)))));
    }

    record Bad(String kind, Map<String, Object> values, String complaint) {}

    static List<Bad> bad() {
        return List.of(
                new Bad("order", Map.of("metric", "loss", "values", 1.0), "write 'direction', 1 for growing"),
                new Bad("range", Map.of("values", List.of(0.0, 1.0)), "write 'atLeast' and 'atMost'"),
                new Bad("normal", Map.of("values", 1.0), "write 'normal', true or false"),
                new Bad("final-value", Map.of("values", 1.0), "a 'tolerance' must be given"),
                new Bad("lemma-1", Map.of(), "a 'tolerance' must be given"),
                new Bad("final-value", Map.of("atMost", 1.0, "tolerance", 0.1), "bounds have no tolerance"),
                new Bad("group-mean", Map.of("atMost", 1.0, "share", 0.1), "bounds have no tolerance"),
                new Bad("final-value", Map.of("values", 1.0, "tolerance", 0.1, "atMost", 1.0), "not both"),
                new Bad("mean-ratio", Map.of("metric", "loss"), "a claim needs 'values'"),
                new Bad("range", Map.of("metric", "loss"), "a claim needs 'atLeast' or 'atMost'"),
                new Bad("oder", Map.of(), "unknown expectation 'oder'; did you mean 'order'?"),
                new Bad("state", Map.of("stat", "finished"), "unknown parameter 'stat'; did you mean 'state'?"),
                new Bad("group-mean", Map.of("atMost", "low"), "'low' is not a list of numbers"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void whatNoCheckTakesIsRefusedInOneSentenceThatNamesIt(Bad bad) {
        Preset preset = claiming(bad.kind(), bad.values());
        assertThatThrownBy(() -> Claims.check(preset))
                .isInstanceOf(InvalidValueException.class)
                .message()
                .startsWith("simplest-lemma-1, expectations[1]: ")
                .contains(bad.complaint())
                .doesNotContain("\n");
    }

    @Test
    void everyClaimOfEveryPresetCanBeChecked() {
        assertThatCode(() -> Presets.builtIn().forEach(Claims::check)).doesNotThrowAnyException();
        Claims.check(claiming("parameter-count", Map.of("values", 1.0)));
        Claims.check(claiming("group-mean", Map.of("values", 1.0, "share", 0.1)));
    }

    /// Only cards read claims, so that whoever looks at runs can open documents of before.
    @Test
    void aDocumentWithClaimsOfBeforeOpensAndKeepsThem() {
        Map<String, Object> tree = new LinkedHashMap<>(PresetJson.tree(claiming("order", Map.of("values", 1.0))));
        tree.put(
                "expectations",
                List.of(Map.of(
                        "claim",
                        "It grows.",
                        "citation",
                        "",
                        "kind",
                        "order",
                        "values",
                        Map.of("values", List.of(1)))));

        Preset opened = Documents.read("old.json", JsonObject.write(tree)).preset();

        ExpectationSpec claim = opened.expectations().getFirst();
        assertThat(claim.source()).isEqualTo(Source.PAPER);
        assertThat(claim.claim()).isEqualTo("It grows.");
        assertThat(Documents.read("again.json", JsonObject.write(PresetJson.tree(opened)))
                        .preset())
                .isEqualTo(opened);
        assertThatThrownBy(() -> Claims.check(opened)).hasMessageContaining("write 'direction'");
    }
}
