package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A legend stands where no data are: in a free corner, or else below its plot.
final class LegendPlaceTest {
    private static final double[] X = {0, 1, 2, 3};
    private static final Theme PAPER = Theme.paper(Fonts.Family.PRINT, 8);
    /// Panels, themes, sizes and numbers of plots whose data are smaller than a legend and too low for rows below.
    private static final Set<String> WITHOUT_ROOM_FOR_NAMES = Set.of(
            "distribution presentation-light 240×200 0",
            "gradient-truth light 240×200 0",
            "gradient-truth presentation-light 240×200 0",
            "optimizer-step light 320×260 3",
            "one-iteration presentation-light 620×560 4",
            "microscope presentation-light 320×260 0",
            "microscope presentation-light 240×200 0",
            "sensitivity presentation-light 240×200 0",
            "sweep-curves presentation-light 320×260 0",
            "sweep-curves presentation-light 240×200 0",
            "rank-over-budget presentation-light 240×200 0",
            "ntk-modes presentation-light 240×200 0",
            "activation light 240×200 1",
            "activation presentation-light 240×200 0");
    /// Those in which rows below would take too much of the data's height, and whose names find no room at their series
    /// either, so that the legend stands over them.
    private static final Set<String> WITHOUT_ROOM_BELOW = Set.of("gradient-truth presentation-light 320×260 0");

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

    /// Rows of them would leave little to the data, and their names stand nowhere else.
    @Test
    void whereThereIsNoRoomBelowItStandsOverTheFreestCorner() {
        List<Layer> layers = new ArrayList<>(List.of(everywhere().getLast()));
        for (int i = 0; i < 6; i++) {
            layers.add(new Layer.Line("a series whose name is long, number " + i, Samples.SGD, X, new double[4], ""));
        }
        PlotFrame.Drawn drawn = drawn(plot(layers.toArray(Layer[]::new)), 400, 240);
        assertThat(drawn.area().data().contains(legend(drawn).box())).isTrue();
        assertThat(legend(drawn).series()).hasSize(7);
        assertThat(drawn.ink().lost()).isEmpty();
    }

    /// Rows below the data leave less room to the names beside them, and those that lose theirs need rows as well.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void allThatIsBelowIsMeasured(int labelled) {
        int below = 0;
        for (int height = 90; height < 330; height += 3) {
            Layer wide = new Layer.Line("a name so wide that none stands beside it", Samples.SGD, X, new double[4], "");
            List<Layer> layers = new ArrayList<>(List.of(everywhere().getFirst(), wide));
            for (int i = 0; i < labelled; i++) {
                String name = "name " + i;
                double y = 0.3 + 0.3 * i / labelled;
                double[] ends = {-0.5, 3.5}; // of the bars
                layers.add(new Layer.Line(name, Samples.ADAM, ends, new double[] {y, y}, name));
            }
            Plot plot = plot(layers.toArray(Layer[]::new));
            PlotFrame.Drawn drawn = drawn(plot, 300, height);
            if (drawn.ink().legend() == null) { // larger than the data, and no room was left below them
                assertThat(drawn.frame().legendRows()).isZero();
                assertThat(drawn.ink().lost()).containsAll(unnamed(drawn));
                continue;
            }
            assertThat(unnamed(drawn)).as("height " + height).isEmpty();
            Rectangle2D box = legend(drawn).box();
            assertThat(box.getMaxY()).isLessThanOrEqualTo(height);
            assertThat(box.getMinY() > drawn.area().data().getMaxY())
                    .as("the room that was left is taken at height " + height)
                    .isEqualTo(drawn.frame().legendRows() > 0);
            Set<String> names = new HashSet<>();
            legend(drawn).series().forEach(series -> names.add(series.name()));
            assertThat(DrawnText.of(Figure.of("", "", plot), Theme.LIGHT, 300, height))
                    .filteredOn(text -> box.contains(text.box()))
                    .extracting(DrawnText::words)
                    .as("height " + height)
                    .containsExactlyInAnyOrderElementsOf(names);
            below += box.getMinY() > drawn.area().data().getMaxY() ? 1 : 0;
        }
        assertThat(below).isPositive();
    }

    /// Where names stand at the series, a label at a line's end is one.
    @Test
    void whatALabelNamesIsNotNamedAgain() {
        Layer run = new Layer.Line("SGD, n = 15", Samples.SGD, new double[] {0, 3}, new double[] {0.5, 0.5}, "n = 15");
        int direct = 0;
        for (int height = 90; height < 330; height += 6) {
            PlotFrame.Drawn drawn = drawn(plot(everywhere().getLast(), run), 300, height);
            Set<String> texts = new HashSet<>();
            drawn.ink().texts().forEach(text -> texts.add(text.text()));
            if (drawn.ink().legend() == null && texts.contains("zigzag")) {
                direct++;
                assertThat(texts).as("height " + height).contains("n = 15").doesNotContain("SGD, n = 15");
            }
        }
        assertThat(direct).isPositive();
    }

    /// Series that a legend would name, and that neither it nor a label names, at their lines' ends under whatever
    /// name.
    private static Set<String> unnamed(PlotFrame.Drawn drawn) {
        Set<String> names = new TreeSet<>();
        drawn.area().plot().layers().stream()
                .filter(layer -> PlotLegend.sample(layer) != null)
                .forEach(layer -> names.add(layer.name()));
        names.remove("");
        Ink.Legend legend = drawn.ink().legend();
        if (legend != null) {
            legend.series().forEach(series -> names.remove(series.name()));
        }
        drawn.ink().texts().forEach(text -> names.remove(text.text()));
        for (Layer layer : drawn.area().plot().layers()) {
            if (layer instanceof Layer.Line line
                    && drawn.ink().texts().stream().anyMatch(text -> text.text().equals(line.endLabel()))) {
                names.remove(line.name());
            }
        }
        return names;
    }

    private static List<PlotFrame.Drawn> composed(Page page, Composition.Cell... cells) {
        Figure figure = Figure.of("", composition(cells));
        return new Painter(Theme.PRINT)
                .place(figure, new Rectangle2D.Double(0, 0, page.width(), page.height()))
                .plots();
    }

    private static Composition composition(Composition.Cell... cells) {
        return new Composition(
                PAPER,
                new Composition.Grid(Collections.nCopies(cells.length, 1.0), List.of(1.0), 10, 10),
                List.of(cells),
                new Composition.Legend(Composition.LegendPlace.OFF, List.of()),
                Composition.Titles.NONE,
                List.of());
    }

    private static Composition.Cell cell(int column, Plot plot, Composition.Inset... insets) {
        return new Composition.Cell(
                new Composition.Place(0, column, 1, 1),
                Figure.of("", "", plot),
                new Composition.Head("", false, ""),
                List.of(insets),
                List.of());
    }

    @Test
    void neighboursOfAPlotWithALegendBelowStandInLineWithIt() {
        List<PlotFrame.Drawn> plots = composed(
                Page.of(150, 60),
                cell(0, plot(everywhere().getFirst())),
                cell(1, Samples.lossCurves().plots().getFirst()));
        Rectangle2D data = plots.getFirst().area().data();
        assertThat(legend(plots.getFirst()).box().getMinY()).isGreaterThan(data.getMaxY());
        assertThat(legend(plots.getFirst()).box().getMaxY())
                .isLessThanOrEqualTo(Page.of(150, 60).height());
        assertThat(plots.getLast().area().data().getMaxY()).isCloseTo(data.getMaxY(), within(1e-6));
        assertThat(plots.getLast().area().data().getMinY()).isCloseTo(data.getMinY(), within(1e-6));
    }

    @Test
    void aPageHasRoomForALegendBelow() {
        String title = "a-title-that-is-not-broken-and-is-longer";
        Plot plot = new Plot(
                "",
                Axis.linear("x"),
                Axis.linear(title).within(0, 1),
                List.of(everywhere().getFirst()),
                true);
        Page page = composition(cell(0, plot)).needed(Page.of(100, 20));
        PlotFrame.Drawn drawn = composed(page, cell(0, plot)).getFirst();
        Rectangle2D data = drawn.area().data();
        assertThat(legend(drawn).box().getMinY()).isGreaterThan(data.getMaxY());
        assertThat(data.getHeight())
                .isGreaterThanOrEqualTo(
                        PAPER.type().labelFace().width(title) - PAPER.type().tick());
    }

    /// Only the left upper corner is free, until an inset stands there.
    @Test
    void aLegendKeepsClearOfInsets() {
        Plot plot = plot(
                new Layer.Line(
                        "a line", Samples.ADAM, new double[] {0, 1.5, 1.6, 3}, new double[] {0.1, 0.1, 1, 1}, ""),
                new Layer.Line("a line", Samples.ADAM, new double[] {0, 3}, new double[] {0.1, 0.1}, ""),
                new Layer.Line("a line", Samples.ADAM, new double[] {2.9, 2.9}, new double[] {0, 1}, ""));
        Page page = Page.of(90, 70);
        PlotFrame.Drawn without = composed(page, cell(0, plot)).getFirst();
        assertThat(without.area().data().contains(legend(without).box())).isTrue();
        Composition.Inset inset = new Composition.Inset(1.2, 1.8, 0, 1, Composition.Corner.TOP_LEFT, 0.4);
        PlotFrame.Drawn with = composed(page, cell(0, plot, inset)).getFirst();
        assertThat(legend(with).box().getMinY())
                .isGreaterThan(with.area().data().getMaxY());
        Composition.Callout note = new Composition.Callout("a note that is in the way", 0.5, 0.92, 0, 0);
        Composition.Cell noted = new Composition.Cell(
                new Composition.Place(0, 0, 1, 1),
                Figure.of("", "", plot),
                new Composition.Head("", false, ""),
                List.of(),
                List.of(note));
        PlotFrame.Drawn beside = composed(page, noted).getFirst();
        assertThat(legend(beside).box().getMinY())
                .isGreaterThan(beside.area().data().getMaxY());
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
                check(panel, figure, theme.withHeading(false), size);
            }
        }
    }

    private static void check(String panel, Figure figure, Theme theme, double[] size) {
        String where = panel + " " + theme.id() + " " + (int) size[0] + "×" + (int) size[1];
        Painter painter = new Painter(theme);
        List<PlotFrame.Drawn> plots = painter.place(figure, new Rectangle2D.Double(0, 0, size[0], size[1]))
                .plots();
        for (int p = 0; p < plots.size(); p++) {
            PlotFrame.Drawn drawn = plots.get(p);
            String key = where + " " + p;
            assertNamesAreReadable(drawn, theme, where);
            if (!drawn.area().plot().legend() || drawn.surface() != null) {
                continue;
            }
            if (!WITHOUT_ROOM_FOR_NAMES.contains(key)) {
                assertThat(unnamed(drawn)).as(where + ": series without a name").isEmpty();
            }
            Ink.Legend legend = drawn.ink().legend();
            if (legend == null || WITHOUT_ROOM_BELOW.contains(key)) {
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

    /// What stands in place of a legend, as text must: W3C, "Web content accessibility guidelines 2.2", 2023, 1.4.3.
    private static void assertNamesAreReadable(PlotFrame.Drawn drawn, Theme theme, String where) {
        Set<String> names = new HashSet<>();
        drawn.area().plot().layers().forEach(layer -> names.add(layer.name()));
        for (Ink.Text text : drawn.ink().texts()) {
            if (drawn.area().plot().legend() && names.contains(text.text())) {
                assertThat(Palette.contrast(text.colour(), theme.palette().background()))
                        .as(where + ": " + text.text())
                        .isGreaterThanOrEqualTo(4.5);
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
