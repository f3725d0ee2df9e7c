package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Signal.Between;
import adjointlab.core.field.Signal.Beyond;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an input is between its samples and after the last.
final class SignalTest {
    private static final List<Double> SAMPLES = List.of(2.0, -1.0, 0.5, 0.25);

    /// By hand.
    @ParameterizedTest
    @CsvSource({
        "LINEAR, HOLD, -1, 2",
        "LINEAR, HOLD, 0, 2",
        "LINEAR, HOLD, 0.25, 1.25",
        "LINEAR, HOLD, 1, -1",
        "LINEAR, HOLD, 2.5, 0.375",
        "LINEAR, HOLD, 3, 0.25",
        "LINEAR, HOLD, 63, 0.25",
        "STEPS, HOLD, -1, 2",
        "STEPS, HOLD, 0.75, 2",
        "STEPS, HOLD, 1, -1",
        "STEPS, HOLD, 2.999, 0.5",
        "STEPS, HOLD, 3, 0.25",
        "LINEAR, LINE, 2.5, 0.375",
        "LINEAR, LINE, 3, 0.25",
        "LINEAR, LINE, 4, 0",
        "LINEAR, LINE, 63, -14.75",
        "STEPS, LINE, 2.5, 0.5",
        "STEPS, LINE, 7, -0.75"
    })
    void valuesAreThoseOfItsLines(Between between, Beyond beyond, double t, double u) {
        assertThat(new Signal(SAMPLES, between, beyond).at(t)).isCloseTo(u, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"LINEAR, HOLD", "LINEAR, LINE", "STEPS, HOLD", "STEPS, LINE"})
    void slopesAgreeWithDifferences(Between between, Beyond beyond) {
        Signal signal = new Signal(SAMPLES, between, beyond);
        double h = 1e-6;
        for (double t = -0.9; t < 6; t += 0.2) { // never on a sample
            assertThat(signal.slope(t))
                    .as("t = %s", t)
                    .isCloseTo((signal.at(t + h) - signal.at(t - h)) / (2 * h), within(1e-8));
        }
    }

    @Test
    void slopesAtASampleAreThoseOfWhatFollows() {
        Signal line = new Signal(SAMPLES, Between.LINEAR, Beyond.LINE);
        assertThat(List.of(line.slope(0), line.slope(1), line.slope(2), line.slope(3)))
                .containsExactly(-3.0, 1.5, -0.25, -0.25);
        assertThat(new Signal(SAMPLES).slope(3)).isZero();
    }

    @Test
    void oneSampleIsConstantAndMakesNoLine() {
        Signal one = new Signal(List.of(4.0));
        assertThat(List.of(one.at(-1), one.at(0), one.at(9), one.slope(0), one.slope(9)))
                .containsExactly(4.0, 4.0, 4.0, 0.0, 0.0);
        assertThatThrownBy(() -> new Signal(List.of(4.0), Between.LINEAR, Beyond.LINE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Signal(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
