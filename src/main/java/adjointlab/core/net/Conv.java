package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A convolution of images with a square kernel, zeros around them, outputs as large as inputs: each output pixel is
/// W·(its neighbourhood) + b, as one product over many pixels and all samples. LeCun et al., "Gradient-based learning
/// applied to document recognition", Proc. IEEE 86 (1998) 2278; the product over neighbourhoods as in Chellapilla, Puri
/// and Simard, IWFHR 2006.
///
/// @param in of an image
/// @param channels of the output
/// @param kernel pixels of a side, odd
/// @param weights name of W [channels × in·kernel·kernel], by rows, in each row channel by channel
/// @param bias name of b [channels], which follows W
public record Conv(Shape in, int channels, int kernel, String weights, String bias) implements Part {
    public Conv {
        if (kernel < 1 || kernel % 2 == 0 || channels < 1) {
            throw new IllegalArgumentException(
                    "a convolution has a kernel of 1, 3, 5, … pixels and at least one channel, not " + kernel + " and "
                            + channels);
        }
    }

    @Override
    public Shape out() {
        return new Shape(channels, in.height(), in.width());
    }

    /// Entries of a neighbourhood.
    private int depth() {
        return in.channels() * kernel * kernel;
    }

    @Override
    public ParameterLayout parameters() {
        return new ParameterLayout(
                List.of(Block.of(weights, 0, channels, depth()), Block.of(bias, channels * depth(), channels)));
    }

    /// All: each pixel of a kernel meets many of an image.
    @Override
    public List<Block> outsideLayers() {
        return parameters().blocks();
    }

    @Override
    public Work prepare(int samples) {
        return new ConvWork(this, samples);
    }

    private static final class ConvWork implements Work {
        /// Numbers in the neighbourhoods of a band: they stay in a second-level cache.
        private static final int BAND_NUMBERS = 1 << 16;

        private final Conv conv;
        private final int samples;
        private final int stride;
        private final int rows;
        private final Matrix matrix = new Matrix();
        private final Batch patches;
        private final Batch outputs;
        private double[] theta = new double[0];
        private int at;

        ConvWork(Conv conv, int samples) {
            this.conv = conv;
            this.samples = samples;
            stride = Batch.stride(samples);
            int each = conv.depth() * conv.in.width() * stride;
            rows = Math.clamp(BAND_NUMBERS / each, 1, conv.in.height());
            int columns = rows * conv.in.width() * stride;
            patches = new Batch(conv.depth(), columns);
            outputs = new Batch(conv.channels, columns);
        }

        @Override
        public void bind(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
        }

        private int biasAt() {
            return at + conv.channels * conv.depth();
        }

        private Matrix weights(double[] from, int where) {
            return matrix.at(from, where, conv.channels, conv.depth(), conv.depth());
        }

        /// How many rows of pixels the band from a row on has.
        private int bandFrom(int y) {
            return Math.min(rows, conv.in.height() - y);
        }

        /// Where a row of pixels of a channel lies.
        private int row(Batch image, int channel, int y) {
            return image.row((channel * conv.in.height() + y) * conv.in.width());
        }

        /// Columns of a band that are used: all samples of each of its pixels.
        private int used(int band) {
            return band * conv.in.width() * stride;
        }

        /// The neighbourhoods of a band; each is a column for each sample.
        private void gather(Batch image, int from, int band) {
            int reach = conv.kernel / 2;
            int width = conv.in.width() * stride;
            double[] to = patches.data();
            int entry = 0;
            for (int c = 0; c < conv.in.channels(); c++) {
                for (int dy = -reach; dy <= reach; dy++) {
                    for (int dx = -reach; dx <= reach; dx++) {
                        for (int y = 0; y < band; y++) {
                            int place = patches.row(entry) + y * width;
                            int other = from + y + dy;
                            if (other < 0 || other >= conv.in.height() || Math.abs(dx) >= conv.in.width()) {
                                Arrays.fill(to, place, place + width, 0);
                                continue;
                            }
                            int left = Math.max(0, -dx) * stride;
                            int right = Math.max(0, dx) * stride;
                            Arrays.fill(to, place, place + left, 0);
                            System.arraycopy(
                                    image.data(),
                                    row(image, c, other) + left + dx * stride,
                                    to,
                                    place + left,
                                    width - left - right);
                            Arrays.fill(to, place + width - right, place + width, 0);
                        }
                        entry++;
                    }
                }
            }
        }

        /// The transpose of [#gather]: adds what belongs to each pixel.
        private void scatterAdd(Batch imageAcc, int from, int band) {
            int reach = conv.kernel / 2;
            int width = conv.in.width() * stride;
            int entry = 0;
            for (int c = 0; c < conv.in.channels(); c++) {
                for (int dy = -reach; dy <= reach; dy++) {
                    for (int dx = -reach; dx <= reach; dx++) {
                        for (int y = 0; y < band; y++) {
                            int other = from + y + dy;
                            if (other < 0 || other >= conv.in.height() || Math.abs(dx) >= conv.in.width()) {
                                continue;
                            }
                            int left = Math.max(0, -dx) * stride;
                            int right = Math.max(0, dx) * stride;
                            add(
                                    patches.data(),
                                    patches.row(entry) + y * width + left,
                                    imageAcc.data(),
                                    row(imageAcc, c, other) + left + dx * stride,
                                    width - left - right);
                        }
                        entry++;
                    }
                }
            }
        }

        private static void add(double[] from, int fromAt, double[] to, int toAt, int length) {
            for (int i = 0; i < length; i++) {
                to[toAt + i] += from[fromAt + i];
            }
        }

        /// Between an image and a band of its channels' rows.
        private void copy(Batch image, int from, int band, boolean intoImage) {
            int length = used(band);
            for (int o = 0; o < conv.channels; o++) {
                int place = row(image, o, from);
                if (intoImage) {
                    System.arraycopy(outputs.data(), outputs.row(o), image.data(), place, length);
                } else {
                    System.arraycopy(image.data(), place, outputs.data(), outputs.row(o), length);
                }
            }
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            for (int y = 0; y < conv.in.height(); y += rows) {
                int band = bandFrom(y);
                gather(x, y, band);
                Kernels.affine(weights(theta, at), theta, biasAt(), patches, outputs);
                copy(out, y, band, true);
            }
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            for (int y = 0; y < conv.in.height(); y += rows) {
                int band = bandFrom(y);
                takeCotangent(a, y, band);
                if (gThetaAcc != null) {
                    gather(x, y, band);
                    addWeights(gThetaAcc, band, true);
                }
                pullBack(gxAcc, y, band);
            }
            return 0;
        }

        /// The band's cotangents; columns that it does not use hold zeros.
        private void takeCotangent(Batch a, int y, int band) {
            if (band < rows) {
                outputs.fill(0);
                patches.fill(0);
            }
            copy(a, y, band, false);
        }

        private void pullBack(Batch gxAcc, int y, int band) {
            Kernels.multiply(
                    matrix.transposedAt(theta, at, conv.channels, conv.depth(), conv.depth()), outputs, patches);
            scatterAdd(gxAcc, y, band);
        }

        /// From the band's cotangents and neighbourhoods.
        private void addWeights(ParameterGradient gThetaAcc, int band, boolean withBias) {
            if (!gThetaAcc.perSample()) {
                Kernels.outerProductAdd(outputs, patches, weights(gThetaAcc.data(), gThetaAcc.row(0) + at));
                if (withBias) {
                    Kernels.rowSumsAdd(outputs, gThetaAcc.data(), gThetaAcc.row(0) + biasAt());
                }
                return;
            }
            int pixels = used(band) / stride;
            for (int s = 0; s < samples; s++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    int column = pixel * stride + s;
                    Kernels.outerProductAdd(
                            outputs, patches, column, gThetaAcc.data(), gThetaAcc.row(s) + at, conv.depth());
                    for (int o = 0; o < conv.channels && withBias; o++) {
                        gThetaAcc.add(s, biasAt() + o, outputs.get(o, column));
                    }
                }
            }
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            for (int y = 0; y < conv.in.height(); y += rows) {
                int band = bandFrom(y);
                if (along.movesTheta()) {
                    gather(x, y, band);
                    Kernels.affine(weights(along.theta(), at), along.theta(), biasAt(), patches, outputs);
                    gather(along.x(), y, band);
                    Kernels.multiplyAdd(weights(theta, at), patches, outputs);
                } else {
                    gather(along.x(), y, band);
                    Kernels.multiply(weights(theta, at), patches, outputs);
                }
                copy(outDot, y, band, true);
            }
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
            for (int y = 0; y < conv.in.height(); y += rows) {
                int band = bandFrom(y);
                takeCotangent(pull.aDot(), y, band);
                if (gThetaAcc != null) {
                    gather(xDot, y, band);
                    addWeights(gThetaAcc, band, false);
                }
                pullBack(pull.gxDotAcc(), y, band);
            }
            return 0;
        }
    }
}
