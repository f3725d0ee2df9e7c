package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Units are equally long on both axes of a plane, and the plane fills its room.
final class PlanesTest {
    private static final Layer.Line CIRCLE = circle();

    private static Layer.Line circle() {
        double[] x = new double[200];
        double[] y = new double[200];
        Arrays.setAll(x, k -> Math.cos(2 * Math.PI * k / 199));
        Arrays.setAll(y, k -> Math.sin(2 * Math.PI * k / 199));
        return new Layer.Line("circle", SeriesStyle.line(Hue.BLUE), x, y, "");
    }

    private static List<PlotArea> drawn(int width, int height, Plot... plots) {
        Figure figure = new Figure("", "", List.of(new Figure.Row(1, List.of(plots))), "");
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        return new Painter(Theme.LIGHT.withHeading(false))
                .paint(figure, picture, 1)
                .areas();
    }

    private static double unit(AxisMap map) {
        return Math.abs(map.to() - map.from()) / (map.max() - map.min());
    }

    @Test
    void aCircleIsACircleAndThePlaneFillsItsRoom() {
        PlotArea area = drawn(600, 300, new Plot("", Axis.place("x₁"), Axis.place("x₂"), List.of(CIRCLE), false))
                .getFirst();
        assertThat(unit(area.across())).isCloseTo(unit(area.up()), within(1e-9));
        assertThat(area.data().getWidth()).as("most of the width").isGreaterThan(500);
        assertThat(area.across().min()).isLessThan(-1.5);
        assertThat(area.across().max()).isGreaterThan(1.5);
        assertThat(area.up().shows(1) && area.up().shows(-1)).isTrue();
    }

    /// What fills the room of the second has longer numbers, which leave it less: the first must follow.
    @Test
    void planesOfARowHaveOneUnit() {
        Layer points = new Layer.Points(
                "samples", SeriesStyle.line(Hue.BLUE).with(Marker.DOT), new double[] {0, 1}, new double[] {0, 1});
        Axis small = Axis.place("x₁").within(-0.9, 0.9);
        Axis large = Axis.place("x₂").within(-9, 9);
        Plot one = new Plot("", small, small, List.of(points), false);
        Plot other = new Plot("", large, large, List.of(points), false);
        for (int width = 300; width <= 450; width += 75) {
            List<PlotArea> areas = drawn(width, 275, one, other);
            assertThat(areas).hasSize(2);
            assertThat(unit(areas.getFirst().up()))
                    .isCloseTo(unit(areas.getLast().up()), within(1e-9));
        }
    }

    /// Nothing is known outside a heat map, so that the plane ends with it.
    @Test
    void aPlaneReachesAsFarAsItsMap() {
        double[] places = {-2, -1, 0, 1, 2};
        Layer.HeatMap map = new Layer.HeatMap(
                "p", places, places, new double[5][5], Layer.ColourMap.VIRIDIS, false, 0, new Layer.Range(0, 1));
        Plot plot = new Plot(
                "", Axis.place("x₁").within(-1, 1), Axis.place("x₂").within(-1, 1), List.of(map, CIRCLE), false);
        PlotArea area = drawn(900, 300, plot).getFirst();
        assertThat(unit(area.across())).isCloseTo(unit(area.up()), within(1e-9));
        assertThat(area.across().min()).isEqualTo(-2);
        assertThat(area.across().max()).isEqualTo(2);
        assertThat(area.up().min()).isEqualTo(-1);
    }

    @Test
    void aRowOfPlanesIsBrokenWhereThatMakesThemLarger() {
        Axis place = Axis.place("").within(-2, 2);
        Layer points = new Layer.Points(
                "samples", SeriesStyle.line(Hue.BLUE).with(Marker.DOT), new double[] {0, 1}, new double[] {0, 1});
        Plot plot = new Plot("t", place, place, List.of(points), false);
        List<PlotArea> areas = drawn(400, 330, Collections.nCopies(5, plot).toArray(Plot[]::new));
        assertThat(areas).hasSize(5);
        assertThat(areas.get(0).data().getY()).isLessThan(areas.get(4).data().getY());
        assertThat(areas.get(0).data().getWidth()).isGreaterThan(100);
        assertThat(drawn(1200, 200, Collections.nCopies(5, plot).toArray(Plot[]::new)))
                .as("one row where it is wide")
                .allMatch(area -> area.data().getY() < 60);
    }

    @Test
    void neighboursWithOneAxisBearItOnce() {
        Axis across = Axis.place("x₁").within(-1, 1);
        Axis up = Axis.place("x₂").within(-1, 1);
        double[] places = {-1, 0, 1};
        Layer.HeatMap map = new Layer.HeatMap(
                "p", places, places, new double[3][3], Layer.ColourMap.VIRIDIS, false, 0, new Layer.Range(0, 1));
        Plot plot = new Plot("", across, up, List.of(map), false);
        Painter.Placed placed = new Painter(Theme.LIGHT.withHeading(false))
                .place(
                        new Figure("", "", List.of(new Figure.Row(1, List.of(plot, plot))), ""),
                        new java.awt.geom.Rectangle2D.Double(0, 0, 600, 300));
        PlotFrame left = placed.plots().get(0).frame();
        PlotFrame right = placed.plots().get(1).frame();
        assertThat(left.yTitle()).isEqualTo("x₂");
        assertThat(left.yTicks()).isNotEmpty();
        assertThat(right.yTitle()).isEmpty();
        assertThat(right.yTicks()).isEmpty();
        assertThat(right.xTicks()).isNotEmpty();
        assertThat(placed.plots().get(1).area().plot().y().label())
                .as("still read out")
                .isEqualTo("x₂");
    }
}
