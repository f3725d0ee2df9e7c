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

    private static final Signal OWN =
            new Signal(List.of(-1.0, 0.5, 1.0, 4.0), List.of(2.0, 1.0, 3.0, -1.0), Between.LINEAR, Beyond.HOLD);

    @Test
    void samplesHaveTimesOfTheirOwn() {
        assertThat(OWN.at(-2)).isEqualTo(2);
        assertThat(OWN.at(-0.25)).isCloseTo(1.5, within(1e-15));
        assertThat(OWN.at(0.75)).isCloseTo(2, within(1e-15));
        assertThat(OWN.slope(0.5)).isEqualTo(4);
        assertThat(OWN.slope(2)).isCloseTo(-4 / 3.0, within(1e-15));
        assertThat(OWN.at(9)).isEqualTo(-1);
        assertThat(OWN.breaks()).containsExactly(-1, 0.5, 1, 4);
        assertThatThrownBy(() -> new Signal(List.of(0.0, 0.0), List.of(1.0, 2.0), Between.LINEAR, Beyond.HOLD))
                .hasMessageContaining("not later");
    }

    /// Bessel's cubic is exact for parabolas, goes through its samples, and its slope is that of its values.
    @Test
    void cubicsAreExactForParabolas() {
        List<Double> times = List.of(0.0, 0.4, 1.0, 2.5, 3.0);
        List<Double> samples = times.stream().map(t -> 1 - 2 * t + 0.7 * t * t).toList();
        Signal parabola = new Signal(times, samples, Between.CUBIC, Beyond.HOLD);
        Signal own = new Signal(OWN.times(), OWN.samples(), Between.CUBIC, Beyond.HOLD);
        for (double t = 0.01; t < 2.99; t += 0.07) {
            assertThat(parabola.at(t)).isCloseTo(1 - 2 * t + 0.7 * t * t, within(1e-13));
            assertThat(parabola.slope(t)).isCloseTo(-2 + 1.4 * t, within(1e-12));
            assertThat(own.slope(t)).isCloseTo((own.at(t + 1e-6) - own.at(t - 1e-6)) / 2e-6, within(1e-5));
        }
        for (int k = 0; k < 4; k++) {
            assertThat(own.at(OWN.times().get(k))).isCloseTo(OWN.samples().get(k), within(1e-14));
        }
    }
}
