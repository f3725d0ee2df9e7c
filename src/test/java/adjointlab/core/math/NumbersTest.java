package adjointlab.core.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0.00032143, 2, 3.2 × 10⁻⁴",
        "-0.000086, 2, −8.6 × 10⁻⁵",
        "0.05, 3, 0.0500",
        "-1, 3, −1.00",
        "1.2949, 3, 1.29",
        "99.96, 3, 100",
        "9.999e-4, 3, 0.00100",
        "12345, 3, 12\u2009345",
        "123456, 3, 1.23 × 10⁵",
        "0, 3, 0",
        "-0.0, 3, 0",
        "1e-300, 1, 1 × 10⁻³⁰⁰",
    })
    void significantDigits(double value, int digits, String expected) {
        assertThat(Numbers.format(value, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.05, 3, 0.05", "-1, 3, −1", "100, 2, 100", "0.00032, 3, 3.2 × 10⁻⁴", "2e7, 3, 2 × 10⁷"})
    void briefDropsZeros(double value, int digits, String expected) {
        assertThat(Numbers.brief(value, digits)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.2, 0 s",
        "44.6, 45 s",
        "89, 89 s",
        "119.4, 119 s",
        "119.6, 2 min",
        "150, 3 min",
        "5369, 89 min",
        "5400, 1 h 30 min",
        "7130, 2 h",
        "172000, 47 h 50 min",
        "518400, 6 days",
        "1e8, 1157 days"
    })
    void durations(double seconds, String expected) {
        assertThat(Numbers.duration(seconds)).isEqualTo(expected);
    }

    @Test
    void otherForms() {
        assertThat(Numbers.fixed(-0.25, 2)).isEqualTo("−0.25");
        assertThat(Numbers.fixed(-0.0001, 2)).isEqualTo("0.00");
        assertThat(Numbers.count(12400)).isEqualTo("12\u2009400");
        assertThat(Numbers.count(1234)).isEqualTo("1234");
        assertThat(Numbers.powerOfTen(-10)).isEqualTo("10⁻¹⁰");
        assertThat(Numbers.readout(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
        assertThat(Numbers.readout(Double.NaN)).isEqualTo("not a number");
    }

    @Test
    void chosenPowersOfTenStandAlone() {
        assertThat(Numbers.setting(1e-7)).isEqualTo("10⁻⁷");
        assertThat(Numbers.setting(-1e-7)).isEqualTo("−10⁻⁷");
        assertThat(Numbers.setting(2.5e-7)).isEqualTo("2.5 × 10⁻⁷");
        assertThat(Numbers.setting(0.05)).isEqualTo("0.05");
        assertThat(Numbers.setting(1.0 / 3)).isEqualTo("0.333333");
    }

    @Test
    void numbersAreKeptOnOneLineAndNothingElseIs() {
        assertThat(Numbers.unbroken("from 6.91 × 10⁻¹³ to 3 × 10⁴ s"))
                .isEqualTo("from 6.91\u00a0×\u00a010⁻¹³ to 3\u00a0×\u00a010⁴\u00a0s");
        assertThat(Numbers.unbroken("95 % of 12 ms")).isEqualTo("95\u00a0% of 12\u00a0ms");
        assertThat(Numbers.unbroken("0.3 ± 0.1 at k = 12")).isEqualTo("0.3\u00a0±\u00a00.1 at k = 12");
        assertThat(Numbers.unbroken(Numbers.count(12_400) + " rows")).isEqualTo("12\u202f400 rows");
        for (String plain : List.of("2 samples of 3 sizes", "a 2 by 2 matrix", "in 3 minutes", "n × 10 weights")) {
            assertThat(Numbers.unbroken(plain)).isEqualTo(plain);
        }
        for (double value : new double[] {6.91e-13, 12_345, 0.05, -3.2e-4, 1e9}) {
            String text = "it is " + Numbers.readout(value) + " s";
            assertThat(Numbers.plain(Numbers.unbroken(text))).isEqualTo(text);
        }
    }
}
