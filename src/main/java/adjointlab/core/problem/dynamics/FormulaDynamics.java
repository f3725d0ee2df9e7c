package adjointlab.core.problem.dynamics;

import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaRate;

/// A system that a person typed.
///
/// @param formula with all its numbers known
/// @param rate its code
public record FormulaDynamics(Formula formula, FormulaRate rate) implements Dynamics {
    /// @param formula with all its numbers known
    public FormulaDynamics(Formula formula) {
        this(formula, new FormulaRate(formula));
    }

    @Override
    public int dim() {
        return formula.states().size();
    }

    @Override
    public void rate(double[] x, double[] rateOut) {
        rate.at(0, x, rateOut);
    }

    /// Two of the same formula are the same.
    @Override
    public boolean equals(Object other) {
        return other instanceof FormulaDynamics system && system.formula.equals(formula);
    }

    @Override
    public int hashCode() {
        return formula.hashCode();
    }
}
