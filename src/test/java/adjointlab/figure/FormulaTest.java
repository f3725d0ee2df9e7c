package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormulaTest {
    private static BufferedImage picture(String latex) {
        Formula formula = Formula.of(latex, 40);
        BufferedImage image = new BufferedImage(formula.width(), formula.height(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = image.createGraphics();
        formula.paint(g, Color.BLACK);
        g.dispose();
        return image;
    }

    private static long ink(String latex) {
        BufferedImage image = picture(latex);
        return Arrays.stream(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(argb -> argb >>> 24 > 127)
                .count();
    }

    /// Signs whose code in the typesetter's fonts is that of a soft hyphen, beside some whose code is not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\otimes",
                "\\Omega",
                "\\varOmega",
                "\\bigl\\langle",
                "\\oplus",
                "\\Sigma",
                "\\alpha",
                "\\theta",
                "\\gamma",
                "\\xi",
                "\\int",
                "\\nabla",
                "\\top",
                "\\mathbb{E}",
                "\\dot x",
                "\\sqrt{x}"
            })
    void everySignIsDrawn(String latex) {
        assertThat(ink(latex)).as(latex).isGreaterThan(20);
    }

    /// ⊗ is ⊕ turned by an eighth, and has as much ink.
    @Test
    void theSignIsTheRightOne() {
        double times = ink("\\otimes");
        assertThat(times / ink("\\oplus")).isBetween(0.8, 1.25);
        BufferedImage image = picture("\\otimes");
        int middle = image.getWidth() / 2;
        long along = IntStream.range(0, image.getHeight())
                .filter(y -> image.getRGB(middle, y) >>> 24 > 127)
                .count();
        assertThat(along).as("no stroke goes straight up").isLessThan(image.getHeight() / 2);
    }
}
