package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Figures can be read: W3C, "Web content accessibility guidelines 2.2", 2023, 1.4.3 and 1.4.11, level AA.
final class PaletteTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICAL = 3;

    static List<Theme> themes() {
        return Theme.ALL;
    }

    /// Black on white has 21, and a grey of #767676 is the lightest that text on white may have.
    @Test
    void contrastIsAsTheGuidelinesDefineIt() {
        assertThat(Palette.contrast(Color.BLACK, Color.WHITE)).isCloseTo(21, within(1e-9));
        assertThat(Palette.contrast(new Color(0x767676), Color.WHITE)).isCloseTo(4.54, within(0.005));
        assertThat(Palette.contrast(Color.RED, Color.RED)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("themes")
    void textStandsOutFromTheGround(Theme theme) {
        Palette palette = theme.palette();
        assertThat(Palette.contrast(palette.ink(), palette.background())).isGreaterThan(TEXT);
        assertThat(Palette.contrast(palette.soft(), palette.background())).isGreaterThan(TEXT);
        for (Hue hue : Hue.values()) {
            assertThat(Palette.contrast(palette.text(SeriesStyle.line(hue)), palette.background()))
                    .as("%s, text of %s", theme.id(), hue)
                    .isGreaterThanOrEqualTo(TEXT);
        }
    }

    /// Grid lines are left out: ticks and labels say the same.
    @ParameterizedTest
    @MethodSource("themes")
    void linesStandOutFromTheGround(Theme theme) {
        Palette palette = theme.palette();
        assertThat(Palette.contrast(palette.lines().axis(), palette.background()))
                .as("%s, axes", theme.id())
                .isGreaterThanOrEqualTo(GRAPHICAL);
        for (Hue hue : Hue.values()) {
            assertThat(Palette.contrast(palette.of(hue), palette.background()))
                    .as("%s, %s", theme.id(), hue)
                    .isGreaterThanOrEqualTo(GRAPHICAL);
        }
    }

    /// What steps back while another stands out must be less than it, and still there.
    @ParameterizedTest
    @MethodSource("themes")
    void fadedLinesStepBack(Theme theme) {
        for (Hue hue : Hue.values()) {
            SeriesStyle style = SeriesStyle.line(hue);
            double faded = Palette.contrast(
                    theme.palette().of(style.with(Emphasis.FADED)),
                    theme.palette().background());
            assertThat(faded)
                    .isLessThan(Palette.contrast(
                            theme.palette().of(style), theme.palette().background()))
                    .isGreaterThan(1.2);
        }
    }

    @ParameterizedTest
    @MethodSource("themes")
    void runsStayApart(Theme theme) {
        List<Color> runs = List.of(Hue.values()).subList(0, 8).stream()
                .map(theme.palette()::of)
                .toList();
        for (int i = 0; i < runs.size(); i++) {
            for (int j = i + 1; j < runs.size(); j++) {
                double red = runs.get(i).getRed() - runs.get(j).getRed();
                double green = runs.get(i).getGreen() - runs.get(j).getGreen();
                double blue = runs.get(i).getBlue() - runs.get(j).getBlue();
                assertThat(Math.sqrt(red * red + green * green + blue * blue))
                        .as("%s: %s and %s", theme.id(), Hue.values()[i], Hue.values()[j])
                        .isGreaterThan(50);
            }
        }
    }
}
