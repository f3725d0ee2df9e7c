package adjointlab.ui.chart;

import adjointlab.figure.Page;
import adjointlab.figure.Theme;
import org.jspecify.annotations.Nullable;

/// What a view is to show.
///
/// @param what in a few words, with its iteration
/// @param source builds the figure
/// @param look how it is drawn
/// @param urgent whether somebody waits for it
record Request(String what, FigureSource source, Look look, boolean urgent) {
    private static final int MAX_PIXELS = 8192;

    /// Of a page's picture in all: an A0 poster as high as pictures may be.
    private static final double MOST_OF_PAGE = 48e6;

    /// How a figure is to be drawn.
    ///
    /// @param theme its colours and type
    /// @param zoom pixels of the scene to a unit of the figure
    /// @param page how large it is, whatever room the view has; null: as large as the view
    record Look(Theme theme, double zoom, @Nullable Page page) {}

    /// How a figure is drawn.
    ///
    /// @param look what was asked for
    /// @param scale pixels of the screen to a unit of the figure
    /// @param width of the picture, pixels of the screen
    /// @param height of the picture
    record Frame(Look look, double scale, int width, int height) {}

    /// How it is drawn in a view.
    ///
    /// @param width of the view, pixels of the scene
    /// @param height of the view
    /// @param output pixels of the screen to one of the scene
    Frame frame(double width, double height, double output) {
        Page page = look.page;
        if (page == null) {
            return new Frame(look, output * look.zoom, pixels(width * output), pixels(height * output));
        }
        double most = (MAX_PIXELS - 1) / Math.max(page.width(), page.height());
        double all = Math.sqrt(MOST_OF_PAGE / (page.width() * page.height()));
        double scale = Math.min(output * look.zoom, Math.min(most, all));
        return new Frame(look, scale, (int) Math.ceil(page.width() * scale), (int) Math.ceil(page.height() * scale));
    }

    private static int pixels(double length) {
        return Math.clamp(Math.round(length), 1, MAX_PIXELS);
    }
}
