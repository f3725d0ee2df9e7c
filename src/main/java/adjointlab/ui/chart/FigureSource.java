package adjointlab.ui.chart;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Preview;

/// Builds a figure on a background thread.
@FunctionalInterface
public interface FigureSource {
    /// The figure of the moment.
    ///
    /// @param cancellation says when nobody waits for it any more
    /// @param preview shows coarse figures until the figure itself is there, and how far it is
    Figure build(Cancellation cancellation, Preview preview);
}
