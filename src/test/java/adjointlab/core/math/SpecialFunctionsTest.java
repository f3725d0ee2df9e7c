package adjointlab.core.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/// erf, matrix exponentials and random streams.
final class SpecialFunctionsTest {
    @Test
    void erfAgreesWithAnotherImplementation() {
        for (double x = -7; x <= 7; x += 0.0137) {
            assertThat(Erf.of(x)).as("erf %s", x).isCloseTo(org.hipparchus.special.Erf.erf(x), within(1e-15));
        }
        // from the series in arithmetic of sixty digits
        double[][] known = {
            {0.1, 0.1124629160182849},
            {0.37, 0.39920598404299923},
            {0.8, 0.7421009647076605},
            {1.2323, 0.9186201502141269},
            {1.9, 0.9927904292352575},
            {2.6, 0.9997639655834707},
            {3.3, 0.9999969422902035},
            {4.7, 0.9999999999700474},
            {5.7259, 0.9999999999999994}
        };
        for (double[] pair : known) {
            assertThat(Erf.of(pair[0])).as("erf %s", pair[0]).isCloseTo(pair[1], within(2.3e-16));
        }
        assertThat(Erf.of(Double.NaN)).isNaN();
        assertThat(Erf.of(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Erf.of(0)).isZero();
    }

    @Test
    void exponentialsOfKnownMatrices() {
        double angle = 40;
        DMatrixRMaj rotation = MatrixExponential.of(new DMatrixRMaj(new double[][] {{0, -angle}, {angle, 0}}));
        assertThat(rotation.getData())
                .containsExactly(
                        new double[] {Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)},
                        within(1e-13));
        DMatrixRMaj nilpotent = MatrixExponential.of(new DMatrixRMaj(new double[][] {{0, 3, 1}, {0, 0, 2}, {0, 0, 0}}));
        assertThat(nilpotent.getData()).containsExactly(new double[] {1, 3, 4, 0, 1, 2, 0, 0, 1}, within(1e-14));
        assertThat(MatrixExponential.of(new DMatrixRMaj(new double[][] {{-2.5}}))
                        .get(0))
                .isEqualTo(Math.exp(-2.5));
    }

    @Test
    void exponentialsOfAMatrixAndItsNegativeAreInverse() {
        Random random = new Random(3);
        DMatrixRMaj a = new DMatrixRMaj(5, 5);
        for (int e = 0; e < 25; e++) {
            a.set(e, random.nextGaussian());
        }
        DMatrixRMaj minus = a.copy();
        CommonOps_DDRM.scale(-1, minus);
        DMatrixRMaj product = new DMatrixRMaj(5, 5);
        CommonOps_DDRM.mult(MatrixExponential.of(a), MatrixExponential.of(minus), product);
        assertThat(product.getData()).containsExactly(CommonOps_DDRM.identity(5).getData(), within(1e-12));
    }

    @Test
    void streamsDependOnSeedAndNameOnly() {
        RandomGenerator data = RandomStreams.of(1, "data");
        long first = data.nextLong();
        assertThat(RandomStreams.of(1, "data").nextLong()).isEqualTo(first);
        assertThat(RandomStreams.of(1, "weights").nextLong()).isNotEqualTo(first);
        assertThat(RandomStreams.of(2, "data").nextLong()).isNotEqualTo(first);
    }
}
