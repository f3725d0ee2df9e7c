package adjointlab.figure;

import java.util.List;

/// One coordinate system with its layers, or a table.
///
/// @param title stands above this plot when the figure has several; "" for none
/// @param x horizontal axis
/// @param y vertical axis
/// @param layers drawn in order, later ones on top
/// @param legend whether the names of the layers' series are shown in a legend inside the plot's free corner
public record Plot(String title, Axis x, Axis y, List<Layer> layers, boolean legend) {
    public Plot {
        layers = List.copyOf(layers);
    }

    /// A plot with the same layers plus one more on top.
    public Plot plus(Layer layer) {
        var more = new java.util.ArrayList<>(layers);
        more.add(layer);
        return new Plot(title, x, y, more, legend);
    }
}
