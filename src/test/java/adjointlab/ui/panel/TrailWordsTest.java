package adjointlab.ui.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Painter;
import adjointlab.figure.Plot;
import adjointlab.figure.PlotArea;
import adjointlab.figure.SeriesStyle;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.Theme;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.panel.kit.Trail;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is read out at one of many trainings.
final class TrailWordsTest {
    private static final double[] X = {0, 10, 49};
    private static final double[] Y = {1, 0.5, 0.25};

    private static Trail trail(@Nullable Settings settings) {
        return new Trail(0, new Trail.Training("", "", settings, "words"), X, Y);
    }

    private static PlotArea area() {
        Axis x = Axis.of("iteration k", Axis.Scale.LINEAR, Axis.Quantity.ITERATION)
                .within(0, 200);
        Layer line = new Layer.Line("", SeriesStyle.line(Hue.BLACK), X, Y, "");
        Plot plot = new Plot("", x, Axis.linear("Loss L"), List.of(line), false);
        return new Painter(Theme.LIGHT)
                .paint(Figure.of("", "", plot), new BufferedImage(600, 400, BufferedImage.TYPE_INT_ARGB), 1)
                .areas()
                .getFirst();
    }

    /// What cannot be opened says at the pointer all that is known of it.
    @Test
    void anotherProgramsCurveIsReadOutAtThePointer() {
        PlotArea area = area();
        assertThat(TrailChoice.words(area, trail(null), area.across().toPosition(12)))
                .isEqualTo("words\niteration k  10\nLoss L  0.500");
        assertThat(TrailChoice.words(area, trail(null), area.across().toPosition(45)))
                .isEqualTo("words\niteration k  49\nLoss L  0.250");
        assertThat(TrailChoice.words(area, trail(null), area.across().toPosition(150)))
                .endsWith("0.250");
        Settings own = Presets.get("snopt-sensitivity").settings();
        assertThat(TrailChoice.words(area, trail(own), area.across().toPosition(12)))
                .isEqualTo("words");
    }
}
