package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Emphasis;
import java.util.ArrayList;
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

    /// This plot with the lines and points of a run, and of groups that hold it, standing out on top and those of
    /// the others stepping back; the same plot if it shows nothing of the run.
    Plot highlighting(Owner owner) {
        if (layers.stream().noneMatch(layer -> layer.owner().meets(owner))) {
            return this;
        }
        List<Layer> below = new ArrayList<>();
        List<Layer> above = new ArrayList<>();
        for (Layer layer : layers) {
            boolean chosen = layer.owner().meets(owner);
            Emphasis emphasis = chosen ? Emphasis.STRONG : Emphasis.FADED;
            Layer changed =
                    switch (layer) {
                        case Layer.Line line
                        when !line.owner().isNobody() -> line.with(line.style().with(emphasis));
                        case Layer.Points points
                        when !points.owner().isNobody() ->
                            points.with(points.style().with(emphasis));
                        default -> layer;
                    };
            (chosen ? above : below).add(changed);
        }
        below.addAll(above);
        return new Plot(title, x, y, below, legend);
    }

    /// A plot with the same layers plus one more on top.
    public Plot plus(Layer layer) {
        var more = new ArrayList<>(layers);
        more.add(layer);
        return new Plot(title, x, y, more, legend);
    }
}
