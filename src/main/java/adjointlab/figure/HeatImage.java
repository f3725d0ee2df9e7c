package adjointlab.figure;

import adjointlab.figure.Axis.Scale;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A heat map's picture and contour lines, made once and drawn at any size.
final class HeatImage {
    private static final int WANTED_PIXELS = 400;
    private static final int MOST_MAGNIFICATION = 4;
    /// Decades below the largest value at which a logarithmic ramp ends at the latest; a minimum of exactly 0 has
    /// no logarithm, and one of 10⁻³⁰ would take all the colours.
    private static final double MOST_DECADES = 12;

    private final Layer.HeatMap map;
    private final AxisMap ramp;
    private final BufferedImage picture;
    private final List<Contour> contours;
    private @Nullable Place place;
    private @Nullable BufferedImage pixels;
    private @Nullable Surface surface;

    private record Surface(AxisMap across, AxisMap up, SurfaceRaster raster) {}

    /// One contour line.
    ///
    /// @param level value on it
    /// @param path in cells: (0, 0) is the centre of the first
    /// @param dark whether it lies on bright colours and so is drawn dark
    record Contour(double level, Path2D path, boolean dark) {}

    /// Where the finished pixels of a map belong: drawn again only if any of this changes.
    ///
    /// @param canvas area and axes
    /// @param theme for the contours' width
    /// @param width in pixels
    /// @param height in pixels
    /// @param toPixels from the drawing
    record Place(LayerRenderer.Canvas canvas, Theme theme, int width, int height, AffineTransform toPixels) {}

    /// Picture and contours as pixels, kept from the last drawing if that was at the same place.
    BufferedImage pixels(Place wanted, Consumer<BufferedImage> drawing) {
        if (pixels == null || !wanted.equals(place)) {
            pixels = new BufferedImage(wanted.width, wanted.height, BufferedImage.TYPE_INT_ARGB_PRE);
            drawing.accept(pixels);
            place = wanted;
        }
        return pixels;
    }

    HeatImage(Layer.HeatMap map) {
        this.map = map;
        ramp = ramp(map);
        picture = paint();
        contours = new ArrayList<>();
        for (double level : levels()) {
            int colour = ColourRamp.of(map.map()).argb(ramp.fraction(level));
            contours.add(new Contour(level, Contours.trace(map.z(), level, map.log()), isBright(new Color(colour))));
        }
    }

    Layer.HeatMap map() {
        return map;
    }

    /// The values of the colours, for the colour bar.
    AxisMap ramp() {
        return ramp;
    }

    /// The picture; its edges are the outer edges of the first and last cells, its first row the largest y.
    BufferedImage picture() {
        return picture;
    }

    List<Contour> contours() {
        return contours;
    }

    /// Whether this was made from that layer, or one that looks the same.
    boolean isOf(Layer.HeatMap other) {
        return map == other || map.looksLike(other);
    }

    /// The values of a map's colours.
    static AxisMap ramp(Layer.HeatMap map) {
        Layer.Range range = map.range();
        if (range.high() > range.low()) {
            return new AxisMap(map.log() ? Scale.LOG : Scale.LINEAR, range.low(), range.high(), 0, 1);
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double[] row : map.z()) {
            for (double value : row) {
                if (Double.isFinite(value) && (!map.log() || value > 0)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        if (min > max) {
            min = 1;
            max = 1;
        }
        if (map.log()) {
            min = Math.max(min, max * Math.pow(10, -MOST_DECADES));
            return max > min ? new AxisMap(Scale.LOG, min, max, 0, 1) : new AxisMap(Scale.LOG, min / 2, max * 2, 0, 1);
        }
        if (map.map().isAroundZero()) { // its middle colour is zero
            max = Math.max(Math.abs(min), Math.abs(max));
            min = -max;
        }
        double half = max > min ? 0 : Math.max(1, Math.abs(max)) / 2;
        return new AxisMap(Scale.LINEAR, min - half, max + half, 0, 1);
    }

    /// Colours at points between the cells come from values between the cells, so that the picture is smooth; those of
    /// entries fill their cells.
    private BufferedImage paint() {
        int ny = map.z().length;
        int nx = ny == 0 ? 0 : map.z()[0].length;
        int most = map.cells() ? WANTED_PIXELS : MOST_MAGNIFICATION;
        int zoomX = Math.clamp(WANTED_PIXELS / Math.max(1, nx), 1, most);
        int zoomY = Math.clamp(WANTED_PIXELS / Math.max(1, ny), 1, most);
        int width = Math.max(1, nx * zoomX);
        int height = Math.max(1, ny * zoomY);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        double[][] fraction = new double[ny][nx];
        for (int j = 0; j < ny; j++) {
            for (int i = 0; i < nx; i++) {
                double z = map.z()[j][i];
                fraction[j][i] = map.log() && z <= 0 ? 0 : ramp.fraction(z);
            }
        }
        ColourRamp colours = ColourRamp.of(map.map());
        for (int row = 0; row < height && nx > 0; row++) {
            double v = Math.clamp((row + 0.5) / zoomY - 0.5, 0, ny - 1);
            for (int column = 0; column < width; column++) {
                double u = Math.clamp((column + 0.5) / zoomX - 0.5, 0, nx - 1);
                double value = map.cells() ? fraction[row / zoomY][column / zoomX] : between(fraction, u, v);
                image.setRGB(column, height - 1 - row, colours.argb(value));
            }
        }
        return image;
    }

    /// Bilinear interpolation.
    private static double between(double[][] grid, double u, double v) {
        int i = (int) u;
        int j = (int) v;
        int right = Math.min(i + 1, grid[0].length - 1);
        int above = Math.min(j + 1, grid.length - 1);
        double a = u - i;
        double b = v - j;
        double low = a == 0 ? grid[j][i] : (1 - a) * grid[j][i] + a * grid[j][right];
        double high = a == 0 ? grid[above][i] : (1 - a) * grid[above][i] + a * grid[above][right];
        return b == 0 ? low : (1 - b) * low + b * high;
    }

    /// Evenly spaced values strictly inside the ramp, in decades on a logarithmic one.
    private List<Double> levels() {
        List<Double> levels = new ArrayList<>();
        for (int k = 1; k <= map.contours(); k++) {
            levels.add(ramp.toValue(k / (map.contours() + 1.0)));
        }
        return levels;
    }

    /// Whether lines on a colour are to be dark.
    static boolean isBright(Color colour) {
        return (0.299 * colour.getRed() + 0.587 * colour.getGreen() + 0.114 * colour.getBlue()) / 255 > 0.55;
    }

    /// The map as a surface over these axes, kept from the last drawing if they were the same.
    SurfaceRaster surface(AxisMap across, AxisMap up) {
        Surface known = surface;
        if (known == null || !known.across.equals(across) || !known.up.equals(up)) {
            known = new Surface(across, up, new SurfaceRaster(new SurfaceMesh(map, ramp, across, up), map));
            surface = known;
        }
        return known.raster;
    }
}
