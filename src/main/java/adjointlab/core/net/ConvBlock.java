package adjointlab.core.net;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.FloatProduct;
import adjointlab.core.kernel.Kernels;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Some images on their way through a [ConvStack] and back, on one thread: few enough that what lies between the
/// layers stays in the caches.
final class ConvBlock {
    private final ConvPlan plan;
    private final ConvWeights weights;
    private final int most;
    /// What goes into each layer, and what comes out of the last.
    private final float[][] images;
    /// Their cotangents.
    private final float[][] pulls;
    /// σ′ behind each layer, where it does not follow from the sign of what comes out.
    private final float[][] slopes;
    private final ConvForm[] forms;
    private final FloatProduct[] ofBiases;
    private final OptionalDouble[] leaks;
    private final float[] ones;
    private final double[] values;
    private final double[] valueSlopes;

    /// @param most images at once
    ConvBlock(ConvPlan plan, ConvWeights weights, int most) {
        this.plan = plan;
        this.weights = weights;
        this.most = most;
        images = new float[plan.layers + 1][];
        Arrays.setAll(images, l -> new float[most * plan.image(l)]);
        pulls = new float[plan.layers + 1][0];
        slopes = new float[plan.layers][0];
        forms = new ConvForm[plan.layers];
        Arrays.setAll(forms, l -> plan.tiled(l) ? new ConvTiles(plan, l, most) : new ConvDirect(plan, l));
        ofBiases = new FloatProduct[plan.layers];
        Arrays.setAll(ofBiases, l -> FloatProduct.dense(1, plan.width, plan.pixels[l + 1]));
        leaks = new OptionalDouble[plan.layers];
        Arrays.setAll(leaks, l -> plan.activations[l].leak());
        ones = new float[plan.width];
        Arrays.fill(ones, 1);
        int widest = Arrays.stream(plan.pixels).max().orElseThrow();
        values = new double[plan.width * widest];
        valueSlopes = new double[plan.width * widest];
    }

    /// Images that it takes at once.
    int most() {
        return most;
    }

    /// What the way back needs beside.
    private void makeRoom() {
        if (pulls[0].length > 0) {
            return;
        }
        Arrays.setAll(pulls, l -> new float[most * plan.image(l)]);
        for (int l = 0; l < plan.layers; l++) {
            if (!plan.plain(l) && leaks[l].isEmpty()) {
                slopes[l] = new float[most * plan.image(l + 1)];
            }
        }
    }

    /// Up through all layers.
    ///
    /// @param x states [in×n], not modified
    /// @param from first sample
    /// @param count how many samples, up to [#most]
    /// @param slopesWanted whether a way back follows
    void up(double t, Batch x, int from, int count, boolean slopesWanted) {
        if (slopesWanted) {
            makeRoom();
        }
        take(x, plan.ins[0], from, count, images[0], 0);
        for (int l = 0; l < plan.layers; l++) {
            if (plan.time) {
                setTime(l, count, (float) t);
            }
            forms[l].up(images[l], weights.up[l], weights.bias[l], images[l + 1], count);
            activate(l, count, slopesWanted);
        }
    }

    /// Writes what came out of the last layer.
    ///
    /// @param out [out×n], the samples' columns overwritten
    void give(Batch out, int from, int count) {
        float[] image = images[plan.layers];
        int pixel = plan.pixels[plan.layers];
        int size = plan.image(plan.layers);
        for (int c = 0; c < plan.outs[plan.layers - 1]; c++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(plan.layers, 0, y, 0) + c;
                int row = out.row((c * plan.height + y) * plan.width) + from;
                for (int x = 0; x < plan.width; x++, at += pixel, row += out.stride()) {
                    for (int s = 0; s < count; s++) {
                        out.data()[row + s] = image[at + s * size];
                    }
                }
            }
        }
    }

    private void take(Batch from, int channels, int first, int count, float[] to, int l) {
        double[] data = from.data();
        int pixel = plan.pixels[l];
        int size = plan.image(l);
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(l, 0, y, 0) + c;
                int row = from.row((c * plan.height + y) * plan.width) + first;
                for (int x = 0; x < plan.width; x++, at += pixel, row += from.stride()) {
                    for (int s = 0; s < count; s++) {
                        to[at + s * size] = (float) data[row + s];
                    }
                }
            }
        }
    }

    /// Back through all layers, after [#up] of the same samples with slopes.
    ///
    /// @param a cotangents [out×n], not modified
    /// @param gxAcc [in×n], the samples' columns added to
    /// @param sums added to
    /// @param weightsWanted whether gradients of weights are
    void back(Batch a, int from, int count, Batch gxAcc, ConvSums sums, boolean weightsWanted) {
        int last = plan.layers;
        take(a, plan.outs[last - 1], from, count, pulls[last], last);
        for (int l = last - 1; l >= 0; l--) {
            throughActivation(l, count);
            if (weightsWanted) {
                forms[l].addWeights(images[l], pulls[l + 1], sums.weights[l], count);
                addBias(l, count, sums.biases[l]);
            }
            forms[l].back(pulls[l + 1], weights.back[l], pulls[l], count);
            if (plan.time) {
                sums.time += sumOfTime(l, count);
            }
        }
        giveCotangent(gxAcc, from, count);
    }

    private void giveCotangent(Batch gxAcc, int from, int count) {
        double[] data = gxAcc.data();
        int pixel = plan.pixels[0];
        int size = plan.image(0);
        for (int c = 0; c < plan.ins[0]; c++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(0, 0, y, 0) + c;
                int row = gxAcc.row((c * plan.height + y) * plan.width) + from;
                for (int x = 0; x < plan.width; x++, at += pixel, row += gxAcc.stride()) {
                    for (int s = 0; s < count; s++) {
                        data[row + s] += pulls[0][at + s * size];
                    }
                }
            }
        }
    }

    private void setTime(int l, int count, float t) {
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(l, s, y, 0) + plan.ins[l];
                for (int x = 0; x < plan.width; x++) {
                    images[l][at + x * plan.pixels[l]] = t;
                }
            }
        }
    }

    private double sumOfTime(int l, int count) {
        double sum = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(l, s, y, 0) + plan.ins[l];
                for (int x = 0; x < plan.width; x++) {
                    sum += pulls[l][at + x * plan.pixels[l]];
                }
            }
        }
        return sum;
    }

    private void addBias(int l, int count, float[] sum) {
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                Kernels.multiplyAdd(ones, 0, pulls[l + 1], plan.at(l + 1, s, y, 0), sum, 0, ofBiases[l]);
            }
        }
    }

    private void activate(int l, int count, boolean slopesWanted) {
        if (plan.plain(l)) {
            return;
        }
        float[] z = images[l + 1];
        int length = plan.width * plan.pixels[l + 1];
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(l + 1, s, y, 0);
                if (leaks[l].isPresent()) {
                    Kernels.rectify(z, at, length, (float) leaks[l].getAsDouble());
                } else {
                    activate(l, z, at, length, slopesWanted);
                }
            }
        }
    }

    private void activate(int l, float[] z, int at, int length, boolean slopesWanted) {
        for (int i = 0; i < length; i++) {
            values[i] = z[at + i];
        }
        if (slopesWanted) {
            plan.activations[l].valuesAndSlopes(values, 0, length, valueSlopes, 0);
            for (int i = 0; i < length; i++) {
                slopes[l][at + i] = (float) valueSlopes[i];
            }
        } else {
            plan.activations[l].values(values, 0, length, values);
        }
        for (int i = 0; i < length; i++) {
            z[at + i] = (float) values[i];
        }
    }

    /// g *= σ′ behind layer l.
    private void throughActivation(int l, int count) {
        if (plan.plain(l)) {
            return;
        }
        float[] g = pulls[l + 1];
        float[] h = images[l + 1];
        int length = plan.width * plan.pixels[l + 1];
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(l + 1, s, y, 0);
                if (leaks[l].isPresent()) {
                    Kernels.timesRectifiedSlope(h, g, at, length, (float) leaks[l].getAsDouble());
                } else {
                    for (int i = at; i < at + length; i++) {
                        g[i] *= slopes[l][i];
                    }
                }
            }
        }
    }
}
