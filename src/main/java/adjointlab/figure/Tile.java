package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Hue;
import java.util.ArrayList;
import java.util.List;

/// A small picture among others.
///
/// @param channels [1 or 3][h][w], the first row at the top; three are red, green and blue
/// @param caption a few words at it; "" for none
/// @param hue of the caption
/// @param framed whether a frame marks it as chosen
/// @param id number of what it shows, for whoever is clicked; 0 for nothing that could be chosen
public record Tile(double[][][] channels, String caption, Hue hue, boolean framed, int id) {
    public Tile {
        if (channels.length != 1 && channels.length != 3) {
            throw new IllegalArgumentException("a picture has one channel or three, not " + channels.length);
        }
        for (double[][] channel : channels) {
            Checks.sameLength(caption, channel.length, channels[0].length);
            for (double[] row : channel) {
                Checks.sameLength(caption, row.length, channels[0][0].length);
            }
        }
    }

    /// A picture of values, with nothing at it.
    public static Tile of(double[][] values) {
        return new Tile(new double[][][] {values}, "", Hue.MUTED, false, 0);
    }

    /// The same with a caption.
    public Tile saying(String words, Hue newHue) {
        return new Tile(channels, words, newHue, framed, id);
    }

    /// The same as something that can be chosen.
    ///
    /// @param number of what it shows, from 1
    /// @param chosen whether it is
    public Tile numbered(int number, boolean chosen) {
        return new Tile(channels, caption, hue, chosen, number);
    }

    /// Rows of pixels.
    public int height() {
        return channels[0].length;
    }

    /// Pixels of a row.
    public int width() {
        return channels[0][0].length;
    }

    /// How tiles stand.
    ///
    /// @param columns how many there are; 0: as many as make the tiles largest, and as many tiles as can be made
    ///     out
    /// @param columnLabels below the columns; none, or one each
    /// @param rowLabels at the left of the rows; none, or one each
    /// @param inside whether captions stand in the pictures, not below them
    /// @param turns whether rows become columns where all tiles of the figure are larger so
    public record Arrangement(
            int columns, List<String> columnLabels, List<String> rowLabels, boolean inside, boolean turns) {
        /// As many columns as fit, captions below.
        public static final Arrangement FITTING = new Arrangement(0, List.of(), List.of(), false, false);

        public Arrangement {
            if (turns && columns == 0) {
                throw new IllegalArgumentException("only rows of a given length become columns");
            }
            columnLabels = List.copyOf(columnLabels);
            rowLabels = List.copyOf(rowLabels);
        }

        /// The arrangement with columns for rows.
        ///
        /// @param tiles how many there are
        Arrangement turned(int tiles) {
            return new Arrangement(
                    Math.ceilDiv(tiles, columns),
                    /* columnLabels= */ rowLabels,
                    /* rowLabels= */ columnLabels,
                    inside,
                    turns);
        }

        /// Tiles in the order in which they stand then.
        List<Tile> turned(List<Tile> tiles) {
            int rows = Math.ceilDiv(tiles.size(), columns);
            List<Tile> turned = new ArrayList<>();
            for (int i = 0; i < tiles.size(); i++) {
                turned.add(tiles.get(i % rows * columns + i / rows));
            }
            return turned;
        }
    }
}
