package adjointlab.core.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What layers are told, put together, is the gradient.
final class DenseLayerTest {
    static Stream<VectorField> fields() {
        return Stream.of(
                Mlp.of(List.of(3, 5, 4, 2), StandardActivations.TANH, true),
                Mlp.of(List.of(3, 4, 2), StandardActivations.SOFTPLUS, false),
                new Mlp(List.of(3, 2), List.of(StandardActivations.TANH), true),
                new ConcatSquash(List.of(3, 5, 4, 2), StandardActivations.TANH),
                new LinearField(3, LinearField.Coupling.FREE),
                new Driven(
                        Mlp.of(List.of(3, 4, 2), StandardActivations.TANH, false),
                        List.of(new Signal(List.of(0.3, -0.5, 0.9)))),
                new Driven(
                        Mlp.of(List.of(3, 4, 2), StandardActivations.TANH, false),
                        List.of(
                                new Signal(List.of(0.3, -0.5, 0.9), Signal.Between.STEPS, Signal.Beyond.LINE),
                                new Signal(List.of(1.0, 2.0, -1.0)))));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void cotangentsTimesInputsAreTheGradient(VectorField field) {
        Random random = new Random(11);
        int n = 5;
        double t = 0.7;
        int p = field.parameters().size();
        double[] theta = random.doubles(p, -1, 1).toArray();
        Batch y = random(field.inputDim(), n, random);
        y.padState();
        Batch a = random(field.dim(), n, random);
        a.padCotangent();
        ParameterGradient expected = new ParameterGradient(1, p);
        field.vjp(t, y, theta, a, new Scratch(), new Batch(field.inputDim(), n), expected);
        double[] ours = new double[p];
        List<DenseLayer> layers = field.denseLayers();
        field.layerCotangents(t, y, theta, a, new Scratch(), (index, input, time, g) -> {
            DenseLayer layer = layers.get(index);
            for (int i = 0; i < layer.rows(); i++) {
                for (int k = 0; k < layer.width(); k++) {
                    for (int s = 0; s < n; s++) {
                        double beside = k < layer.columns() ? time : 1;
                        double z = k < layer.inputs() ? input.get(k, s) : beside;
                        ours[layer.position(i, k)] += g.get(i, s) * z;
                    }
                }
            }
        });
        assertThat(ours).containsExactly(expected.data(), within(1e-13));
    }

    private static Batch random(int dim, int size, Random random) {
        Batch batch = new Batch(dim, size);
        for (int i = 0; i < dim; i++) {
            for (int s = 0; s < size; s++) {
                batch.set(i, s, random.nextGaussian());
            }
        }
        return batch;
    }
}
