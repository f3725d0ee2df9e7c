package adjointlab.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.field.DenseLayer;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/// What is known of layers, and what was not asked for.
final class LayerFactorsTest {
    private static LayerFactors factors() {
        return new LayerFactors(List.of(new DenseLayer(0, 2, 3, true, 8), new DenseLayer(10, 1, 2, false, -1)), 7);
    }

    @Test
    void factorsHaveTheShapeOfTheirLayers() {
        LayerFactors factors = factors();
        assertThat(factors.batch()).isEqualTo(7);
        assertThat(factors.layers()).hasSize(2);
        // three inputs, the time and a 1 for the bias
        assertThat(factors.inputs(0).getNumRows()).isEqualTo(5);
        assertThat(factors.cotangents(0).getNumRows()).isEqualTo(2);
        assertThat(factors.inputs(1).getNumCols()).isEqualTo(2);
        assertThat(factors.cotangents(1).getNumCols()).isEqualTo(1);
    }

    @Test
    void timesAreCountedByLayer() {
        LayerFactors factors = factors();
        assertThat(factors.fresh()).isFalse();
        factors.count(1, -0.25);
        factors.count(1, -0.25);
        assertThat(factors.fresh()).isTrue();
        assertThat(factors.times(0)).isZero();
        assertThat(factors.times(1)).isEqualTo(2);
        assertThat(factors.step(1)).isEqualTo(0.25);
    }

    @Test
    void clearingForgetsAll() {
        LayerFactors factors = factors();
        for (int l = 0; l < 2; l++) {
            factors.count(l, 1);
            factors.inputs(l).fill(3);
            factors.cotangents(l).fill(4);
        }
        factors.clear();
        assertThat(factors.fresh()).isFalse();
        for (int l = 0; l < 2; l++) {
            assertThat(factors.times(l)).isZero();
            assertThat(factors.inputs(l).getData()).containsOnly(0);
            assertThat(factors.cotangents(l).getData()).containsOnly(0);
        }
    }

    @Test
    void whatWasNotAskedForIsNotThere() {
        Evidence evidence = new Evidence();
        assertThat(evidence.rateFactor()).isEqualTo(1);
        assertThat(evidence.loss()).isNaN();
        assertThat(evidence.horizon()).isNaN();
        assertThat(evidence.terminalVariance()).isNaN();
        assertThatThrownBy(evidence::outputs).hasMessageContaining("OUTPUT_JACOBIAN");
        assertThatThrownBy(evidence::objective).hasMessageContaining("OBJECTIVE");
        assertThatThrownBy(evidence::layers).hasMessageContaining("LAYER_FACTORS");
        assertThatThrownBy(evidence::costCurvature).hasMessageContaining("COST_CURVATURE");
        DMatrixRMaj curvature = new DMatrixRMaj(1, 1);
        assertThat(evidence.with(curvature).costCurvature()).isSameAs(curvature);
        assertThat(evidence.with(0.5, 2, 3).horizon()).isEqualTo(2);
    }
}
