package adjointlab.core.formula;

import adjointlab.core.field.Signal;
import adjointlab.core.field.VectorField.Direction;
import java.util.List;

/// Numbers that a formula's code takes for all samples, as [NumberPlaces] orders them.
final class FormulaNumbers {
    private final NumberPlaces places;
    private final double[] all;

    /// Those that are named, and where they and their slopes stand.
    private final Signal[] inputs;

    private final int[] values;
    private final int[] slopes;

    /// @param inputs at least those that the formula names
    FormulaNumbers(Formula formula, List<Signal> inputs) {
        places = NumberPlaces.of(formula);
        all = new double[places.count()];
        this.inputs = places.inputs().stream().map(inputs::get).toArray(Signal[]::new);
        values = places.inputs().stream().mapToInt(places::input).toArray();
        slopes = places.inputs().stream().mapToInt(places::slope).toArray();
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
        for (int p = 0; p < places.learned(); p++) {
            all[places.parameter(p)] = theta[p];
        }
        for (int k = 0; k < inputs.length; k++) {
            all[values[k]] = inputs[k].at(t);
        }
    }

    /// Takes how inputs change, which derivatives by the time are made of.
    void slopes() {
        for (int k = 0; k < inputs.length; k++) {
            all[slopes[k]] = inputs[k].slope(time());
        }
    }

    /// Takes tangents.
    void along(Direction direction) {
        for (int p = 0; p < places.learned(); p++) {
            all[places.parameterDot(p)] = direction.theta()[p];
        }
        all[places.timeDot()] = direction.t();
        slopes();
    }
}
