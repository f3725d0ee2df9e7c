package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HeatImageTest {
    private static final double[] TWO = {1, 2};
    private static final Layer.HeatMap MAP =
            new Layer.HeatMap("k", TWO, TWO, new double[][] {{0, 1}, {2, 3}}, Layer.ColourMap.CIVIDIS, false, 0);

    private static Set<Integer> colours(Layer.HeatMap map) {
        var picture = new HeatImage(map).picture();
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        return colours;
    }

    /// A kernel of two by two has four colours, each over a quarter of the picture.
    @Test
    void entriesFillTheirCells() {
        assertThat(colours(MAP.ofEntries())).hasSize(4);
        var picture = new HeatImage(MAP.ofEntries()).picture();
        int edge = picture.getWidth() / 2;
        assertThat(picture.getRGB(0, 0)).isEqualTo(picture.getRGB(edge - 1, edge - 1));
        assertThat(picture.getRGB(edge, 0)).isNotEqualTo(picture.getRGB(edge - 1, 0));
        assertThat(picture.getRGB(0, 2 * edge - 1))
                .as("the first row is below")
                .isEqualTo(ColourRamp.of(Layer.ColourMap.CIVIDIS).argb(0));
    }

    @Test
    void aFieldIsSmooth() {
        assertThat(colours(MAP)).hasSizeGreaterThan(20);
    }
}
