package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The predictor-corrector method against its formulas, Hairer, Nørsett and Wanner I, section III.1, equations (1.5)
/// and (1.9), written out here.
final class AdamsTest {
    private static final double H = 0.2;
    private int evaluations;

    private double slope(double t, double y) {
        return Math.cos(3 * t) - 0.5 * y * y;
    }

    private final OdeSystem system = new OdeSystem() {
        @Override
        public StateLayout layout() {
            return StateLayout.ofBatch("y", 1, 8);
        }

        @Override
        public void eval(double t, double[] y, double[] dyOut) {
            evaluations++;
            for (int i = 0; i < 8; i++) {
                dyOut[i] = slope(t, y[i]);
            }
        }
    };

    private static double[] filled(double value) {
        double[] y = new double[8];
        Arrays.fill(y, value);
        return y;
    }

    private double classic(double t, double h, double y) {
        double k1 = slope(t, y);
        double k2 = slope(t + h / 2, y + h / 2 * k1);
        double k3 = slope(t + h / 2, y + h / 2 * k2);
        double k4 = slope(t + h, y + h * k3);
        return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }

    private static double take(Stepper.Work work, double t, double h, double y) {
        assertThat(work.step(t, h, filled(y))).isTrue();
        double next = work.next()[0];
        work.accept();
        return next;
    }

    @Test
    void threeClassicStepsAreFollowedByThePredictorAndTheCorrector() {
        Stepper.Work work = new AdamsBashforthMoulton().prepare(system);
        work.restart();
        double[] y = new double[9];
        double[] f = new double[9];
        y[0] = 0.7;
        for (int n = 0; n < 8; n++) {
            double t = n * H;
            f[n] = slope(t, y[n]);
            double expected;
            if (n < 3) {
                expected = classic(t, H, y[n]);
            } else {
                double predicted = y[n] + H / 24 * (55 * f[n] - 59 * f[n - 1] + 37 * f[n - 2] - 9 * f[n - 3]);
                expected = y[n] + H / 24 * (9 * slope(t + H, predicted) + 19 * f[n] - 5 * f[n - 1] + f[n - 2]);
            }
            evaluations = 0;
            y[n + 1] = take(work, t, H, y[n]);
            assertThat(y[n + 1]).as("step %d", n).isCloseTo(expected, within(1e-14));
            if (n >= 3) {
                assertThat(evaluations)
                        .as("predict, evaluate, correct, evaluate")
                        .isEqualTo(2);
            }
        }
    }

    @Test
    void aStepOfAnotherSizeStartsAnew() {
        Stepper.Work work = new AdamsBashforthMoulton().prepare(system);
        work.restart();
        double y = 0.7;
        double t = 0;
        for (int n = 0; n < 6; n++) {
            y = take(work, t, H, y);
            t += H;
        }
        // sizes that differ by rounding are the same
        assertThat(take(work, t, H * (1 + 1e-14), y)).isNotCloseTo(classic(t, H, y), within(1e-9));
        Stepper.Work other = new AdamsBashforthMoulton().prepare(system);
        other.restart();
        double z = 0.7;
        t = 0;
        for (int n = 0; n < 6; n++) {
            z = take(other, t, H, z);
            t += H;
        }
        for (int n = 0; n < 3; n++) {
            double expected = classic(t, 0.5 * H, z);
            z = take(other, t, 0.5 * H, z);
            t += 0.5 * H;
            assertThat(z).as("step %d of another size", n).isCloseTo(expected, within(1e-14));
        }
        assertThat(take(other, t, 0.5 * H, z)).isNotEqualTo(classic(t, 0.5 * H, z));
    }

    @Test
    void aRestartForgetsWhatWas() {
        Stepper.Work work = new AdamsBashforthMoulton().prepare(system);
        work.restart();
        for (int n = 0; n < 5; n++) {
            take(work, n * H, H, 0.3 + n);
        }
        work.restart();
        assertThat(work.slope(9, filled(0.1))[0]).isCloseTo(slope(9, 0.1), within(1e-15));
        assertThat(take(work, 9, H, 0.1)).isCloseTo(classic(9, H, 0.1), within(1e-15));
    }

    /// Cubic Hermite interpolation between both ends and their slopes.
    @Test
    void denseOutputIsHermites() {
        Stepper.Work work = new AdamsBashforthMoulton().prepare(system);
        work.restart();
        double y0 = 0.7;
        for (int n = 0; n < 5; n++) {
            double t = n * H;
            work.step(t, H, filled(y0));
            double y1 = work.next()[0];
            for (double s : new double[] {0, 0.2, 0.55, 0.9, 1, 1.3}) {
                double[] out = new double[8];
                work.interpolate(s, out);
                double expected = (1 + 2 * s) * (1 - s) * (1 - s) * y0
                        + s * (1 - s) * (1 - s) * H * slope(t, y0)
                        + s * s * (3 - 2 * s) * y1
                        + s * s * (s - 1) * H * slope(t + H, y1);
                assertThat(out).as("step %d at %s", n, s).containsExactly(filled(expected), within(1e-14));
            }
            work.accept();
            y0 = y1;
        }
    }
}
