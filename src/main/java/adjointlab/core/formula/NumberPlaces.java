package adjointlab.core.formula;

import java.util.List;

/// Where the numbers stand that are the same for all samples: time, parameters, their tangents, time's, then each input
/// with its slope over time behind it.
///
/// @param learned parameters that have names
/// @param inputs which of [Formula#INPUTS] are named, from 0, rising
record NumberPlaces(int learned, List<Integer> inputs) {
    /// Time's.
    static final int TIME = 0;

    NumberPlaces {
        inputs = List.copyOf(inputs);
    }

    /// Those of a formula.
    static NumberPlaces of(Formula formula) {
        return new NumberPlaces(
                formula.learned().size(),
                formula.named().stream()
                        .map(Formula.INPUTS::indexOf)
                        .filter(input -> input >= 0)
                        .toList());
    }

    int parameter(int p) {
        return 1 + p;
    }

    int parameterDot(int p) {
        return 1 + learned + p;
    }

    int timeDot() {
        return 1 + 2 * learned;
    }

    /// @param input one of those that are named
    int input(int input) {
        return 2 + 2 * learned + 2 * inputs.indexOf(input);
    }

    /// @param input one of those that are named
    int slope(int input) {
        return input(input) + 1;
    }

    /// How many there are.
    int count() {
        return 2 + 2 * learned + 2 * inputs.size();
    }
}
