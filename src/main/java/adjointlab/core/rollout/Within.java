package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.kernel.Batch;
import java.util.Arrays;

/// Lets a listener hear a stretch at a time: only the times for samples within it.
final class Within implements AdjointListener {
    private AdjointListener outside = AdjointListener.NONE;
    private double[] all = NO_TIMES;
    private double[] some = NO_TIMES;

    void listen(AdjointListener listener) {
        outside = listener;
        all = listener.sampleTimes();
    }

    AdjointListener stretch(Stretch stretch, boolean last) {
        if (outside == AdjointListener.NONE) {
            return outside;
        }
        if (all.length == 0) {
            some = NO_TIMES;
            return this;
        }
        // samples go backward, and one at an observation belongs to the stretch that begins there
        double direction = Math.signum(stretch.end() - stretch.start());
        some = Arrays.stream(all)
                .filter(t -> (t - stretch.start()) * direction >= 0
                        && ((stretch.end() - t) * direction > 0 || last && t == stretch.end()))
                .toArray();
        return this;
    }

    @Override
    public void adjoint(double t, Batch a) {
        outside.adjoint(t, a);
    }

    @Override
    public double[] sampleTimes() {
        return some;
    }

    @Override
    public void sample(double t, Batch y, Batch a) {
        outside.sample(t, y, a);
    }

    @Override
    public void stepped(double t, double h, double errorRatio, boolean accepted) {
        outside.stepped(t, h, errorRatio, accepted);
    }
}
