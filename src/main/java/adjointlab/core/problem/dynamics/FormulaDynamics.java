package adjointlab.core.problem.dynamics;

import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaRate;
import adjointlab.core.math.Notation;
import java.util.List;

/// A system that a person typed.
///
/// @param formula with all its numbers known
/// @param code its code
public record FormulaDynamics(Formula formula, FormulaRate code) implements Dynamics {
    /// @param formula with all its numbers known
    public FormulaDynamics(Formula formula) {
        this(formula, FormulaRate.of(formula));
    }

    @Override
    public int dim() {
        return formula.states().size();
    }

    @Override
    public List<String> componentNames() {
        return formula.states().stream().map(Notation::state).toList();
    }

    @Override
    public void rate(double t, double[] x, double[] rateOut) {
        code.at(t, x, rateOut);
    }

    @Override
    public boolean jacobian(double t, double[] x, double[] jacobianOut) {
        code.jacobian(t, x, jacobianOut);
        return true;
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
