package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.StepController;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every controller against its published recursion, written out here from the paper, over sequences of error ratios
/// with rejections.
final class ControllerRecursionTest {
    /// Accepted and rejected, some so small or large that the limits hold.
    private static final double[] RATIOS = {
        0.5, 0.9, 1.7, 0.8, 0.02, 1e-5, 3, 2.5, 500, 0.6, 1, 0.3, 1e6, 0.99, 1e-9, 0.7, 0.4, 1.01, 0.95
    };

    private static final int[] ORDERS = {2, 3, 5, 8};

    /// A published recursion; remembers what it was shown.
    interface Recursion {
        /// What the step size is multiplied by.
        double factor(double ratio, int order);
    }

    private static final Map<String, Function<Values, Recursion>> PUBLISHED = Map.of(
            "i", ControllerRecursionTest::elementary,
            "pi", v -> feedback(v, 0),
            "pid", v -> feedback(v, Named.real(v, "kD")),
            "constant", _ -> (_, _) -> 1);

    /// h_new = h · min(facmax, max(facmin, fac · (1/err)^(1/(q+1)))): Hairer, Nørsett and Wanner I, equation
    /// (II.4.13). As in torchdiffeq a step with err < 1 is never followed by a smaller one: facmin is 1 there.
    private static Recursion elementary(Values v) {
        return (ratio, order) -> {
            double wanted = Named.real(v, "safety") * Math.pow(1 / ratio, 1.0 / order);
            double facmin = ratio < 1 ? 1 : Named.real(v, "min");
            return Math.min(Named.real(v, "max"), Math.max(facmin, wanted));
        };
    }

    /// In control engineers' form, with the control error e = log(1/ratio)/q of accepted steps:
    /// log h_{n+1} = log h_n + kI·e_n + kP·(e_n − e_{n−1}) + kD·(e_n − 2e_{n−1} + e_{n−2}), Söderlind, ACM Trans.
    /// Math. Softw. 29 (2003) 1, section 4; with kD = 0 it is Gustafsson, ACM Trans. Math. Softw. 17 (1991) 533.
    /// After a rejection the elementary rule, which leaves the history alone, and never a larger step.
    private static Recursion feedback(Values v, double kD) {
        double kP = Named.real(v, "kP");
        double kI = Named.real(v, "kI");
        List<Double> errors = new ArrayList<>(List.of(0.0, 0.0));
        return (ratio, order) -> {
            if (ratio > 1) {
                double wanted = Named.real(v, "safety") * Math.pow(1 / ratio, 1.0 / order);
                return Math.min(1, Math.max(Named.real(v, "min"), wanted));
            }
            errors.addFirst(-Math.log(ratio));
            double e0 = errors.get(0) / order;
            double e1 = errors.get(1) / order;
            double e2 = errors.get(2) / order;
            double change = kI * e0 + kP * (e0 - e1) + kD * (e0 - 2 * e1 + e2);
            return Math.min(
                    Named.real(v, "max"), Math.max(Named.real(v, "min"), Named.real(v, "safety") * Math.exp(change)));
        };
    }

    static List<String> controllers() {
        return Controllers.CATALOG.ids();
    }

    private static Function<Values, Recursion> published(String id) {
        assertThat(PUBLISHED)
                .as("the controller '%s' needs its published recursion, written out in this test", id)
                .containsKey(id);
        return Objects.requireNonNull(PUBLISHED.get(id));
    }

    private static void follows(String id, Values values) {
        StepController controller = Controllers.CATALOG.get(id).create(values);
        for (int order : ORDERS) {
            Recursion recursion = published(id).apply(values);
            StepController.Memory memory = new StepController.Memory();
            for (int n = 0; n < RATIOS.length; n++) {
                double expected = recursion.factor(RATIOS[n], order);
                assertThat(controller.factor(RATIOS[n], order, memory))
                        .as("%s of order %d, step %d, ratio %s", id, order, n, RATIOS[n])
                        .isCloseTo(expected, within(1e-12 * expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void factorsFollowThePublishedRecursion(String id) {
        follows(id, Values.EMPTY.complete(Controllers.CATALOG.get(id).parameters()));
    }

    /// With every parameter away from its default, limits so wide that they hold nowhere or so narrow that they
    /// hold often.
    @ParameterizedTest
    @MethodSource("controllers")
    void factorsFollowItWithOtherGainsAndLimits(String id) {
        Map<String, Double> narrow = Map.of("safety", 0.8, "min", 0.5, "max", 1.5, "kP", 0.17, "kI", 0.31, "kD", 0.07);
        Map<String, Double> wide = Map.of("safety", 0.97, "min", 1e-3, "max", 1e6, "kP", 0.6, "kI", 0.2, "kD", -0.11);
        for (Map<String, Double> all : List.of(narrow, wide)) {
            Map<String, Object> own = new LinkedHashMap<>();
            List<Key<?>> parameters = Controllers.CATALOG.get(id).parameters();
            parameters.forEach(p -> own.put(p.name(), all.get(p.name())));
            follows(id, new Values(own).complete(parameters));
        }
    }

    /// As products of powers: the default gains are Gustafsson's and those of the filter H312 (Söderlind, table
    /// III: β = 1/18, 1/9, 1/18).
    @Test
    void defaultGainsAreThePublishedOnes() {
        StepController pi = Controllers.CATALOG.get("pi").createDefault();
        StepController.Memory memory = new StepController.Memory();
        pi.factor(0.5, 4, memory);
        assertThat(pi.factor(0.8, 4, memory))
                .isCloseTo(0.9 * Math.pow(0.8, -0.7 / 4) * Math.pow(0.5, 0.4 / 4), within(1e-14));
        StepController pid = Controllers.CATALOG.get("pid").createDefault();
        memory.clear();
        pid.factor(0.5, 4, memory);
        pid.factor(0.7, 4, memory);
        double filtered = Math.pow(0.8, -1.0 / 18) * Math.pow(0.7, -1.0 / 9) * Math.pow(0.5, -1.0 / 18);
        assertThat(pid.factor(0.8, 4, memory)).isCloseTo(0.9 * Math.pow(filtered, 0.25), within(1e-14));
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void clearedMemoryIsThatOfANewSolve(String id) {
        StepController controller = Controllers.CATALOG.get(id).createDefault();
        StepController.Memory memory = new StepController.Memory();
        double first = controller.factor(0.4, 5, memory);
        double second = controller.factor(0.6, 5, memory);
        double third = controller.factor(0.9, 5, memory);
        memory.clear();
        assertThat(memory.previous).isEqualTo(1);
        assertThat(memory.beforePrevious).isEqualTo(1);
        assertThat(controller.factor(0.4, 5, memory)).isEqualTo(first);
        assertThat(controller.factor(0.6, 5, memory)).isEqualTo(second);
        assertThat(controller.factor(0.9, 5, memory)).isEqualTo(third);
    }

    @ParameterizedTest
    @MethodSource("controllers")
    void stepsAreKeptUpToTheTolerance(String id) {
        StepController controller = Controllers.CATALOG.get(id).createDefault();
        boolean adaptive = !id.equals("constant");
        assertThat(controller.accepts(0)).isTrue();
        assertThat(controller.accepts(1)).isTrue();
        assertThat(controller.accepts(Math.nextUp(1.0))).isNotEqualTo(adaptive);
        assertThat(controller.accepts(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(controller.accepts(Double.NaN)).isFalse();
    }

    /// An error of zero says that any step is small enough; the history must stay fit for powers.
    @ParameterizedTest
    @MethodSource("controllers")
    void afterAnErrorOfZeroTheStepGrowsAsMuchAsItMay(String id) {
        StepController controller = Controllers.CATALOG.get(id).createDefault();
        StepController.Memory memory = new StepController.Memory();
        // the digital filter spreads a surprise over several steps
        double most = Map.of("i", 10.0, "pi", 10.0, "constant", 1.0).getOrDefault(id, 0.9 * Math.pow(1e10, 1.0 / 36));
        assertThat(controller.factor(0, 2, memory)).isCloseTo(most, within(1e-12 * most));
        assertThat(controller.factor(0.5, 2, memory)).isFinite().isPositive();
    }
}
