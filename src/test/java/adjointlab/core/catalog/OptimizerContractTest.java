package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.OptimizerReferences.Reference;
import adjointlab.core.optim.Landscape;
import adjointlab.core.optim.Landscapes;
import adjointlab.core.optim.LayerFactors;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.optim.Recursion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every registered optimizer follows the recursion of its paper, with default and other parameters.
final class OptimizerContractTest {
    private static final int UPDATES = 10;

    private static Reference reference(String id) {
        Reference reference = OptimizerReferences.BY_ID.get(id);
        assertThat(reference)
                .as("no recursion is written out for the optimizer '%s'; add one to OptimizerReferences", id)
                .isNotNull();
        return reference;
    }

    static List<String> optimizers() {
        return Optimizers.CATALOG.ids();
    }

    static Stream<Arguments> paths() {
        return optimizers().stream().flatMap(id -> Landscapes.ALL.stream().flatMap(landscape -> Stream.concat(
                        Stream.of(Map.<String, Object>of()), reference(id).variations().stream())
                .map(values -> Arguments.of(id, values, landscape))));
    }

    /// A learning rate that no two updates share.
    private static double factor(int update) {
        return 1 / (1 + 0.1 * update);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void theWeightsFollowTheRecursion(String id, Map<String, Object> given, Landscape landscape) {
        Entry<Optimizer> entry = Optimizers.CATALOG.get(id);
        Values values = new Values(given).complete(entry.parameters());
        Optimizer optimizer = entry.create(values);
        Recursion recursion = reference(id).recursion().apply(values);
        double[] theta = landscape.start();
        // rounding grows with the condition of what is solved, by which damping divides
        double damping = values.map().containsKey("damping") ? Named.real(values, "damping") : 1;
        double tolerance = reference(id).tolerance() * Math.max(1, 1e-3 / damping);
        double[] expected = theta.clone();
        OptimizerState state = optimizer.init(theta.length, landscape.layers());
        for (int update = 0; update < UPDATES; update++) {
            int every =
                    optimizer.layerSampling().map(LayerFactors.Sampling::every).orElse(1);
            double[] gradient = landscape.gradient(theta);
            double[] before = gradient.clone();
            optimizer.update(
                    theta,
                    gradient,
                    state,
                    landscape.evidence(optimizer.needs(), theta, factor(update), update % every == 0));
            expected = recursion.next(expected, landscape, factor(update));
            double largest =
                    Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElseThrow());
            assertThat(theta).as("after update %d", update + 1).containsExactly(expected, within(tolerance * largest));
            assertThat(gradient).as("the gradient belongs to the caller").isEqualTo(before);
            assertThat(state.updates()).isEqualTo(update + 1);
            double lambda = recursion.damping();
            if (Double.isNaN(lambda)) {
                assertThat(optimizer.damping(state)).isNaN();
            } else {
                assertThat(optimizer.damping(state)).isCloseTo(lambda, within(1e-6 * lambda));
            }
        }
        assertThat(theta).as("it moves").isNotEqualTo(landscape.start());
    }

    /// What has to be computed for an optimizer beside the gradient is what its parameters say.
    @ParameterizedTest
    @MethodSource("optimizers")
    void evidenceIsGatheredAsTheParametersSay(String id) {
        Entry<Optimizer> entry = Optimizers.CATALOG.get(id);
        for (Map<String, Object> given : reference(id).variations()) {
            Values values = new Values(given).complete(entry.parameters());
            Optimizer optimizer = entry.create(values);
            if (optimizer.needs().contains(Optimizer.Need.LAYER_FACTORS)) {
                assertThat(optimizer.layerSampling())
                        .contains(new LayerFactors.Sampling(
                                Named.real(values, "gridStep"), Named.whole(values, "refresh")));
            } else {
                assertThat(optimizer.layerSampling()).isEmpty();
            }
            if (optimizer.needs().contains(Optimizer.Need.COST_CURVATURE)) {
                assertThat(optimizer.curvatureForm().orElseThrow().name())
                        .isEqualToIgnoringCase(Named.choice(values, "form").replace('-', '_'));
            } else {
                assertThat(optimizer.curvatureForm()).isEmpty();
            }
        }
    }

    /// So that a new parameter cannot go untried.
    @ParameterizedTest
    @MethodSource("optimizers")
    void everyParameterIsVaried(String id) {
        Entry<Optimizer> entry = Optimizers.CATALOG.get(id);
        List<Values> tried = new ArrayList<>(List.of(Values.EMPTY.complete(entry.parameters())));
        reference(id).variations().forEach(given -> tried.add(new Values(given).complete(entry.parameters())));
        for (Key<?> parameter : entry.parameters()) {
            List<Object> seen = tried.stream()
                    .map(v -> v.map().get(parameter.name()))
                    .distinct()
                    .toList();
            if (parameter.type() instanceof Type.Choice<?> choice) {
                assertThat(seen).as("options of " + parameter.name()).containsAll(choice.ids());
            } else {
                assertThat(seen).as("values of " + parameter.name()).hasSizeGreaterThan(1);
            }
        }
    }
}
