package adjointlab.core.problem.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField.Direction;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Strokes;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.problem.dynamics.SimplestOde;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Test functions of the plane against published values and their own differences; the flow down them.
final class TestFunctionsTest {
    private static final double[][] PLACES = {{0.7, -0.4}, {-1.3, 1.1}, {2.2, 0.6}, {-0.2, -0.9}, {0, 0}};

    /// Along an arc with a spur, unevenly.
    private static final DrawnValley VALLEY = new DrawnValley(
            Strokes.of(List.of(
                    -1.0, 0.2, -0.8, 0.4, -0.7, 0.45, -0.5, 0.5, -0.2, 0.4, 0.0, 0.2, 0.1, 0.0, 0.2, -0.3, 0.6, -0.9)),
            0.3);

    static Stream<TestFunction> functions() {
        return Stream.concat(Stream.of(StandardFunctions.values()), Stream.of(new TestFunction.Bowl(25), VALLEY));
    }

    /// By hand from the published formulas; Rosenbrock's usual start, Beale's, Himmelblau's maximum.
    @ParameterizedTest
    @CsvSource({
        "ROSENBROCK, -1.2, 1, 24.2",
        "ROSENBROCK, 0, 0, 1",
        "BEALE, 1, 1, 14.203125",
        "BEALE, 0, 0, 14.203125",
        "BEALE, 2, -1, 13.203125",
        "HIMMELBLAU, 0, 0, 170",
        "HIMMELBLAU, -0.270845, -0.923039, 181.616522",
        "RASTRIGIN, 1, 1, 2",
        "RASTRIGIN, 0.5, 0, 20.25",
        "RASTRIGIN, 0, 0.5, 20.25"
    })
    void valuesAreThePublishedOnes(StandardFunctions function, double x, double y, double value) {
        assertThat(function.value(x, y)).isCloseTo(value, within(1e-6));
    }

    private interface Partial {
        double at(double x, double y);
    }

    private static double byX(Partial f, double x, double y) {
        double e = 1e-4;
        return (8 * (f.at(x + e, y) - f.at(x - e, y)) - (f.at(x + 2 * e, y) - f.at(x - 2 * e, y))) / (12 * e);
    }

    private static double byY(Partial f, double x, double y) {
        return byX((v, u) -> f.at(u, v), y, x);
    }

    private static double slope(TestFunction f, double x, double y, int component) {
        double[] out = {9, 9};
        f.gradient(x, y, out);
        return out[component];
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivativesAreThoseOfTheFunction(TestFunction f) {
        for (double[] at : PLACES) {
            double x = at[0];
            double y = at[1];
            double[] hessian = {9, 9, 9};
            f.hessian(x, y, hessian);
            assertThat(slope(f, x, y, 0)).isCloseTo(byX(f::value, x, y), within(1e-7));
            assertThat(slope(f, x, y, 1)).isCloseTo(byY(f::value, x, y), within(1e-7));
            assertThat(hessian[0]).isCloseTo(byX((u, v) -> slope(f, u, v, 0), x, y), within(1e-7));
            assertThat(hessian[1]).isCloseTo(byX((u, v) -> slope(f, u, v, 1), x, y), within(1e-7));
            assertThat(hessian[1]).isCloseTo(byY((u, v) -> slope(f, u, v, 0), x, y), within(1e-7));
            assertThat(hessian[2]).isCloseTo(byY((u, v) -> slope(f, u, v, 1), x, y), within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void minimaHaveTheValueZeroAndLieInView(TestFunction f) {
        List<Double> view = f.view();
        assertThat(view.get(0)).isLessThan(view.get(1));
        assertThat(view.get(2)).isLessThan(view.get(3));
        assertThat(f.minima()).isNotEmpty();
        for (List<Double> minimum : f.minima()) {
            double x = minimum.get(0);
            double y = minimum.get(1);
            assertThat(f.value(x, y)).isCloseTo(0, within(1e-12));
            assertThat(slope(f, x, y, 0)).isCloseTo(0, within(1e-9));
            assertThat(slope(f, x, y, 1)).isCloseTo(0, within(1e-9));
            double[] h = new double[3];
            f.hessian(x, y, h);
            assertThat(h[0]).isPositive();
            assertThat(h[0] * h[2] - h[1] * h[1]).as("a minimum, not a saddle").isPositive();
            assertThat(x).isBetween(view.get(0), view.get(1));
            assertThat(y).isBetween(view.get(2), view.get(3));
        }
    }

    @Test
    void aBowlHasItsConditionNumber() {
        TestFunction bowl = new TestFunction.Bowl(25);
        assertThat(bowl.value(2, 0)).isEqualTo(2);
        assertThat(bowl.value(0, 2)).isEqualTo(50);
    }

    private static Batch batch(double... rows) {
        Batch batch = new Batch(2, 2);
        for (int i = 0; i < 2; i++) {
            for (int s = 0; s < 2; s++) {
                batch.set(i, s, rows[2 * i + s]);
            }
        }
        batch.padState();
        return batch;
    }

    /// f = −∇F and its products with −∇∇F, for each sample; accumulated backward, overwritten forward.
    @ParameterizedTest
    @MethodSource("functions")
    void theFlowGoesDownhill(TestFunction f) {
        GradientFlow flow = new GradientFlow(f);
        Scratch scratch = new Scratch();
        Batch y = batch(0.7, -1.3, -0.4, 1.1);
        Batch dy = batch(9, 9, 9, 9);
        flow.eval(0, y, new double[0], scratch, dy);
        Batch v = batch(0.3, 2, -1, 0.5);
        Batch forward = batch(9, 9, 9, 9);
        flow.jvp(0, y, new double[0], new Direction(v, new double[0], 1), scratch, forward);
        Batch backward = batch(10, 20, 30, 40);
        assertThat(flow.vjp(0, y, new double[0], v, scratch, backward, new ParameterGradient(1, 0)))
                .as("no dependence on t")
                .isZero();
        assertThat(flow.dim()).isEqualTo(2);
        assertThat(flow.parameters().size()).isZero();
        for (int s = 0; s < 2; s++) {
            for (int i = 0; i < 2; i++) {
                int component = i;
                double a = y.get(0, s);
                double b = y.get(1, s);
                assertThat(dy.get(i, s)).isEqualTo(-slope(f, a, b, i));
                double expected = -byX((u, w) -> slope(f, u, w, component), a, b) * v.get(0, s)
                        - byY((u, w) -> slope(f, u, w, component), a, b) * v.get(1, s);
                assertThat(forward.get(i, s)).isCloseTo(expected, within(1e-6));
                assertThat(backward.get(i, s)).isCloseTo(10 * (1 + 2 * i + s) + expected, within(1e-6));
            }
        }
    }

    @Test
    void descentGoesToTheNearestMinimum() {
        Descent descent = new Descent(StandardFunctions.HIMMELBLAU, List.of(-2.0, -2.0), 3);
        ProblemData data = descent.data(1);
        assertThat(descent.dim()).isEqualTo(2);
        assertThat(data.end()).isEqualTo(3);
        assertThat(data.start()).isZero();
        assertThat(data.initial().toRows()).isDeepEqualTo(new double[][] {{-2, -2}});
        assertThat(data.initial().get(1, 7)).as("padding").isEqualTo(-2);
        assertThat(data.targets().getFirst().toRows())
                .isDeepEqualTo(new double[][] {{-3.779310253377747, -3.283185991286170}});
        // nearer by y alone, farther all in all
        ProblemData other = new Descent(StandardFunctions.HIMMELBLAU, List.of(3.5, 0.2), 3).data(1);
        assertThat(other.targets().getFirst().toRows()).isDeepEqualTo(new double[][] {{3, 2}});
    }

    /// The simplest ODE: slope and curvature of the loss by differences; where the curvature changes its sign; the
    /// variance of N(0, σ²) carried by e^{at}.
    @Test
    void theSimplestOdesClosedFormIsConsistent() {
        SimplestOde ode = new SimplestOde(-0.7, 1.5, 2);
        for (double a : new double[] {-2, -0.7, 0.4}) {
            assertThat(ode.gradient(a)).isCloseTo(byX((u, _) -> ode.value(u), a, 0), within(1e-8));
            assertThat(ode.curvature(a)).isCloseTo(byX((u, _) -> ode.gradient(u), a, 0), within(1e-8));
            assertThat(ode.terminalVariance(a)).isCloseTo(2 * Math.pow(Math.exp(1.5 * a), 2), within(1e-12));
        }
        // ½σ²(e^{at} − e^{a*t})² at a = 0
        assertThat(ode.value(0)).isCloseTo(Math.pow(1 - Math.exp(-1.05), 2), within(1e-15));
        assertThat(ode.value(-0.7)).isZero();
        assertThat(ode.curvature(ode.concaveBelow())).isCloseTo(0, within(1e-14));
        assertThat(ode.curvature(ode.concaveBelow() - 0.1)).isNegative();
        assertThat(ode.curvature(ode.concaveBelow() + 0.1)).isPositive();
        LinearSystem one = new LinearSystem(1, List.of(-0.7), 1.5, 2, new LinearSystem.Moments());
        assertThat(one.closedForm()).contains(ode);
        assertThat(new LinearSystem(2, List.of(1.0, 0.0, 0.0, 1.0), 1, 1, new LinearSystem.Moments()).closedForm())
                .isEmpty();
    }

    /// −w² log of the mean kernel, by its definition.
    @Test
    void aDrawnValleyIsLowWhereItWasDrawn() {
        double width = 0.3;
        List<Strokes.Point> points =
                Strokes.of(List.of(0.0, 0.0, 0.2, 0.1, 0.4, 0.0)).points();
        DrawnValley valley = new DrawnValley(Strokes.of(List.of(0.0, 0.0, 0.2, 0.1, 0.4, 0.0)), width);
        double constant = Double.NaN;
        for (double[] at : PLACES) {
            double mean = points.stream()
                    .mapToDouble(p ->
                            Math.exp(-(Math.pow(at[0] - p.x(), 2) + Math.pow(at[1] - p.y(), 2)) / (2 * width * width)))
                    .average()
                    .orElseThrow();
            double rest = valley.value(at[0], at[1]) + width * width * Math.log(mean);
            assertThat(rest).isCloseTo(Double.isNaN(constant) ? rest : constant, within(1e-12));
            constant = rest;
        }
        double[] far = {0, 0};
        valley.gradient(300, -400, far);
        assertThat(Math.hypot(far[0], far[1])).as("half the squared distance").isCloseTo(500, within(0.5));
        assertThat(valley.minima()).hasSize(1);
        assertThat(valley.minima().getFirst().get(0)).isCloseTo(0.2, within(1e-6));
    }
}
