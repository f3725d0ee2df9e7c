package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TicksTest {
    @Test
    void linearStepsAreRound() {
        assertThat(labels(Scale.LINEAR, Quantity.OTHER, -4.4, 2.3, 7))
                .containsExactly("−4", "−3", "−2", "−1", "0", "1", "2");
        assertThat(labels(Scale.LINEAR, Quantity.TIME, 0, 1, 4)).containsExactly("0", "0.25", "0.50", "0.75", "1.00");
        assertThat(labels(Scale.LINEAR, Quantity.OTHER, 0, 2e-6, 4))
                .containsExactly("0", "5 × 10⁻⁷", "1 × 10⁻⁶", "1.5 × 10⁻⁶", "2 × 10⁻⁶");
        assertThat(Ticks.of(Scale.LINEAR, Quantity.OTHER, 3.4e-4, 3.8e-4, 4, Ticks.power(Scale.LINEAR, 3.4e-4, 3.8e-4)))
                .extracting(Ticks.Tick::label)
                .containsExactly("3.4", "3.5", "3.6", "3.7", "3.8");
        assertThat(labels(Scale.LINEAR, Quantity.OTHER, 0, 40000, 4))
                .containsExactly("0", "10\u2009000", "20\u2009000", "30\u2009000", "40\u2009000");
    }

    @Test
    void iterationsAreWhole() {
        assertThat(labels(Scale.LINEAR, Quantity.ITERATION, 0, 3, 8)).containsExactly("0", "1", "2", "3");
        assertThat(labels(Scale.LINEAR, Quantity.ITERATION, 1, 300, 1)).hasSizeBetween(2, 3);
        assertThat(labels(Scale.LINEAR, Quantity.COUNT, 0, 8.05, 4)).containsExactly("0", "3", "6");
    }

    @Test
    void logTicksAreDecadesThinnedEvenly() {
        assertThat(labels(Scale.LOG, Quantity.OTHER, 1e-10, 1e2, 7))
                .containsExactly("10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "10²");
        assertThat(labels(Scale.LOG, Quantity.OTHER, 0.03, 3, 7)).containsExactly("10⁻¹", "1");
        assertThat(labels(Scale.LOG, Quantity.OTHER, 0.03, 0.9, 7)).containsExactly("0.05", "0.1", "0.2", "0.5");
        assertThat(labels(Scale.LOG, Quantity.OTHER, 2e-14, 0.3, 2)).containsExactly("10⁻¹⁰", "10⁻⁵");
        assertThat(labels(Scale.LOG, Quantity.OTHER, 2e-4, 3, 2)).containsExactly("10⁻²", "1");
        assertThat(labels(Scale.LOG, Quantity.OTHER, 1, 12, 7)).containsExactly("1", "2", "5", "10");
        assertThat(labels(Scale.LOG, Quantity.OTHER, 1.1, 1.4, 4)).containsExactly("1.1", "1.2", "1.3", "1.4");
        assertThat(Ticks.power(Scale.LOG, 3.4e-4, 3.8e-4)).isEqualTo(-4);
        assertThat(Ticks.power(Scale.LOG, 3.4e-8, 3.8e-4)).isZero();
    }

    private static List<String> labels(Scale scale, Quantity quantity, double min, double max, int most) {
        return Ticks.of(scale, quantity, min, max, most).stream()
                .map(Ticks.Tick::label)
                .toList();
    }
}
