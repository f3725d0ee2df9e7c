package adjointlab.core.field;

import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;

/// Several fields of one kind that act one after another over equal parts of 0 ≤ t ≤ 1, each with weights of its own
/// and a local time τ that runs through all of 0 … 1: ẏ = τ̇ f_b(τ, y). With s the share of its part that is over, τ =
/// s⁴(35 − 84s + 70s² − 20s³), so that each part's map is that of its field, while the rate vanishes at the seams
/// together with three derivatives and a solver passes them without noticing. Parameters of block b are named
/// `field.b.W1` and so on.
///
/// @param inner one block's field
/// @param count how many
public record Blocks(LayeredField inner, int count) implements LayeredField {
    public Blocks {
        if (count < 1) {
            throw new IllegalArgumentException("a flow has at least one block, not " + count);
        }
        if (inner.net().activations().getLast() != StandardActivations.IDENTITY) {
            throw new IllegalArgumentException("a flow of several blocks needs a field whose last layer is linear;"
                    + " choose the identity as its output's activation");
        }
    }

    @Override
    public Mlp net() {
        return inner.net();
    }

    private int size() {
        return inner.parameters().size();
    }

    @Override
    public ParameterLayout parameters() {
        List<Block> blocks = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            for (Block block : inner.parameters().blocks()) {
                String name = block.name().replaceFirst("field\\.", "field." + (b + 1) + ".");
                blocks.add(new Block(name, b * size() + block.offset(), block.shape()));
            }
        }
        return new ParameterLayout(blocks);
    }

    private int block(double t) {
        return (int) Math.clamp(Math.floor(t * count), 0, count - 1);
    }

    private double share(double t) {
        return Math.clamp(t * count - block(t), 0, 1);
    }

    private static double local(double s) {
        return s * s * s * s * (35 + s * (-84 + s * (70 - 20 * s)));
    }

    /// τ̇
    private double rate(double s) {
        double hump = s * (1 - s);
        return 140 * count * hump * hump * hump;
    }

    private double rateSlope(double s) {
        double hump = s * (1 - s);
        return 420.0 * count * count * hump * hump * (1 - 2 * s);
    }

    /// The rate multiplies the last layer's weights.
    private int lastLayer(int length) {
        List<Integer> widths = inner.net().widths();
        return length - widths.getLast() * (widths.get(widths.size() - 2) + 1);
    }

    @Override
    public void weightsAt(double t, double[] theta, int at, double[] weightsOut) {
        double s = share(t);
        inner.weightsAt(local(s), theta, at + block(t) * size(), weightsOut);
        scale(weightsOut, rate(s));
    }

    private void scale(double[] weights, double factor) {
        for (int j = lastLayer(weights.length); j < weights.length; j++) {
            weights[j] *= factor;
        }
    }

    @Override
    public double weightsVjp(
            double t, double[] theta, int at, double[] gradient, int gradientAt, double[] gThetaAcc, int gThetaAt) {
        double s = share(t);
        int first = block(t) * size();
        double[] weights = new double[inner.net().parameters().size()];
        inner.weightsAt(local(s), theta, at + first, weights);
        double[] scaled = java.util.Arrays.copyOfRange(gradient, gradientAt, gradientAt + weights.length);
        double timePart = 0;
        for (int j = lastLayer(weights.length); j < weights.length; j++) {
            timePart += rateSlope(s) * weights[j] * scaled[j];
        }
        scale(scaled, rate(s));
        return timePart
                + rate(s) * inner.weightsVjp(local(s), theta, at + first, scaled, 0, gThetaAcc, gThetaAt + first);
    }

    @Override
    public void weightsJvp(double t, double[] theta, int at, double[] thetaDot, double tDot, double[] weightsDotOut) {
        double s = share(t);
        int first = at + block(t) * size();
        inner.weightsJvp(local(s), theta, first, thetaDot, rate(s) * tDot, weightsDotOut);
        scale(weightsDotOut, rate(s));
        double[] weights = new double[weightsDotOut.length];
        inner.weightsAt(local(s), theta, first, weights);
        for (int j = lastLayer(weights.length); j < weights.length; j++) {
            weightsDotOut[j] += rateSlope(s) * tDot * weights[j];
        }
    }

    @Override
    public List<DenseLayer> denseLayers() {
        List<DenseLayer> layers = new ArrayList<>();
        for (int b = 0; b < count; b++) {
            for (DenseLayer layer : inner.denseLayers()) {
                layers.add(layer.moved(b * size()));
            }
        }
        return layers;
    }

    @Override
    public void tellLayer(
            double t,
            double[] theta,
            int at,
            int l,
            Batch input,
            Batch g,
            Scratch scratch,
            DenseLayer.Listener listener) {
        double s = share(t);
        int before = block(t) * inner.denseLayers().size();
        boolean last = l == inner.net().activations().size() - 1;
        long mark = scratch.mark();
        Batch scaled = scratch.batch(g.dim(), g.size());
        double factor = last ? rate(s) : 1;
        for (int j = 0; j < scaled.length(); j++) {
            scaled.data()[j] = factor * g.data()[g.offset() + j];
        }
        inner.tellLayer(
                local(s),
                theta,
                at + block(t) * size(),
                l,
                input,
                scaled,
                scratch,
                (index, in, time, cotangent) -> listener.layer(before + index, in, time, cotangent));
        scratch.release(mark);
    }
}
