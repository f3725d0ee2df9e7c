package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PainterTest {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 450;

    static List<Theme> themes() {
        return Theme.ALL;
    }

    @ParameterizedTest
    @MethodSource("themes")
    void everyKindOfFigureLeavesInkAndStaysInBounds(Theme theme) {
        for (Figure figure : Samples.all()) {
            BufferedImage picture = picture();
            FigureLayout layout = new Painter(theme).paint(figure, picture, 1);
            Color ground = theme.palette().background();
            assertThat(colours(picture)).as(figure.title()).isGreaterThan(10);
            assertThat(new Color(picture.getRGB(WIDTH - 1, HEIGHT - 1)))
                    .as(figure.title())
                    .isEqualTo(ground);
            assertThat(layout.areas())
                    .allSatisfy(area -> assertThat(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT).contains(area.data()))
                            .isTrue());
        }
    }

    @Test
    void markerStandsWhereItsValueMaps() {
        double[] x = {1, 10, 100};
        double[] y = {0.2, 0.5, 0.8};
        Plot plot = new Plot(
                "",
                Axis.of("x", Scale.LOG, Quantity.OTHER).within(0.1, 1000),
                Axis.linear("y").within(0, 1),
                List.of(new Layer.Points("p", Samples.SGD, x, y)),
                false);
        for (double scale : new double[] {1, 2}) {
            BufferedImage picture = picture();
            PlotArea area = new Painter(Theme.LIGHT)
                    .paint(Figure.of("", "", plot), picture, scale)
                    .areas()
                    .getFirst();
            for (int i = 0; i < x.length; i++) {
                int px = (int) Math.floor(area.across().toPosition(x[i]) * scale);
                int py = (int) Math.floor(area.up().toPosition(y[i]) * scale);
                assertThat(new Color(picture.getRGB(px, py)))
                        .isEqualTo(Theme.LIGHT.palette().of(Hue.VERMILLION));
                assertThat(area.across().toValue(area.across().toPosition(x[i])))
                        .isCloseTo(x[i], within(1e-9 * x[i]));
                assertThat(area.up().toValue(area.up().toPosition(y[i]))).isCloseTo(y[i], within(1e-12));
            }
        }
    }

    @Test
    void arrowsAreTangentsOfPathsHoweverTheAxesAreStretched() {
        Layer.Arrows arrows = new Layer.Arrows(
                "f", Samples.SGD, new double[] {0.5, 1}, new double[] {0.5, 1}, new double[] {1, 0.5}, new double[] {
                    1, 0.5
                });
        Plot plot = new Plot("", Axis.linear("x").within(0, 2), Axis.linear("y").within(0, 20), List.of(arrows), false);
        PlotArea area = new Painter(Theme.LIGHT)
                .paint(Figure.of("", "", plot), picture(), 1)
                .areas()
                .getFirst();
        double slope = area.data().getHeight() / 20 / (area.data().getWidth() / 2);
        for (Line2D shaft : LayerRenderer.shafts(arrows, area.data(), area.across(), area.up())) {
            assertThat((shaft.getY1() - shaft.getY2()) / (shaft.getX2() - shaft.getX1()))
                    .isCloseTo(slope, within(1e-9));
        }
    }

    /// "x′ = 0" and "λ = −0.5" once stood so close that they read as one.
    @Test
    void notesKeepClearOfEachOther() {
        for (double at = 0.1; at < 0.6; at += 0.02) {
            Plot plot = new Plot(
                    "",
                    Axis.linear("x").within(0, 1),
                    Axis.linear("y").within(0, 1),
                    List.of(
                            new Layer.Note("x′ = 0", Samples.SGD, 0.3, 0.5),
                            new Layer.Note("λ = −0.5", Samples.SGD, at, 0.5)),
                    false);
            List<Rectangle2D> notes = DrawnText.of(Figure.of("", "", plot), Theme.LIGHT, 300, 200).stream()
                    .filter(text -> text.words().contains("="))
                    .map(DrawnText::box)
                    .toList();
            assertThat(notes).as("at %s", at).hasSize(2);
            Rectangle2D one = notes.getFirst();
            Rectangle2D other = notes.getLast();
            boolean beside = one.getMinY() < other.getMaxY() && other.getMinY() < one.getMaxY();
            double gap = Math.max(other.getMinX() - one.getMaxX(), one.getMinX() - other.getMaxX());
            assertThat(!beside || gap > 4)
                    .as("at %s: %s and %s", at, one, other)
                    .isTrue();
        }
    }

    /// "↑ 8.46" at the upper end of a small plot once lost its upper half.
    @Test
    void aNoteNearTheUpperEndStandsBelowIt() {
        Plot plot = new Plot(
                "",
                Axis.linear("x").within(0, 1),
                Axis.linear("y").within(0, 1),
                List.of(
                        new Layer.Note("↑ 8.46", Samples.SGD, 0.3, 0.94),
                        new Layer.Note("↑ 8.52", Samples.SGD, 0.3, 0.92)),
                false);
        for (int height : new int[] {100, 120, 160, 300}) {
            Figure figure = Figure.of("", "", plot);
            Rectangle2D data = new Painter(Theme.LIGHT)
                    .paint(figure, new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_ARGB), 1)
                    .areas()
                    .getFirst()
                    .data();
            assertThat(DrawnText.of(figure, Theme.LIGHT, WIDTH, height).stream()
                            .filter(text -> text.words().startsWith("↑")))
                    .as("of %d", height)
                    .hasSize(2)
                    .allSatisfy(note -> assertThat(note.box().getMinY()).isGreaterThanOrEqualTo(data.getMinY() - 0.5));
        }
    }

    /// A longer one once was drawn over the edge.
    @Test
    void aRulesNameStandsInsideOrNotAtAll() {
        String name = "● seen, gaps shaded   + to come";
        Layer.Rule rule = new Layer.Rule(name, Samples.SGD, true, 0.5);
        Plot plot = new Plot("", Axis.linear("x").within(0, 1), Axis.linear("y").within(0, 1), List.of(rule), false);
        for (int width : new int[] {120, 169, 300}) {
            List<DrawnText> named = DrawnText.of(Figure.of("", "", plot), Theme.LIGHT, width, 140).stream()
                    .filter(text -> text.words().equals(name))
                    .toList();
            assertThat(named).as("%s", width).hasSize(width < 200 ? 0 : 1);
            assertThat(named).allSatisfy(text -> {
                assertThat(text.box().getX()).isNotNegative();
                assertThat(text.box().getMaxX()).isLessThanOrEqualTo(width);
            });
        }
    }

    @Test
    void plotsWithoutRoomBesideEachOtherStandBelowEachOtherAndTheLastOnesGiveWay() {
        Figure figure = Samples.grid();
        for (int[] size : new int[][] {{216, 300}, {160, 200}, {110, 90}}) {
            BufferedImage picture = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
            List<PlotArea> areas =
                    new Painter(Theme.LIGHT).paint(figure, picture, 1).areas();
            assertThat(areas).as(size[0] + " × " + size[1]).isNotEmpty();
            assertThat(areas).allSatisfy(area -> {
                assertThat(area.data().getWidth()).isGreaterThan(30);
                assertThat(area.data().getHeight()).isGreaterThanOrEqualTo(12);
            });
            assertThat(areas.stream().map(PlotArea::plot).toList())
                    .isEqualTo(figure.plots().subList(0, areas.size()));
        }
    }

    @Test
    void nearestPointIsFoundWithinReachOnly() {
        PlotArea area = new Painter(Theme.LIGHT)
                .paint(Samples.lossSurface(), picture(), 1)
                .areas()
                .getFirst();
        double px = area.across().toPosition(-4) + 1;
        double py = area.up().toPosition(Samples.loss(-4, 1)) + 1;

        PlotArea.Hit hit = area.nearest(px, py, 4).orElseThrow();

        assertThat(hit.series()).isEqualTo("SGD");
        assertThat(hit.x()).isEqualTo(-4);
        assertThat(hit.y()).isEqualTo(Samples.loss(-4, 1));
        assertThat(area.nearest(area.across().toPosition(-3), area.up().toPosition(3), 10))
                .isEmpty();
    }

    @Test
    void highlightedSeriesStandsOutOnTop() {
        Figure figure = Samples.lossSurface().highlighting(new Owner("SGD"));
        List<Layer> layers = figure.plots().getFirst().layers();
        assertThat(layers)
                .hasSameSizeAs(Samples.lossSurface().plots().getFirst().layers());
        assertThat(layers.getLast()).isInstanceOfSatisfying(Layer.Points.class, points -> {
            assertThat(points.name()).isEqualTo("SGD");
            assertThat(points.style().emphasis()).isEqualTo(Emphasis.STRONG);
        });
        assertThat(layers)
                .filteredOn(layer ->
                        layer instanceof Layer.Points points && points.style().emphasis() == Emphasis.FADED)
                .hasSize(2);
        assertThat(layers)
                .filteredOn(layer ->
                        layer instanceof Layer.Line line && line.style().emphasis() == Emphasis.FADED)
                .isEmpty();
        Figure original = Samples.lossSurface();
        assertThat(original.highlighting(new Owner("not there"))).isEqualTo(original);
    }

    @Test
    void aLegendNamesRunsOfTheSameLabelApartAndWhatLooksAlikeOnce() {
        double[] x = {0, 1};
        List<Layer> layers = List.of(
                new Layer.Line("Run", Samples.SGD, x, x, "").ownedBy(new Owner("a")),
                new Layer.Points("Run", Samples.SGD.with(Marker.SQUARE), x, x).ownedBy(new Owner("a")),
                new Layer.Line("Run", Samples.ADAM, x, new double[] {1, 0}, "").ownedBy(new Owner("b")),
                new Layer.Line("Run", Samples.ADAM.with(Emphasis.FADED), x, x, "").ownedBy(new Owner("c")));
        Figure figure = Figure.of("", "", new Plot("", Axis.linear("x"), Axis.linear("y"), layers, true));

        Ink.Legend legend = new Painter(Theme.LIGHT)
                .place(figure, new Rectangle2D.Double(0, 0, 400, 300))
                .plots()
                .getFirst()
                .ink()
                .legend();

        assertThat(legend).isNotNull();
        assertThat(legend.series())
                .containsExactly(new Ink.Series("Run", new Owner("a")), new Ink.Series("Run", new Owner("b")));
    }

    @Test
    void valuesBetweenPointsOfALineAreInterpolated() {
        Layer.Line line = new Layer.Line("l", Samples.SGD, new double[] {0, 1, 1, 4}, new double[] {0, 2, 5, 8}, "");
        assertThat(PlotArea.valueAt(line, 0.5)).isEqualTo(1);
        assertThat(PlotArea.valueAt(line, 1)).isEqualTo(5);
        assertThat(PlotArea.valueAt(line, 4)).isEqualTo(8);
        assertThat(PlotArea.valueAt(line, 4.1)).isNaN();
        assertThat(PlotArea.valueAt(new Layer.Line("e", Samples.SGD, new double[0], new double[0], ""), 0))
                .isNaN();
    }

    @Test
    void layersCheckTheirLengths() {
        assertThatThrownBy(() -> new Layer.Line("l", Samples.SGD, new double[3], new double[2], ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layer 'l' has columns of lengths 3 and 2");
    }

    /// Two maps of one scale bear one bar, at the right; a third with a scale of its own bears another.
    @Test
    void placesKeepTheirProportionsAndShareAScaleOfColours() {
        Axis across = Axis.of("x", Scale.LINEAR, Quantity.PLACE).within(-1, 1);
        Axis up = Axis.of("y", Scale.LINEAR, Quantity.PLACE).within(-1, 2);
        double[] x = {-0.5, 0.5};
        double[] y = {-0.5, 0.5, 1.5};
        double[][] z = {{0, 1}, {2, 3}, {4, 5}};
        Layer.Range range = new Layer.Range(0, 5);
        List<Layer.HeatMap> maps = List.of(
                new Layer.HeatMap("p", x, y, z, Layer.ColourMap.VIRIDIS, false, 0, range),
                new Layer.HeatMap("p", x, y, z, Layer.ColourMap.VIRIDIS, false, 0, range));
        List<Plot> plots = maps.stream()
                .map(map -> new Plot("", across, up, List.<Layer>of(map), false))
                .toList();
        List<PlotArea> areas = new Painter(Theme.LIGHT)
                .paint(new Figure("", "", List.of(new Figure.Row(1, plots)), ""), picture(), 1)
                .areas();
        assertThat(areas).hasSize(2).allSatisfy(area -> assertThat(area.data().getHeight())
                .isCloseTo(1.5 * area.data().getWidth(), within(1e-9)));
        assertThat(areas.getFirst().data().getWidth())
                .isEqualTo(areas.getLast().data().getWidth());
        Plot other = new Plot(
                "",
                across,
                up,
                List.of(new Layer.HeatMap("p", x, y, z, Layer.ColourMap.VIRIDIS, false, 0, new Layer.Range(0, 9))),
                false);
        List<PlotArea> apart = new Painter(Theme.LIGHT)
                .paint(
                        new Figure("", "", List.of(new Figure.Row(1, List.of(plots.getFirst(), other))), ""),
                        picture(),
                        1)
                .areas();
        // a bar stands between the two that do not share one
        assertThat(between(areas)).isLessThan(between(apart));
    }

    private static double between(List<PlotArea> areas) {
        return areas.getLast().data().getMinX() - areas.getFirst().data().getMaxX();
    }

    @Test
    void plotsOfAColumnStandInLine() {
        List<PlotArea> areas =
                new Painter(Theme.LIGHT).paint(Samples.grid(), picture(), 1).areas();
        assertThat(areas).hasSize(4);
        assertThat(areas.get(0).data().getMinX()).isEqualTo(areas.get(2).data().getMinX());
        assertThat(areas.get(0).data().getMaxX()).isEqualTo(areas.get(2).data().getMaxX());
        assertThat(areas.get(2).data().getMinY()).isEqualTo(areas.get(3).data().getMinY());
        assertThat(areas.get(2).data().getMaxY()).isEqualTo(areas.get(3).data().getMaxY());
    }

    @Test
    void valuesThatCannotBeDrawnLeaveGaps() {
        double[] x = {0, 1, 2, 3, 4, 5};
        double[] wild = {1, Double.NaN, 1e300, Double.POSITIVE_INFINITY, -1e300, 2};
        for (Scale scale : Scale.values()) {
            Plot plot = new Plot(
                    "",
                    Axis.linear("k"),
                    Axis.of("L", scale, Quantity.OTHER).within(0.5, 4),
                    List.of(
                            new Layer.Line("diverged", Samples.ADAM, x, wild, "end"),
                            new Layer.Points("diverged", Samples.SGD, x, wild),
                            new Layer.Band("band", Samples.SGD, x, wild, wild)),
                    true);
            BufferedImage picture = picture();
            PlotArea area = new Painter(Theme.LIGHT)
                    .paint(Figure.of("", "", plot), picture, 1)
                    .areas()
                    .getFirst();
            assertThat(area.nearest(area.across().toPosition(5), area.up().toPosition(2), 1))
                    .isPresent();
        }
    }

    /// A curve's first point, and one between gaps, have no line to be seen by.
    @Test
    void aPointOfALineWithoutNeighboursIsADot() {
        for (double[] y : new double[][] {
            {0.5}, {Double.NaN, 0.5, Double.NaN}, {0.2, 0.3, Double.NaN, 0.5}, {0.5, Double.NaN, 0.2, 0.3}
        }) {
            double[] x = new double[y.length];
            double place = Double.NaN;
            for (int i = 0; i < x.length; i++) {
                x[i] = i;
                place = y[i] == 0.5 ? i : place;
            }
            Plot plot = new Plot(
                    "",
                    Axis.linear("k").within(-1, 4),
                    Axis.linear("L").within(0, 1),
                    List.of(new Layer.Line("curve", SeriesStyle.line(Hue.VERMILLION), x, y, "")),
                    false);
            BufferedImage picture = picture();
            PlotArea area = new Painter(Theme.LIGHT)
                    .paint(Figure.of("", "", plot), picture, 1)
                    .areas()
                    .getFirst();
            Color there =
                    new Color(picture.getRGB((int) Math.floor(area.across().toPosition(place)), (int)
                            Math.floor(area.up().toPosition(0.5))));
            assertThat(there).isEqualTo(Theme.LIGHT.palette().of(Hue.VERMILLION));
        }
    }

    @Test
    void roundingErrorsAreNotMagnified() {
        double[] x = Samples.range(0, 9, 10);
        double[] almost = Samples.map(x, k -> 0.05 * (1 + 1e-15 * k));
        for (Scale scale : Scale.values()) {
            Plot plot = new Plot(
                    "",
                    Axis.linear("k"),
                    Axis.of("η", scale, Quantity.OTHER),
                    List.of(new Layer.Line("η", Samples.SGD, x, almost, "")),
                    false);
            PlotArea area = new Painter(Theme.LIGHT)
                    .paint(Figure.of("", "", plot), picture(), 1)
                    .areas()
                    .getFirst();
            assertThat(area.up().min()).isBetween(0.03, 0.049);
            assertThat(area.up().max()).isBetween(0.051, 0.07);
        }
    }

    @Test
    void heatMapsLookTheSameDrawnAgainAndAtAnotherSize() {
        Painter painter = new Painter(Theme.LIGHT);
        Figure figure = Samples.heatMap();
        BufferedImage first = picture();
        BufferedImage other = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        BufferedImage again = picture();
        painter.paint(figure, first, 1);
        painter.paint(figure, other, 1);
        painter.paint(figure, again, 1);
        assertThat(pixels(again)).isEqualTo(pixels(first));
        BufferedImage fresh = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
        new Painter(Theme.LIGHT).paint(Samples.heatMap(), fresh, 1);
        assertThat(pixels(other)).isEqualTo(pixels(fresh));
    }

    @Test
    void emptyPlotsStillHaveAxes() {
        Plot plot = new Plot(
                "",
                Axis.linear("k"),
                Axis.of("L", Scale.LOG, Quantity.OTHER),
                List.of(new Layer.Line("none", Samples.SGD, new double[0], new double[0], "x")),
                true);
        assertThat(new Painter(Theme.DARK)
                        .paint(Figure.of("", "", plot), picture(), 1)
                        .areas())
                .hasSize(1);
    }

    @Test
    void tinyPicturesDoNotFail() {
        for (Figure figure : Samples.all()) {
            new Painter(Theme.PRESENTATION_DARK)
                    .paint(figure, new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), 1);
            new Painter(Theme.LIGHT).paint(figure, new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), 1);
        }
    }

    private static BufferedImage picture() {
        return new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static long colours(BufferedImage picture) {
        return java.util.Arrays.stream(picture.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH))
                .distinct()
                .count();
    }
}
