package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.optim.Clipping;
import adjointlab.core.optim.Landscape;
import adjointlab.core.optim.Landscapes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every registered clipping against its formula, along ten steps of plain descent.
final class ClippingContractTest {
    private static final Map<String, BiFunction<Values, double[], double[]>> REFERENCES = Map.of(
            "none", (_, g) -> g,
            // Pascanu, Mikolov and Bengio, ICML 2013, Algorithm 1: if ‖g‖ ≥ threshold then g ←
            // threshold/‖g‖ g
            "norm",
                    (v, g) -> {
                        double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
                        double scale = norm >= Named.real(v, "max") ? Named.real(v, "max") / norm : 1;
                        return Arrays.stream(g).map(x -> scale * x).toArray();
                    },
            "value",
                    (v, g) -> Arrays.stream(g)
                            .map(x -> Math.signum(x) * Math.min(Math.abs(x), Named.real(v, "max")))
                            .toArray());

    static Stream<Arguments> all() {
        return Clippings.CATALOG.ids().stream()
                .flatMap(id -> Landscapes.ALL.stream().map(landscape -> Arguments.of(id, landscape)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void gradientsAreClippedByTheFormula(String id, Landscape landscape) {
        assertThat(REFERENCES)
                .as("no formula is written out for the clipping '%s'; add one to this test", id)
                .containsKey(id);
        Entry<Clipping> entry = Clippings.CATALOG.get(id);
        for (double max : new double[] {0.05, 0.5, 1, 5, 100}) {
            Values values = (entry.parameters().isEmpty() ? Values.EMPTY : Values.EMPTY.with("max", max))
                    .complete(entry.parameters());
            Clipping clipping = entry.create(values);
            double[] theta = landscape.start();
            double[] expected = theta.clone();
            for (int update = 0; update < 10; update++) {
                double[] gradient = landscape.gradient(theta);
                clipping.clip(gradient);
                double[] clipped =
                        Objects.requireNonNull(REFERENCES.get(id)).apply(values, landscape.gradient(expected));
                for (int j = 0; j < theta.length; j++) {
                    theta[j] -= 0.005 * gradient[j];
                    expected[j] -= 0.005 * clipped[j];
                }
                assertThat(theta).as("max %s, update %d", max, update).containsExactly(expected, within(1e-13));
            }
        }
    }

    static List<String> clippings() {
        return Clippings.CATALOG.ids();
    }

    @ParameterizedTest
    @MethodSource("clippings")
    void nothingIsMadeOfNothingAndNoSignTurns(String id) {
        Clipping clipping = Clippings.CATALOG.get(id).createDefault();
        double[] zero = new double[3];
        clipping.clip(zero);
        assertThat(zero).containsExactly(0, 0, 0);
        double[] large = {-1e30, 0, 1e-3, 1e20};
        clipping.clip(large);
        assertThat(large[0]).isNegative();
        assertThat(large[1]).isZero();
        assertThat(large[2]).isNotNegative();
        assertThat(large[3]).isPositive();
    }
}
