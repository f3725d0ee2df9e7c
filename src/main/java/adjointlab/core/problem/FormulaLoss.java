package adjointlab.core.problem;

import adjointlab.core.formula.Formula;
import adjointlab.core.formula.Surface;
import adjointlab.core.kernel.Batch;

/// A loss that a person typed: the mean over all entries of ℓ(p, y), p predicted and y the target.
public final class FormulaLoss implements Loss {
    private final Surface entry;

    /// @param formula ℓ(p, y)
    public FormulaLoss(Formula formula) {
        entry = Surface.of(formula);
    }

    @Override
    public double value(Batch prediction, Batch target, Batch gOut) {
        gOut.fill(0);
        double share = 1.0 / (target.dim() * prediction.size());
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            for (int s = 0; s < prediction.size(); s++) {
                double p = prediction.get(i, s);
                double y = target.get(i, s);
                sum += entry.value().at(p, y);
                gOut.set(i, s, share * entry.slope(0).at(p, y));
            }
        }
        return share * sum;
    }

    @Override
    public double ofSample(Batch prediction, Batch target, int sample) {
        double sum = 0;
        for (int i = 0; i < target.dim(); i++) {
            sum += entry.value().at(prediction.get(i, sample), target.get(i, sample));
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
                double second = entry.curvature(0).at(prediction.get(i, s), target.get(i, s));
                out.set(i, s, share * Math.max(0, second) * direction.get(i, s));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaLoss loss && loss.entry.formula().equals(entry.formula());
    }

    @Override
    public int hashCode() {
        return entry.formula().hashCode();
    }
}
