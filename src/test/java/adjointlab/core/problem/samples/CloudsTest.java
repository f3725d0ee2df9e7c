package adjointlab.core.problem.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.kernel.Batch;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.problem.Uniformity;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Balls in shells and the line that is to be flipped.
final class CloudsTest {
    private static final int SEED = 3;

    /// Uniform over a ball and over a shell: the d-th power of the radius is uniform, directions have no
    /// favourite.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void ballAndShellAreFilledUniformly(int d) {
        int inner = 3000;
        int outer = 5000;
        ProblemData data = new PointCloud(d, inner, outer, new PointCloud.Radii(0.6, 0.8, 1.3)).data(SEED);
        Batch x = data.initial();
        assertThat(x.dim()).isEqualTo(d);
        assertThat(data.samples()).isEqualTo(inner + outer);
        assertThat(data.start()).isZero();
        assertThat(data.end()).isEqualTo(1);
        double[] inside = new double[inner];
        double[] outside = new double[outer];
        double[][] directions = new double[d][inner + outer];
        for (int s = 0; s < inner + outer; s++) {
            double squares = 0;
            for (int i = 0; i < d; i++) {
                squares += x.get(i, s) * x.get(i, s);
            }
            double power = Math.pow(squares, d / 2.0);
            for (int i = 0; i < d; i++) {
                directions[i][s] = x.get(i, s) / Math.sqrt(squares);
            }
            if (s < inner) {
                inside[s] = power / Math.pow(0.6, d);
            } else {
                outside[s - inner] = (power - Math.pow(0.8, d)) / (Math.pow(1.3, d) - Math.pow(0.8, d));
            }
            assertThat(data.targets().getFirst().get(0, s)).isEqualTo(s < inner ? -1 : 1);
        }
        // rounding may put a point on the rim
        Uniformity.isUniform(Arrays.stream(inside).map(u -> Math.clamp(u, 0, 1)).toArray(), "ball");
        Uniformity.isUniform(
                Arrays.stream(outside).map(u -> Math.clamp(u, 0, 1)).toArray(), "shell");
        assertThat(Arrays.stream(inside)).allMatch(u -> u < 1 + 1e-12);
        assertThat(Arrays.stream(outside)).allMatch(u -> u > -1e-12 && u < 1 + 1e-12);
        for (int i = 0; i < d; i++) {
            double[] u = directions[i];
            Uniformity.hasMean(u, 0, "direction " + i);
            Uniformity.hasMean(Arrays.stream(u).map(c -> c * c).toArray(), 1.0 / d, "its square");
            // what tells a sphere from a cube that is projected onto it
            Uniformity.hasMean(Arrays.stream(u).map(c -> c * c * c * c).toArray(), 3.0 / d / (d + 2), "its fourth");
        }
    }

    @Test
    void paddingRepeatsTheLastPoint() {
        ProblemData data = new PointCloud(2, 2, 3, new PointCloud.Radii(0.6, 0.8, 1.3)).data(SEED);
        assertThat(data.initial().get(1, 7)).isEqualTo(data.initial().get(1, 4));
        assertThat(data.targets().getFirst().get(0, 7)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2", "-1, 1, 2", "1, 1, 2", "1.1, 1, 2", "0.5, 2, 2", "0.5, 2, 1", "NaN, 1, 2", "0.5, NaN, 2"})
    void radiiMustGrow(double ball, double from, double to) {
        assertThatThrownBy(() -> new PointCloud.Radii(ball, from, to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must grow");
    }

    /// x → −x for points around −1, then around 1.
    @Test
    void theLineIsFlipped() {
        int n = 5001;
        ProblemData data = new Flip(n, 0.2).data(SEED);
        assertThat(data.samples()).isEqualTo(2 * n);
        assertThat(data.end()).isEqualTo(1);
        for (int side = 0; side < 2; side++) {
            double[] u = new double[n];
            for (int s = 0; s < n; s++) {
                double x = data.initial().get(0, side * n + s);
                assertThat(data.targets().getFirst().get(0, side * n + s)).isEqualTo(-x);
                u[s] = (x - (side == 0 ? -1.2 : 0.8)) / 0.4;
            }
            Uniformity.isUniform(u, "side " + side);
        }
        assertThat(data.initial().get(0, 2 * n + 1)).isEqualTo(data.initial().get(0, 2 * n - 1));
        assertThat(data.targets().getFirst().get(0, 2 * n + 1))
                .isEqualTo(data.targets().getFirst().get(0, 2 * n - 1));
        assertThat(new Flip(2, 0).data(SEED).initial().toRows()).isDeepEqualTo(new double[][] {{-1}, {-1}, {1}, {1}});
    }
}
