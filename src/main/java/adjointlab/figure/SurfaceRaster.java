package adjointlab.figure;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Draws a surface into pixels, with a depth for each so that near parts hide far ones. Catmull, "A Subdivision
/// Algorithm for Computer Display of Curved Surfaces", Ph.D. thesis, University of Utah, 1974.
///
/// Buffers are kept from one picture to the next: the second of one size allocates nothing. Not for several threads at
/// once.
final class SurfaceRaster {
    /// Light falls from this much left of whoever looks, and from this high, degrees.
    private static final double LIGHT_LEFT = 42;

    private static final double LIGHT_ELEVATION = 52;

    /// What a slope that no light reaches keeps of its colour.
    private static final double AMBIENT = 0.5;
    /// How much white a slope takes on that light falls on straight.
    private static final double GLEAM = 0.45;
    /// Of grey in the underside, of 256.
    private static final int UNDERSIDE = 128;

    private static final int GREY = 96;
    /// Marks samples of the underside, in place of an opacity.
    private static final int UNDER = 0x7F000000;
    /// Of black in the stripes on a plateau, which say that values there were cut; of 256.
    private static final int STRIPE = 72;
    /// Pairs of stripes along the surface.
    private static final int STRIPES = 48;
    /// Contour lines nearer together than this, in samples, fade.
    private static final double NARROW = 4;

    /// Depths of points on the surface differ by rounding and by the chords of paths.
    private static final double TOLERANCE = 4e-3;

    private static final double FARTHEST = 1e9;

    /// Of black or white in a contour line, of 256.
    private static final int DARK_SHARE = 110;

    private static final int BRIGHT_SHARE = 130;

    private final SurfaceMesh mesh;
    private final int[] colours = new int[256];
    private final boolean[] darkContour;
    private final double[] px;
    private final double[] py;
    private final double[] depth;
    private final double[] shade;

    private int width;
    private int height;
    private int samples;
    private float[] depths = {};
    private int[] sampled = {};
    private double halfContour;
    private @Nullable BufferedImage picture;
    private @Nullable Projection made;

    /// @param mesh what to draw
    /// @param map its colours and its number of contour lines
    SurfaceRaster(SurfaceMesh mesh, Layer.HeatMap map) {
        this.mesh = mesh;
        ColourRamp ramp = ColourRamp.of(map.map());
        for (int i = 0; i < colours.length; i++) {
            colours[i] = 0xFF000000 | ramp.argb(i / 255.0);
        }
        darkContour = new boolean[map.contours()];
        for (int k = 0; k < darkContour.length; k++) {
            double level = (k + 1) / (darkContour.length + 1.0);
            darkContour[k] = HeatImage.isBright(new Color(ramp.argb(level)));
        }
        int nodes = mesh.columns() * mesh.rows();
        px = new double[nodes];
        py = new double[nodes];
        depth = new double[nodes];
        shade = new double[nodes];
    }

    SurfaceMesh mesh() {
        return mesh;
    }

    /// The colour at a fraction of the ramp as light makes it, without contour lines.
    int colour(double fraction, double shade) {
        return lit(colours[Math.clamp((int) (fraction * 255 + 0.5), 0, 255)], shade);
    }

    /// How large the picture is.
    ///
    /// @param width in pixels
    /// @param height in pixels
    /// @param samples along each side of a pixel
    record Size(int width, int height, int samples) {}

    /// The surface in its place, transparent elsewhere; the same as before where nothing has changed.
    ///
    /// @param size of the picture
    /// @param projection onto the picture's pixels
    /// @param contour width of a contour line, pixels
    /// @return premultiplied ARGB, overwritten by the next call
    BufferedImage picture(Size size, Projection projection, double contour) {
        BufferedImage known = picture;
        boolean fits = known != null && size.width == width && size.height == height && size.samples == samples;
        if (fits && known != null && projection.equals(made) && halfContour == contour * samples / 2) {
            return known;
        }
        BufferedImage target = fits && known != null
                ? known
                : new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_ARGB_PRE);
        if (!fits) {
            width = size.width;
            height = size.height;
            samples = size.samples;
            depths = new float[width * samples * height * samples];
            sampled = new int[depths.length];
        }
        picture = target;
        halfContour = contour * samples / 2;
        render(projection);
        resolve(((DataBufferInt) target.getRaster().getDataBuffer()).getData());
        made = projection;
        return target;
    }

    /// Draws all triangles.
    private void render(Projection projection) {
        Arrays.fill(depths, Float.NEGATIVE_INFINITY);
        Arrays.fill(sampled, 0);
        light(mesh, projection.from(), shade);
        int columns = mesh.columns();
        for (int r = 0; r < mesh.rows(); r++) {
            for (int c = 0; c < columns; c++) {
                int node = r * columns + c;
                double z = mesh.z(node);
                px[node] = samples * projection.x(mesh.x(c), mesh.y(r), z);
                py[node] = samples * projection.y(mesh.x(c), mesh.y(r), z);
                depth[node] = projection.depth(mesh.x(c), mesh.y(r), z);
            }
        }
        int stripe = Math.max(1, columns / STRIPES);
        for (int r = 0; r + 1 < mesh.rows(); r++) {
            for (int c = 0; c + 1 < columns; c++) {
                int node = r * columns + c;
                if (mesh.isCell(node)) {
                    int diagonal = c - r;
                    triangle(node, node + 1, node + columns + 1, Math.floorMod(diagonal, 2 * stripe) < stripe);
                    triangle(
                            node, node + columns + 1, node + columns, Math.floorMod(diagonal - 1, 2 * stripe) < stripe);
                }
            }
        }
    }

    /// How bright every node is: 1 where the surface is level, so that its colour there is the map's own, less on
    /// slopes that turn away from the light and more on those that face it. Lambert, "Photometria", 1760.
    ///
    /// @param shadeOut [nodes]
    static void light(SurfaceMesh mesh, Viewpoint from, double[] shadeOut) {
        double azimuth = Math.toRadians(from.azimuth() - LIGHT_LEFT);
        double elevation = Math.toRadians(LIGHT_ELEVATION);
        double lx = Math.cos(elevation) * Math.cos(azimuth);
        double ly = Math.cos(elevation) * Math.sin(azimuth);
        double lz = Math.sin(elevation);
        double[] normals = mesh.normalsOfNodes();
        for (int node = 0; node < shadeOut.length; node++) {
            double towards = lx * normals[3 * node] + ly * normals[3 * node + 1] + lz * normals[3 * node + 2];
            shadeOut[node] = Math.max(0, towards / lz);
        }
    }

    /// A colour as light makes it.
    ///
    /// @param shade 1 for the colour itself
    static int lit(int rgb, double shade) {
        if (shade < 1) {
            return mixed(rgb, 0, (int) (256 * (1 - AMBIENT) * (1 - shade)));
        }
        return mixed(rgb, 255, (int) (256 * GLEAM * (shade - 1)));
    }

    /// Draws one triangle; fractions, depths and brightness change evenly over it.
    ///
    /// @param striped whether it lies on a stripe, if it is cut
    private void triangle(int a, int b, int c, boolean striped) {
        double bx = px[b] - px[a];
        double by = py[b] - py[a];
        double cx = px[c] - px[a];
        double cy = py[c] - py[a];
        double area = bx * cy - cx * by;
        if (Math.abs(area) < 1e-9) {
            return;
        }
        boolean below = area > 0; // nodes go round to the left as seen from above, and rows of pixels downwards
        double fA = mesh.fraction(a);
        double fB = mesh.fraction(b) - fA;
        double fC = mesh.fraction(c) - fA;
        double fx = (fB * cy - fC * by) / area;
        double fy = (fC * bx - fB * cx) / area;
        double dx = ((depth[b] - depth[a]) * cy - (depth[c] - depth[a]) * by) / area;
        double dy = ((depth[c] - depth[a]) * bx - (depth[b] - depth[a]) * cx) / area;
        double sx = ((shade[b] - shade[a]) * cy - (shade[c] - shade[a]) * by) / area;
        double sy = ((shade[c] - shade[a]) * bx - (shade[b] - shade[a]) * cx) / area;
        boolean cut = striped && mesh.clipped(a) && mesh.clipped(b) && mesh.clipped(c);
        int dim = cut ? STRIPE : 0;
        double levels = darkContour.length + 1.0;
        double steep = levels * Math.hypot(fx, fy);
        double fade = darkContour.length == 0 ? 0 : Math.min(1, 1 / (NARROW * steep));
        int sw = width * samples;
        int sh = height * samples;
        int top = Math.max(0, (int) Math.ceil(Math.min(py[a], Math.min(py[b], py[c])) - 0.5));
        int bottom = Math.min(sh - 1, (int) Math.floor(Math.max(py[a], Math.max(py[b], py[c])) - 0.5));
        // shares of b and of c and what is left for a change evenly along a row; none is negative inside, so that
        // each bounds the row where it is 0
        double ofB = cy / area;
        double ofC = -by / area;
        double ofA = -ofB - ofC;
        double zeroB = cx / cy;
        double zeroC = bx / by;
        double zeroA = (cx - bx) / (cy - by);
        double zeroA0 = area / (cy - by);
        for (int row = top; row <= bottom; row++) {
            double v = row + 0.5 - py[a];
            double low = -FARTHEST;
            double high = FARTHEST;
            if (ofB != 0) {
                double at = zeroB * v;
                low = ofB > 0 ? at : low;
                high = ofB < 0 ? at : high;
            }
            if (ofC != 0) {
                double at = zeroC * v;
                low = ofC > 0 ? Math.max(low, at) : low;
                high = ofC < 0 ? Math.min(high, at) : high;
            }
            if (ofA != 0) {
                double at = zeroA0 + zeroA * v;
                low = ofA > 0 ? Math.max(low, at) : low;
                high = ofA < 0 ? Math.min(high, at) : high;
            }
            int first = Math.max(0, (int) Math.ceil(low + px[a] - 0.5 - 1e-7));
            int last = Math.min(sw - 1, (int) Math.floor(high + px[a] - 0.5 + 1e-7));
            double u = first + 0.5 - px[a];
            double d = depth[a] + dx * u + dy * v;
            double f = fA + fx * u + fy * v;
            double s = shade[a] + sx * u + sy * v;
            int at = row * sw + first;
            for (int column = first; column <= last; column++, at++, d += dx, f += fx, s += sx) {
                if (d > depths[at]) {
                    depths[at] = (float) d;
                    int rgb = coloured(f, s, dim, steep, fade);
                    sampled[at] = below ? mixed(rgb, GREY, UNDERSIDE) & 0xFFFFFF | UNDER : rgb;
                }
            }
        }
    }

    private int coloured(double fraction, double shade, int dim, double steep, double fade) {
        int rgb = colours[Math.max(0, Math.min(255, (int) (fraction * 255 + 0.5)))];
        if (fade > 0) {
            double scaled = fraction * (darkContour.length + 1);
            int level = (int) (scaled + 0.5);
            if (level >= 1 && level <= darkContour.length) {
                double cover = halfContour + 0.5 - Math.abs(scaled - level) / steep;
                if (cover > 0) {
                    boolean dark = darkContour[level - 1];
                    double share = Math.min(1, cover) * fade * (dark ? DARK_SHARE : BRIGHT_SHARE);
                    rgb = mixed(rgb, dark ? 0 : 255, (int) share);
                }
            }
        }
        int bright = lit(rgb, shade);
        return dim == 0 ? bright : mixed(bright, 0, dim);
    }

    /// A colour with some grey, red and blue at once.
    ///
    /// @param share of the grey, 0 … 256
    private static int mixed(int rgb, int grey, int share) {
        int keep = 256 - share;
        int redBlue = ((rgb & 0xFF00FF) * keep + grey * 0x10001 * share) >>> 8 & 0xFF00FF;
        int green = ((rgb & 0xFF00) * keep + grey * 0x100 * share) >>> 8 & 0xFF00;
        return rgb & 0xFF000000 | redBlue | green;
    }

    /// Means of samples.
    private void resolve(int[] pixels) {
        int n = samples;
        if (n == 2) {
            resolvePairs(pixels);
            return;
        }
        int count = n * n;
        int sw = width * n;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 0;
                int green = 0;
                int blue = 0;
                int alpha = 0;
                for (int j = 0; j < n; j++) {
                    int at = (y * n + j) * sw + x * n;
                    for (int i = 0; i < n; i++, at++) {
                        int argb = sampled[at];
                        alpha += argb == 0 ? 0 : 255;
                        red += argb >> 16 & 0xFF;
                        green += argb >> 8 & 0xFF;
                        blue += argb & 0xFF;
                    }
                }
                pixels[y * width + x] = alpha / count << 24 | red / count << 16 | green / count << 8 | blue / count;
            }
        }
    }

    /// The same for two samples a side, two colours of each at once.
    private void resolvePairs(int[] pixels) {
        int sw = 2 * width;
        for (int y = 0; y < height; y++) {
            int at = 2 * y * sw;
            int to = y * width;
            for (int x = 0; x < width; x++, at += 2) {
                int a = sampled[at];
                int b = sampled[at + 1];
                int c = sampled[at + sw];
                int d = sampled[at + sw + 1];
                if ((a | b | c | d) == 0) {
                    pixels[to + x] = 0;
                } else {
                    int alpha = (a == 0 ? 0 : 255) + (b == 0 ? 0 : 255) + (c == 0 ? 0 : 255) + (d == 0 ? 0 : 255);
                    int redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF);
                    int green = (a & 0xFF00) + (b & 0xFF00) + (c & 0xFF00) + (d & 0xFF00);
                    pixels[to + x] = alpha >> 2 << 24 | redBlue >> 2 & 0xFF00FF | green >> 2 & 0xFF00;
                }
            }
        }
    }

    /// Whether a point of the picture drawn last lies behind the surface: behind all that is seen within a sample of
    /// it, so that what lies on the surface itself does not flicker. Where the underside is seen, what lies on the
    /// upper side is hidden, too.
    ///
    /// @param x pixels
    /// @param y pixels
    /// @param pointDepth how near it is
    boolean hides(double x, double y, double pointDepth) {
        int sw = width * samples;
        int sh = height * samples;
        int column = (int) Math.floor(x * samples);
        int row = (int) Math.floor(y * samples);
        if (isInside(column, row) && (sampled[row * sw + column] & 0xFF000000) == UNDER) {
            return true;
        }
        for (int j = Math.max(0, row - 1); j <= Math.min(sh - 1, row + 1); j++) {
            for (int i = Math.max(0, column - 1); i <= Math.min(sw - 1, column + 1); i++) {
                if (depths[j * sw + i] <= pointDepth + TOLERANCE) {
                    return false;
                }
            }
        }
        return isInside(column, row);
    }

    private boolean isInside(int column, int row) {
        return column >= 0 && column < width * samples && row >= 0 && row < height * samples;
    }
}
