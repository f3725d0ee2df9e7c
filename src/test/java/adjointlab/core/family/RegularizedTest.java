package adjointlab.core.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.TestSettings;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.catalog.Families;
import adjointlab.core.catalog.Gradients;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.LinearField;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Schedule;
import adjointlab.core.optim.Sgd;
import adjointlab.core.problem.SquaredLoss;
import adjointlab.core.problem.dynamics.LinearSystem;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Running costs in the loss, by every gradient method, against their closed forms for ẋ = ax from x₀ = 1: ∫(ax)²dt =
/// a(e^{2at} − 1)/2 and ½∫x²dt = (e^{2at} − 1)/(4a).
final class RegularizedTest {
    static Stream<String> gradients() {
        return Gradients.CATALOG.ids().stream();
    }

    private static Evaluation evaluate(Map<String, Object> costs, AdjointMethod gradient, double a) {
        var entry = Families.CATALOG.get("node");
        Model family = entry.create(new Values(costs).complete(entry.parameters()))
                .build((_, dim) -> new LinearField(dim, LinearField.Coupling.FREE), 1, 1);
        Experiment experiment = new Experiment(
                new Experiment.Task(
                        new LinearSystem(1, List.of(-1.0), 1.5, 1, new LinearSystem.Moments()),
                        new SquaredLoss(SquaredLoss.Weighting.HALF_SQUARED)),
                family,
                new Experiment.Numerics(TestSettings.adaptive("dopri5", 1e-10), gradient),
                new Experiment.Training(new Sgd(0.1, 0, false, 0), Schedule.CONSTANT, Clipping.NONE),
                1);
        return new Trainer(experiment, new double[] {a}).evaluate(Cancellation.NEVER);
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void theCostOfTheWayIsPartOfLossAndGradient(String id) {
        AdjointMethod gradient = Gradients.CATALOG.get(id).createDefault();
        double a = -0.4;
        double t = 1.5;
        Evaluation with = evaluate(Map.of("kinetic", 0.3, "stateCost", 0.7), gradient, a);
        double loss = with.loss();
        double slope = with.gradient()[0];
        double variance = with.terminalVariance();
        Evaluation without = evaluate(Map.of(), gradient, a);
        double e = Math.exp(2 * a * t);
        assertThat(loss - without.loss()).isCloseTo(0.3 * a * (e - 1) / 2 + 0.7 * (e - 1) / (4 * a), within(1e-9));
        double ofRates = (e - 1) / 2 + a * t * e;
        double ofStates = t * e / (2 * a) - (e - 1) / (4 * a * a);
        assertThat(slope - without.gradient()[0]).isCloseTo(0.3 * ofRates + 0.7 * ofStates, within(1e-8));
        assertThat(variance).isCloseTo(without.terminalVariance(), within(1e-9));
    }
}
