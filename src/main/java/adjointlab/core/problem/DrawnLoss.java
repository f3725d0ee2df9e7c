package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;

/// A loss that a person drew: the mean over all entries of g(p), p predicted and g the drawn curve. Targets do not
/// count.
public final class DrawnLoss implements Loss {
    private final Strokes strokes;
    private final DrawnCurve curve;

    /// @param strokes the line of g
    /// @throws IllegalArgumentException if it is too short along the axis
    public DrawnLoss(Strokes strokes) {
        this.strokes = strokes;
        curve = new DrawnCurve(strokes);
    }

    @Override
    public double value(Batch prediction, Batch target, Batch gOut) {
        gOut.fill(0);
        double share = 1.0 / (target.dim() * prediction.size());
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < prediction.size(); s++) {
                double p = prediction.get(i, s);
                sum += curve.at(p, 0);
                gOut.set(i, s, share * curve.at(p, 1));
            }
        }
        return share * sum;
    }

    @Override
    public double ofSample(Batch prediction, Batch target, int sample) {
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            sum += curve.at(prediction.get(i, sample), 0);
        }
        return sum / target.dim();
    }

    /// Where it curves downwards, nothing.
    @Override
    public void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
        out.fill(0);
        double share = 1.0 / (target.dim() * prediction.size());
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < prediction.size(); s++) {
                double second = Math.max(0, curve.at(prediction.get(i, s), 2));
                out.set(i, s, share * second * direction.get(i, s));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrawnLoss loss && loss.strokes.equals(strokes);
    }

    @Override
    public int hashCode() {
        return strokes.hashCode();
    }
}
