package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Winograd;
import java.util.Arrays;

/// What some images add to the gradients of a [ConvStack]'s weights, laid out as [ConvWeights#up], and to that of time.
final class ConvSums {
    private final ConvPlan plan;
    final float[][] weights;
    final float[][] biases;
    double time;

    ConvSums(ConvPlan plan, ConvWeights shape) {
        this.plan = plan;
        weights = new float[plan.layers][];
        biases = new float[plan.layers][];
        Arrays.setAll(weights, l -> new float[shape.up[l].length]);
        Arrays.setAll(biases, l -> new float[shape.bias[l].length]);
    }

    void clear() {
        for (int l = 0; l < plan.layers; l++) {
            Arrays.fill(weights[l], 0);
            Arrays.fill(biases[l], 0);
        }
        time = 0;
    }

    /// Adds those of other images.
    void add(ConvSums other) {
        for (int l = 0; l < plan.layers; l++) {
            add(other.weights[l], weights[l]);
            add(other.biases[l], biases[l]);
        }
        time += other.time;
    }

    private static void add(float[] from, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] += from[i];
        }
    }

    /// Adds what the weights get where they have their places.
    ///
    /// @param at where this part's parameters start in θ
    void addTo(int at, ParameterGradient gThetaAcc) {
        double[] to = gThetaAcc.data();
        int start = gThetaAcc.row(0) + at;
        for (int l = 0; l < plan.layers; l++) {
            int k = plan.kernels[l];
            for (int o = 0; o < plan.outs[l]; o++) {
                to[start + plan.biases[l] + o] += biases[l][o];
            }
            for (int c = 0; c < plan.depths[l]; c++) {
                for (int o = 0; o < plan.outs[l]; o++) {
                    int place = start + plan.kernel(l, o, c);
                    if (plan.tiled(l)) {
                        Winograd.weightsBack(
                                weights[l], c * plan.pixels[l + 1] + o, plan.depths[l] * plan.pixels[l + 1], to, place);
                        continue;
                    }
                    for (int dy = 0; dy < k; dy++) {
                        for (int dx = 0; dx < k; dx++) {
                            int entry = dy * plan.run(l) + dx * plan.pixels[l] + c;
                            to[place + dy * k + dx] += weights[l][entry * plan.pixels[l + 1] + o];
                        }
                    }
                }
            }
        }
    }
}
