package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.panel.Panels;
import adjointlab.panel.TrainedPresets;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A legend stands where no data are: in a free corner, or else below its plot.
final class LegendPlaceTest {
    private static final double[] X = {0, 1, 2, 3};

    private static Plot plot(Layer... layers) {
        return new Plot("", Axis.linear("x"), Axis.linear("y").within(0, 1), List.of(layers), true);
    }

    private static Layer.Line line(double... y) {
        return new Layer.Line("a line", Samples.SGD, X, y, "");
    }

    private static PlotFrame.Drawn drawn(Plot plot, double width, double height) {
        return new Painter(Theme.LIGHT)
                .place(Figure.of("", "", plot), new Rectangle2D.Double(0, 0, width, height))
                .plots()
                .getFirst();
    }

    private static Ink.Legend legend(PlotFrame.Drawn drawn) {
        return Objects.requireNonNull(drawn.ink().legend());
    }

    @Test
    void aFreeCornerIsTaken() {
        PlotFrame.Drawn drawn = drawn(plot(line(0, 0.1, 0.2, 1)), 400, 300);
        assertThat(drawn.area().data().contains(legend(drawn).box())).isTrue();
        assertThat(legend(drawn).columns()).isEqualTo(1);
    }

    static List<Layer> everywhere() {
        double[] low = {0, 0, 0, 0};
        double[] high = {1, 1, 1, 1};
        return List.of(
                new Layer.Bars("bars", SeriesStyle.line(Hue.BLUE), X, high, 1),
                new Layer.Band("band", SeriesStyle.line(Hue.BLUE), X, low, high),
                Samples.heatMap().plots().getFirst().layers().getFirst(),
                new Layer.Line("zigzag", Samples.ADAM, zigzag(0.05, 1), zigzag(1, 2), ""));
    }

    /// Up and down 60 times from 0 to 3, or in steps.
    private static double[] zigzag(double step, int modulus) {
        double[] values = new double[61];
        Arrays.setAll(values, i -> modulus == 2 ? i % 2 : step * i);
        return values;
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void whereDataAreEverywhereItStandsBelow(Layer layer) {
        PlotFrame.Drawn drawn = drawn(plot(layer, line(0.9, 0.1, 0.2, 0.9)), 400, 300);
        Rectangle2D box = legend(drawn).box();
        assertThat(box.getMinY()).isGreaterThan(drawn.area().data().getMaxY());
        assertThat(box.getMaxY()).isLessThanOrEqualTo(300);
        assertThat(DrawnText.of(Figure.of("", "", plot(layer, line(0.9, 0.1, 0.2, 0.9))), Theme.LIGHT, 400, 300))
                .as("its name is drawn there")
                .anySatisfy(text -> {
                    assertThat(text.words()).isEqualTo("a line");
                    assertThat(box.contains(text.box())).isTrue();
                });
    }

    @Test
    void texSetsAsManySideBySide() throws IOException {
        Figure figure = Figure.of("", "", plot(everywhere().getFirst(), line(1, 1, 1, 1)));
        ByteArrayOutputStream tex = new ByteArrayOutputStream();
        FigureWriters.of("tex").write(figure, Page.of(90, 60), "", tex);
        assertThat(tex.toString(StandardCharsets.UTF_8)).contains("legend columns=2");
    }

    static Stream<String> panels() {
        return Panels.CATALOG.entries().stream().map(entry -> entry.id());
    }

    /// In cells as a lesson in front of an audience leaves them, and in smaller ones.
    @ParameterizedTest
    @MethodSource("panels")
    void noPanelHasALegendOverItsData(String panel) {
        String preset = TrainedPresets.madeFor(panel);
        Figure figure =
                TrainedPresets.create(panel, Map.of()).figure(TrainedPresets.context(preset, Integer.MAX_VALUE, false));
        if (figure.plots().stream().noneMatch(Plot::legend)) {
            return;
        }
        for (Theme theme : List.of(Theme.LIGHT, Theme.PRESENTATION_LIGHT)) {
            for (double[] size : new double[][] {{620, 560}, {440, 320}, {320, 260}, {240, 200}}) {
                check(figure, theme.withHeading(false), size);
            }
        }
    }

    private static void check(Figure figure, Theme theme, double[] size) {
        String where = figure.title() + " at " + Arrays.toString(size);
        Painter painter = new Painter(theme);
        for (PlotFrame.Drawn drawn : painter.place(figure, new Rectangle2D.Double(0, 0, size[0], size[1]))
                .plots()) {
            Ink.Legend legend = drawn.ink().legend();
            if (legend == null || drawn.surface() != null) {
                continue;
            }
            Rectangle2D box = legend.box();
            assertThat(new Rectangle2D.Double(0, 0, size[0], size[1]).contains(box))
                    .as(where + " lies in the picture")
                    .isTrue();
            for (Layer layer : drawn.area().plot().layers()) {
                assertThat(isUnder(box, layer, drawn.area()))
                        .as(where + ": " + layer.name() + " under the legend")
                        .isFalse();
            }
        }
        List<DrawnText> texts = DrawnText.of(figure, theme, size[0], size[1]);
        Set<String> names = new HashSet<>();
        figure.plots().stream().filter(Plot::legend).forEach(plot -> plot.layers()
                .forEach(layer -> names.add(layer.name())));
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                if (names.contains(texts.get(i).words())
                        || names.contains(texts.get(j).words())) {
                    assertThat(texts.get(i).meets(texts.get(j), 1.5))
                            .as(where + ": " + texts.get(i).words() + " over "
                                    + texts.get(j).words())
                            .isFalse();
                }
            }
        }
    }

    /// Of what a reader takes for data, by the numbers of a layer.
    private static boolean isUnder(Rectangle2D box, Layer layer, PlotArea area) {
        Rectangle2D seen = box.createIntersection(area.data());
        if (seen.isEmpty()) {
            return false;
        }
        List<Rectangle2D> boxes = new ArrayList<>();
        switch (layer) {
            case Layer.Line line -> {
                for (int i = 1; i < line.x().length; i++) {
                    Line2D piece = new Line2D.Double(
                            area.across().toPosition(line.x()[i - 1]),
                            area.up().toPosition(line.y()[i - 1]),
                            area.across().toPosition(line.x()[i]),
                            area.up().toPosition(line.y()[i]));
                    boolean whole = Double.isFinite(piece.getX1() + piece.getX2() + piece.getY1() + piece.getY2());
                    if (whole && seen.intersectsLine(piece)) {
                        return true;
                    }
                }
            }
            case Layer.Points points -> {
                for (int i = 0; i < points.x().length; i++) {
                    if (seen.contains(
                            area.across().toPosition(points.x()[i]), area.up().toPosition(points.y()[i]))) {
                        return true;
                    }
                }
            }
            case Layer.Bars bars -> {
                for (int i = 0; i < bars.x().length; i++) {
                    double left = area.across().toPosition(bars.x()[i] - bars.width() / 2);
                    double right = area.across().toPosition(bars.x()[i] + bars.width() / 2);
                    double top = area.up().toPosition(bars.height()[i]);
                    boxes.add(new Rectangle2D.Double(
                            left, top, right - left, area.data().getMaxY() - top));
                }
            }
            case Layer.HeatMap _ -> boxes.add(area.data());
            case Layer.Band band -> {
                for (int i = 0; i < band.x().length; i++) {
                    double x = area.across().toPosition(band.x()[i]);
                    double low = area.up().toPosition(band.low()[i]);
                    double high = area.up().toPosition(band.high()[i]);
                    boxes.add(new Rectangle2D.Double(x, high, 0.01, low - high));
                }
            }
            case Layer.Region _,
                    Layer.Rule _,
                    Layer.Strokes _,
                    Layer.Arrows _,
                    Layer.Note _,
                    Layer.Table _,
                    Layer.Tiles _ -> {}
        }
        return boxes.stream().anyMatch(each -> each.intersects(seen));
    }
}
