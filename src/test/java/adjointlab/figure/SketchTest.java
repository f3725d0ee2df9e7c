package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SketchTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 44;

    private static Figure figure(Layer... layers) {
        return Figure.of("", "", new Plot("", Axis.linear("x"), Axis.linear("y"), List.of(layers), false));
    }

    private static Layer line(Hue hue, double... y) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        return new Layer.Line("a line", SeriesStyle.line(hue), x, y, "its end");
    }

    private static BufferedImage picture(Figure figure, Theme theme) {
        return new Sketch(theme).picture(figure, WIDTH, HEIGHT, 2);
    }

    /// Rows in which something is drawn near a column, from above.
    private static List<Integer> rows(BufferedImage picture, int column) {
        return java.util.stream.IntStream.range(0, picture.getHeight())
                .filter(row -> picture.getRGB(column, row) >>> 24 > 128)
                .boxed()
                .toList();
    }

    @Test
    void aRisingLineRisesInside() {
        BufferedImage picture = picture(figure(line(Hue.BLUE, 0, 1)), Theme.LIGHT);
        assertThat(picture.getWidth()).isEqualTo(2 * WIDTH);
        assertThat(rows(picture, 20)).isNotEmpty().allMatch(row -> row > HEIGHT);
        assertThat(rows(picture, 2 * WIDTH - 20)).isNotEmpty().allMatch(row -> row < HEIGHT);
        assertThat(rows(picture, 2)).as("no axis, no words").isEmpty();
    }

    @Test
    void darkGroundHasItsOwnColours() {
        int light = brightest(picture(figure(line(Hue.BLACK, 0, 1)), Theme.LIGHT));
        int dark = brightest(picture(figure(line(Hue.BLACK, 0, 1)), Theme.DARK));
        assertThat(light).isLessThan(60);
        assertThat(dark).isGreaterThan(200);
    }

    private static int brightest(BufferedImage picture) {
        int most = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                int argb = picture.getRGB(x, y);
                most = argb >>> 24 == 255 ? Math.max(most, argb >> 8 & 0xFF) : most;
            }
        }
        return most;
    }

    @Test
    void placesKeepTheirShape() {
        Axis place = Axis.of("", Scale.LINEAR, Quantity.PLACE);
        double[] grid = {0, 1, 2};
        Layer map = new Layer.HeatMap(
                "z", grid, grid, new double[][] {{1, 2, 3}, {2, 3, 4}, {3, 4, 5}}, Layer.ColourMap.VIRIDIS, false, 0);
        BufferedImage picture =
                picture(Figure.of("", "", new Plot("", place, place, List.of(map), false)), Theme.LIGHT);
        assertThat(rows(picture, WIDTH)).hasSize(2 * HEIGHT - 24);
        assertThat(rows(picture, 20)).as("beside the square").isEmpty();
    }

    @Test
    void aTableAndNothingAreDrawnToo() {
        BufferedImage table =
                picture(figure(new Layer.Table("t", List.of("a", "b"), List.of(List.of("1", "2")))), Theme.DARK);
        assertThat(brightest(table)).isPositive();
        assertThat(table.getRGB(1, 2 * HEIGHT - 2) >>> 24).as("its ground").isZero();
        assertThat(brightest(picture(Figure.empty("", "Nothing."), Theme.LIGHT)))
                .isZero();
    }
}
