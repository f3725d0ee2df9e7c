package adjointlab.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypedNumbersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0,05; 0.05",
                "0.05; 0.05",
                "−1,5; -1.5",
                "1,5e−3; 0.0015",
                "0,125; 0.125",
                "12,5; 12.5",
                "1234,5; 1234.5",
                "1,2345; 1.2345",
                "1.234,5; 1234.5",
                "1,234.5; 1234.5",
                "1,234,567; 1234567",
                "1.234.567; 1234567",
                "12 400; 12400",
                "12 400,5; 12400.5",
                "1 × 10⁻⁷; 1e-7",
                "2,5 · 10⁻²; 0.025",
                "3x10^-2; 0.03",
                "10⁻⁷; 1e-7",
                "10; 10",
                "100; 100",
                "−10; -10",
                ",5; 0.5",
                "1.234; 1.234",
                "7; 7",
            })
    void oneNumber(String typed, double value) {
        assertThat(Double.parseDouble(TypedNumbers.one(typed))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"1,234; 1.234 or 1234", "−12,000; −12.000 or −12000", "999,999; 999.999 or 999999"})
    void whatMayGroupDigitsIsRefused(String typed, String readings) {
        assertThatThrownBy(() -> TypedNumbers.one(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + typed + "' may be " + readings + "; write the one that is meant");
    }

    @ParameterizedTest
    @CsvSource({"much", "'1,2,3'", "1.2.3", "'1,23,4'", "1-2", "''"})
    void whatIsNoNumberStaysNone(String typed) {
        assertThatThrownBy(() -> Double.parseDouble(TypedNumbers.one(typed))).isInstanceOf(NumberFormatException.class);
    }

    private static List<Double> several(String typed, int least, int most) {
        return TypedNumbers.several(typed, count -> count >= least && count <= most).stream()
                .map(Double::parseDouble)
                .toList();
    }

    @Test
    void listsAreSeparatedByCommasSpacesOrSemicolons() {
        assertThat(several("1, 2, 3", 0, 9)).containsExactly(1.0, 2.0, 3.0);
        assertThat(several("[1 2 3]", 0, 9)).containsExactly(1.0, 2.0, 3.0);
        assertThat(several("1,2,3", 0, 9)).containsExactly(1.0, 2.0, 3.0);
        assertThat(several("0.5,1.5", 0, 9)).containsExactly(0.5, 1.5);
        assertThat(several("0,5; 1,5", 0, 9)).containsExactly(0.5, 1.5);
        assertThat(several("−4, 0.3, 1e−7, 1 × 10⁻²", 0, 9)).containsExactly(-4.0, 0.3, 1e-7, 0.01);
        assertThat(several(" ", 0, 9)).isEmpty();
    }

    @Test
    void theirLengthMayDecideWhatACommaIs() {
        assertThat(several("0,5", 1, 1)).containsExactly(0.5);
        assertThat(several("0,5 1,5", 2, 2)).containsExactly(0.5, 1.5);
        assertThat(several("1,2", 2, 2)).containsExactly(1.0, 2.0);
        assertThatThrownBy(() -> several("0,5", 0, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'0,5' may be 1 or 2 numbers; write 0.5 or 0; 5");
    }
}
