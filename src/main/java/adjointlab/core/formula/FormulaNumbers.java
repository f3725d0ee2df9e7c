package adjointlab.core.formula;

import adjointlab.core.field.Signal;
import adjointlab.core.field.VectorField.Direction;
import java.util.List;

/// Numbers that a formula's code takes for all samples, as [NumberPlaces] orders them.
final class FormulaNumbers {
    private final int learned;
    private final int timeDot;
    private final double[] all;
    /// Those that are named, one behind the other as their places are.
    private final Signal[] inputs;

    /// @param inputs at least those that the formula names
    FormulaNumbers(Formula formula, List<Signal> inputs) {
        NumberPlaces places = NumberPlaces.of(formula);
        learned = places.learned();
        timeDot = places.timeDot();
        all = new double[places.count()];
        this.inputs = places.inputs().stream().map(inputs::get).toArray(Signal[]::new);
    }

    /// [count], as code takes them.
    double[] all() {
        return all;
    }

    double time() {
        return all[NumberPlaces.TIME];
    }

    /// Goes to a time and to parameters.
    ///
    /// @param t s
    /// @param theta parameters that have names come first; not modified
    void at(double t, double[] theta) {
        all[NumberPlaces.TIME] = t;
        System.arraycopy(theta, 0, all, 1, learned);
        for (int k = 0; k < inputs.length; k++) {
            all[timeDot + 1 + 2 * k] = inputs[k].at(t);
        }
    }

    /// Takes how inputs change, which derivatives by the time are made of.
    void slopes() {
        for (int k = 0; k < inputs.length; k++) {
            all[timeDot + 2 + 2 * k] = inputs[k].slope(time());
        }
    }

    /// Takes tangents.
    void along(Direction direction) {
        System.arraycopy(direction.theta(), 0, all, 1 + learned, learned);
        all[timeDot] = direction.t();
        slopes();
    }
}
