package adjointlab.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The minimal algorithm against the sums that define a convolution, for one channel.
final class WinogradTest {
    private static final int CHANNELS = Winograd.CHANNELS;

    private final Random random = new Random(2);
    private final double[] image = random.doubles(36, -1, 1).toArray();
    private final double[] kernel = random.doubles(9, -1, 1).toArray();
    private final double[] pull = random.doubles(16, -1, 1).toArray();

    private static float[] inChannel0(double[] pixels) {
        float[] spread = new float[pixels.length * CHANNELS];
        for (int p = 0; p < pixels.length; p++) {
            spread[p * CHANNELS] = (float) pixels[p];
        }
        return spread;
    }

    private float[] input() {
        float[] planes = new float[Winograd.PLANES * CHANNELS];
        Winograd.input(inChannel0(image), 0, planes, 0, layout(6), hand());
        return planes;
    }

    private static Winograd.Layout layout(int width) {
        return new Winograd.Layout(width * CHANNELS, CHANNELS, CHANNELS);
    }

    private static float[] hand() {
        return new float[Winograd.PLANES * CHANNELS];
    }

    private float[] kernelPlanes() {
        float[] planes = new float[Winograd.PLANES];
        Winograd.weights(kernel, 0, planes, 0, 1);
        return planes;
    }

    @Test
    void aTileIsTheConvolution() {
        float[] products = input();
        float[] w = kernelPlanes();
        for (int f = 0; f < Winograd.PLANES; f++) {
            products[f * CHANNELS] *= w[f];
        }
        float[] bias = new float[CHANNELS];
        bias[0] = 0.25f;
        float[] out = new float[16 * CHANNELS];
        Winograd.output(products, 0, bias, out, 0, 4, 4, layout(4), hand());

        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                double sum = 0.25;
                for (int dy = 0; dy < 3; dy++) {
                    for (int dx = 0; dx < 3; dx++) {
                        sum += kernel[3 * dy + dx] * image[6 * (y + dy) + x + dx];
                    }
                }
                assertThat((double) out[(4 * y + x) * CHANNELS]).isCloseTo(sum, within(1e-5));
            }
        }
    }

    @Test
    void theGradientOfAKernelIsTheSumOverTheTile() {
        float[] planes = input();
        float[] pulled = new float[Winograd.PLANES * CHANNELS];
        Winograd.cotangent(inChannel0(pull), 0, pulled, 0, layout(4), hand());
        for (int f = 0; f < Winograd.PLANES; f++) {
            planes[f * CHANNELS] *= pulled[f * CHANNELS];
        }
        double[] gradient = new double[10];
        gradient[1] = 1;
        Winograd.weightsBack(planes, 0, CHANNELS, gradient, 1);

        for (int dy = 0; dy < 3; dy++) {
            for (int dx = 0; dx < 3; dx++) {
                double sum = dy + dx == 0 ? 1 : 0;
                for (int y = 0; y < 4; y++) {
                    for (int x = 0; x < 4; x++) {
                        sum += pull[4 * y + x] * image[6 * (y + dy) + x + dx];
                    }
                }
                assertThat(gradient[1 + 3 * dy + dx]).isCloseTo(sum, within(2e-5));
            }
        }
        assertThat(gradient[0]).isZero();
    }
}
