package adjointlab.core.problem.dynamics;

import adjointlab.core.field.Signal;
import adjointlab.core.formula.Formula;
import adjointlab.core.formula.FormulaRate;
import adjointlab.core.math.Notation;
import java.util.Arrays;
import java.util.List;

/// A system that a person typed, with the inputs that drive it if there are such, which its formula calls u1, u2, …
///
/// @param formula with all its numbers known
/// @param inputs as many as it names, or more
/// @param code its code
public record FormulaDynamics(Formula formula, List<Signal> inputs, FormulaRate code) implements Dynamics {
    public FormulaDynamics {
        inputs = List.copyOf(inputs);
    }

    /// One that nothing drives.
    ///
    /// @param formula with all its numbers known
    public FormulaDynamics(Formula formula) {
        this(formula, List.of());
    }

    /// @param formula with all its numbers known
    /// @param inputs as many as it names, or more
    public FormulaDynamics(Formula formula, List<Signal> inputs) {
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
        return other instanceof FormulaDynamics system
                && system.formula.equals(formula)
                && system.inputs.equals(inputs);
    }

    @Override
    public int hashCode() {
        return 31 * formula.hashCode() + inputs.hashCode();
    }
}
