package adjointlab.core.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The textbook's systems against the same written out in Java, and what stays the same along their flows.
final class TextbookSystemTest {
    private static final double T = 0.8;

    private static final Map<String, UnaryOperator<double[]>> WRITTEN = Map.ofEntries(
            Map.entry("brusselator", u -> of(1 + u[0] * u[0] * u[1] - 4 * u[0], 3 * u[0] - u[0] * u[0] * u[1])),
            Map.entry("chua", u -> {
                double f = u[0] > 1 ? -0.714 * u[0] - 0.429 : u[0] < -1 ? -0.714 * u[0] + 0.429 : -1.143 * u[0];
                return of(15.6 * (u[1] - u[0] - f), u[0] - u[1] + u[2], -28 * u[1]);
            }),
            Map.entry("competition", u -> of(u[0] * (3 - u[0] - 2 * u[1]), u[1] * (2 - u[0] - u[1]))),
            Map.entry("double-pendulum", TextbookSystemTest::doublePendulum),
            Map.entry("duffing", u -> of(u[1], -0.3 * u[1] + u[0] - Math.pow(u[0], 3) + 0.5 * Math.cos(1.2 * T))),
            Map.entry(
                    "fitzhugh-nagumo",
                    u -> of(u[0] - Math.pow(u[0], 3) / 3 - u[1] + 0.5, 0.08 * (u[0] + 0.7 - 0.8 * u[1]))),
            Map.entry("henon-heiles", u -> of(u[2], u[3], -u[0] - 2 * u[0] * u[1], -u[1] - u[0] * u[0] + u[1] * u[1])),
            Map.entry("kepler", u -> {
                double r = Math.hypot(u[0], u[1]);
                return of(u[2], u[3], -u[0] / (r * r * r), -u[1] / (r * r * r));
            }),
            Map.entry("logistic", u -> of(u[0] * (1 - u[0]))),
            Map.entry("lorenz", u -> of(10 * (u[1] - u[0]), u[0] * (28 - u[2]) - u[1], u[0] * u[1] - 8 * u[2] / 3)),
            Map.entry("lotka-volterra", u -> of(u[0] - u[0] * u[1], u[0] * u[1] - u[1])),
            Map.entry(
                    "oregonator",
                    u -> of(
                            77.27 * (u[1] + u[0] * (1 - 8.375e-6 * u[0] - u[1])),
                            (u[2] - (1 + u[0]) * u[1]) / 77.27,
                            0.161 * (u[0] - u[2]))),
            Map.entry("pendulum", u -> of(u[1], -Math.sin(u[0]) - 0.1 * u[1] + 0.2 * Math.cos(0.7 * T))),
            Map.entry("rigid-body", u -> of(-u[1] * u[2], u[2] * u[0], -u[0] * u[1] / 3)),
            Map.entry(
                    "robertson",
                    u -> of(
                            -0.04 * u[0] + 1e4 * u[1] * u[2],
                            0.04 * u[0] - 1e4 * u[1] * u[2] - 3e7 * u[1] * u[1],
                            3e7 * u[1] * u[1])),
            Map.entry("rosenzweig-macarthur", u -> {
                double eaten = u[0] * u[1] / (1 + 0.5 * u[0]);
                return of(u[0] * (1 - u[0] / 4) - eaten, 0.6 * eaten - 0.4 * u[1]);
            }),
            Map.entry("rossler", u -> of(-u[1] - u[2], u[0] + 0.2 * u[1], 0.2 + u[2] * (u[0] - 5.7))),
            Map.entry(
                    "selkov",
                    u -> of(-u[0] + 0.08 * u[1] + u[0] * u[0] * u[1], 0.6 - 0.08 * u[1] - u[0] * u[0] * u[1])),
            Map.entry("sir", u -> of(-1.5 * u[0] * u[1], 1.5 * u[0] * u[1] - 0.5 * u[1], 0.5 * u[1])),
            Map.entry(
                    "thomas",
                    u -> of(
                            Math.sin(u[1]) - 0.208186 * u[0],
                            Math.sin(u[2]) - 0.208186 * u[1],
                            Math.sin(u[0]) - 0.208186 * u[2])),
            Map.entry("van-der-pol", u -> of(u[1], (1 - u[0] * u[0]) * u[1] - u[0])));

    private static double[] of(double... values) {
        return values;
    }

    /// From the Lagrangian's linear equations for the accelerations: masses and lengths 1.
    private static double[] doublePendulum(double[] u) {
        double d = u[0] - u[1];
        double c = Math.cos(d);
        double s = Math.sin(d);
        // [2 c; c 1] (α″, β″) = right
        double right1 = -s * u[3] * u[3] - 2 * 9.81 * Math.sin(u[0]);
        double right2 = s * u[2] * u[2] - 9.81 * Math.sin(u[1]);
        double determinant = 2 - c * c;
        return of(u[2], u[3], (right1 - c * right2) / determinant, (2 * right2 - c * right1) / determinant);
    }

    @Test
    void systemsAreThoseOfTheTextbooks() {
        Random random = new Random(5);
        assertThat(TextbookSystem.ALL).hasSizeGreaterThanOrEqualTo(20);
        for (TextbookSystem system : TextbookSystem.ALL) {
            FormulaRate rate = FormulaRate.of(Formula.known(system.text()));
            UnaryOperator<double[]> written = WRITTEN.get(system.id());
            assertThat(written).as(system.id()).isNotNull();
            int n = Formula.known(system.text()).states().size();
            for (int trial = 0; trial < 20; trial++) {
                double[] x = random.doubles(n, -2, 2).toArray();
                double[] out = new double[n];
                rate.at(T, x, out);
                double[] expected = written.apply(x);
                double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
                for (int i = 0; i < n; i++) {
                    assertThat(out[i]).as(system.id() + " " + i).isCloseTo(expected[i], within(1e-14 * (1 + largest)));
                }
            }
        }
    }

    @Test
    void idsStandForTheirFormulas() {
        assertThat(TextbookSystem.meant(" lorenz ")).startsWith("x' = σ*(y - x)");
        assertThat(TextbookSystem.meant("x' = x")).isEqualTo("x' = x");
        assertThat(TextbookSystem.ALL).isSortedAccordingTo((a, b) -> a.id().compareTo(b.id()));
    }
}
