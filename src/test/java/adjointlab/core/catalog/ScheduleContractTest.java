package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.optim.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every registered schedule against its formula, iteration by iteration.
final class ScheduleContractTest {
    private static final double EXACT = 1e-12;

    /// What the rate is multiplied by at an iteration, from an entry's values.
    @FunctionalInterface
    private interface Formula {
        double at(Values v, int iteration);
    }

    private record Reference(Formula formula, List<Map<String, Object>> variations) {}

    private static final Map<String, Reference> REFERENCES = Map.of(
            "constant",
            new Reference((_, _) -> 1, List.of()),
            "step",
            new Reference(
                    (v, k) -> repeated(
                            Named.real(v, "factor"),
                            Named.whole(v, "most") == 0
                                    ? k / Named.whole(v, "every")
                                    : Math.min(k / Named.whole(v, "every"), Named.whole(v, "most"))),
                    List.of(
                            Map.of("every", 3, "factor", 0.7),
                            Map.of("every", 1, "factor", 0.9),
                            Map.of("every", 2, "factor", 0.6, "most", 2))),
            "exponential",
            new Reference((v, k) -> repeated(Named.real(v, "factor"), k), List.of(Map.of("factor", 0.8))),
            "cosine",
            new Reference(
                    ScheduleContractTest::cosine,
                    List.of(Map.of("iterations", 7), Map.of("iterations", 13, "floor", 0.3))),
            "warm-up",
            new Reference((v, k) -> warmUp(Named.whole(v, "iterations"), k), List.of(Map.of("iterations", 4))),
            "warm-up-cosine",
            new Reference(
                    (v, k) -> warmUp(Named.whole(v, "warmUp"), k) * cosine(v, k),
                    List.of(Map.of("warmUp", 5, "iterations", 12, "floor", 0.1))));

    private static double repeated(double factor, int times) {
        double product = 1;
        for (int i = 0; i < times; i++) {
            product *= factor;
        }
        return product;
    }

    /// Loshchilov and Hutter, ICLR 2017, equation (5): η = η_min + ½(η_max − η_min)(1 + cos(π T_cur/T)), η_max =
    /// 1, without restarts.
    private static double cosine(Values v, int iteration) {
        double floor = Named.real(v, "floor");
        if (iteration >= Named.whole(v, "iterations")) {
            return floor;
        }
        return floor + (1 - floor) / 2 * (1 + Math.cos(Math.PI * iteration / Named.whole(v, "iterations")));
    }

    /// Goyal et al., "Accurate, large minibatch SGD", 2017, section 2.2: the first n updates take 1/n, 2/n, …, 1.
    private static double warmUp(int n, int iteration) {
        return iteration < n ? (double) (iteration + 1) / n : 1;
    }

    static List<String> schedules() {
        return Schedules.CATALOG.ids();
    }

    private static Reference reference(String id) {
        assertThat(REFERENCES)
                .as("no formula is written out for the schedule '%s'; add one to this test", id)
                .containsKey(id);
        return Objects.requireNonNull(REFERENCES.get(id));
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void factorsFollowTheFormula(String id) {
        Entry<Schedule> entry = Schedules.CATALOG.get(id);
        agrees(id, Values.EMPTY.complete(entry.parameters()));
        for (Map<String, Object> given : reference(id).variations()) {
            agrees(id, new Values(given).complete(entry.parameters()));
        }
    }

    private static void agrees(String id, Values values) {
        Schedule schedule = Schedules.CATALOG.get(id).create(values);
        for (int iteration = 0; iteration < 250; iteration++) {
            assertThat(schedule.factor(iteration))
                    .as("%s with %s at %d", id, values.map(), iteration)
                    .isCloseTo(reference(id).formula().at(values, iteration), within(EXACT));
        }
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyParameterIsVaried(String id) {
        for (Key<?> parameter : Schedules.CATALOG.get(id).parameters()) {
            assertThat(reference(id).variations())
                    .as("variations of " + parameter.name())
                    .anyMatch(given -> given.containsKey(parameter.name()));
        }
    }
}
