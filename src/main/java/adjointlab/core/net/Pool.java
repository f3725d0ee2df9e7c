package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// Means of square windows of an image's pixels, one beside the other; rows and columns that fill no window are left
/// out. LeCun et al., Proc. IEEE 86 (1998) 2278, without weights.
///
/// @param in of an image
/// @param side pixels of a window's side
public record Pool(Shape in, int side) implements Part {
    public Pool {
        if (side < 1 || side > in.height() || side > in.width()) {
            throw new IllegalArgumentException(
                    "windows of " + side + " × " + side + " pixels do not fit into images of " + in.height() + " × "
                            + in.width() + " pixels; choose smaller windows");
        }
    }

    @Override
    public Shape out() {
        return new Shape(in.channels(), in.height() / side, in.width() / side);
    }

    @Override
    public Work prepare(int samples) {
        return new PoolWork(this, samples);
    }

    private static final class PoolWork implements Work {
        private final Shape in;
        private final Shape output;
        private final int side;
        private final int stride;

        PoolWork(Pool pool, int samples) {
            in = pool.in;
            output = pool.out();
            side = pool.side;
            stride = Batch.stride(samples);
        }

        /// Adds a row of pixels' mean, or what a mean is worth to each.
        private void over(Batch image, Batch means, boolean back) {
            double share = 1.0 / (side * side);
            int made = 0;
            for (int c = 0; c < output.channels(); c++) {
                for (int y = 0; y < output.height(); y++) {
                    for (int x = 0; x < output.width(); x++, made++) {
                        int mean = means.row(made);
                        for (int pixel = 0; pixel < side * side; pixel++) {
                            int row = y * side + pixel / side;
                            int column = x * side + pixel % side;
                            int at = image.row((c * in.height() + row) * in.width() + column);
                            if (back) {
                                add(share, means, mean, image, at);
                            } else {
                                add(share, image, at, means, mean);
                            }
                        }
                    }
                }
            }
        }

        private void add(double share, Batch from, int fromAt, Batch acc, int at) {
            for (int s = 0; s < stride; s++) {
                acc.data()[at + s] += share * from.data()[fromAt + s];
            }
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            out.fill(0);
            over(x, out, false);
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            over(gxAcc, a, true);
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            up(t, along.x(), trail, outDot);
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            over(pull.gxAcc(), pull.a(), true);
            over(pull.gxDotAcc(), pull.aDot(), true);
            return 0;
        }
    }
}
