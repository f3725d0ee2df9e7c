package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Scale;

/// Ranges that several registrations share.
final class Ranges {
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
}
