package adjointlab.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.Activation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every registered activation promises.
final class ActivationContractTest {
    private static final double H = 1e-5;

    static List<String> activations() {
        return Activations.CATALOG.ids();
    }

    @ParameterizedTest
    @MethodSource("activations")
    void derivativesAreExact(String id) {
        Activation activation = Activations.CATALOG.get(id).createDefault();
        for (double z = -7.03; z < 7; z += 0.1) {
            double slope = (activation.value(z + H) - activation.value(z - H)) / (2 * H);
            double curvature = (activation.slope(z + H) - activation.slope(z - H)) / (2 * H);
            // differences of large numbers lose digits
            double digits = 2e-9 * Math.max(1, Math.abs(activation.value(z)) / 10);
            assertThat(activation.slope(z)).as("slope at %s", z).isCloseTo(slope, within(digits));
            assertThat(activation.curvature(z)).as("curvature at %s", z).isCloseTo(curvature, within(digits));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void manyAtOnceAreTheSameAsOneByOne(String id) {
        Activation activation = Activations.CATALOG.get(id).createDefault();
        double[] z = new double[83];
        for (int i = 0; i < z.length; i++) {
            z[i] = -20 + 0.4871 * i;
        }
        z[3] = 0;
        z[4] = Double.NaN;
        z[5] = -800;
        z[6] = 800;
        z[7] = 1e-9;
        double[] h = new double[83];
        activation.values(z, 3, 80, h);
        double[] hAgain = z.clone();
        double[] slopes = new double[90];
        activation.valuesAndSlopes(hAgain, 3, 80, slopes, 7);
        for (int i = 3; i < 83; i++) {
            double value = activation.value(z[i]);
            double slope = activation.slope(z[i]);
            if (Double.isNaN(z[i])) {
                assertThat(h[i]).isNaN();
                assertThat(hAgain[i]).isNaN();
                continue;
            }
            // four units in the last place; of a slope, of 1, from which it is subtracted
            assertThat(h[i]).as("value at %s", z[i]).isCloseTo(value, within(4 * Math.ulp(value) + 1e-300));
            assertThat(hAgain[i]).isCloseTo(value, within(4 * Math.ulp(value) + 1e-300));
            assertThat(slopes[i + 4])
                    .as("slope at %s", z[i])
                    .isCloseTo(slope, within(4 * Math.max(Math.ulp(slope), Math.ulp(1.0))));
        }
    }

    @ParameterizedTest
    @MethodSource("activations")
    void farValuesAreFinite(String id) {
        Activation activation = Activations.CATALOG.get(id).createDefault();
        for (double z : new double[] {-1e4, -750, 750, 1e4}) {
            assertThat(activation.value(z)).isFinite();
            assertThat(activation.slope(z)).isFinite();
            assertThat(activation.curvature(z)).isFinite();
        }
    }

    /// Where slopes follow from values, curvatures do, too.
    @ParameterizedTest
    @MethodSource("activations")
    void whatFollowsFromValuesIsWhatIsTrueAtTheirPlace(String id) {
        Activation activation = Activations.CATALOG.get(id).createDefault();
        if (!activation.slopeFromValue()) {
            assertThatThrownBy(() -> activation.curvatureFromValue(0.5))
                    .isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        for (double z = -3.05; z < 3; z += 0.1) {
            double value = activation.value(z);
            double[] slope = {1};
            activation.timesSlopes(new double[] {value}, 0, 1, slope, 0);
            assertThat(slope[0]).as("slope at %s", z).isCloseTo(activation.slope(z), within(1e-14));
            assertThat(activation.curvatureFromValue(value))
                    .as("curvature at %s", z)
                    .isCloseTo(activation.curvature(z), within(1e-14));
        }
    }
}
