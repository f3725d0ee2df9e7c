package adjointlab.core.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.math.RandomStreams;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Against numbers of SciPy in `golden/comparison.json`, which says of each how it was made.
class PairedComparisonTest {
    private static final Offset<Double> NEAR = within(1e-9);

    private static JsonNode golden() throws IOException {
        try (InputStream file = PairedComparisonTest.class.getResourceAsStream("/golden/comparison.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file));
        }
    }

    private static int[][] indices(JsonNode rows) {
        return IntStream.range(0, rows.size())
                .mapToObj(row -> IntStream.range(0, rows.get(row).size())
                        .map(i -> rows.get(row).get(i).intValue())
                        .toArray())
                .toArray(int[][]::new);
    }

    @Test
    void everyNumberIsThatOfScipy() throws IOException {
        JsonNode cases = golden().get("cases");
        assertThat(cases.size()).isEqualTo(4);
        for (JsonNode each : cases) {
            String name = each.get("name").stringValue();
            double[] x = Golden.numbers(each.get("x"));
            double[] y = Golden.numbers(each.get("y"));
            PairedComparison ours = PairedComparison.of(0, x, y);
            assertThat(ours.count()).isEqualTo(x.length);
            assertThat(ours.difference().value())
                    .as(name)
                    .isCloseTo(each.get("mean").doubleValue(), NEAR);
            assertThat(ours.difference().low())
                    .as(name)
                    .isCloseTo(each.get("low").doubleValue(), NEAR);
            assertThat(ours.difference().high())
                    .as(name)
                    .isCloseTo(each.get("high").doubleValue(), NEAR);
            assertThat(ours.pValue()).as(name).isCloseTo(each.get("pValue").doubleValue(), NEAR);
            assertThat(ours.effect()).as(name).isCloseTo(each.get("effect").doubleValue(), NEAR);
            assertThat(ours.improvement())
                    .as(name)
                    .isCloseTo(each.get("improvement").doubleValue(), NEAR);
            assertThat(Moments.interquartileMean(x))
                    .as(name)
                    .isCloseTo(each.get("interquartileMean").doubleValue(), NEAR);
        }
    }

    /// The resamples are SciPy's own.
    @Test
    void thePercentilesOfResamplesAreThoseOfScipy() throws IOException {
        for (JsonNode each : golden().get("cases")) {
            double[] x = Golden.numbers(each.get("x"));
            double[] y = Golden.numbers(each.get("y"));
            double[] differences =
                    IntStream.range(0, x.length).mapToDouble(i -> x[i] - y[i]).toArray();
            Estimate ours = Bootstrap.mean(indices(each.get("drawn")), differences);
            assertThat(ours.low()).isCloseTo(each.get("resampledLow").doubleValue(), NEAR);
            assertThat(ours.high()).isCloseTo(each.get("resampledHigh").doubleValue(), NEAR);
        }
    }

    @Test
    void severalComparisonsAreCorrectedByHolm() throws IOException {
        JsonNode holm = golden().get("holm");
        assertThat(PairedComparison.holm(Golden.numbers(holm.get("p"))))
                .containsExactly(Golden.numbers(holm.get("adjusted")), NEAR);
        assertThat(PairedComparison.holm(Double.NaN, 0.02, 0.9)).containsExactly(Double.NaN, 0.06, 1);
    }

    @Test
    void theSameSeedDrawsTheSameResamplesAndNothingIsModified() {
        double[] sample = {0.3, 0.1, 0.7, 0.2, 0.4142, 0.2718, 0.3141, 0.5772};
        assertThat(Bootstrap.mean(5, sample)).isEqualTo(Bootstrap.mean(5, sample));
        assertThat(Bootstrap.mean(5, sample)).isNotEqualTo(Bootstrap.mean(6, sample));
        assertThat(Moments.interquartileMean(sample)).isCloseTo((0.3 + 0.4142 + 0.2718 + 0.3141) / 4, within(1e-15));
        assertThat(sample).containsExactly(0.3, 0.1, 0.7, 0.2, 0.4142, 0.2718, 0.3141, 0.5772);
    }

    /// Of 2,000 uniform samples of 30, the intervals of resamples hold the mean in 93 to 95 %: Efron and Tibshirani
    /// have them a little too narrow.
    @Test
    void resampledIntervalsHoldTheTrueMeanAboutAsOftenAsTheySay() {
        RandomGenerator random = RandomStreams.of(3, "test");
        int held = 0;
        int[][] drawn = new int[399][30];
        for (int i = 0; i < 2000; i++) {
            double[] sample = random.doubles(30, 0, 1).toArray();
            for (int[] resample : drawn) {
                for (int j = 0; j < resample.length; j++) {
                    resample[j] = random.nextInt(30);
                }
            }
            Estimate estimate = Bootstrap.mean(drawn, sample);
            held += estimate.low() <= 0.5 && 0.5 <= estimate.high() ? 1 : 0;
        }
        assertThat(held / 2000.0).isBetween(0.925, 0.955);
    }

    @Test
    void oneSeedTellsNothingAndUnequalRowsAreRefused() {
        PairedComparison one = PairedComparison.of(0, new double[] {0.4}, new double[] {0.3});
        assertThat(one.difference().low()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(one.resampled().high()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(one.pValue()).isNaN();
        assertThat(one.effect()).isNaN();
        PairedComparison same = PairedComparison.of(0, new double[] {0.4, 0.5}, new double[] {0.4, 0.5});
        assertThat(same.pValue()).as("no scatter, no difference").isNaN();
        assertThat(same.improvement()).isEqualTo(0.5);
        assertThatThrownBy(() -> PairedComparison.of(0, new double[] {1, 2}, new double[] {1}))
                .hasMessage("There are 2 numbers on one side and 1 on the other.");
    }
}
