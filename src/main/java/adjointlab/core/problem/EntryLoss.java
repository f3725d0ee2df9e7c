package adjointlab.core.problem;

import adjointlab.core.kernel.Batch;

/// A loss that is a mean over all entries of ℓ(p, y), p predicted and y the target.
abstract sealed class EntryLoss implements Loss permits DrawnLoss, FormulaLoss {
    /// ℓ or a derivative of it by p.
    ///
    /// @param p predicted
    /// @param y the target
    /// @param order of the derivative, 0 to 2
    abstract double at(double p, double y, int order);

    @Override
    public final double value(Batch prediction, Batch target, Batch gOut) {
        gOut.fill(0);
        double share = 1.0 / (target.dim() * prediction.size());
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < prediction.size(); s++) {
                double p = prediction.get(i, s);
                double y = target.get(i, s);
                sum += at(p, y, 0);
                gOut.set(i, s, share * at(p, y, 1));
            }
        }
        return share * sum;
    }

    @Override
    public final double ofSample(Batch prediction, Batch target, int sample) {
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            sum += at(prediction.get(i, sample), target.get(i, sample), 0);
        }
        return sum / target.dim();
    }

    /// Where it curves downwards, nothing.
    @Override
    public final void curvature(Batch prediction, Batch target, Batch direction, Batch out) {
        out.fill(0);
        double share = 1.0 / (target.dim() * prediction.size());
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < prediction.size(); s++) {
                double second = Math.max(0, at(prediction.get(i, s), target.get(i, s), 2));
                out.set(i, s, share * second * direction.get(i, s));
            }
        }
    }
}
