package adjointlab.figure;

import java.util.ArrayList;
import java.util.List;

/// What is written at a figure, of which a person may ask what it means.
public final class FigureWords {
    private FigureWords() {}

    /// Titles of axes and columns and names of maps, as they stand there, in the order of the plots.
    public static List<String> of(Figure figure) {
        List<String> words = new ArrayList<>();
        for (Plot plot : figure.plots()) {
            words.add(plot.y().label());
            words.add(plot.x().label());
            for (Layer layer : plot.layers()) {
                switch (layer) {
                    case Layer.Table table -> {
                        for (int c = 0; c < table.header().size(); c++) {
                            if (table.columnOwners().get(c).isNobody()) { // others are runs' names
                                words.add(table.header().get(c));
                            }
                        }
                    }
                    case Layer.HeatMap map -> words.add(map.name());
                    case Layer.Tiles tiles -> words.add(tiles.name());
                    default -> {
                        // names of series are those of runs
                    }
                }
            }
        }
        return words.stream().filter(word -> !word.isEmpty()).distinct().toList();
    }
}
