package adjointlab.ui.chart;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;

/// Builds a figure on a background thread.
@FunctionalInterface
public interface FigureSource {
    /// The figure of the moment.
    ///
    /// @param cancellation says when nobody waits for it any more
    Figure build(Cancellation cancellation);
}
