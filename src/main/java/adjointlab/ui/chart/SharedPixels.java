package adjointlab.ui.chart;

import adjointlab.figure.Figure;
import adjointlab.figure.FigureLayout;
import adjointlab.figure.Page;
import adjointlab.figure.Painter;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// One buffer of pixels that a background thread draws into and the scene shows without a copy.
final class SharedPixels {
    private final BufferedImage pixels;
    private final PixelBuffer<IntBuffer> buffer;
    private final WritableImage image;

    /// @param width of the picture, in pixels of the screen
    /// @param height of the picture
    SharedPixels(int width, int height) {
        pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
        int[] data = ((DataBufferInt) pixels.getRaster().getDataBuffer()).getData();
        buffer = new PixelBuffer<>(width, height, IntBuffer.wrap(data), PixelFormat.getIntArgbPreInstance());
        image = new WritableImage(buffer);
    }

    boolean fits(int width, int height) {
        return pixels.getWidth() == width && pixels.getHeight() == height;
    }

    /// Another one of the same size.
    SharedPixels another() {
        return new SharedPixels(pixels.getWidth(), pixels.getHeight());
    }

    /// Draws a figure; not on the FX thread.
    ///
    /// @return where things are, in units of the figure
    FigureLayout draw(Painter painter, Figure figure, Request.Frame frame) {
        Page page = frame.look().page();
        return page == null
                ? painter.paint(figure, pixels, frame.scale())
                : painter.paint(figure, pixels, frame.scale(), page);
    }

    /// The image, with what was drawn last; on the FX thread.
    WritableImage refreshed() {
        buffer.updateBuffer(_ -> null);
        return image;
    }
}
