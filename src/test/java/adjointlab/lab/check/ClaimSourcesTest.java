package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.ExpectationSpec.Source;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whose claims the built-in presets' are, and whether enough seeds stand behind them.
class ClaimSourcesTest {
    private static final List<String> PAPERS = List.of(
            "learning the simplest neural ode",
            "global convergence in neural odes",
            "heavy ball neural ordinary differential equations",
            "second-order neural ode optimizer",
            "augmented neural odes");

    /// Kinds whose numbers are means over seeds.
    private static final Set<String> OVER_SEEDS = Set.of(
            "group-mean", "mean-ratio", "ratio-to-each", "equal-groups", "order", "rates-below", "gradient-distance");

    static List<String> all() {
        return Presets.ids();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyClaimSaysWhoseItIs(String id) throws IOException {
        JsonObject json = JsonObject.parse(id, Files.readString(Path.of("presets", id + ".json")));
        assertThat(json.objects("expectations")).isNotEmpty().allSatisfy(claim -> assertThat(claim.has("source"))
                .as(claim.text("claim"))
                .isTrue());
        for (ExpectationSpec claim : Presets.get(id).expectations()) {
            boolean papers = PAPERS.stream().anyMatch(claim.citation().toLowerCase(Locale.ROOT)::contains);
            if (claim.source() == Source.PAPER) {
                assertThat(papers)
                        .as("%s [%s]", claim.claim(), claim.citation())
                        .isTrue();
            }
            if (claim.source() == Source.MEASURED) {
                assertThat(claim.citation()).as(claim.claim()).matches("Measured here.*|Our addition.*");
            }
        }
    }

    static List<String> withoutFiles() {
        return Stream.concat(LongPresets.others().stream(), LongPresets.ids().stream())
                .toList();
    }

    /// One seed decides nothing: claims about random runs stand on three or more.
    @ParameterizedTest
    @MethodSource("withoutFiles")
    void randomClaimsStandOnThreeSeedsOrMore(String id) {
        Preset preset = Presets.get(id);
        boolean random = Slots.trains(preset.settings())
                && preset.runs().stream().anyMatch(run -> Experiments.dependsOnSeed(run.settings(preset.settings())));
        boolean judged =
                preset.expectations().stream().map(ExpectationSpec::kind).anyMatch(OVER_SEEDS::contains);
        long seeds = preset.runs().stream()
                .map(run -> run.settings(preset.settings()).get(Slots.SEED))
                .distinct()
                .count();
        if (random && judged) {
            assertThat(seeds * preset.replicas()).isGreaterThanOrEqualTo(3);
        }
    }
}
