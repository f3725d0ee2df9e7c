package adjointlab.core.catalog;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.math.Stop;
import adjointlab.core.problem.Extent;
import adjointlab.core.problem.FirstSamples;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.Observations;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Standardised;
import adjointlab.core.problem.ValidationSplit;
import adjointlab.core.problem.dynamics.Dynamics;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered problem promises about chance, and that its parameters arrive where they belong.
final class ProblemContractTest {
    /// Where chance comes in.
    private enum Chance {
        /// The same data whatever the seed.
        NONE,
        /// Data follow from the seed.
        SEED,
        /// Each iteration has its own, which follow from the seed.
        ITERATION
    }

    private static final Map<String, Chance> CHANCE = Map.ofEntries(
            entry("linear-system", Chance.NONE),
            entry("point-cloud", Chance.SEED),
            entry("nested-annuli", Chance.SEED),
            entry("flip", Chance.SEED),
            entry("damped-oscillator", Chance.SEED),
            entry("duffing", Chance.SEED),
            entry("driven-spring", Chance.SEED),
            entry("driven-formula", Chance.SEED),
            entry("van-der-pol", Chance.SEED),
            entry("lotka-volterra", Chance.SEED),
            entry("pendulum", Chance.SEED),
            entry("spiral", Chance.SEED),
            entry("bouncing-ball", Chance.SEED),
            entry("formula", Chance.SEED),
            entry("drawn-trajectories", Chance.NONE),
            entry("trajectories-file", Chance.SEED),
            entry("density", Chance.ITERATION),
            entry("descent", Chance.NONE),
            entry("response", Chance.NONE),
            entry("sphere", Chance.SEED),
            entry("digits", Chance.SEED),
            entry("textures", Chance.SEED),
            entry("topics", Chance.SEED),
            entry("climate", Chance.SEED),
            entry("samples-file", Chance.SEED),
            entry("circuit", Chance.SEED),
            entry("vibration", Chance.SEED),
            entry("walking-figure", Chance.SEED),
            entry("letters", Chance.SEED),
            entry("series-file", Chance.SEED));

    static List<String> problems() {
        return Problems.CATALOG.ids();
    }

    private static Chance chance(String id) {
        assertThat(CHANCE)
                .as("the problem '%s' needs a line in this test that says where chance comes in", id)
                .containsKey(id);
        return Objects.requireNonNull(CHANCE.get(id));
    }

    private static Problem create(String id, Map<String, Object> given) {
        Entry<Problem> entry = Problems.CATALOG.get(id);
        return entry.create(new Values(given).complete(entry.parameters()));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void dataFollowFromTheSeedAndFromNothingElse(String id) {
        Chance chance = chance(id);
        Problem problem = Problems.CATALOG.get(id).createDefault();
        double[] first = problem.data(1).initial().data().clone();
        double[] other = problem.data(2).initial().data();
        assertThat(Arrays.equals(first, other)).isEqualTo(chance == Chance.NONE);
        assertThat(problem.data(1).initial().data()).as("the same bits again").isEqualTo(first);
        assertThat(Problems.CATALOG.get(id).createDefault().data(1).initial().data())
                .as("made anew")
                .isEqualTo(first);
    }

    private static void assertExtent(Problem problem, ProblemData data) {
        assertThat(problem.extent(1))
                .isEqualTo(new Extent(data.samples(), data.times().length, data.start(), data.end()));
    }

    /// Sixty thousand images take a minute to draw; a form that asks how many there are does not.
    @Test
    void howLargeMadeSamplesAreIsToldWithoutMakingThem() {
        for (Problem problem : List.of(
                Problems.CATALOG.get("digits").createDefault(),
                Problems.CATALOG.get("textures").createDefault())) {
            Problem batches = new MiniBatches(new Standardised(new ValidationSplit(problem, 0.1)), 2);
            Stop.within(
                    () -> true, () -> assertThat(batches.extent(77).samples()).isEqualTo(2));
            assertThatThrownBy(() -> Stop.within(() -> true, () -> batches.data(77)))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void sizesAreToldAsTheyAre(String id) {
        Problem problem = Problems.CATALOG.get(id).createDefault();
        ProblemData data = problem.data(1);
        assertThat(problem.samples(1)).isEqualTo(data.samples());
        assertExtent(problem, data);
        for (Problem part : List.of(
                new Standardised(problem),
                new MiniBatches(problem, 2),
                new MiniBatches(new Standardised(problem), 2),
                new FirstSamples(problem, 3),
                new ValidationSplit(problem, 0.3))) {
            assertExtent(part, part.data(1));
        }
        assertThat(problem.dim()).isEqualTo(data.initial().dim());
        assertThat(problem.outputDim()).isEqualTo(data.targets().getFirst().dim());
        assertThat(problem.observed())
                .isEqualTo(data.observations().map(Observations::dim).orElse(0));
        if (problem.tellsClasses()) {
            int last = data.times().length - 1;
            for (int s = 0; s < data.samples(); s++) {
                if (!data.goals().counts(last, s)) {
                    continue;
                }
                double[] target = data.targets().getLast().toRows()[s];
                assertThat(Arrays.stream(target).filter(q -> q == 1).count()).isLessThanOrEqualTo(1);
                assertThat(target).containsOnly(target.length == 1 ? new double[] {target[0]} : new double[] {0, 1});
                assertThat(Math.abs(target[0])).isIn(0.0, 1.0);
            }
        }
    }

    /// Every problem of samples has mini-batches, of which each is a part of the whole.
    @ParameterizedTest
    @MethodSource("problems")
    void batchesArePartsOfTheWhole(String id) {
        Entry<Problem> entry = Problems.CATALOG.get(id);
        if (entry.parameters().stream().noneMatch(key -> key.name().equals("batch"))) {
            assertThat(List.of("linear-system", "density", "descent", "response"))
                    .as("'%s' has no mini-batches", id)
                    .contains(id);
            return;
        }
        Problem whole = create(id, Map.of());
        Problem batched = create(id, Map.of("batch", 2));
        assertThat(batched.whole()).isEqualTo(whole);
        assertThat(batched.samples(1)).isEqualTo(2);
        assertThat(batched.iterationsAnEpoch(1)).isEqualTo(Math.floorDiv(whole.samples(1), 2));
        double[][] all = whole.data(1).initial().toRows();
        for (double[] one : batched.data(1).initial().toRows()) {
            assertThat(Arrays.stream(all)).anyMatch(row -> Arrays.equals(row, one));
        }
        assertThat(create(id, Map.of("batch", 0))).isEqualTo(whole);
    }

    /// Every problem of samples keeps some for a validation where that is asked for, and is the same where it is
    /// not.
    @ParameterizedTest
    @MethodSource("problems")
    void samplesOfAValidationAreNotTrainedOn(String id) {
        Entry<Problem> entry = Problems.CATALOG.get(id);
        boolean batched = entry.parameters().stream().anyMatch(key -> key.name().equals("batch"));
        assertThat(entry.parameters().stream().anyMatch(key -> key.name().equals("validation")))
                .isEqualTo(batched);
        if (!batched) {
            return;
        }
        Problem whole = create(id, Map.of());
        assertThat(create(id, Map.of("validation", 0.0))).isEqualTo(whole);
        assertThat(whole.validation(1)).isEmpty();
        for (Map<String, Object> given : List.<Map<String, Object>>of(
                Map.of("validation", 0.25), Map.of("validation", 0.25, "batch", 2, "testEvery", 3))) {
            Problem split = create(id, given);
            assertThat(split.origin()).isEqualTo(whole);
            ProblemData kept = split.validation(1).orElseThrow();
            ProblemData trained = split.data(1);
            assertThat(kept.samples()).isEqualTo(Math.max(1, (int) Math.round(0.25 * whole.samples(1))));
            assertThat(kept.times()).isEqualTo(whole.data(1).times());
            double[][] all = whole.data(1).initial().toRows();
            double[][] trainedRows = trained.initial().toRows();
            for (double[] one : kept.initial().toRows()) {
                assertThat(Arrays.stream(all)).anyMatch(row -> Arrays.equals(row, one));
                assertThat(Arrays.stream(trainedRows)).noneMatch(row -> Arrays.equals(row, one));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void paddingRepeatsTheLastSample(String id) {
        ProblemData data = Problems.CATALOG.get(id).createDefault().data(1);
        repeats(data.initial());
        data.targets().forEach(ProblemContractTest::repeats);
    }

    private static void repeats(Batch batch) {
        for (int i = 0; i < batch.dim(); i++) {
            for (int s = batch.size(); s < batch.columns(); s++) {
                assertThat(batch.get(i, s)).isEqualTo(batch.get(i, batch.size() - 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void iterationsHaveDataOfTheirOwnWhereTheProblemSaysSo(String id) {
        Problem problem = Problems.CATALOG.get(id).createDefault();
        assertThat(problem.draws(1).isPresent()).isEqualTo(chance(id) == Chance.ITERATION);
        problem.draws(1).ifPresent(draws -> {
            ProblemData data = problem.data(1);
            Batch x = data.initial();
            x.fill(0);
            draws.fill(0, data);
            assertThat(x.data())
                    .as("the first iteration")
                    .isEqualTo(problem.data(1).initial().data());
            draws.fill(1, data);
            double[] second = x.data().clone();
            assertThat(second[0]).isNotEqualTo(problem.data(1).initial().get(0, 0));
            draws.fill(7, data);
            assertThat(x.data()).isNotEqualTo(second);
            draws.fill(1, data);
            assertThat(x.data()).isEqualTo(second);
        });
    }

    private interface Rate {
        double[] of(double x, double y);
    }

    /// Second-order equations as they stand in the summaries, for constants that all differ.
    /// What drives the driven one unless said otherwise, at 0.
    private static final double FORCE = DrivingInput.of(new Values(Map.of()).complete(DrivingInput.PARAMETERS))
            .at(0);

    private static final Map<String, Rate> SYSTEMS = Map.ofEntries(
            entry("damped-oscillator", (x, v) -> new double[] {v, -0.3 * v - 1.7 * x}),
            entry("driven-spring", (x, v) -> new double[] {v, FORCE - 0.3 * v + 0.6 * x - 1.4 * x * x * x}),
            entry("driven-formula", (x, v) -> new double[] {v, FORCE - 0.3 * v - x}),
            entry("duffing", (x, v) -> new double[] {v, -0.3 * v + 0.6 * x - 1.4 * x * x * x}),
            entry("van-der-pol", (x, v) -> new double[] {v, 1.3 * (1 - x * x) * v - x}),
            entry("lotka-volterra", (x, y) -> new double[] {1.1 * x - 0.6 * x * y, 0.9 * x * y - 1.6 * y}),
            entry("formula", (x, y) -> new double[] {x - x * y, x * y - y}), // its numbers stand in it
            entry("bouncing-ball", (x, v) -> new double[] {v, -1.6}),
            entry("pendulum", (x, v) -> new double[] {v, -2.25 * Math.sin(x) - 0.3 * v}),
            entry("spiral", (x, y) ->
                    new double[] {-0.3 * x * x * x + 1.9 * y * y * y, -1.9 * x * x * x - 0.3 * y * y * y}));

    private static final Map<String, Double> CONSTANTS = Map.ofEntries(
            entry("damping", 0.3),
            entry("stiffness", 1.7),
            entry("linear", -0.6),
            entry("cubic", 1.4),
            entry("mu", 1.3),
            entry("birth", 1.1),
            entry("predation", 0.6),
            entry("growth", 0.9),
            entry("death", 1.6),
            entry("frequency", 1.5),
            entry("decay", 0.3),
            entry("turning", 1.9),
            entry("gravity", 1.6),
            entry("restitution", 0.4));

    @ParameterizedTest
    @MethodSource("problems")
    void constantsArriveWhereTheyBelong(String id) {
        Entry<Problem> entry = Problems.CATALOG.get(id);
        if (entry.createDefault().dynamics().isEmpty() || chance(id) == Chance.NONE) {
            return;
        }
        assertThat(SYSTEMS)
                .as("the system '%s' needs its equation in this test", id)
                .containsKey(id);
        Map<String, Object> given = new LinkedHashMap<>();
        entry.parameters().stream()
                .filter(p -> CONSTANTS.containsKey(p.name()))
                .forEach(p -> given.put(p.name(), CONSTANTS.get(p.name())));
        Dynamics system = create(id, given).dynamics().orElseThrow();
        for (double[] at : new double[][] {{0.7, -0.4}, {-1.3, 1.1}}) {
            double[] rate = new double[2];
            system.rate(0, at, rate);
            assertThat(rate)
                    .containsExactly(Objects.requireNonNull(SYSTEMS.get(id)).of(at[0], at[1]), within(1e-14));
        }
    }

    @Test
    void numbersOfTrajectoriesArriveWhereTheyBelong() {
        ProblemData data = create(
                        "pendulum",
                        Map.of(
                                "samples",
                                3,
                                "centre",
                                List.of(4.0, -2.0),
                                "halfWidth",
                                0.5,
                                "horizon",
                                6.0,
                                "times",
                                5,
                                "irregular",
                                false,
                                "noise",
                                0.0))
                .data(1);
        assertThat(data.samples()).isEqualTo(3);
        assertThat(data.times()).containsExactly(new double[] {1.2, 2.4, 3.6, 4.8, 6}, within(1e-14));
        for (double[] row : data.initial().toRows()) {
            assertThat(row[0]).isBetween(3.5, 4.5);
            assertThat(row[1]).isBetween(-2.5, -1.5);
        }
    }

    /// Xia et al., section 5.1: 40 points within ½, 80 between 0.85 and 1; Dupont et al., section 4: 100 within
    /// ½, 300 between 1 and 1.5.
    @Test
    void cloudsHaveThePublishedSizes() {
        cloud(create("point-cloud", Map.of()), 40, 80, 0.85, 1);
        cloud(create("nested-annuli", Map.of()), 100, 300, 1, 1.5);
        Map<String, Object> own =
                Map.of("dimension", 3, "inner", 4, "outer", 6, "ball", 0.2, "shellFrom", 1.1, "shellTo", 1.2);
        cloud(create("point-cloud", own), 4, 6, 1.1, 1.2);
    }

    private static void cloud(Problem problem, int inner, int outer, double from, double to) {
        ProblemData data = problem.data(1);
        assertThat(data.samples()).isEqualTo(inner + outer);
        double[][] rows = data.initial().toRows();
        for (int s = 0; s < rows.length; s++) {
            double radius = Math.sqrt(Arrays.stream(rows[s]).map(x -> x * x).sum());
            assertThat(radius).isBetween(s < inner ? 0 : from - 1e-12, s < inner ? 0.5 : to + 1e-12);
        }
    }

    @Test
    void aLinearSystemsSampleAndMomentsDifferInChanceAlone() {
        Map<String, Object> given = Map.of("population", "sample", "samples", 7, "sigma2", 4.0, "horizon", 0.5);
        ProblemData data = create("linear-system", given).data(1);
        assertThat(data.samples()).isEqualTo(7);
        assertThat(data.initial().data())
                .isNotEqualTo(create("linear-system", given).data(2).initial().data());
        for (int s = 0; s < 7; s++) {
            assertThat(data.targets().getFirst().get(0, s))
                    .isCloseTo(data.initial().get(0, s) * Math.exp(-0.5), within(1e-14));
        }
        assertThat(create("linear-system", Map.of("sigma2", 4.0))
                        .data(1)
                        .initial()
                        .get(0, 0))
                .isEqualTo(2);
    }
}
