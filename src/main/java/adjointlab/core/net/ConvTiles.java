package adjointlab.core.net;

import adjointlab.core.kernel.FloatProduct;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.kernel.Winograd;
import adjointlab.core.kernel.Winograd.Layout;
import java.util.Arrays;

/// A layer of 3×3 tile by tile, see [Winograd]: 36 planes of all tiles, and one product for each plane.
final class ConvTiles implements ConvForm {
    private final ConvPlan plan;
    private final int layer;
    /// Of inputs; the gradient of the weights needs them again.
    private final float[] planes;
    /// Of outputs, or of their cotangents.
    private final float[] products;
    private final float[] pulledPlanes;
    private final float[] zeros;
    private final float[] hand = new float[Winograd.PLANES * Winograd.CHANNELS];
    /// By the number of images less one.
    private final Shapes[] shapes;

    /// What depends on how many images there are.
    private record Shapes(Layout in, Layout out, FloatProduct ofUp, FloatProduct ofBack, FloatProduct ofWeights) {}

    /// @param most images at once
    ConvTiles(ConvPlan plan, int layer, int most) {
        this.plan = plan;
        this.layer = layer;
        int in = plan.pixels[layer];
        int out = plan.pixels[layer + 1];
        int tiles = most * plan.tiles();
        planes = new float[Winograd.PLANES * tiles * in];
        pulledPlanes = new float[Winograd.PLANES * tiles * out];
        products = new float[Winograd.PLANES * tiles * Math.max(in, out)];
        zeros = new float[in];
        shapes = new Shapes[most];
        Arrays.setAll(shapes, i -> shapes((i + 1) * plan.tiles(), in, out));
    }

    private Shapes shapes(int tiles, int in, int out) {
        int depth = plan.depths[layer];
        return new Shapes(
                new Layout(plan.row(layer), in, tiles * in),
                new Layout(plan.row(layer + 1), out, tiles * out),
                new FloatProduct(tiles, depth, out, new FloatProduct.Strides(in, out, out)),
                new FloatProduct(tiles, plan.outs[layer], in, new FloatProduct.Strides(out, in, in)),
                new FloatProduct(depth, tiles, out, new FloatProduct.Strides(1, in, out, out)));
    }

    @Override
    public void up(float[] x, float[] w, float[] bias, float[] out, int count) {
        Shapes shape = shapes[count - 1];
        transform(x, layer, shape.in, planes, count);
        multiply(planes, shape.in, w, shape.ofUp, shape.out);
        assemble(bias, out, layer + 1, shape.out, count);
    }

    @Override
    public void back(float[] pull, float[] w, float[] pullOut, int count) {
        Shapes shape = shapes[count - 1];
        transform(pull, layer + 1, shape.out, pulledPlanes, count);
        multiply(pulledPlanes, shape.out, w, shape.ofBack, shape.in);
        assemble(zeros, pullOut, layer, shape.in, count);
    }

    /// Where tile (y, x) of an image begins.
    private int at(int imageLayer, int image, int y, int x) {
        return plan.at(imageLayer, image, Winograd.OUT * y, Winograd.OUT * x);
    }

    private void transform(float[] x, int imageLayer, Layout layout, float[] to, int count) {
        int before = layout.row() + layout.pixel();
        int place = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.tileRows; y++) {
                for (int q = 0; q < plan.tileColumns; q++, place += layout.pixel()) {
                    Winograd.input(x, at(imageLayer, s, y, q) - before, to, place, layout, hand);
                }
            }
        }
    }

    private void multiply(float[] from, Layout fromLayout, float[] w, FloatProduct shape, Layout toLayout) {
        int plane = shape.depth() * shape.columns();
        Arrays.fill(products, 0, Winograd.PLANES * toLayout.between(), 0);
        for (int f = 0; f < Winograd.PLANES; f++) {
            Kernels.multiplyAdd(from, f * fromLayout.between(), w, f * plane, products, f * toLayout.between(), shape);
        }
    }

    private void assemble(float[] bias, float[] to, int imageLayer, Layout layout, int count) {
        int place = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.tileRows; y++) {
                int rows = Math.min(Winograd.OUT, plan.height - Winograd.OUT * y);
                for (int q = 0; q < plan.tileColumns; q++, place += layout.pixel()) {
                    int columns = Math.min(Winograd.OUT, plan.width - Winograd.OUT * q);
                    Winograd.output(products, place, bias, to, at(imageLayer, s, y, q), rows, columns, layout, hand);
                }
            }
        }
    }

    @Override
    public void addWeights(float[] x, float[] pull, float[] sum, int count) {
        Shapes shape = shapes[count - 1];
        int place = 0;
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.tileRows; y++) {
                for (int q = 0; q < plan.tileColumns; q++, place += shape.out.pixel()) {
                    Winograd.cotangent(pull, at(layer + 1, s, y, q), products, place, shape.out, hand);
                }
            }
        }
        int plane = shape.ofWeights.rows() * shape.ofWeights.columns();
        for (int f = 0; f < Winograd.PLANES; f++) {
            Kernels.multiplyAdd(
                    planes, f * shape.in.between(), products, f * shape.out.between(), sum, f * plane, shape.ofWeights);
        }
    }
}
