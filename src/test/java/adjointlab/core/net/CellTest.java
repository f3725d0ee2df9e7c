package adjointlab.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.kernel.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Cells against their published recursions, written out for numbers.
final class CellTest {
    private static final double[] H = {0.3, -0.8};
    private static final double[] X = {1.1, -0.4, 0.6};

    /// Weights by name.
    private static final class Weights {
        private final ParameterLayout layout;
        private final double[] theta;

        Weights(Part part) {
            layout = part.parameters();
            theta = new Random(2).doubles(layout.size(), -1, 1).toArray();
        }

        double[] vector(String name) {
            ParameterLayout.Block block = layout.blocks().stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            return Arrays.copyOfRange(theta, block.offset(), block.offset() + block.size());
        }

        /// W v.
        double[] times(String name, double... v) {
            double[] w = vector(name);
            double[] product = new double[w.length / v.length];
            for (int i = 0; i < w.length; i++) {
                product[i / v.length] += w[i] * v[i % v.length];
            }
            return product;
        }
    }

    private static double[] run(Part part, double[] theta) {
        Part.Work work = part.prepare(1);
        work.bind(theta, 0);
        Batch x = Batch.ofRows(new double[][] {both()});
        Batch out = new Batch(part.out().size(), 1);
        work.up(0, x, new Trail().at(new double[work.trailLength()], 0), out);
        return out.toRows()[0];
    }

    private static double[] both() {
        double[] both = Arrays.copyOf(H, H.length + X.length);
        System.arraycopy(X, 0, both, H.length, X.length);
        return both;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /// Cho et al., equations (5) to (8), with the reset behind the product.
    @Test
    void theGatedUnitIsThePublishedOne() {
        Part gru = new Gru().build(2, 3);
        Weights w = new Weights(gru);
        double[] reset = w.times("jump.Wr", both());
        double[] update = w.times("jump.Wz", both());
        double[] fromX = w.times("jump.W", X);
        double[] fromH = w.times("jump.U", H);
        double[] out = run(gru, w.theta);
        for (int i = 0; i < 2; i++) {
            double r = sigmoid(reset[i] + w.vector("jump.br")[i]);
            double z = sigmoid(update[i] + w.vector("jump.bz")[i]);
            double n = Math.tanh(fromX[i] + w.vector("jump.b")[i] + r * (fromH[i] + w.vector("jump.c")[i]));
            assertThat(out[i]).isCloseTo((1 - z) * n + z * H[i], within(1e-15));
        }
    }

    @Test
    void theLinearCellAddsTheState() {
        Part cell = new Cell.Simple(StandardActivations.IDENTITY, true).build(2, 3);
        Weights w = new Weights(cell);
        double[] out = run(cell, w.theta);
        for (int i = 0; i < 2; i++) {
            double sum = w.times("jump.W1", X)[i]
                    + w.vector("jump.b1")[i]
                    + w.times("jump.W2", H)[i]
                    + w.vector("jump.b2")[i];
            assertThat(out[i]).isCloseTo(H[i] + sum, within(1e-15));
        }
    }

    @Test
    void theRecurrentCellSaturates() {
        Part cell = new Cell.Simple(StandardActivations.TANH, false).build(2, 3);
        Weights w = new Weights(cell);
        double[] out = run(cell, w.theta);
        for (int i = 0; i < 2; i++) {
            double sum = w.times("jump.W1", X)[i]
                    + w.vector("jump.b1")[i]
                    + w.times("jump.W2", H)[i]
                    + w.vector("jump.b2")[i];
            assertThat(out[i]).isCloseTo(Math.tanh(sum), within(1e-15));
        }
    }

    /// As many weights as Xia et al.'s walking figure has beside its field: (17 + 24)·72 + 72, 72·48 + 48, 48·24 +
    /// 24.
    @Test
    void thePerceptronHasThePublishedSizes() {
        Part cell = new Cell.Perceptron(List.of(72, 48), StandardActivations.TANH, false).build(24, 17);
        assertThat(cell.parameters().size()).isEqualTo(41 * 72 + 72 + 72 * 48 + 48 + 48 * 24 + 24);
        Part small = new Cell.Perceptron(List.of(4), StandardActivations.TANH, true).build(2, 3);
        Weights w = new Weights(small);
        double[] hidden = w.times("jump.W1", both());
        for (int i = 0; i < 4; i++) {
            hidden[i] = Math.tanh(hidden[i] + w.vector("jump.b1")[i]);
        }
        double[] out = run(small, w.theta);
        for (int i = 0; i < 2; i++) {
            assertThat(out[i]).isCloseTo(H[i] + w.times("jump.W2", hidden)[i] + w.vector("jump.b2")[i], within(1e-15));
        }
    }
}
