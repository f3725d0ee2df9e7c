package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Signal;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaRate;
import adjointlab.core.math.Notation;
import java.util.Arrays;
import java.util.List;

/// A system that a person typed and inputs drive, which its formula calls u1, u2, …
///
/// @param formula with all its numbers known
/// @param inputs as many as it may name, or more
/// @param code its code
public record DrivenFormula(Formula formula, List<Signal> inputs, FormulaRate code) implements Dynamics {
    public DrivenFormula {
        inputs = List.copyOf(inputs);
    }

    /// @param formula with all its numbers known
    /// @param inputs as many as it may name, or more
    public DrivenFormula(Formula formula, List<Signal> inputs) {
        this(formula, inputs, FormulaRate.of(formula));
    }

    @Override
    public int dim() {
        return formula.states().size();
    }

    @Override
    public List<String> componentNames() {
        return formula.states().stream().map(Notation::state).toList();
    }

    /// Those that are not there are not named.
    private double[] inputsAt(double t) {
        double[] u = new double[code.inputs()];
        for (int j = 0; j < Math.min(u.length, inputs.size()); j++) {
            u[j] = inputs.get(j).at(t);
        }
        return u;
    }

    @Override
    public void rate(double t, double[] x, double[] rateOut) {
        code.at(t, x, inputsAt(t), rateOut);
    }

    @Override
    public boolean jacobian(double t, double[] x, double[] jacobianOut) {
        code.jacobian(t, x, inputsAt(t), jacobianOut);
        return true;
    }

    @Override
    public double[] breaks() {
        return inputs.stream()
                .flatMapToDouble(input -> Arrays.stream(input.breaks()))
                .sorted()
                .distinct()
                .toArray();
    }

    /// Two of the same formula and inputs are the same.
    @Override
    public boolean equals(Object other) {
        return other instanceof DrivenFormula system && system.formula.equals(formula) && system.inputs.equals(inputs);
    }

    @Override
    public int hashCode() {
        return 31 * formula.hashCode() + inputs.hashCode();
    }
}
