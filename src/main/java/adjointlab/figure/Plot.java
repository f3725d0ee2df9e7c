package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Emphasis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One coordinate system with its layers, or a table.
///
/// @param title stands above this plot when the figure has several; "" for none
/// @param x horizontal axis
/// @param y vertical axis
/// @param layers drawn in order, later ones on top
/// @param legend whether the names of the layers' series are shown in a legend inside the plot's free corner
/// @param viewpoint from where its heat map is seen as a surface with lines and points on it; null: flat, as a map
public record Plot(
        String title,
        Axis x,
        Axis y,
        List<Layer> layers,
        boolean legend,
        @Nullable Viewpoint viewpoint) {
    public Plot {
        layers = List.copyOf(layers);
    }

    /// A flat plot.
    public Plot(String title, Axis x, Axis y, List<Layer> layers, boolean legend) {
        this(title, x, y, layers, legend, null);
    }

    /// The same with its heat map as a surface; null: flat.
    public Plot seenFrom(@Nullable Viewpoint newViewpoint) {
        return new Plot(title, x, y, layers, legend, newViewpoint);
    }

    /// The heat map that is seen as a surface; nothing where the plot is flat.
    public Optional<Layer.HeatMap> surface() {
        return viewpoint == null ? Optional.empty() : surfaceWithin();
    }

    /// Whether it could be seen as a surface: there is a heat map with cells, and all other layers can lie on it.
    public boolean canBeSurface() {
        return surfaceWithin().isPresent();
    }

    private Optional<Layer.HeatMap> surfaceWithin() {
        return layers.stream().allMatch(Plot::liesOnSurface)
                ? layers.stream()
                        .filter(Layer.HeatMap.class::isInstance)
                        .map(Layer.HeatMap.class::cast)
                        .findFirst()
                        .filter(map -> map.x().length > 1 && map.y().length > 1)
                : Optional.empty();
    }

    private static boolean liesOnSurface(Layer layer) {
        return switch (layer) {
            case Layer.HeatMap _, Layer.Line _, Layer.Points _, Layer.Rule _, Layer.Note _ -> true;
            case Layer.Band _,
                    Layer.Region _,
                    Layer.Strokes _,
                    Layer.Arrows _,
                    Layer.Bars _,
                    Layer.Table _,
                    Layer.Tiles _ -> false;
        };
    }

    /// The same in colours whose order a print without colours keeps.
    Plot onPaper() {
        return with(layers.stream()
                .map(layer -> switch (layer) {
                    case Layer.HeatMap map -> map.onPaper();
                    case Layer.Tiles tiles -> tiles.onPaper();
                    default -> layer;
                })
                .toList());
    }

    /// The same with other layers.
    Plot with(List<Layer> newLayers) {
        return new Plot(title, x, y, newLayers, legend, viewpoint);
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
        return with(below);
    }

    /// A plot with the same layers plus one more on top.
    public Plot plus(Layer layer) {
        var more = new ArrayList<>(layers);
        more.add(layer);
        return with(more);
    }

    /// The table that it is; null where it has axes or tiles.
    Layer.@Nullable Table table() {
        return layers.size() == 1 && layers.getFirst() instanceof Layer.Table table ? table : null;
    }

    /// The tiles that it is; null where it has axes or is a table.
    Layer.@Nullable Tiles tiles() {
        return layers.size() == 1 && layers.getFirst() instanceof Layer.Tiles tiles ? tiles : null;
    }
}
