package adjointlab.ui.look;

import java.awt.image.BufferedImage;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/// Pictures drawn by Java 2D as the scene shows them.
public final class Pixels {
    private static final int OPAQUE = 255;

    private Pixels() {}

    /// A copy; may be made on any thread.
    public static Image image(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        WritableImage image = new WritableImage(width, height);
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        image.getPixelWriter().setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        return image;
    }

    /// A colour as 0xRRGGBB, however much shines through it.
    public static int rgb(Color colour) {
        int red = (int) Math.round(OPAQUE * colour.getRed());
        int green = (int) Math.round(OPAQUE * colour.getGreen());
        int blue = (int) Math.round(OPAQUE * colour.getBlue());
        return red << 16 | green << 8 | blue;
    }
}
