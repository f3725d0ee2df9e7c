package adjointlab.ui.chart;

import adjointlab.figure.Figure;
import adjointlab.figure.FigureLayout;
import adjointlab.figure.Page;
import adjointlab.figure.Painter;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.IntBuffer;
import java.util.Objects;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// One buffer of pixels that a background thread draws into and the scene shows without a copy. It is made by who draws
/// first, as a large one takes a while.
final class SharedPixels {
    private final int width;
    private final int height;
    private @Nullable Buffer buffer;

    private record Buffer(BufferedImage pixels, PixelBuffer<IntBuffer> shared, WritableImage image) {
        static Buffer of(int width, int height) {
            BufferedImage pixels = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
            int[] data = ((DataBufferInt) pixels.getRaster().getDataBuffer()).getData();
            PixelBuffer<IntBuffer> shared =
                    new PixelBuffer<>(width, height, IntBuffer.wrap(data), PixelFormat.getIntArgbPreInstance());
            return new Buffer(pixels, shared, new WritableImage(shared));
        }
    }

    /// @param width of the picture, in pixels of the screen
    /// @param height of the picture
    SharedPixels(int width, int height) {
        this.width = width;
        this.height = height;
    }

    boolean fits(int width, int height) {
        return this.width == width && this.height == height;
    }

    /// Another one of the same size.
    SharedPixels another() {
        return new SharedPixels(width, height);
    }

    /// Draws a figure; not on the FX thread.
    ///
    /// @return where things are, in units of the figure
    FigureLayout draw(Painter painter, Figure figure, Request.Frame frame) {
        Buffer target = buffer;
        if (target == null) {
            target = Buffer.of(width, height);
            buffer = target;
        }
        Page page = frame.look().page();
        return page == null
                ? painter.paint(figure, target.pixels, frame.scale())
                : painter.paint(figure, target.pixels, frame.scale(), page);
    }

    /// The image, with what was drawn last; on the FX thread.
    WritableImage refreshed() {
        Buffer drawn = Objects.requireNonNull(buffer, "drawn before");
        drawn.shared.updateBuffer(_ -> null);
        return drawn.image;
    }
}
