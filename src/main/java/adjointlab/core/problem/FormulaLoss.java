package adjointlab.core.problem;

import adjointlab.core.formula.Formula;
import adjointlab.core.formula.Surface;

/// A loss that a person typed: the mean over all entries of ℓ(p, y), p predicted and y the target.
public final class FormulaLoss extends EntryLoss {
    private final Surface entry;

    /// @param formula ℓ(p, y)
    public FormulaLoss(Formula formula) {
        entry = Surface.of(formula);
    }

    @Override
    double at(double p, double y, int order) {
        return switch (order) {
            case 0 -> entry.value().at(p, y);
            case 1 -> entry.slope(0).at(p, y);
            default -> entry.curvature(0).at(p, y);
        };
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
