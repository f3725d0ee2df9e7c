package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// Some neighbouring components of what goes in.
///
/// @param inputs components that go in
/// @param from the first one taken
/// @param count how many are taken
public record Take(int inputs, int from, int count) implements Part {
    public Take {
        if (from < 0 || count < 0 || from + count > inputs) {
            throw new IllegalArgumentException(
                    "components " + from + " to " + (from + count) + " of " + inputs + " cannot be taken");
        }
    }

    /// All components.
    public static Take all(int inputs) {
        return new Take(inputs, 0, inputs);
    }

    @Override
    public Shape in() {
        return Shape.vector(inputs);
    }

    @Override
    public Shape out() {
        return Shape.vector(count);
    }

    @Override
    public Work prepare(int samples) {
        return new TakeWork(this, samples);
    }

    private static final class TakeWork implements Work {
        private final Take part;
        private final Batch taken;

        TakeWork(Take part, int samples) {
            this.part = part;
            taken = new Batch(part.count, samples);
        }

        private Batch of(Batch whole) {
            return taken.repoint(whole.data(), whole.row(part.from));
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            out.copyFrom(of(x));
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            Batches.add(a, of(gxAcc));
            return 0;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            outDot.copyFrom(of(along.x()));
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            Batches.add(pull.a(), of(pull.gxAcc()));
            Batches.add(pull.aDot(), of(pull.gxDotAcc()));
            return 0;
        }
    }
}
