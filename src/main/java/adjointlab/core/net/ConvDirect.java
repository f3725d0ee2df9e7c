package adjointlab.core.net;

import adjointlab.core.kernel.FloatProduct;
import adjointlab.core.kernel.Kernels;

/// Windows of images times rows of a kernel: the channels of neighbouring pixels lie one after another, so that each
/// row of a kernel is one product.
final class ConvDirect implements ConvForm {
    private final ConvPlan plan;
    private final int layer;
    private final float[] zeros;
    private final FloatProduct ofUp;
    private final FloatProduct ofBack;
    private final FloatProduct ofWeights;

    ConvDirect(ConvPlan plan, int layer) {
        this.plan = plan;
        this.layer = layer;
        int in = plan.pixels[layer];
        int out = plan.pixels[layer + 1];
        zeros = new float[in];
        ofUp = new FloatProduct(plan.width, plan.run(layer), out, new FloatProduct.Strides(in, out, out));
        ofBack = new FloatProduct(plan.width, plan.runBack(layer), in, new FloatProduct.Strides(out, in, in));
        ofWeights = new FloatProduct(plan.run(layer), plan.width, out, new FloatProduct.Strides(1, in, out, out));
    }

    @Override
    public void up(float[] x, float[] w, float[] bias, float[] out, int count) {
        slide(x, layer, w, bias, out, layer + 1, ofUp, count);
    }

    @Override
    public void back(float[] pull, float[] w, float[] pullOut, int count) {
        slide(pull, layer + 1, w, zeros, pullOut, layer, ofBack, count);
    }

    /// @param from images laid out as what goes into layer `fromLayer`
    /// @param to images laid out as what goes into layer `toLayer`, overwritten
    private void slide(
            float[] from,
            int fromLayer,
            float[] w,
            float[] bias,
            float[] to,
            int toLayer,
            FloatProduct shape,
            int count) {
        int k = plan.kernels[layer];
        int columns = shape.columns();
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                int at = plan.at(toLayer, s, y, 0);
                for (int x = 0; x < plan.width; x++) {
                    System.arraycopy(bias, 0, to, at + x * columns, columns);
                }
                for (int dy = 0; dy < k; dy++) {
                    int window = plan.at(fromLayer, s, y + dy - k / 2, -(k / 2));
                    Kernels.multiplyAdd(from, window, w, dy * shape.depth() * columns, to, at, shape);
                }
            }
        }
    }

    @Override
    public void addWeights(float[] x, float[] pull, float[] sum, int count) {
        int k = plan.kernels[layer];
        for (int s = 0; s < count; s++) {
            for (int y = 0; y < plan.height; y++) {
                for (int dy = 0; dy < k; dy++) {
                    int window = plan.at(layer, s, y + dy - k / 2, -(k / 2));
                    int to = dy * ofWeights.rows() * ofWeights.columns();
                    Kernels.multiplyAdd(x, window, pull, plan.at(layer + 1, s, y, 0), sum, to, ofWeights);
                }
            }
        }
    }
}
