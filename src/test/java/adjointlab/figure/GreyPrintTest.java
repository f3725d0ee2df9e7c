package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Layer.ColourMap;
import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A print without colours keeps the sign of what diverges around zero.
final class GreyPrintTest {
    /// Of the 100 of lightness, between the middles of both halves.
    private static final double APART = 15;

    static List<ColourMap> diverging() {
        return Stream.of(ColourMap.values()).filter(ColourMap::isAroundZero).toList();
    }

    /// CIE 15:2004, L* of the colour space of 1976.
    private static double lightness(Color colour) {
        double luminance = (Palette.contrast(colour, Color.BLACK) * 0.05) - 0.05;
        return luminance > 216.0 / 24389 ? 116 * Math.cbrt(luminance) - 16 : 24389.0 / 27 * luminance;
    }

    private static double lightness(ColourMap map, double fraction) {
        Color colour = new Color(ColourRamp.of(map).argb(fraction), true);
        return lightness(Palette.mix(Color.WHITE, new Color(colour.getRGB()), colour.getAlpha() / 255.0));
    }

    @ParameterizedTest
    @MethodSource("diverging")
    void onPaperWhatIsMoreIsLighter(ColourMap map) {
        double before = -1;
        for (double fraction = 0; fraction <= 1; fraction += 0.05) {
            double now = lightness(map.onPaper(), fraction);
            assertThat(now).as("%s at %s", map, fraction).isGreaterThan(before);
            before = now;
        }
        assertThat(lightness(map.onPaper(), 0.75) - lightness(map.onPaper(), 0.25))
                .isGreaterThan(APART);
    }

    @Test
    void onScreensBothSignsAreAlikeInLightness() {
        for (ColourMap map : List.of(ColourMap.DIVERGING, ColourMap.PALE_DIVERGING)) {
            assertThat(lightness(map, 0.75) - lightness(map, 0.25))
                    .as("%s", map)
                    .isLessThan(APART);
        }
    }

    /// Minus one at the left, one at the right.
    private static Figure halves() {
        double[] places = {0, 1, 2, 3, 4, 5, 6, 7};
        double[][] z = new double[8][8];
        for (double[] row : z) {
            Arrays.fill(row, 0, 4, -1);
            Arrays.fill(row, 4, 8, 1);
        }
        return Figure.of(
                "",
                "",
                new Plot(
                        "",
                        Axis.linear("x"),
                        Axis.linear("y"),
                        List.of(new Layer.HeatMap("K − K∞", places, places, z, ColourMap.DIVERGING, false, 0)),
                        false));
    }

    private static double step(Theme theme) {
        BufferedImage picture = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        PlotArea area = new Painter(theme).paint(halves(), picture, 1).areas().getFirst();
        Point2D low = area.place(1, 3.5).orElseThrow();
        Point2D high = area.place(6, 3.5).orElseThrow();
        return lightness(new Color(picture.getRGB((int) high.getX(), (int) high.getY())))
                - lightness(new Color(picture.getRGB((int) low.getX(), (int) low.getY())));
    }

    @Test
    void aPictureOnPaperHasTheLightSideOfPositiveNumbers() {
        assertThat(step(Theme.PRINT)).isGreaterThan(50);
        assertThat(step(Theme.LIGHT)).isLessThan(APART);
    }
}
