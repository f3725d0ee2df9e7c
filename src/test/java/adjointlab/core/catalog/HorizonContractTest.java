package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.optim.Dense;
import adjointlab.core.optim.FreeHorizon;
import adjointlab.core.optim.Horizon;
import adjointlab.core.optim.Landscape;
import adjointlab.core.optim.Landscapes;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every registered horizon: that it stays, or that it follows its equation. The last weight of a landscape is T.
final class HorizonContractTest {
    /// A step of T from the averages of Q_T and Q_TT, from the latest Q_T's own part g, and from ∇Lᵀδθ.
    @FunctionalInterface
    private interface Rule {
        double step(double meanSlope, double meanCurvature, double g, double along);
    }

    /// Liu, Chen and Theodorou, NeurIPS 2021, equation (16), with Q_Tu δu = g·∇Lᵀδθ; without feedback; and
    /// descent as Massaroli et al., NeurIPS 2020, section 4.
    private static final Map<String, Rule> LEARNED = Map.of(
            "feedback", (slope, curvature, g, along) -> (slope + g * along) / curvature,
            "open-loop", (slope, curvature, _, _) -> slope / curvature,
            "first-order", (slope, _, _, _) -> slope);

    private static final List<String> FIXED = List.of("given", "constant");

    private static final List<Map<String, Object>> VARIATIONS = List.of(
            Map.of("interval", 1),
            Map.of("interval", 3, "learningRate", 0.03, "penalty", 0.4, "decay", 0.6),
            Map.of("interval", 2, "learningRate", 5.0, "decay", 0.2, "minimum", 0.9, "end", 2.0),
            Map.of("interval", 1, "decay", 0.0, "penalty", 0.05, "learningRate", 0.01));

    static List<String> horizons() {
        return Horizons.CATALOG.ids();
    }

    static Stream<Arguments> paths() {
        return horizons().stream().filter(id -> !FIXED.contains(id)).flatMap(id -> Landscapes.ALL.stream()
                // T stands in no layer, which is so in the quadratic one
                .flatMap(landscape -> Stream.of("sgd", "adam", "snopt")
                        .filter(weights -> !weights.equals("snopt") || landscape == Landscapes.ALL.getFirst())
                        .flatMap(weights ->
                                VARIATIONS.stream().map(values -> Arguments.of(id, values, landscape, weights)))));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void theHorizonFollowsItsEquation(String id, Map<String, Object> given, Landscape landscape, String weights) {
        assertThat(LEARNED)
                .as("no equation is written out for the horizon '%s'; add one to this test", id)
                .containsKey(id);
        Entry<Horizon> entry = Horizons.CATALOG.get(id);
        Values values = new Values(given).complete(entry.parameters());
        FreeHorizon.Policy policy = entry.create(values).learning().orElseThrow();
        Optimizer inner = inner(weights);
        FreeHorizon optimizer = new FreeHorizon(inner, policy);
        double[] theta = landscape.start();
        int last = theta.length - 1;
        theta[last] = Named.real(values, "end");
        List<DenseLayer> layers = landscape.layers();
        OptimizerState state = optimizer.init(theta.length, layers);
        OptimizerState innerState = inner.init(last, layers);
        assertThat(optimizer.needs()).isEqualTo(inner.needs());
        assertThat(optimizer.layerSampling()).isEqualTo(inner.layerSampling());
        assertThat(optimizer.init(theta.length).slots())
                .isEqualTo(inner.init(last).slots() + 1);
        assertThat(optimizer.init(theta.length).slot(0)).hasSize(last);
        assertThat(state.slot(0)).hasSize(last);
        double horizon = theta[last];
        double[] own = Arrays.copyOf(theta, last);
        double slope = 0;
        double curvature = 0;
        for (int update = 1; update <= 10; update++) {
            double[] gradient = landscape.gradient(theta);
            var evidence = landscape.evidence(inner.needs(), theta, 0.1, false);
            optimizer.update(theta, gradient, state, evidence);
            double[] before = own.clone();
            inner.update(
                    own,
                    Arrays.copyOf(gradient, last),
                    innerState,
                    landscape.evidence(inner.needs(), theta, 0.1, false));
            double along = Dense.dot(Arrays.copyOf(gradient, last), Dense.plus(own, -1, before));
            double g = gradient[last];
            // the first values are averages by themselves
            double decay = update == 1 ? 0 : Named.real(values, "decay");
            slope = decay * slope + (1 - decay) * (Named.real(values, "penalty") * horizon + g);
            curvature = decay * curvature + (1 - decay) * (Named.real(values, "penalty") + g * g);
            if (update % Named.whole(values, "interval") == 0) {
                double step = Objects.requireNonNull(LEARNED.get(id)).step(slope, curvature, g, along);
                horizon = Math.max(Named.real(values, "minimum"), horizon - Named.real(values, "learningRate") * step);
            }
            assertThat(Arrays.copyOf(theta, last)).as("weights %d", update).isEqualTo(own);
            assertThat(theta[last])
                    .as("horizon %d", update)
                    .isCloseTo(horizon, within(1e-12 * Math.max(1, Math.abs(horizon))));
            assertThat(state.updates()).isEqualTo(update);
            assertThat(Double.valueOf(optimizer.damping(state))).isEqualTo(Double.valueOf(inner.damping(innerState)));
        }
    }

    /// Without a look at the layers SNOpt divides by what the gradients alone have shown.
    private static Optimizer inner(String id) {
        var entry = Optimizers.CATALOG.get(id);
        return entry.create(
                new Values(id.equals("adam") ? Map.of() : Map.of("momentum", 0.8)).complete(entry.parameters()));
    }

    /// T stays where its equation gives no number.
    @ParameterizedTest
    @MethodSource("horizons")
    void aHorizonStaysWhereItsEquationFails(String id) {
        Entry<Horizon> entry = Horizons.CATALOG.get(id);
        Horizon horizon = entry.createDefault();
        assertThat(horizon.learning().isPresent())
                .as("'%s' is either fixed or has an equation in this test", id)
                .isEqualTo(!FIXED.contains(id));
        if (horizon.learning().isEmpty()) {
            return;
        }
        FreeHorizon.Policy policy = entry.create(
                        Values.EMPTY.with("interval", 1).complete(entry.parameters()))
                .learning()
                .orElseThrow();
        FreeHorizon optimizer = new FreeHorizon(inner("sgd"), policy);
        double[] theta = {1, 1.5};
        optimizer.update(
                theta,
                new double[] {0.1, Double.POSITIVE_INFINITY},
                optimizer.init(2),
                Landscapes.ALL.getFirst().evidence(Set.of(), new double[4], 1, false));
        assertThat(theta[1]).isEqualTo(1.5);
    }

    @ParameterizedTest
    @MethodSource("horizons")
    void whereItStartsIsAParameter(String id) {
        Entry<Horizon> entry = Horizons.CATALOG.get(id);
        if (entry.parameters().isEmpty()) {
            assertThat(entry.createDefault()).isEqualTo(new Horizon.Given());
            return;
        }
        Horizon horizon = entry.create(Values.EMPTY.with("end", 2.5).complete(entry.parameters()));
        switch (horizon) {
            case Horizon.Given _ -> assertThat(id).isEqualTo("given");
            case Horizon.Constant constant -> assertThat(constant.end()).isEqualTo(2.5);
            case Horizon.Learned learned -> assertThat(learned.start()).isEqualTo(2.5);
        }
    }
}
