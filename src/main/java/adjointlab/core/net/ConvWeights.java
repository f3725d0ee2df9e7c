package adjointlab.core.net;

import adjointlab.core.kernel.Winograd;

/// The weights of a [ConvStack] as its products want them, made once a solve. Of a layer that goes tile by tile the
/// planes of its kernels; of another, row of the kernel by row, what a window of pixels is multiplied with. For the way
/// back kernels are turned by half a turn, and what comes in changes places with what goes out.
final class ConvWeights {
    private final ConvPlan plan;
    final float[][] up;
    final float[][] back;
    final float[][] bias;
    private final double[] turned = new double[9];

    ConvWeights(ConvPlan plan) {
        this.plan = plan;
        up = new float[plan.layers][];
        back = new float[plan.layers][];
        bias = new float[plan.layers][];
        for (int l = 0; l < plan.layers; l++) {
            int k = plan.kernels[l];
            up[l] = new float[plan.tiled(l) ? tiledUp(l) * Winograd.PLANES : k * plan.run(l) * plan.pixels[l + 1]];
            back[l] = new float[plan.tiled(l) ? tiledBack(l) * Winograd.PLANES : k * plan.runBack(l) * plan.pixels[l]];
            bias[l] = new float[plan.pixels[l + 1]];
        }
    }

    /// Entries of one plane.
    int tiledUp(int l) {
        return plan.depths[l] * plan.pixels[l + 1];
    }

    /// The same on the way back.
    int tiledBack(int l) {
        return plan.outs[l] * plan.pixels[l];
    }

    void bind(double[] theta, int at) {
        for (int l = 0; l < plan.layers; l++) {
            for (int o = 0; o < plan.outs[l]; o++) {
                bias[l][o] = (float) theta[at + plan.biases[l] + o];
                for (int c = 0; c < plan.depths[l]; c++) {
                    int from = at + plan.kernel(l, o, c);
                    if (plan.tiled(l)) {
                        tiled(l, o, c, theta, from);
                    } else {
                        direct(l, o, c, theta, from);
                    }
                }
            }
        }
    }

    private void tiled(int l, int o, int c, double[] theta, int from) {
        Winograd.weights(theta, from, up[l], c * plan.pixels[l + 1] + o, tiledUp(l));
        for (int j = 0; j < turned.length; j++) {
            turned[j] = theta[from + turned.length - 1 - j];
        }
        Winograd.weights(turned, 0, back[l], o * plan.pixels[l] + c, tiledBack(l));
    }

    private void direct(int l, int o, int c, double[] theta, int from) {
        int k = plan.kernels[l];
        for (int dy = 0; dy < k; dy++) {
            for (int dx = 0; dx < k; dx++) {
                int entry = dy * plan.run(l) + dx * plan.pixels[l] + c;
                up[l][entry * plan.pixels[l + 1] + o] = (float) theta[from + dy * k + dx];
                entry = (k - 1 - dy) * plan.runBack(l) + (k - 1 - dx) * plan.pixels[l + 1] + o;
                back[l][entry * plan.pixels[l] + c] = (float) theta[from + dy * k + dx];
            }
        }
    }
}
