package adjointlab.core.formula;

import adjointlab.core.formula.Formula.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a formula is computed from what.
///
/// @param formula it
/// @param inputs names of the state's components
/// @param outputs what is computed
record Equations(Formula formula, List<String> inputs, List<Expression> outputs) {
    Equations {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// The rates of all of a system's states; those of second order have velocities as states of their own.
    static Equations firstOrder(Formula formula) {
        List<Expression> rates = new ArrayList<>();
        List<Expression> accelerations = new ArrayList<>();
        for (Rate rate : formula.rates()) {
            if (rate.order() == 2) {
                rates.add(new Expression.Name(0, rate.name(), 1));
                accelerations.add(rate.right());
            } else {
                rates.add(rate.right());
            }
        }
        rates.addAll(accelerations);
        return new Equations(formula, formula.states(), rates);
    }

    /// The accelerations of a system that is of second order everywhere, of places and velocities.
    private static Equations accelerations(Formula formula) {
        return new Equations(
                formula,
                formula.states(),
                formula.rates().stream().map(Rate::right).toList());
    }

    /// Its accelerations where they depend on the place alone.
    private static Optional<Equations> force(Formula formula) {
        List<String> places = formula.rates().stream().map(Rate::name).toList();
        List<Expression> rights = formula.rates().stream().map(Rate::right).toList();
        boolean velocities = rights.stream()
                .flatMap(Expression::all)
                .anyMatch(each -> each instanceof Expression.Name name && name.primes() > 0);
        return velocities ? Optional.empty() : Optional.of(new Equations(formula, places, rights));
    }

    /// What a model of that size wants of a formula.
    ///
    /// @param inputDim components of its field's state
    /// @param dim components of its field
    /// @throws IllegalArgumentException in one sentence, if the formula has another size
    static Equations of(Formula formula, int inputDim, int dim) {
        int states = formula.states().size();
        int rates = formula.rates().size();
        if (inputDim == dim && dim == states) {
            return firstOrder(formula);
        }
        if (formula.isSecondOrder() && dim == rates) {
            if (inputDim == 2 * dim) {
                return accelerations(formula);
            }
            Optional<Equations> force = force(formula);
            if (inputDim == dim && force.isPresent()) {
                return force.get();
            }
        }
        if (inputDim == 2 * dim && dim == rates && !formula.isSecondOrder()) {
            throw new IllegalArgumentException("this family is of second order, and the formula gives x′; write x″ = …,"
                    + " or choose a family of first order");
        }
        throw new IllegalArgumentException("the formula has " + count(states) + " ("
                + String.join(", ", formula.states()) + "), the model's field "
                + (inputDim == dim ? dim : inputDim + " inputs and " + dim + " outputs")
                + "; write as many rates, or choose the family's zero channels to fit");
    }

    private static String count(int states) {
        return states == 1 ? "1 component" : states + " components";
    }
}
