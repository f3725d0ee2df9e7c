package adjointlab.core.net;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.Shape;
import adjointlab.core.kernel.Batch;
import org.jspecify.annotations.Nullable;

/// What goes in with the time as one more channel, every entry t.
///
/// @param in what goes in
/// @param first whether the time is the first channel, or the last
public record WithTime(Shape in, boolean first) implements Part {
    @Override
    public Shape out() {
        return new Shape(in.channels() + 1, in.height(), in.width());
    }

    @Override
    public Work prepare(int samples) {
        return new WithTimeWork(this, samples);
    }

    private static final class WithTimeWork implements Work {
        private final Batch rest;
        private final Batch time;
        private final int restAt;
        private final int timeAt;

        WithTimeWork(WithTime part, int samples) {
            int each = part.in.height() * part.in.width();
            rest = new Batch(part.in.size(), samples);
            time = new Batch(each, samples);
            restAt = part.first ? each : 0;
            timeAt = part.first ? 0 : part.in.size();
        }

        private Batch rest(Batch whole) {
            return rest.repoint(whole.data(), whole.row(restAt));
        }

        private Batch time(Batch whole) {
            return time.repoint(whole.data(), whole.row(timeAt));
        }

        @Override
        public void up(double t, Batch x, Trail trail, Batch out) {
            rest(out).copyFrom(x);
            time(out).fill(t);
        }

        @Override
        public double back(
                double t, Batch x, Trail trail, Batch a, Batch gxAcc, @Nullable ParameterGradient gThetaAcc) {
            Batches.add(rest(a), gxAcc);
            Batch ofTime = time(a);
            double sum = 0;
            for (int i = 0; i < ofTime.dim(); i++) {
                for (int s = 0; s < ofTime.size(); s++) {
                    sum += ofTime.get(i, s);
                }
            }
            return sum;
        }

        @Override
        public void along(double t, Batch x, Trail trail, Tangent along, Batch outDot) {
            rest(outDot).copyFrom(along.x());
            time(outDot).fill(along.t());
        }

        @Override
        public double backAlong(
                double t, Batch x, Trail trail, Batch xDot, Pull pull, @Nullable ParameterGradient gThetaAcc) {
            Batches.add(rest(pull.aDot()), pull.gxDotAcc());
            return back(t, x, trail, pull.a(), pull.gxAcc(), gThetaAcc);
        }
    }
}
