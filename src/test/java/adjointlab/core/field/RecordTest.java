package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Activations;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A product from a record is the product itself, bit for bit.
final class RecordTest {
    private static final int SAMPLES = 9;

    static List<String> activations() {
        return Activations.CATALOG.ids();
    }

    private static Batch random(Random random, boolean state) {
        Batch batch = new Batch(2, SAMPLES);
        for (int i = 0; i < 2; i++) {
            for (int s = 0; s < SAMPLES; s++) {
                batch.set(i, s, random.nextDouble(-2, 2));
            }
        }
        if (state) {
            batch.padState();
        }
        return batch;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void theSameBitsAsEvaluatingAgain(String id) {
        Activation activation = Activations.CATALOG.get(id).createDefault();
        Mlp field = new Mlp(List.of(2, 5, 3, 2), List.of(activation, activation, activation), true);
        Random random = new Random(31);
        double[] theta = random.doubles(field.parameters().size(), -1, 1).toArray();
        Batch y = random(random, true);
        Batch other = random(random, true);
        Batch a = random(random, false);
        Scratch scratch = new Scratch();
        Batch direct = new Batch(2, SAMPLES);
        ParameterGradient directGradient = new ParameterGradient(1, theta.length);
        double directTime = field.vjp(0.3, y, theta, a, scratch, direct, directGradient);

        double[] record = new double[field.recordLength(SAMPLES)];
        Batch f = new Batch(2, SAMPLES);
        Batch recorded = new Batch(2, SAMPLES);
        field.eval(0.3, y, theta, scratch, f);
        field.evalAndRecord(0.3, y, theta, scratch, recorded, record);
        assertThat(recorded.data()).containsExactly(f.data());
        field.eval(0.9, other, theta, scratch, f);
        Batch fromRecord = new Batch(2, SAMPLES);
        ParameterGradient gradient = new ParameterGradient(1, theta.length);
        double time = field.vjpFromRecord(0.3, y, theta, a, scratch, record, fromRecord, gradient);
        assertThat(time).isEqualTo(directTime);
        assertThat(fromRecord.data()).containsExactly(direct.data());
        assertThat(gradient.data()).containsExactly(directGradient.data());
    }
}
