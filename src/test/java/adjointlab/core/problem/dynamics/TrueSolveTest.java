package adjointlab.core.problem.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.math.Stop;
import adjointlab.core.problem.UnmadeDataException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// True trajectories against references from elsewhere, and what cannot be computed.
final class TrueSolveTest {
    /// From (2, 0). The references are those of two other programs, Radau IIA of order 5 at a tolerance of 1e-12 and
    /// DOP853 at 3e-14 as SciPy 1.17 has them, which agree to 1e-11; for μ = 1000 of the first alone.
    @ParameterizedTest
    @CsvSource({
        "30, 25, -1.99794348747, -0.729316121289",
        "30, 40, -1.60664291463, 0.0338336334073",
        "30, 60, 1.76720780499, -0.0277334681579",
        "30, 80, -1.90336398924, 0.0241831506559",
        "30, 95, -1.43467513593, 0.0450608122043",
        "30, 100, -1.07432604875, 0.180388117623",
        "100, 25, 1.81962922034, -0.00787332721771",
        "100, 60, 1.48465770258, -0.0123266491492",
        "100, 80, 1.08667875245, -0.0581884664238",
        "100, 95, -1.90575619228, 0.00724078785241",
        "100, 100, -1.86892415988, 0.00749683831513",
        "1000, 800, 1.08392336464, -0.00619523386502",
        "1000, 1000, -1.86364625481, 0.000753543086544"
    })
    void stiffOscillationsAreThoseOfOtherPrograms(double mu, double t, double x, double velocity) {
        double[] state = new double[2];
        double horizon = mu > 100 ? 1000 : 100;
        new TrueSolve(new Oscillators.VanDerPol(mu), new double[] {2, 0}, horizon)
                .path()
                .at(t, state);
        assertThat(state[0]).isCloseTo(x, within(1e-7));
        assertThat(state[1]).isCloseTo(velocity, within(1e-7));
    }

    /// Robertson's reaction, "The solution of a set of reaction rate equations", 1966: far too stiff for an explicit
    /// method. References as above, with an absolute tolerance of 1e-18.
    @Test
    void robertsonsReactionIsSolvedByTheStiffMethod() {
        Dynamics robertson = new Dynamics() {
            @Override
            public int dim() {
                return 3;
            }

            @Override
            public void rate(double t, double[] x, double[] rateOut) {
                rateOut[2] = 3e7 * x[1] * x[1];
                rateOut[0] = -0.04 * x[0] + 1e4 * x[1] * x[2];
                rateOut[1] = -rateOut[0] - rateOut[2];
            }
        };
        TruePath path = new TrueSolve(robertson, new double[] {1, 0, 0}, 4e4).path();
        double[][] expected = {
            {0.4, 0.9851721138609915, 3.386395378974949e-05, 0.014794022185218813},
            {40, 0.7158270687194057, 9.18553476455793e-06, 0.2841637457458298},
            {4e4, 0.038983377085486846, 1.6217683159098514e-07, 0.9610164607376839}
        };
        double[] x = new double[3];
        for (double[] row : expected) {
            path.at(row[0], x);
            for (int i = 0; i < 3; i++) {
                assertThat(x[i]).isCloseTo(row[1 + i], within(1e-6 * row[1 + i]));
            }
        }
    }

    /// ẋ = sin t, and ẋ = ±1 by turns of a second: a zigzag whose corners a smooth solve would round off.
    @Test
    void timeAndBreaksOfTheSystemArrive() {
        Dynamics zigzag = new Dynamics() {
            @Override
            public int dim() {
                return 2;
            }

            @Override
            public void rate(double t, double[] x, double[] rateOut) {
                rateOut[0] = Math.sin(t);
                rateOut[1] = Math.floor(t) % 2 == 0 ? 1 : -1;
            }

            @Override
            public double[] breaks() {
                return new double[] {1, 2, 3, 4, 5};
            }
        };
        TruePath path = new TrueSolve(zigzag, new double[2], 4.5).path();
        double[] x = new double[2];
        for (double t = 0; t <= 4.5; t += 0.0625) {
            path.at(t, x);
            assertThat(x[0]).isCloseTo(1 - Math.cos(t), within(1e-11));
            assertThat(x[1]).as("zigzag at %s", t).isCloseTo(1 - Math.abs(1 - t % 2), within(1e-12));
        }
    }

    /// ẋ = x² from 2 is 1/(½ − t).
    @Test
    void aStateThatLeavesTheNumbersIsSaid() {
        Dynamics square = new Dynamics() {
            @Override
            public int dim() {
                return 1;
            }

            @Override
            public void rate(double t, double[] x, double[] rateOut) {
                rateOut[0] = x[0] * x[0];
            }
        };
        double[] x = new double[1];
        new TrueSolve(square, new double[] {2}, 0.49).path().at(0.4, x);
        assertThat(x[0]).isCloseTo(10, within(1e-8));
        assertThatThrownBy(() -> new TrueSolve(square, new double[] {2}, 1).path())
                .isInstanceOf(UnmadeDataException.class)
                .hasMessage("the data cannot be made: the true trajectory from (2) cannot be followed beyond t = 0.5,"
                        + " where it or its rate leaves the finite numbers; choose a shorter horizon or other starts");
    }

    /// Lorenz, "Deterministic nonperiodic flow", 1963: what is not known at the start grows by e^0.9t.
    @Test
    void chaosIsKnownOnlyForATime() {
        Dynamics lorenz = new Dynamics() {
            @Override
            public int dim() {
                return 3;
            }

            @Override
            public void rate(double t, double[] x, double[] rateOut) {
                rateOut[0] = 10 * (x[1] - x[0]);
                rateOut[1] = x[0] * (28 - x[2]) - x[1];
                rateOut[2] = x[0] * x[1] - 8.0 / 3 * x[2];
            }
        };
        double[] x = new double[3];
        new TrueSolve(lorenz, new double[] {1, 1, 1}, 15).path().at(15, x);
        assertThatThrownBy(() -> new TrueSolve(lorenz, new double[] {1, 1, 1}, 60).path())
                .isInstanceOf(UnmadeDataException.class)
                .hasMessageContaining("is known only until t = 2");
    }

    static Stream<Dynamics> systems() {
        return Stream.of(
                new Oscillators.Spring(0.2, -1.5, 0.7),
                new Oscillators.VanDerPol(1.7),
                new Oscillators.LotkaVolterra(1.1, 0.6, 0.9, 1.4),
                new Oscillators.Pendulum(1.7, 0.3),
                new Oscillators.Spiral(0.1, 2),
                new LinearSystem(2, List.of(1.0, 2.0, 3.0, 4.0), 1, 1, new LinearSystem.Moments())
                        .dynamics()
                        .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void derivativesAreThoseByDifferences(Dynamics system) {
        double[] x = {0.7, -1.3};
        double[] jacobian = new double[4];
        assertThat(system.jacobian(0, x, jacobian)).isTrue();
        double[] up = new double[2];
        double[] down = new double[2];
        for (int j = 0; j < 2; j++) {
            double[] moved = x.clone();
            moved[j] = x[j] + 1e-6;
            system.rate(0, moved, up);
            moved[j] = x[j] - 1e-6;
            system.rate(0, moved, down);
            for (int i = 0; i < 2; i++) {
                assertThat(jacobian[2 * i + j]).isCloseTo((up[i] - down[i]) / 2e-6, within(1e-8));
            }
        }
    }

    /// In the middle of the one as of the other solve, by whoever asked for the data; made anew they are whole.
    @Test
    void isStoppedByWhomItIsMadeFor() {
        int[] asked = {0};
        double[] known = new double[2];
        TrueSolve solve = new TrueSolve(new Oscillators.VanDerPol(2), new double[] {2, 0}, 5);
        Stop.within(
                () -> {
                    asked[0]++;
                    return false;
                },
                () -> solve.path().at(4, known));
        int all = asked[0];
        assertThat(all).isGreaterThan(100);
        for (int questions : new int[] {0, 50, all / 2, all - 1}) {
            asked[0] = 0;
            assertThatThrownBy(() -> Stop.within(() -> asked[0]++ >= questions, solve::path))
                    .isInstanceOf(CancellationException.class);
            double[] again = new double[2];
            solve.path().at(4, again);
            assertThat(again).isEqualTo(known);
        }
    }
}
