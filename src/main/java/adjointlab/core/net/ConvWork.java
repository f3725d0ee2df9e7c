package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import adjointlab.core.net.Conv.Window;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A [Conv] at work, a band of rows of the output at a time.
final class ConvWork implements Part.Work {
    /// Numbers in the neighbourhoods of a band: they stay in a second-level cache.
    private static final int BAND_NUMBERS = 1 << 16;

    private final Conv conv;
    private final Window window;
    private final Shape output;
    private final int samples;
    private final int stride;
    private final int rows;
    private final Matrix matrix = new Matrix();
    private final Batch patches;
    private final Batch outputs;
    private @Nullable Told told;
    private @Nullable Told toldLast;
    private @Nullable OneSample oneSample;
    private double[] theta = new double[0];
    private int at;

    ConvWork(Conv conv, int samples) {
        this.conv = conv;
        this.samples = samples;
        window = conv.window();
        output = conv.out();
        stride = Batch.stride(samples);
        int each = conv.depth() * output.width() * stride;
        rows = Math.clamp(BAND_NUMBERS / each, 1, output.height());
        int columns = rows * output.width() * stride;
        patches = new Batch(conv.depth(), columns);
        outputs = new Batch(conv.channels(), columns);
    }

    @Override
    public void bind(double[] theta, int at) {
        this.theta = theta;
        this.at = at;
    }

    private int biasAt() {
        return at + conv.channels() * conv.depth();
    }

    private Matrix weights(double[] from, int where) {
        return matrix.at(from, where, conv.channels(), conv.depth(), conv.depth());
    }

    /// How many rows of output pixels the band from a row on has.
    private int bandFrom(int y) {
        return Math.min(rows, output.height() - y);
    }

    /// Where a row of pixels of a channel lies.
    private static int row(Batch image, Shape shape, int channel, int y) {
        return image.row((channel * shape.height() + y) * shape.width());
    }

    /// Columns of a band that are used: all samples of each of its pixels.
    private int used(int band) {
        return band * output.width() * stride;
    }

    /// Which row or column of the image an entry of the kernel sees from an output pixel.
    private int seen(int pixel, int entry) {
        return pixel * window.step() + entry - window.padding();
    }

    /// The first output column from which a column of the kernel sees the image.
    private int from(int dx) {
        return Math.min(output.width(), Math.ceilDiv(Math.max(0, window.padding() - dx), window.step()));
    }

    /// Where such output columns end.
    private int to(int dx) {
        int last = Math.floorDiv(conv.in().width() - 1 + window.padding() - dx, window.step());
        return Math.clamp(last + 1, from(dx), output.width());
    }

    /// The neighbourhoods of a band; each is a column for each sample.
    private void gather(Batch image, int first, int band) {
        int width = output.width() * stride;
        double[] to = patches.data();
        int entry = 0;
        for (int c = 0; c < conv.in().channels(); c++) {
            for (int dy = 0; dy < window.kernel(); dy++) {
                for (int dx = 0; dx < window.kernel(); dx++, entry++) {
                    for (int y = 0; y < band; y++) {
                        int place = patches.row(entry) + y * width;
                        int other = seen(first + y, dy);
                        if (other < 0 || other >= conv.in().height()) {
                            Arrays.fill(to, place, place + width, 0);
                            continue;
                        }
                        int begin = from(dx);
                        int end = to(dx);
                        Arrays.fill(to, place, place + begin * stride, 0);
                        take(image, row(image, conv.in(), c, other) + seen(begin, dx) * stride, place, begin, end);
                        Arrays.fill(to, place + end * stride, place + width, 0);
                    }
                }
            }
        }
    }

    /// Some pixels of a row, all samples of each.
    private void take(Batch image, int from, int place, int begin, int end) {
        double[] to = patches.data();
        if (window.step() == 1 && begin < end) {
            System.arraycopy(image.data(), from, to, place + begin * stride, (end - begin) * stride);
            return;
        }
        for (int x = begin, pixel = from; x < end; x++, pixel += window.step() * stride) {
            System.arraycopy(image.data(), pixel, to, place + x * stride, stride);
        }
    }

    /// The transpose of [#gather]: adds what belongs to each pixel.
    private void scatterAdd(Batch imageAcc, int first, int band) {
        int width = output.width() * stride;
        int entry = 0;
        for (int c = 0; c < conv.in().channels(); c++) {
            for (int dy = 0; dy < window.kernel(); dy++) {
                for (int dx = 0; dx < window.kernel(); dx++, entry++) {
                    for (int y = 0; y < band; y++) {
                        int other = seen(first + y, dy);
                        if (other < 0 || other >= conv.in().height()) {
                            continue;
                        }
                        int begin = from(dx);
                        int to = row(imageAcc, conv.in(), c, other) + seen(begin, dx) * stride;
                        giveBack(patches.row(entry) + y * width, begin, to(dx), imageAcc, to);
                    }
                }
            }
        }
    }

    private void giveBack(int place, int begin, int end, Batch imageAcc, int to) {
        if (window.step() == 1) {
            add(patches.data(), place + begin * stride, imageAcc.data(), to, (end - begin) * stride);
            return;
        }
        for (int x = begin, pixel = to; x < end; x++, pixel += window.step() * stride) {
            add(patches.data(), place + x * stride, imageAcc.data(), pixel, stride);
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
        for (int o = 0; o < conv.channels(); o++) {
            int place = row(image, output, o, from);
            if (intoImage) {
                System.arraycopy(outputs.data(), outputs.row(o), image.data(), place, length);
            } else {
                System.arraycopy(image.data(), place, outputs.data(), outputs.row(o), length);
            }
        }
    }

    private void product(double[] from) {
        if (conv.biased()) {
            Kernels.affine(weights(from, at), from, biasAt(), patches, outputs);
        } else {
            Kernels.multiply(weights(from, at), patches, outputs);
        }
    }

    @Override
    public void up(double t, Batch x, Trail trail, Batch out) {
        for (int y = 0; y < output.height(); y += rows) {
            int band = bandFrom(y);
            gather(x, y, band);
            product(theta);
            copy(out, y, band, true);
        }
    }

    @Override
    public double back(double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
        for (int y = 0; y < output.height(); y += rows) {
            int band = bandFrom(y);
            takeCotangent(a, y, band);
            if (gThetaAcc != null) {
                gather(x, y, band);
                addWeights(gThetaAcc, band, conv.biased());
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
        Kernels.multiply(matrix.transposedAt(theta, at, conv.channels(), conv.depth(), conv.depth()), outputs, patches);
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
        OneSample own = oneSample();
        for (int s = 0; s < samples; s++) {
            own.take(s, band * output.width());
            Kernels.outerProductAdd(own.outputs, own.patches, weights(gThetaAcc.data(), gThetaAcc.row(s) + at));
            if (withBias) {
                Kernels.rowSumsAdd(own.outputs, gThetaAcc.data(), gThetaAcc.row(s) + biasAt());
            }
        }
    }

    private OneSample oneSample() {
        OneSample known = oneSample;
        if (known == null) {
            known = new OneSample();
            oneSample = known;
        }
        return known;
    }

    @Override
    public void along(double t, Batch x, Trail trail, Part.Tangent along, Batch outDot) {
        for (int y = 0; y < output.height(); y += rows) {
            int band = bandFrom(y);
            if (along.movesTheta()) {
                gather(x, y, band);
                product(along.theta());
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
            double t, Batch x, Trail trail, Batch xDot, Part.Pull pull, @Nullable ParameterGradient gThetaAcc) {
        back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
        for (int y = 0; y < output.height(); y += rows) {
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

    /// A band of rows at a time.
    @Override
    public void tell(double t, Batch x, Trail trail, Batch a, int first, DenseLayer.Listener listener) {
        for (int y = 0; y < output.height(); y += rows) {
            int band = bandFrom(y);
            takeCotangent(a, y, band);
            gather(x, y, band);
            Told part = told(band);
            part.copy(patches, part.patches);
            part.copy(outputs, part.outputs);
            listener.layer(first, part.patches, t, part.outputs);
        }
    }

    private Told told(int band) {
        Told known = band == rows ? told : toldLast;
        if (known == null) {
            known = new Told(conv, band * output.width(), samples);
            if (band == rows) {
                told = known;
            } else {
                toldLast = known;
            }
        }
        return known;
    }

    /// A band's columns of one sample side by side, so that its gradient is one product.
    private final class OneSample {
        private final Batch patches = new Batch(conv.depth(), rows * output.width());
        private final Batch outputs = new Batch(conv.channels(), rows * output.width());

        /// @param pixels how many the band has; behind them stand zeros
        void take(int sample, int pixels) {
            take(ConvWork.this.patches, sample, pixels, patches);
            take(ConvWork.this.outputs, sample, pixels, outputs);
        }

        private void take(Batch from, int sample, int pixels, Batch to) {
            double[] values = to.data();
            for (int i = 0; i < to.dim(); i++) {
                int place = to.row(i);
                int column = from.row(i) + sample;
                for (int pixel = 0; pixel < pixels; pixel++, column += stride) {
                    values[place + pixel] = from.data()[column];
                }
                Arrays.fill(values, place + pixels, place + to.columns(), 0);
            }
        }
    }

    /// A band's columns without their padding, for whoever takes each for a sample.
    private static final class Told {
        private final int pixels;
        private final int samples;
        private final Batch patches;
        private final Batch outputs;

        Told(Conv conv, int pixels, int samples) {
            this.pixels = pixels;
            this.samples = samples;
            patches = new Batch(conv.depth(), pixels * samples);
            outputs = new Batch(conv.channels(), pixels * samples);
        }

        void copy(Batch from, Batch to) {
            int stride = Batch.stride(samples);
            for (int i = 0; i < to.dim(); i++) {
                for (int pixel = 0; pixel < pixels; pixel++) {
                    System.arraycopy(
                            from.data(), from.row(i) + pixel * stride, to.data(), to.row(i) + pixel * samples, samples);
                }
            }
        }
    }
}
