package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;

/// Ranges, and a key, that several registrations share.
final class Ranges {
    /// Until when data are given.
    static final Key<Double> HORIZON = horizon(100);

    private Ranges() {}

    /// Positive, with a logarithmic slider.
    static Real positive(double sliderMin, double sliderMax) {
        return new Real(Double.MIN_VALUE, Double.MAX_VALUE, sliderMin, sliderMax, Scale.LOG);
    }

    /// Any finite number, with a linear slider.
    static Real any(double sliderMin, double sliderMax) {
        return new Real(-Double.MAX_VALUE, Double.MAX_VALUE, sliderMin, sliderMax, Scale.LINEAR);
    }

    /// From 0 to 1, with a linear slider.
    static Real fraction() {
        return new Real(0, 1, 0, 1, Scale.LINEAR);
    }

    /// Not negative, with a linear slider.
    static Real notNegative(double sliderMax) {
        return new Real(0, Double.MAX_VALUE, 0, sliderMax, Scale.LINEAR);
    }

    /// Until when data are given. Beyond the longest one steps of a hundredth are hardly told from none.
    ///
    /// @param sliderMax in the unit of time
    static Key<Double> horizon(double sliderMax) {
        return Key.real("horizon", "Horizon", 1, new Real(1e-6, 1e9, 0.1, sliderMax, Scale.LINEAR))
                .withSymbol("T")
                .touching(Touches.TASK)
                .shown(Prominence.TITLE);
    }
}
