package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.catalog.Solvers;
import adjointlab.core.field.LinearField;
import adjointlab.core.kernel.Scratch;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The stability function of every method against what the method does.
final class GrowthTest {
    private static final double[][] PLACES = {{-0.4, 0}, {-1, 0.7}, {0.1, 1.2}, {-2.5, 1.5}, {0, 0.9}};

    static List<String> solvers() {
        return Solvers.CATALOG.ids();
    }

    /// |y| after some steps of size 1 of ẏ = λy, as a real system, from a start of length 1.
    private static double length(String solver, double[] place, int steps) {
        LinearField field = new LinearField(2, LinearField.Coupling.FREE);
        FieldSystem system = new FieldSystem(field, 1, new Scratch());
        system.bind(new double[] {place[0], -place[1], place[1], place[0]});
        Solve solve = new Solve(TestSettings.fixed(solver, steps), system, new SolveStats());
        double[] state = new double[system.layout().length()];
        state[0] = 1;
        assertThat(solve.run(0, steps, state, Watch.NONE).ok()).isTrue();
        return Math.hypot(state[0], state[state.length / 2]);
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void growthIsThatOfAStep(String solver) {
        Stepper stepper = Solvers.CATALOG.get(solver).createDefault();
        for (double[] place : PLACES) {
            double growth = stepper.growth(place[0], place[1]);
            if (stepper instanceof AdamsBashforthMoulton) { // the other roots die out
                double ours = length(solver, place, 240) / length(solver, place, 200);
                assertThat(Math.pow(ours, 1 / 40.0)).isCloseTo(growth, within(1e-2 * growth));
            } else {
                assertThat(length(solver, place, 1)).isCloseTo(growth, within(1e-12 * Math.max(1, growth)));
            }
        }
    }

    @Test
    void regionsEndWhereTheLiteratureSays() {
        // Hairer and Wanner II, section IV.2: the classic method to −2.785; Kværnø's is L-stable.
        Stepper rk4 = Solvers.CATALOG.get("rk4").createDefault();
        assertThat(rk4.growth(-2.785, 0)).isLessThan(1);
        assertThat(rk4.growth(-2.786, 0)).isGreaterThan(1);
        assertThat(rk4.growth(0, 2.828)).isLessThan(1);
        assertThat(rk4.growth(0, 2.829)).isGreaterThan(1);
        assertThat(Solvers.CATALOG.get("kvaerno5").createDefault().growth(-1e8, 0))
                .isLessThan(1e-6);
    }

    /// A method of order p lets y grow by e^z up to a multiple of z^(p+1), Hairer and Wanner II, section IV.2.
    @ParameterizedTest
    @MethodSource("solvers")
    void growthIsTheExponentialToTheMethodsOrder(String solver) {
        Stepper stepper = Solvers.CATALOG.get(solver).createDefault();
        double[][] directions = {{-1, 0}, {0.6, 0.8}, {-0.8, 0.6}};
        double size = stepper.order() >= 8 ? 0.5 : 0.2;
        for (double[] direction : directions) {
            double coarse = away(stepper, direction, size);
            double fine = away(stepper, direction, 0.5 * size);
            assertThat(fine)
                    .as("%s along %s, %s", solver, direction[0], direction[1])
                    .isLessThan(2 * coarse * Math.pow(0.5, stepper.order() + 1) + 2e-12);
        }
    }

    private static double away(Stepper stepper, double[] direction, double size) {
        double growth = stepper.growth(size * direction[0], size * direction[1]);
        return Math.abs(growth - Math.exp(size * direction[0]));
    }

    @Test
    void ordersAreThoseOfTheNames() {
        List<Integer> orders = Solvers.CATALOG.entries().stream()
                .map(e -> e.createDefault().order())
                .toList();
        assertThat(orders).containsExactly(1, 2, 2, 2, 4, 4, 4, 2, 3, 4, 5, 5, 5, 8, 5);
    }
}
