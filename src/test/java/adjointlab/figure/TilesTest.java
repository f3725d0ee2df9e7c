package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.Layer.ColourMap;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TilesTest {
    private static final Layer.Range UNIT = new Layer.Range(0, 1);

    private static Figure grid(int count) {
        List<Tile> tiles = IntStream.range(0, count)
                .mapToObj(i -> Tile.of(new double[][] {{0, 1}, {1, 0.5}})
                        .saying("3 as 8, 97 %", Hue.WARNING)
                        .numbered(i + 1, i == 1))
                .toList();
        return figure(List.of(plot(new Layer.Tiles("", tiles, Tile.Arrangement.FITTING, ColourMap.GREY, UNIT))));
    }

    private static Figure figure(List<Plot> plots) {
        return new Figure("", "", List.of(new Figure.Row(1, plots)), "");
    }

    private static Plot plot(Layer.Tiles tiles) {
        return new Plot("", Axis.linear(""), Axis.linear(""), List.of(tiles), false);
    }

    /// A row of pictures at several times, and a second one where there are two channels.
    private static Plot strip(int channels, double high) {
        List<Tile> tiles = new ArrayList<>();
        for (int i = 0; i < 6 * channels; i++) {
            tiles.add(Tile.of(new double[][] {{i, 0}, {0, i}}));
        }
        Tile.Arrangement arrangement = new Tile.Arrangement(
                6,
                List.of("0", "1", "2", "3", "4", "5"),
                IntStream.range(0, channels).mapToObj(c -> "h" + c).toList(),
                false,
                true);
        return plot(new Layer.Tiles("h", tiles, arrangement, ColourMap.VIRIDIS, new Layer.Range(0, high)));
    }

    private static TilesArea paint(Figure figure, int width, int height) {
        return paintAll(figure, width, height).tiles().getFirst();
    }

    private static FigureLayout paintAll(Figure figure, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        return new Painter(Theme.LIGHT.withHeading(false)).paint(figure, picture, 1);
    }

    @ParameterizedTest
    @CsvSource({"1, 400, 300", "7, 400, 300", "7, 120, 600", "40, 900, 500", "300, 400, 300", "300, 90, 70"})
    void picturesAreSquareAsideOfOneAnotherAndInside(int count, int width, int height) {
        TilesArea area = paint(grid(count), width, height);

        assertThat(area.places()).isNotEmpty();
        for (int i = 0; i < area.places().size(); i++) {
            Rectangle2D place = area.places().get(i);
            assertThat(place.getWidth()).isCloseTo(place.getHeight(), within(1e-9));
            assertThat(new Rectangle2D.Double(-0.1, -0.1, width + 0.2, height + 0.2).contains(place))
                    .isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(place.intersects(area.places().get(j))).isFalse();
            }
        }
    }

    @Test
    void moreRoomShowsMoreOfManyAndLargerOnesOfFew() {
        assertThat(paint(grid(300), 900, 600).places().size())
                .isGreaterThan(2 * paint(grid(300), 450, 400).places().size());
        assertThat(paint(grid(4), 300, 300).places().getFirst().getWidth())
                .isGreaterThan(
                        1.5 * paint(grid(4), 160, 160).places().getFirst().getWidth());
        assertThat(paint(grid(12), 900, 200).places()).hasSize(12);
    }

    @Test
    void aPlaceTellsItsPicture() {
        FigureLayout layout = paintAll(grid(9), 500, 400);
        Rectangle2D third = layout.tiles().getFirst().places().get(2);

        assertThat(layout.tileAt(third.getCenterX(), third.getCenterY()))
                .hasValueSatisfying(tile -> assertThat(tile.id()).isEqualTo(3));
        assertThat(layout.tileAt(third.getCenterX(), third.getMaxY() + 6))
                .as("the caption")
                .isEmpty();
    }

    @Test
    void pixelsKeepTheirPlacesAndColours() {
        BufferedImage picture = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Rectangle2D place = new Painter(Theme.LIGHT.withHeading(false))
                .paint(grid(1), picture, 1)
                .tiles()
                .getFirst()
                .places()
                .getFirst();
        int[][] grey = {{0, 255}, {255, 128}};
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                Color colour =
                        new Color(picture.getRGB((int) (place.getX() + (column + 0.5) * place.getWidth() / 2), (int)
                                (place.getY() + (row + 0.5) * place.getHeight() / 2)));
                assertThat(colour.getRed()).isCloseTo(grey[row][column], within(1));
            }
        }
    }

    @Test
    void threeChannelsAreRedGreenAndBlue() {
        double[][][] channels = {{{1}}, {{0.2}}, {{0}}};
        Layer.Tiles tiles = new Layer.Tiles(
                "",
                List.of(new Tile(channels, "", Hue.MUTED, false, 0)),
                Tile.Arrangement.FITTING,
                ColourMap.GREY,
                UNIT);

        int argb = new TilesDrawing(plot(tiles), tiles, Theme.LIGHT, false, false)
                .argb(tiles.tiles().getFirst(), 0, 0);

        assertThat(new Color(argb)).isEqualTo(new Color(255, 51, 0));
    }

    @Test
    void picturesOfARowAreEquallyLargeAndRowsBecomeColumnsWhereThatIsLarger() {
        Figure figure = figure(List.of(strip(1, 9), strip(2, 5)));
        List<TilesArea> wide = paintAll(figure, 900, 160).tiles();
        List<TilesArea> high = paintAll(figure, 300, 500).tiles();

        for (List<TilesArea> both : List.of(wide, high)) {
            double side = both.getFirst().places().getFirst().getWidth();
            assertThat(both.getLast().places())
                    .allSatisfy(place -> assertThat(place.getWidth()).isCloseTo(side, within(1e-9)));
        }
        assertThat(wide.getFirst().places().get(1).getX())
                .isGreaterThan(wide.getFirst().places().get(0).getX());
        assertThat(high.getFirst().places().get(1).getX())
                .isEqualTo(high.getFirst().places().get(0).getX());
        // time runs downwards, channels to the right: the second picture is the second channel's at the first
        // time
        assertThat(high.getLast().tiles().tiles().get(1).channels()[0][0][0]).isEqualTo(6);
    }

    @Test
    void tilesOfSeveralSizesOrWithoutColoursAreRefused() {
        Tile small = Tile.of(new double[][] {{0}});
        Tile large = Tile.of(new double[][] {{0, 1}});
        assertThatThrownBy(() ->
                        new Layer.Tiles("x", List.of(small, large), Tile.Arrangement.FITTING, ColourMap.GREY, UNIT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Layer.Tiles(
                        "x", List.of(small), Tile.Arrangement.FITTING, ColourMap.GREY, new Layer.Range(1, 1)))
                .hasMessageContaining("no colours from 1.0 to 1.0");
    }
}
