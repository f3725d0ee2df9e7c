package adjointlab.ui.chart;

import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import java.util.function.Consumer;

/// Builds a figure on a background thread.
@FunctionalInterface
public interface FigureSource {
    /// The figure of the moment.
    ///
    /// @param cancellation says when nobody waits for it any more
    /// @param sketch takes coarse figures that are shown until the figure itself is there
    Figure build(Cancellation cancellation, Consumer<Figure> sketch);
}
