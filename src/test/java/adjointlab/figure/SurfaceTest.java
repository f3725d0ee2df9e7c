package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.SeriesStyle.Hue;
import com.sun.management.ThreadMXBean;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Heat maps as surfaces: where things are, what hides what, which colours they have, and what files hold.
final class SurfaceTest {
    private static final int GRID = 41;
    private static final Rectangle2D ROOM = new Rectangle2D.Double(20, 10, 400, 300);
    private static final Rectangle2D PICTURE = new Rectangle2D.Double(0, 0, 440, 320);

    /// Along x, the same everywhere within the map.
    private static double ridge(double x, double y) {
        return Math.abs(x) > 1.5 ? 0 : Math.exp(-20 * y * y);
    }

    /// Over −1 … 1 in both directions.
    private static Layer.HeatMap map(DoubleBinaryOperator value, Layer.Range range) {
        double[] places = new double[GRID];
        Arrays.setAll(places, i -> -1 + 2.0 * i / (GRID - 1));
        double[][] z = new double[GRID][GRID];
        for (int j = 0; j < GRID; j++) {
            for (int i = 0; i < GRID; i++) {
                z[j][i] = value.applyAsDouble(places[i], places[j]);
            }
        }
        return new Layer.HeatMap("L", places, places, z, Layer.ColourMap.VIRIDIS, false, 0, range);
    }

    static Layer.HeatMap map(DoubleBinaryOperator value) {
        return map(value, Layer.Range.OF_VALUES);
    }

    static Plot plot(Layer.HeatMap map, Layer... others) {
        List<Layer> layers = new java.util.ArrayList<>(List.of(map));
        layers.addAll(List.of(others));
        return new Plot("", Axis.linear("a").within(-1, 1), Axis.linear("b").within(-1, 1), layers, false)
                .seenFrom(Viewpoint.STANDARD);
    }

    private static SurfaceRaster raster(Layer.HeatMap map) {
        Plot plot = plot(map);
        return new HeatImage(map).surface(Ranges.x(plot), Ranges.y(plot));
    }

    private static BufferedImage picture(SurfaceRaster raster, Projection projection) {
        return raster.picture(
                new SurfaceRaster.Size((int) PICTURE.getWidth(), (int) PICTURE.getHeight(), 2), projection, 1);
    }

    @ParameterizedTest
    @CsvSource({"-60, 40", "0, 5", "17.3, 62", "90, 90", "180, 33", "-135, 12"})
    void aRotationKeepsLengthsAndHandedness(double azimuth, double elevation) {
        double[][] rows = Projection.rotation(new Viewpoint(azimuth, elevation));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double product = rows[i][0] * rows[j][0] + rows[i][1] * rows[j][1] + rows[i][2] * rows[j][2];
                assertThat(product).as("rows %d and %d", i, j).isCloseTo(i == j ? 1 : 0, within(1e-14));
            }
        }
        double[] right = rows[0];
        double[] up = rows[1];
        assertThat(right[1] * up[2] - right[2] * up[1]).isCloseTo(rows[2][0], within(1e-14));
        assertThat(right[2] * up[0] - right[0] * up[2]).isCloseTo(rows[2][1], within(1e-14));
        assertThat(right[0] * up[1] - right[1] * up[0]).isCloseTo(rows[2][2], within(1e-14));
    }

    @Test
    void whatIsNearerHasMoreDepthAndStandsLower() {
        Projection projection = Projection.into(ROOM, new Viewpoint(-90, 30)); // looks along y
        assertThat(projection.depth(0, -1, 0)).isGreaterThan(projection.depth(0, 1, 0));
        assertThat(projection.y(0, -1, 0)).isGreaterThan(projection.y(0, 1, 0));
        assertThat(projection.x(1, 0, 0)).isGreaterThan(projection.x(-1, 0, 0));
        assertThat(projection.y(0, 0, 1)).isLessThan(projection.y(0, 0, 0));
    }

    @Test
    void aViewpointStaysAboveTheFloorAndWithinOneTurn() {
        assertThat(new Viewpoint(190, 120)).isEqualTo(new Viewpoint(-170, 90));
        assertThat(new Viewpoint(0, -20).elevation()).isEqualTo(Viewpoint.LOWEST);
        assertThat(new Viewpoint(170, 20).turned(30, 5)).isEqualTo(new Viewpoint(-160, 25));
    }

    /// A gentle surface hides nothing of itself, so that every point is seen where it is drawn.
    @ParameterizedTest
    @CsvSource({"-60, 50", "0, 45", "90, 60", "33.3, 55", "-120, 90", "180, 48"})
    void thePointUnderThePointerIsTheOneThatIsDrawnThere(double azimuth, double elevation) {
        Layer.HeatMap map = map((x, y) -> 1 + 0.3 * Math.sin(2 * x) * Math.cos(1.7 * y), new Layer.Range(0.2, 3));
        SurfaceMesh mesh = raster(map).mesh();
        Projection projection = Projection.into(ROOM, new Viewpoint(azimuth, elevation));
        Random random = new Random(5);
        for (int k = 0; k < 500; k++) {
            double x = 1.98 * random.nextDouble() - 0.99;
            double y = 1.98 * random.nextDouble() - 0.99;
            double z = mesh.height(x, y);
            SurfaceMesh.Seen seen = mesh.hit(projection, projection.x(x, y, z), projection.y(x, y, z))
                    .orElseThrow();
            assertThat(seen.x()).isCloseTo(x, within(1e-9));
            assertThat(seen.y()).isCloseTo(y, within(1e-9));
            assertThat(seen.z()).isCloseTo(z, within(1e-9));
            assertThat(seen.valueX()).isCloseTo(x, within(1e-9));
            double value = 0.2 + 2.8 * SurfaceMesh.fractionAt(z);
            assertThat(seen.value()).isCloseTo(value, within(1e-9));
        }
        assertThat(mesh.hit(projection, ROOM.getX() - 30, ROOM.getY())).isEmpty();
    }

    @Test
    void ofPointsBehindEachOtherTheNearestIsMet() {
        SurfaceMesh mesh = raster(map(SurfaceTest::ridge)).mesh();
        Projection projection = Projection.into(ROOM, new Viewpoint(-90, 12));
        double behind = mesh.height(0, 0.5);
        SurfaceMesh.Seen seen = mesh.hit(projection, projection.x(0, 0.5, behind), projection.y(0, 0.5, behind))
                .orElseThrow();
        assertThat(seen.y()).as("the slope of the ridge that is nearer").isBetween(-0.4, 0.0);
    }

    @Test
    void aPlaneIsLitEvenlyAndAFlatOneKeepsTheMapsColours() {
        double[] shades = new double[GRID * GRID];
        SurfaceRaster.light(raster(map((x, y) -> x + 2 * y)).mesh(), Viewpoint.STANDARD, shades);
        assertThat(Arrays.stream(shades).max().orElseThrow()
                        - Arrays.stream(shades).min().orElseThrow())
                .isLessThan(1e-12);
        SurfaceRaster flat = raster(map((x, y) -> 0.3, new Layer.Range(0, 1)));
        SurfaceRaster.light(flat.mesh(), new Viewpoint(77, 20), shades);
        assertThat(Arrays.stream(shades)).allMatch(shade -> Math.abs(shade - 1) < 1e-12);
        Projection projection = Projection.into(PICTURE, Viewpoint.STANDARD);
        double z = SurfaceMesh.height(0.3);
        int drawn = picture(flat, projection).getRGB((int) projection.x(0, 0, z), (int) projection.y(0, 0, z));
        BufferedImage flatMap = new HeatImage(map((x, y) -> 0.3, new Layer.Range(0, 1))).picture();
        assertThat(drawn).isEqualTo(flatMap.getRGB(flatMap.getWidth() / 2, flatMap.getHeight() / 2));
    }

    @Test
    void aValueHasTheMapsColour() {
        SurfaceRaster raster = raster(map(SurfaceTest::ridge));
        for (int k = 0; k <= 255; k++) {
            assertThat(raster.colour(k / 255.0, 1))
                    .isEqualTo(ColourRamp.of(Layer.ColourMap.VIRIDIS).argb(k / 255.0));
        }
    }

    /// A straight path that crosses a ridge, seen from the front: behind the ridge it is hidden, from above it is not.
    @Test
    void whatIsBehindTheSurfaceIsHidden() {
        SurfaceRaster raster = raster(map(SurfaceTest::ridge));
        Layer.Line path =
                new Layer.Line("run", SeriesStyle.line(Hue.BLUE), new double[] {0, 0}, new double[] {-0.9, 0.9}, "");
        List<SurfaceTracks.Stretch> low =
                laid(raster, new Viewpoint(-90, 15), path).stretches();
        assertThat(low).extracting(SurfaceTracks.Stretch::hidden).startsWith(false, true);
        double top = low.get(0).y()[low.get(0).y().length - 1];
        Projection projection = Projection.into(PICTURE, new Viewpoint(-90, 15));
        assertThat(top)
                .as("it is last seen at the ridge's edge")
                .isCloseTo(projection.y(0, 0, raster.mesh().height(0, 0)), within(4.0));
        assertThat(laid(raster, new Viewpoint(-90, 90), path).stretches())
                .extracting(SurfaceTracks.Stretch::hidden)
                .containsExactly(false);
        Layer.Points points =
                new Layer.Points("now", SeriesStyle.line(Hue.BLUE), new double[] {0, 0}, new double[] {-0.5, 0.3});
        assertThat(laid(raster, new Viewpoint(-90, 15), points).marks())
                .extracting(SurfaceTracks.Mark::hidden)
                .containsExactly(false, true);
    }

    private static SurfaceTracks laid(SurfaceRaster raster, Viewpoint from, Layer layer) {
        Projection projection = Projection.into(PICTURE, from);
        picture(raster, projection);
        return new SurfaceTracks(raster.mesh(), projection, raster::hides, Theme.LIGHT).lay(List.of(layer));
    }

    @Test
    void cellsWithoutValuesAreHoles() {
        Layer.HeatMap map =
                map((x, y) -> x * x + y * y < 0.1 ? Double.NaN : x > 0.8 ? Double.POSITIVE_INFINITY : 1 + x);
        SurfaceRaster raster = raster(map);
        Projection projection = Projection.into(PICTURE, new Viewpoint(-60, 90));
        BufferedImage picture = picture(raster, projection);
        assertThat(picture.getRGB((int) projection.x(0, 0, 0.5), (int) projection.y(0, 0, 0.5)))
                .isZero();
        assertThat(picture.getRGB((int) projection.x(0.9, 0, 0.5), (int) projection.y(0.9, 0, 0.5)))
                .isZero();
        assertThat(picture.getRGB((int) projection.x(0.6, 0.2, 0.5), (int) projection.y(0.6, 0.2, 0.5)) >>> 24)
                .isEqualTo(255);
        assertThat(raster.mesh().hit(projection, projection.x(0, 0, 0.5), projection.y(0, 0, 0.5)))
                .isEmpty();
        Layer.Line path =
                new Layer.Line("run", SeriesStyle.line(Hue.BLUE), new double[] {-0.9, 0.7}, new double[] {0, 0}, "");
        assertThat(laid(raster, new Viewpoint(-60, 90), path).stretches())
                .as("with a gap")
                .hasSize(2);
    }

    @Test
    void cutValuesAreAStripedPlateau() {
        Projection projection = Projection.into(PICTURE, new Viewpoint(-60, 90));
        Set<Integer> cut = colours(picture(raster(map((x, y) -> 5 + x, new Layer.Range(0, 1))), projection));
        Set<Integer> whole = colours(picture(raster(map((x, y) -> 1, new Layer.Range(0, 1))), projection));
        int top = ColourRamp.of(Layer.ColourMap.VIRIDIS).argb(1);
        assertThat(whole).contains(top);
        assertThat(cut).as("level, with darker stripes").contains(top).hasSizeGreaterThan(whole.size());
    }

    private static Set<Integer> colours(BufferedImage picture) {
        Set<Integer> colours = new HashSet<>();
        for (int y = 100; y < 220; y++) {
            for (int x = 160; x < 280; x++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours;
    }

    @Test
    void aFrameAllocatesNothing() {
        SurfaceRaster raster = raster(map(SurfaceTest::ridge));
        SurfaceRaster.Size size = new SurfaceRaster.Size(300, 200, 2);
        Projection[] projections = new Projection[8];
        Arrays.setAll(projections, i -> Projection.into(PICTURE, new Viewpoint(10.0 * i, 30)));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (Projection projection : projections) {
            long before = threads.getCurrentThreadAllocatedBytes();
            raster.picture(size, projection, 1);
            allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(allocated).isZero();
    }

    @Test
    void filesHoldAPictureOfTheSurfaceAndLinesAndWordsAsSuch() throws IOException {
        Layer.Line path =
                new Layer.Line("run", SeriesStyle.line(Hue.BLUE), new double[] {0, 0}, new double[] {-0.9, 0.9}, "");
        Plot plot = plot(map(SurfaceTest::ridge), path);
        Figure surface = Figure.of("Loss", "", plot);
        Figure flat = Figure.of("Loss", "", plot.seenFrom(null));
        String svg = new String(written("svg", surface), StandardCharsets.UTF_8);
        assertThat(svg).contains("<image").contains(">a<").contains(">b<").contains("<path");
        assertThat(svg.length()).isLessThan(700_000);
        assertThat(written("pdf", surface)).hasSizeLessThan(400_000);
        assertThat(written("csv", surface)).isEqualTo(written("csv", flat));
        assertThat(written("npz", surface)).isEqualTo(written("npz", flat));
        assertThat(written("png", surface)).isNotEqualTo(written("png", flat));
        Figure turned = surface.seenFrom(new Viewpoint(20, 20));
        assertThat(written("svg", turned)).isNotEqualTo(written("svg", surface));
        assertThat(flat.seenFrom(new Viewpoint(20, 20))).as("a map stays one").isEqualTo(flat);
        String tex = new String(written("tex", surface), StandardCharsets.UTF_8);
        assertThat(tex.lines().filter(line -> line.startsWith("\\fill"))).hasSizeGreaterThan((GRID - 1) * (GRID - 1));
        assertThat(tex).contains("opacity=" + SurfaceTracks.HIDDEN).doesNotContain("NaN");
    }

    @Test
    void namesWithoutRoomBesideItAreMissedOnPaperOnly() {
        String name = "a run whose name is longer than what is left beside the surface has room for";
        Layer.Line path =
                new Layer.Line(name, SeriesStyle.line(Hue.BLUE), new double[] {0, 0}, new double[] {-0.9, 0.9}, "");
        Plot bare = plot(map(SurfaceTest::ridge), path);
        Plot named = new Plot(bare.title(), bare.x(), bare.y(), bare.layers(), true, bare.viewpoint());
        assertThat(lost(Theme.PRINT, named)).containsExactly(name);
        assertThat(lost(Theme.LIGHT, named)).as("pointers read it").isEmpty();
        assertThat(lost(Theme.PRINT, bare)).as("it has no legend").isEmpty();
    }

    private static List<String> lost(Theme theme, Plot plot) {
        return new Painter(theme)
                .place(Figure.of("", "", plot), PICTURE).cuts().stream()
                        .map(CutText::whole)
                        .toList();
    }

    private static byte[] written(String format, Figure figure) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FigureWriters.of(format).write(figure, Page.of(120, 80), "", out);
        return out.toByteArray();
    }

    @Test
    void itIsSpokenOf() {
        assertThat(Spoken.of(Figure.of("Loss", "", plot(map(SurfaceTest::ridge)))))
                .contains("as a surface, looked at from -60 degrees around and 40 degrees above".replace('-', '−'));
    }

    /// What cannot lie on a surface keeps the plot flat.
    @Test
    void aPlotWithABandStaysFlat() {
        double[] ends = {0, 1};
        Plot plot = plot(map(SurfaceTest::ridge), new Layer.Band("band", SeriesStyle.line(Hue.BLUE), ends, ends, ends));
        assertThat(plot.canBeSurface()).isFalse();
        assertThat(plot.surface()).isEmpty();
    }
}
