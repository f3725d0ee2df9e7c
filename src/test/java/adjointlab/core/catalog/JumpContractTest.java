package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.family.FamilyTemplate;
import adjointlab.core.family.Model;
import adjointlab.core.family.Recurrence;
import adjointlab.core.field.FieldTemplate;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.GivenData;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.samples.Samples.Counts;
import adjointlab.core.problem.sequence.Circuit;
import adjointlab.core.problem.sequence.SequenceLearning;
import adjointlab.core.problem.sequence.SequenceLearning.Cut;
import adjointlab.core.problem.sequence.SequenceLearning.Next;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every registered cell with every family: sizes, gradients by differences, traits that survive.
final class JumpContractTest {
    private static final long SEED = 3;
    private static final Problem PROBLEM = new SequenceLearning(
            new Circuit(new Counts(3, 2), 8, 0.5, 0.05), new Cut(5, 4, 0.2), new Next(List.of(), 1, 0.7), true);

    /// With gaps as factors, a start that is told the whole window, and every kind of target.
    private static final SequenceLearning FACTORS = new SequenceLearning(
            new Circuit(new Counts(3, 2), 14, 0.5, 0.05),
            new Cut(4, 5, 0.3),
            new Next(List.of(), 3, new SequenceLearning.Weights(0.4, 0.3, 0.7)),
            new SequenceLearning.View(true, SequenceLearning.Start.WINDOW, SequenceLearning.Gaps.FACTOR));

    static Stream<Arguments> cases() {
        return Jumps.CATALOG.ids().stream().flatMap(cell -> Families.CATALOG.ids().stream()
                .filter(family -> !family.equals("flow"))
                .map(family -> Arguments.of(cell, family)));
    }

    private static Recurrence recurrence(String cell, String start) {
        Entry<?> entry = Jumps.CATALOG.get(cell);
        return Jumps.recurrence(
                Jumps.CATALOG
                        .get(cell)
                        .create(new Values(cell.equals("mlp") ? Map.of("widths", List.of(3.0)) : Map.of())
                                .complete(entry.parameters())),
                new Values(Map.of("hidden", 2, "start", start)).complete(Jumps.PARAMETERS));
    }

    private static FamilyTemplate family(String id, Map<String, Object> given) {
        Entry<FamilyTemplate> entry = Families.CATALOG.get(id);
        Values values = new Values(given);
        values = entry.parameters().stream().anyMatch(p -> p.name().equals("width")) ? values.with("width", 3) : values;
        values = entry.parameters().stream().anyMatch(p -> p.name().equals("readOut"))
                ? values.with("readOut", "linear")
                : values;
        return entry.create(values.complete(entry.parameters()));
    }

    private static Model model(String cell, String family, Map<String, Object> given) {
        return model(PROBLEM, cell, family, given);
    }

    private static Model model(Problem problem, String cell, String family, Map<String, Object> given) {
        Entry<FieldTemplate> field = Fields.CATALOG.get("mlp");
        return family(family, given)
                .recurrent(recurrence(cell, "linear"), problem.observed())
                .build(
                        field.create(new Values(Map.of("widths", List.of(3.0))).complete(field.parameters())),
                        problem.dim(),
                        problem.outputDim());
    }

    private static Trainer trainer(Model model, double[] theta) {
        return trainer(PROBLEM, model, theta);
    }

    private static Trainer trainer(Problem problem, Model model, double[] theta) {
        return new Trainer(
                new Experiment(
                        new Experiment.Task(problem, Losses.CATALOG.get("mse").createDefault()),
                        model,
                        new Experiment.Numerics(
                                TestSettings.fixed("rk4", 12),
                                Gradients.CATALOG.get("discrete").createDefault()),
                        new Experiment.Training(
                                Optimizers.CATALOG.get("adam").createDefault(),
                                Schedules.CATALOG.get("constant").createDefault(),
                                Clippings.CATALOG.get("none").createDefault()),
                        SEED),
                theta);
    }

    private static double[] start(Model model) {
        double[] theta = new double[model.parameters().size()];
        Initializers.CATALOG.get("glorot").createDefault().fill(model.parameters(), RandomStreams.of(5, "init"), theta);
        model.start(theta);
        return theta;
    }

    private static double loss(Model model, double[] theta) {
        return loss(PROBLEM, model, theta);
    }

    private static double loss(Problem problem, Model model, double[] theta) {
        return trainer(problem, model, theta).evaluate(Cancellation.NEVER).loss();
    }

    /// f(θ_j + h) − f(θ_j − h).
    private static double central(Problem problem, Model model, double[] theta, int j, double h) {
        double[] up = theta.clone();
        up[j] += h;
        double[] down = theta.clone();
        down[j] -= h;
        return loss(problem, model, up) - loss(problem, model, down);
    }

    /// Against differences of order 4.
    private static void assertGradient(Model model) {
        assertGradient(PROBLEM, model);
    }

    private static void assertGradient(Problem drawn, Model model) {
        // drawn once, not for each difference
        Problem problem = new GivenData(drawn.data(SEED), drawn.outputDim());
        double[] theta = start(model);
        var evaluation = trainer(problem, model, theta).evaluate(Cancellation.NEVER);
        assertThat(evaluation.status()).isEqualTo(SolveStatus.OK);
        for (int j = 0; j < theta.length; j++) {
            double difference =
                    (8 * central(problem, model, theta, j, 7e-5) - central(problem, model, theta, j, 14e-5)) / 84e-5;
            assertThat(evaluation.gradient()[j])
                    .as("θ_%d of %d", j, theta.length)
                    .isCloseTo(difference, within(1e-8 * (1 + Math.abs(difference))));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreThoseOfTheLoss(String cell, String family) {
        assertGradient(model(cell, family, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsWithGapsAsFactorsAreThoseOfTheLoss(String cell, String family) {
        assertGradient(FACTORS, model(FACTORS, cell, family, Map.of()));
    }

    /// Where all gaps are equal, both forms make the same steps.
    @ParameterizedTest
    @MethodSource("cases")
    void equalGapsAreTheSameInBothForms(String cell, String family) {
        SequenceLearning union = regular(SequenceLearning.Gaps.UNION);
        SequenceLearning factors = regular(SequenceLearning.Gaps.FACTOR);
        Model model = model(union, cell, family, Map.of());
        double[] theta = start(model);
        var one = trainer(union, model, theta).evaluate(Cancellation.NEVER);
        var other = trainer(factors, model, theta).evaluate(Cancellation.NEVER);
        assertThat(other.loss()).isCloseTo(one.loss(), within(1e-12 * one.loss()));
        assertThat(other.gradient()).containsExactly(one.gradient(), within(1e-12));
    }

    private static SequenceLearning regular(SequenceLearning.Gaps gaps) {
        return new SequenceLearning(
                new Circuit(new Counts(3, 2), 14, 0.5, 0.05),
                new Cut(4, 5, 0),
                FACTORS.aim(),
                new SequenceLearning.View(true, SequenceLearning.Start.WINDOW, gaps));
    }

    /// A start that is learned whole has a velocity and zero channels of its own.
    @ParameterizedTest
    @ValueSource(strings = {"node", "anode", "sonode", "hbnode", "ghbnode"})
    void wholeStatesMayBeLearned(String family) {
        Entry<FieldTemplate> field = Fields.CATALOG.get("mlp");
        Model model = family(family, Map.of())
                .recurrent(recurrence("linear", "whole"), FACTORS.observed())
                .build(
                        field.create(new Values(Map.of("widths", List.of(3.0))).complete(field.parameters())),
                        FACTORS.dim(),
                        FACTORS.outputDim());
        assertThat(model.encoder().parameters().size())
                .isEqualTo((FACTORS.dim() + 1) * model.field().dim());
        assertGradient(FACTORS, model);
    }

    /// What a way costs is paid beside the jumps, and no trait is lost on the way.
    @ParameterizedTest
    @MethodSource("cases")
    void costsAndTraitsStay(String cell, String family) {
        Model plain = model(cell, family, Map.of());
        Model dear = model(cell, family, Map.of("kinetic", 0.3));
        assertThat(dear.withoutCost().parameters()).isEqualTo(plain.parameters());
        assertThat(dear.velocityDim()).isEqualTo(plain.velocityDim());
        double[] theta = start(plain);
        assertThat(dear.damping(theta)).isEqualTo(plain.damping(theta));
        assertThat(loss(dear, theta)).isGreaterThan(loss(plain, theta));
        if (cell.equals("gru")) {
            assertGradient(dear);
        }
    }

    /// Weights trained with one test set are those trained with none, and the test series are others.
    @ParameterizedTest
    @MethodSource("cases")
    void testSeriesAreJudgedBesideTheTraining(String cell, String family) {
        Model model = model(cell, family, Map.of());
        var evaluation = trainer(model, start(model)).evaluate(Cancellation.NEVER);
        assertThat(evaluation.testLoss()).isFinite().isNotEqualTo(evaluation.loss());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void densitiesDoNotJump(String cell) {
        Entry<FieldTemplate> field = Fields.CATALOG.get("mlp");
        FamilyTemplate flow = family("flow", Map.of()).recurrent(recurrence(cell, "zero"), 2);
        assertThatThrownBy(() -> flow.build(
                        field.create(Values.EMPTY.complete(field.parameters())), PROBLEM.dim(), PROBLEM.outputDim()))
                .hasMessageContaining("observations move the states of a normalizing flow");
    }

    static Stream<String> cells() {
        return Jumps.CATALOG.ids().stream();
    }
}
