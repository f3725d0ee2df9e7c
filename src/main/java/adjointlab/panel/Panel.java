package adjointlab.panel;

import adjointlab.figure.Figure;

/// One way to look at runs.
@FunctionalInterface
public interface Panel {
    /// The figure of the moment; [Figure#empty] with one sentence where there is nothing to see.
    Figure figure(PanelContext context);
}
