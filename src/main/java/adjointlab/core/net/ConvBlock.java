package adjointlab.core.net;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.FloatProduct;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Winograd;
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
    /// Transformed inputs of the layers that go tile by tile; the way back needs them again.
    private final float[][] planes;
    private float[] products = new float[0];
    private float[] pulledPlanes = new float[0];
    private final OptionalDouble[] leaks;
    private final float[] zeros;
    private final float[] ones;
    private final float[] hand = new float[Winograd.PLANES * Winograd.CHANNELS];
    private final double[] values;
    private final double[] valueSlopes;

    /// @param most images at once
    ConvBlock(ConvPlan plan, ConvWeights weights, int most) {
        this.plan = plan;
        this.weights = weights;
        this.most = most;
        leaks = new OptionalDouble[plan.layers];
        Arrays.setAll(leaks, plan::leak);
        images = new float[plan.layers + 1][];
        pulls = new float[plan.layers + 1][];
        slopes = new float[plan.layers][0];
        planes = new float[plan.layers][0];
        Arrays.setAll(images, l -> new float[most * plan.image(l)]);
        Arrays.setAll(pulls, l -> new float[0]);
        int widest = 0;
        int planeEntries = 0;
        for (int l = 0; l < plan.layers; l++) {
            widest = Math.max(widest, Math.max(plan.pixels[l], plan.pixels[l + 1]));
            if (plan.tiled(l)) {
                planes[l] = new float[Winograd.PLANES * most * plan.tiles() * plan.pixels[l]];
                planeEntries = Math.max(
                        planeEntries,
                        Winograd.PLANES * most * plan.tiles() * Math.max(plan.pixels[l], plan.pixels[l + 1]));
            }
        }
        products = new float[planeEntries];
        zeros = new float[widest];
        ones = new float[plan.width];
        Arrays.fill(ones, 1);
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
        pulledPlanes = new float[products.length];
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
            if (plan.tiled(l)) {
                transform(images[l], l, count, planes[l]);
                tiled(planes[l], plan.depths[l], l, weights.up[l], weights.bias[l], images[l + 1], l + 1, count);
            } else {
                direct(images[l], l, plan.run(l), weights.up[l], weights.bias[l], images[l + 1], l + 1, l, count);
            }
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
            if (plan.tiled(l)) {
                backTiled(l, count, sums, weightsWanted);
            } else {
                if (weightsWanted) {
                    addDirect(l, count, sums.weights[l]);
                }
                direct(pulls[l + 1], l + 1, plan.runBack(l), weights.back[l], zeros, pulls[l], l, l, count);
            }
            if (weightsWanted) {
                addBias(l, count, sums.biases[l]);
            }
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

    /// Windows of images times rows of a kernel.
    ///
    /// @param from images laid out as what goes into layer `fromLayer`
    /// @param run entries of a window's row
    /// @param w packed weights of layer `l`
    /// @param to images laid out as what goes into layer `toLayer`, overwritten
    private void direct(
            float[] from, int fromLayer, int run, float[] w, float[] bias, float[] to, int toLayer, int l, int count) {
        int k = plan.kernels[l];
        int columns = plan.pixels[toLayer];
        FloatProduct shape = new FloatProduct(
                plan.width, run, columns, new FloatProduct.Strides(plan.pixels[fromLayer], columns, columns));
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(toLayer, s, y, 0);
                for (int x = 0; x < plan.width; x++) {
                    System.arraycopy(bias, 0, to, at + x * columns, columns);
                }
                for (int dy = 0; dy < k; dy++) {
                    int window = plan.at(fromLayer, s, y + dy - k / 2, -(k / 2));
                    Kernels.multiplyAdd(from, window, w, dy * run * columns, to, at, shape);
                }
            }
        }
    }

    private void addDirect(int l, int count, float[] sum) {
        int k = plan.kernels[l];
        int columns = plan.pixels[l + 1];
        FloatProduct shape = new FloatProduct(
                plan.run(l), plan.width, columns, new FloatProduct.Strides(1, plan.pixels[l], columns, columns));
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                for (int dy = 0; dy < k; dy++) {
                    Kernels.multiplyAdd(
                            images[l],
                            plan.at(l, s, y + dy - k / 2, -(k / 2)),
                            pulls[l + 1],
                            plan.at(l + 1, s, y, 0),
                            sum,
                            dy * plan.run(l) * columns,
                            shape);
                }
            }
        }
    }

    /// The planes of all tiles of images laid out as what goes into layer l.
    private void transform(float[] x, int l, int count, float[] to) {
        int tiles = count * plan.tiles();
        int channels = plan.pixels[l];
        int tile = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.tileRows; y++) {
                for (int q = 0; q < plan.tileColumns; q++) {
                    Winograd.input(
                            x,
                            plan.at(l, s, Winograd.OUT * y - 1, Winograd.OUT * q - 1),
                            plan.row(l),
                            channels,
                            to,
                            tile * channels,
                            tiles * channels,
                            channels,
                            hand);
                    tile++;
                }
            }
        }
    }

    /// @param from planes laid out as what goes into layer `fromLayer`
    /// @param depth channels that are summed
    /// @param w planes of kernels
    private void tiled(
            float[] from, int depth, int fromLayer, float[] w, float[] bias, float[] to, int toLayer, int count) {
        int tiles = count * plan.tiles();
        int channels = plan.pixels[fromLayer];
        int columns = plan.pixels[toLayer];
        FloatProduct shape =
                new FloatProduct(tiles, depth, columns, new FloatProduct.Strides(channels, columns, columns));
        int between = tiles * columns;
        Arrays.fill(products, 0, Winograd.PLANES * between, 0);
        for (int f = 0; f < Winograd.PLANES; f++) {
            Kernels.multiplyAdd(from, f * tiles * channels, w, f * depth * columns, products, f * between, shape);
        }
        int tile = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.tileRows; y++) {
                for (int q = 0; q < plan.tileColumns; q++) {
                    Winograd.output(
                            products,
                            tile * columns,
                            between,
                            bias,
                            to,
                            plan.at(toLayer, s, Winograd.OUT * y, Winograd.OUT * q),
                            plan.row(toLayer),
                            columns,
                            Math.min(Winograd.OUT, plan.height - Winograd.OUT * y),
                            Math.min(Winograd.OUT, plan.width - Winograd.OUT * q),
                            columns,
                            hand);
                    tile++;
                }
            }
        }
    }

    private void backTiled(int l, int count, ConvSums sums, boolean weightsWanted) {
        if (weightsWanted) {
            addTiled(l, count, sums.weights[l]);
        }
        transform(pulls[l + 1], l + 1, count, pulledPlanes);
        tiled(pulledPlanes, plan.outs[l], l + 1, weights.back[l], zeros, pulls[l], l, count);
    }

    private void addTiled(int l, int count, float[] sum) {
        int tiles = count * plan.tiles();
        int channels = plan.pixels[l];
        int columns = plan.pixels[l + 1];
        int tile = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.tileRows; y++) {
                for (int q = 0; q < plan.tileColumns; q++) {
                    Winograd.cotangent(
                            pulls[l + 1],
                            plan.at(l + 1, s, Winograd.OUT * y, Winograd.OUT * q),
                            plan.row(l + 1),
                            columns,
                            products,
                            tile * columns,
                            tiles * columns,
                            columns,
                            hand);
                    tile++;
                }
            }
        }
        FloatProduct shape = new FloatProduct(
                plan.depths[l], tiles, columns, new FloatProduct.Strides(1, channels, columns, columns));
        for (int f = 0; f < Winograd.PLANES; f++) {
            Kernels.multiplyAdd(
                    planes[l],
                    f * tiles * channels,
                    products,
                    f * tiles * columns,
                    sum,
                    f * plan.depths[l] * columns,
                    shape);
        }
    }

    private void addBias(int l, int count, float[] sum) {
        int columns = plan.pixels[l + 1];
        FloatProduct shape =
                new FloatProduct(1, plan.width, columns, new FloatProduct.Strides(plan.width, columns, columns));
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                Kernels.multiplyAdd(ones, 0, pulls[l + 1], plan.at(l + 1, s, y, 0), sum, 0, shape);
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
