package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.math.RandomStreams;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered family promises, with every activation, gradient method and solver.
final class FamilyContractTest {
    /// Small and short enough for a field of squares to stay finite.
    private static final LinearSystem PROBLEM =
            new LinearSystem(2, List.of(-0.5, -1.0, 1.0, -0.5), 0.5, 0.1, new LinearSystem.Sample(3));

    /// @param values of the family
    /// @param activation id
    /// @param gradient id
    /// @param solver id
    record Case(String family, Map<String, Object> values, String activation, String gradient, String solver) {
        Experiment experiment() {
            var familyEntry = Families.CATALOG.get(family);
            var field = Fields.CATALOG.get("mlp");
            return new Experiment(
                    new Experiment.Task(PROBLEM, Losses.CATALOG.get("half-mse").createDefault()),
                    familyEntry
                            .create(narrow(familyEntry).complete(familyEntry.parameters()))
                            .build(
                                    field.create(new Values(Map.of("activation", activation, "widths", List.of(3.0)))
                                            .complete(field.parameters())),
                                    2,
                                    2),
                    new Experiment.Numerics(
                            Integration.settings(
                                    Solvers.CATALOG.get(solver).createDefault(),
                                    Integration.Adaptivity.defaults(),
                                    new Values(Map.of("steps", 8, "rtol", 1e-6, "atol", 1e-6))
                                            .complete(Integration.PARAMETERS)),
                            Gradients.CATALOG.get(gradient).createDefault()),
                    new Experiment.Training(
                            Optimizers.CATALOG.get("adam").createDefault(),
                            Schedules.CATALOG.get("constant").createDefault(),
                            Clippings.CATALOG.get("none").createDefault()),
                    3);
        }

        /// A family that chooses the state's width gets a small one: the contract is the same for all.
        private Values narrow(Entry<?> entry) {
            boolean wide = entry.parameters().stream().anyMatch(p -> p.name().equals("width"));
            return wide ? new Values(values).with("width", 4) : new Values(values);
        }

        double[] start(Experiment experiment) {
            double[] theta = new double[experiment.model().parameters().size()];
            Initializers.CATALOG
                    .get("glorot")
                    .createDefault()
                    .fill(experiment.model().parameters(), RandomStreams.of(5, "init"), theta);
            experiment.model().start(theta);
            return theta;
        }
    }

    static Stream<String> families() {
        return Families.CATALOG.ids().stream();
    }

    /// Not every gradient method can work with every solver; those that cannot say so.
    private static boolean works(Case tested) {
        try {
            new Trainer(tested.experiment(), tested.start(tested.experiment()));
            return true;
        } catch (IllegalArgumentException saysWhy) {
            assertThat(saysWhy).hasMessageMatching(".{20,}");
            return false;
        }
    }

    /// All activations, gradient methods and solvers with each family; its own choices (read-out, convention, gate,
    /// …) take turns, so that each of them meets each activation, each gradient method and each solver.
    @ParameterizedTest
    @MethodSource("families")
    void trainsWithEverything(String family) {
        Rotation rotation = new Rotation(choices(Families.CATALOG.get(family)));
        int trained = 0;
        for (String activation : Activations.CATALOG.ids()) {
            for (String gradient : Gradients.CATALOG.ids()) {
                for (String solver : Solvers.CATALOG.ids()) {
                    if (!works(new Case(family, Map.of(), activation, gradient, solver))) {
                        continue;
                    }
                    Case tested =
                            new Case(family, rotation.next(activation, gradient, solver), activation, gradient, solver);
                    Experiment experiment = tested.experiment();
                    Trainer trainer = new Trainer(experiment, tested.start(experiment));
                    double[] before = trainer.theta().clone();
                    for (int k = 0; k < 3; k++) {
                        Evaluation evaluation = trainer.step(Cancellation.NEVER);
                        assertThat(evaluation.status()).as(tested.toString()).isEqualTo(SolveStatus.OK);
                        assertThat(evaluation.loss()).as(tested.toString()).isFinite();
                    }
                    assertThat(trainer.theta()).as(tested.toString()).isNotEqualTo(before);
                    trained++;
                }
            }
        }
        assertThat(trained)
                .isGreaterThanOrEqualTo(
                        Activations.CATALOG.ids().size() * Solvers.CATALOG.ids().size());
        assertThat(rotation.missing()).as("choices that have not met something").isEmpty();
    }

    /// Gives each of several choices its turn where it meets most that it has not met yet.
    private static final class Rotation {
        private final List<Map<String, Object>> choices;
        private final Set<Met> met = new HashSet<>();
        private final Set<String> others = new HashSet<>();

        /// A choice and an id that have met.
        private record Met(Map<String, Object> choice, String other) {}

        Rotation(List<Map<String, Object>> choices) {
            this.choices = choices;
        }

        Map<String, Object> next(String activation, String gradient, String solver) {
            List<String> here = List.of("activation " + activation, "gradient " + gradient, "solver " + solver);
            others.addAll(here);
            Map<String, Object> chosen = choices.getFirst();
            long most = -1;
            for (Map<String, Object> choice : choices) {
                long strangers = here.stream()
                        .filter(other -> !met.contains(new Met(choice, other)))
                        .count();
                if (strangers > most) {
                    most = strangers;
                    chosen = choice;
                }
            }
            for (String other : here) {
                met.add(new Met(chosen, other));
            }
            return chosen;
        }

        List<Met> missing() {
            return choices.stream()
                    .flatMap(choice -> others.stream().map(other -> new Met(choice, other)))
                    .filter(pair -> !met.contains(pair))
                    .toList();
        }
    }

    /// Every choice that a family offers, with learned parts wherever it can have them.
    static Stream<Case> variants() {
        return Families.CATALOG.entries().stream().flatMap(entry -> choices(entry).stream()
                .map(values -> new Case(entry.id(), values, "tanh", "discrete", "rk4")));
    }

    private static List<Map<String, Object>> choices(Entry<?> entry) {
        boolean moves = entry.parameters().stream().anyMatch(p -> p.name().equals("velocity"));
        Map<String, Object> learned =
                moves ? Map.of("velocity", "network", "velocityWidths", List.of(4.0, 3.0), "augment", 1) : Map.of();
        Set<Map<String, Object>> all = new LinkedHashSet<>(Set.of(learned));
        for (Key<?> parameter : entry.parameters()) {
            List<?> options =
                    switch (parameter.type()) {
                        case Type.Choice<?> choice -> choice.ids();
                        case Type.Flag _ -> List.of(true, false);
                        default -> List.of();
                    };
            for (Object option : options) {
                if (option.equals("convolutions")) {
                    // of images alone; the models of images have a test of their own
                    continue;
                }
                Map<String, Object> values = new TreeMap<>(learned);
                values.put(parameter.name(), option);
                all.add(values);
            }
        }
        return List.copyOf(all);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void gradientAgreesWithCentralDifferences(Case tested) {
        Experiment experiment = tested.experiment();
        double[] theta = tested.start(experiment);
        double[] gradient = new Trainer(experiment, theta)
                .evaluate(Cancellation.NEVER)
                .gradient()
                .clone();
        double h = 1e-5;
        for (int j = 0; j < theta.length; j++) {
            double[] plus = theta.clone();
            double[] minus = theta.clone();
            plus[j] += h;
            minus[j] -= h;
            double difference = (loss(experiment, plus) - loss(experiment, minus)) / (2 * h);
            assertThat(gradient[j])
                    .as(experiment.model().parameters().entryNames().get(j))
                    .isCloseTo(difference, within(1e-8));
        }
    }

    private static double loss(Experiment experiment, double[] theta) {
        return new Trainer(experiment, theta).evaluate(Cancellation.NEVER).loss();
    }

    /// Σ over samples of g zᵀ is the gradient of each dense layer of embedding and read-out.
    @ParameterizedTest
    @MethodSource("variants")
    void layersOutsideTheFieldTellTheirGradient(Case tested) {
        Experiment experiment = tested.experiment();
        var family = experiment.model();
        double[] theta = tested.start(experiment);
        int p = theta.length;
        int n = 3;
        Random random = new Random(29);
        Scratch scratch = new Scratch();
        Batch x0 = cotangent(2, n, random);
        Batch y = cotangent(family.field().dim(), n, random);
        Batch ofState = cotangent(family.field().dim(), n, random);
        Batch ofPrediction = cotangent(family.outputDim(), n, random);
        ParameterGradient expected = new ParameterGradient(1, p);
        family.embedVjp(x0, theta, ofState, scratch, new Batch(2, n), expected);
        family.readOutVjp(y, theta, ofPrediction, scratch, new Batch(y.dim(), n), expected);
        double[] told = new double[p];
        var layers = family.denseLayers();
        DenseLayer.Listener listener = (index, input, time, g) -> {
            DenseLayer layer = layers.get(index);
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    for (int s = 0; s < n; s++) {
                        double beside = k < layer.columns() ? time : 1;
                        told[layer.position(i, k)] += g.get(i, s) * (k < layer.inputs() ? input.get(k, s) : beside);
                    }
                }
            }
        };
        family.embedCotangents(x0, theta, ofState, scratch, listener);
        family.readOutCotangents(y, theta, ofPrediction, scratch, listener);
        assertThat(told).containsExactly(expected.data(), within(1e-13));
    }

    private static Batch cotangent(int dim, int n, Random random) {
        Batch batch = new Batch(dim, n);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < n; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        return batch;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void namesCoverAllParameters(Case tested) {
        var layout = tested.experiment().model().parameters();
        assertThat(layout.entryNames()).hasSize(layout.size()).doesNotHaveDuplicates();
    }
}
