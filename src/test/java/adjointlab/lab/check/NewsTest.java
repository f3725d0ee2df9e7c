package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.Problem;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.preset.WantedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The ranking of activations on AG News, where the file lies beside the checkout, in `../shared/data`; skipped where
/// it does not.
final class NewsTest {
    private static final Path FOLDER = Path.of("..", "shared", "data", "ag-news-subset");

    private static Preset given() {
        assumeTrue(
                Files.exists(FOLDER.resolve("test.csv")),
                () -> "no " + FOLDER.normalize() + " here; the test needs the real file");
        Preset preset = Presets.get("wide-fig-10-news");
        WantedFiles.Found found = preset.wants().orElseThrow().find(FOLDER);
        return Overrides.apply(preset, WantedFiles.settings(found, preset.settings()));
    }

    private static List<Verdict> ranking(ReproductionCard card) {
        return card.rows().stream()
                .filter(row -> row.claim().contains("converges faster than"))
                .map(ReproductionCard.Row::verdict)
                .toList();
    }

    @Test
    void withoutTheFileItIsNotJudged() {
        Preset preset = Presets.get("wide-fig-10-news");
        assertThat(ReproductionCard.canJudge(preset)).isFalse();
        assertThat(ReproductionCard.of(preset, List.of()).rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.verdict()).isEqualTo(Verdict.NOT_JUDGED));
        Problem made = preset.settings().create(Slots.PROBLEM);
        assertThat(made.data(0).initial().size())
                .as("until then it has made texts")
                .isEqualTo(100);
    }

    @Test
    void allRunsHaveTheFile() {
        Preset preset = given();
        assertThat(ReproductionCard.canJudge(preset)).isTrue();
        for (RunSpec run : preset.runs()) {
            Problem problem = run.settings(preset.settings()).create(Slots.PROBLEM);
            assertThat(problem.tellsClasses()).isTrue();
            assertThat(problem.outputDim()).isEqualTo(4);
            assertThat(problem.dim()).isEqualTo(200);
        }
    }

    /// Appendix H.5: softplus before ReLU before GELU, at both widths. That wider models end lower does not hold
    /// here.
    @Tag("claims")
    @Test
    void softplusIsAheadOfReluAndReluOfGelu() {
        ReproductionCard card = ReproductionCard.run(given(), Cancellation.NEVER);
        assertThat(ranking(card)).as(card.text()).hasSize(4).containsOnly(Verdict.HOLDS);
        assertThat(card.rows())
                .filteredOn(row -> row.claim().contains("the wider model"))
                .as(card.text())
                .hasSize(6)
                .noneMatch(row -> row.verdict() == Verdict.HOLDS);
    }

    /// Models that are alike have no ranking, and models that do not train do not learn.
    @Tag("claims")
    @Test
    void brokenModelsFail() {
        Preset linear = changed(Map.of("family.activation", "identity", "field.activation", "identity"));
        assertThat(ranking(ReproductionCard.run(linear, Cancellation.NEVER)))
                .hasSize(2)
                .containsOnly(Verdict.DOES_NOT_HOLD);
        Preset untrained = changed(Map.of("optimizer.learningRate", 1e-12));
        ReproductionCard card = ReproductionCard.run(untrained, Cancellation.NEVER);
        assertThat(card.rows().getFirst().verdict()).as(card.text()).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /// The narrow models and their claims.
    private static Preset changed(Map<String, Object> changes) {
        Preset preset = given();
        List<ExpectationSpec> narrow = preset.expectations().stream()
                .filter(spec -> spec.claim().startsWith("Every") || spec.claim().contains("n = 50"))
                .toList();
        List<RunSpec> runs = preset.runs().stream()
                .filter(run -> run.name().endsWith("/50"))
                .map(run -> {
                    Map<String, Object> all = new LinkedHashMap<>(run.changes());
                    all.putAll(changes);
                    return new RunSpec(run.name(), run.label(), run.group(), all);
                })
                .toList();
        return preset.withRuns(runs).withExpectations(narrow);
    }
}
