package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.stat.Estimate;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.ExpectationSpec;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Verdicts: whole intervals decide.
class ClaimTest {
    @ParameterizedTest
    @CsvSource({
        "0.2, 0.4, HOLDS",
        "0, 1, HOLDS",
        "-0.1, 0.5, UNDECIDED",
        "0.5, 1.1, UNDECIDED",
        "-1, 2, UNDECIDED",
        "1.1, 1.2, DOES_NOT_HOLD",
        "-3, -0.1, DOES_NOT_HOLD"
    })
    void aClaimHoldsForTheWholeIntervalOrNot(double low, double high, Verdict expected) {
        Estimate estimate = new Estimate((low + high) / 2, low, high, 4);
        assertThat(new Region(0, 1).judge(estimate)).isEqualTo(expected);
        Outcome outcome = Claim.near(new double[] {0.5}, 0.5, 0).judge(List.of(estimate));
        assertThat(outcome.verdict()).isEqualTo(expected);
        assertThat(outcome.count()).isEqualTo(4);
    }

    @Test
    void whatIsNoNumberNeverHoldsAndAStrongerResultDoes() {
        assertThat(new Region(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).judge(Estimate.exact(Double.NaN)))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(Region.atMost(0.5).judge(Estimate.exact(-1e9))).isEqualTo(Verdict.HOLDS);
        double infinite = Double.POSITIVE_INFINITY;
        Estimate overNothing = Estimate.ratio(new double[] {1, 2}, new double[] {0, 0}, true);
        assertThat(Region.atMost(0.5).judge(overNothing)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(Region.atLeast(0.5).judge(overNothing)).isEqualTo(Verdict.UNDECIDED);
        for (double bad : new double[] {Double.NaN, infinite, -infinite}) {
            assertThat(Region.atLeast(0.5).judge(Estimate.mean(0.7, bad))).isEqualTo(Verdict.DOES_NOT_HOLD);
        }
        assertThat(Region.atLeast(0.5).judge(Estimate.exact(infinite))).isEqualTo(Verdict.HOLDS);
        assertThat(Region.atLeast(0.5).judge(Estimate.exact(1e9))).isEqualTo(Verdict.HOLDS);
        assertThat(Region.atLeast(0.5).judge(Estimate.exact(Math.nextDown(0.5))))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void allPartsOfAClaimMustHold() {
        assertThat(Verdict.all(List.of())).isEqualTo(Verdict.HOLDS);
        assertThat(Verdict.all(List.of(Verdict.HOLDS, Verdict.UNDECIDED))).isEqualTo(Verdict.UNDECIDED);
        assertThat(Verdict.all(List.of(Verdict.UNDECIDED, Verdict.DOES_NOT_HOLD, Verdict.HOLDS)))
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        Claim claim = Claim.near(new double[] {1, 2}, 0.1, 0.1);
        assertThat(claim.judge(1.19, 1.71).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(claim.judge(1.21, 1.71).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(claim.judge(1, 1.69).verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(Claim.near(new double[] {-2}, 0, 0.1).judge(-2.19).verdict()).isEqualTo(Verdict.HOLDS);
        List<Estimate> uneven = List.of(new Estimate(1, 1, 1, 3), new Estimate(2, 2, 2, 5));
        assertThat(claim.judge(uneven).count()).isEqualTo(3);
    }

    @Test
    void whatIsClaimedStandsInWords() {
        assertThat(Claim.near(new double[] {1, 2}, 0.1, 0.05))
                .extracting(Claim::expected, Claim::tolerance)
                .containsExactly("1, 2", "± 0.1 and ± 5 %");
        double none = Double.POSITIVE_INFINITY;
        assertThat(Claim.between(new double[] {2}, new double[] {none}).expected())
                .isEqualTo("at least 2");
        assertThat(Claim.between(new double[] {-none}, new double[] {3, 4}).expected())
                .isEqualTo("at most 3, 4");
        assertThat(Claim.between(new double[] {2}, new double[] {3}).expected()).isEqualTo("at least 2, at most 3");
        assertThat(Claim.text(new Estimate(0.5, 0.25, 0.75, 3))).isEqualTo("0.5 [0.25, 0.75]");
        assertThat(Claim.text(Estimate.mean(0.5))).isEqualTo("0.5");
        assertThat(Claim.text(Estimate.exact(0.5))).isEqualTo("0.5");
    }

    private static ReproductionCard.Row row(String preset, String kind, Map<String, Object> values) {
        ExpectationSpec spec = new ExpectationSpec(
                ExpectationSpec.Source.THEORY, "a claim", "", kind, new Values(new HashMap<>(values)));
        Preset small = Overrides.apply(Presets.get(preset), List.of("iterations=2"));
        return ReproductionCard.run(small.withExpectations(List.of(spec)), Cancellation.NEVER)
                .rows()
                .getFirst();
    }

    /// Two learning rates of a model without chance, and two of one whose weights are drawn.
    @Test
    void deterministicRunsAreJudgedExactlyAndRandomOnesByTheirSeeds() {
        ReproductionCard.Row exact = row("simplest-lemma-1", "group-mean", Map.of("atLeast", 0.0));
        assertThat(exact.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(exact.judged()).isEqualTo("holds");
        ReproductionCard.Row single =
                row("natural-gradient-network", "group-mean", Map.of("runs", "sgd", "atLeast", 0.0));
        assertThat(single.judged()).isEqualTo("holds (n = 5)");
    }

    @Test
    void claimsThatSayNothingOrTooMuchAreRefusedInASentence() {
        record Bad(String kind, Map<String, Object> values, String complaint) {}
        List<Bad> all = List.of(
                new Bad("final-value", Map.of(), "a claim needs 'values', or 'atLeast' or 'atMost'"),
                new Bad("final-value", Map.of("values", 1.0, "atMost", 2.0), "'values' or bounds, not both"),
                new Bad("final-value", Map.of("atLeast", List.of(1.0, 2.0)), "2 values are claimed of 3 runs"),
                new Bad(
                        "final-value",
                        Map.of("atLeast", List.of(1.0, 2.0, 3.0), "atMost", List.of(1.0, 2.0)),
                        "as many lower as upper bounds"),
                new Bad("order", Map.of("direction", 0), "an order is 1 for growing or −1 for falling, not 0"),
                new Bad("order", Map.of("direction", 1, "runs", "sgd/0.1"), "these runs are of one only"),
                new Bad(
                        "gradient-distance",
                        Map.of("runs", "sgd/0.1", "atMost", 1.0),
                        "1 runs cannot be compared with 3"),
                new Bad(
                        "group-mean",
                        Map.of("values", List.of(1.0, 2.0), "tolerance", 1.0),
                        "2 values are claimed of 3 groups"),
                new Bad("range", Map.of("metric", "los", "atMost", 1.0), "unknown metric 'los'"));
        for (Bad bad : all) {
            ReproductionCard.Row row = row("simplest-lemma-1", bad.kind(), bad.values());
            assertThat(row.verdict()).as(bad.toString()).isEqualTo(Verdict.DOES_NOT_HOLD);
            assertThat(row.outcome().ours()).startsWith("not checked: ").contains(bad.complaint());
        }
        assertThatThrownBy(() -> ExpectationSpec.Source.of("papr"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("did you mean 'paper'?");
        assertThatThrownBy(() -> Verdict.ofWord("perhaps")).isInstanceOf(InvalidValueException.class);
    }
}
