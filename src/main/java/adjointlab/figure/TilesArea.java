package adjointlab.figure;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/// Where tiles were drawn.
///
/// @param tiles what was drawn
/// @param bounds the room that they had
/// @param places of the pictures that found room, in their order
public record TilesArea(Layer.Tiles tiles, Rectangle2D bounds, List<Rectangle2D> places) {
    public TilesArea {
        places = List.copyOf(places);
    }

    /// The picture at a place in the drawing, if one is there.
    public Optional<Tile> at(double x, double y) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).contains(x, y)) {
                return Optional.of(tiles.tiles().get(i));
            }
        }
        return Optional.empty();
    }
}
