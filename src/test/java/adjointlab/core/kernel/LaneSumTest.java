package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;

class LaneSumTest {
    @Test
    void theOrderIsTheSameInterpretedAndCompiled() {
        int lanes = DoubleVector.SPECIES_PREFERRED.length();
        double[] values = new double[lanes];
        for (int i = 0; i < lanes; i++) {
            values[i] = Math.sin(i + 1) * Math.pow(10, i % 5); // whose sum depends on the order
        }
        double[] halves = values.clone();
        for (int half = lanes / 2; half >= 1; half /= 2) {
            for (int i = 0; i < half; i++) {
                halves[i] += halves[i + half];
            }
        }
        for (int call = 0; call < 200_000; call++) {
            double sum = LaneSum.of(values, 0);
            assertThat(sum).isEqualTo(halves[0]);
        }
    }
}
