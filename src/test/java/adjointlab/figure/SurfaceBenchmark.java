package adjointlab.figure;

import adjointlab.figure.SeriesStyle.Dash;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import com.sun.management.ThreadMXBean;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How much of one core's time a frame takes while a surface is turned: a loss of two parameters with twelve
/// paths of 200 points on it, at the size of a panel, with axes and words. Prints its figures; judges nothing.
final class SurfaceBenchmark {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 450;
    private static final int FRAMES = 400;
    private static final int WARM_UP = 200;
    /// Thirty frames a second, ms.
    private static final double LIMIT = 1000 / 30.0;

    private SurfaceBenchmark() {}

    public static void main(String[] args) {
        for (int grid : new int[] {51, 101, 201}) {
            for (double scale : new double[] {1, 2}) {
                frames(grid, scale);
            }
        }
        for (int grid : new int[] {101, 201}) {
            raster(grid);
        }
    }

    private static void frames(int grid, double scale) {
        Plot plot = plot(grid);
        Painter painter = new Painter(Theme.LIGHT.withHeading(false));
        BufferedImage picture =
                new BufferedImage((int) (WIDTH * scale), (int) (HEIGHT * scale), BufferedImage.TYPE_INT_ARGB_PRE);
        double[] took = new double[FRAMES];
        for (int frame = -WARM_UP; frame < FRAMES; frame++) {
            Figure figure = Figure.of("", "", plot.seenFrom(new Viewpoint(0.9 * frame, 25 + 0.05 * frame)));
            long start = processor();
            painter.paint(figure, picture, scale);
            if (frame >= 0) {
                took[frame] = (processor() - start) / 1e6;
            }
        }
        print(String.format(Locale.ROOT, "frame %d² %.0f×%.0f px", grid, WIDTH * scale, HEIGHT * scale), took);
    }

    /// The pixels of the surface alone, and what they allocate.
    private static void raster(int grid) {
        Plot plot = plot(grid);
        Layer.HeatMap map = plot.surface().orElseThrow();
        SurfaceRaster raster = new HeatImage(map).surface(Ranges.x(plot), Ranges.y(plot));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        SurfaceRaster.Size size = new SurfaceRaster.Size(WIDTH, HEIGHT, 2);
        Projection[] projections = new Projection[FRAMES + WARM_UP];
        Arrays.setAll(
                projections,
                i -> Projection.into(
                        new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), new Viewpoint(0.9 * i, 25 + 0.05 * i)));
        double[] took = new double[FRAMES];
        long allocated = 0;
        for (int frame = 0; frame < projections.length; frame++) {
            long start = processor();
            long before = threads.getCurrentThreadAllocatedBytes();
            raster.picture(size, projections[frame], 1);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            if (frame >= WARM_UP) {
                took[frame - WARM_UP] = (processor() - start) / 1e6;
                allocated += bytes;
            }
        }
        print(String.format(Locale.ROOT, "surface %d², %d B a frame", grid, allocated / FRAMES), took);
    }

    /// Time of one core, which others on the machine do not count into.
    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Plot plot(int grid) {
        double[] x = new double[grid];
        double[] y = new double[grid];
        Arrays.setAll(x, i -> -4 + 6.0 * i / (grid - 1));
        Arrays.setAll(y, j -> -3 + 6.0 * j / (grid - 1));
        double[][] z = new double[grid][grid];
        for (int j = 0; j < grid; j++) {
            for (int i = 0; i < grid; i++) {
                z[j][i] = 0.02 + Math.pow(Math.exp(0.8 * x[i] + 0.8) - 1 - y[j] * y[j] / 2, 2) + 0.3 * y[j] * y[j];
            }
        }
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer.HeatMap("L", x, y, z, Layer.ColourMap.VIRIDIS, true, 12));
        for (int run = 0; run < 12; run++) {
            double[] px = new double[200];
            double[] py = new double[200];
            double start = 2 * Math.PI * run / 12;
            Arrays.setAll(px, k -> -1 + 2.4 * Math.cos(start + 0.02 * k) * Math.exp(-0.01 * k));
            Arrays.setAll(py, k -> 2.4 * Math.sin(start + 0.02 * k) * Math.exp(-0.01 * k));
            SeriesStyle style = new SeriesStyle(
                    Hue.values()[run % 8], Dash.values()[run % 5], Marker.values()[run % 6], Emphasis.NORMAL);
            layers.add(new Layer.Line("run " + run, style.with(Marker.NONE), px, py, ""));
            layers.add(new Layer.Points("now", style, new double[] {px[199]}, new double[] {py[199]}));
        }
        return new Plot(
                        "",
                        Axis.linear("a, 1/s").within(-4, 2),
                        Axis.linear("b, rad/s").within(-3, 3),
                        layers,
                        false)
                .seenFrom(Viewpoint.STANDARD);
    }

    private static void print(String what, double[] took) {
        double[] sorted = took.clone();
        Arrays.sort(sorted);
        double median = sorted[sorted.length / 2];
        double late = sorted[(int) (0.95 * sorted.length)];
        System.out.printf(
                Locale.ROOT,
                "%-32s  p50 %6.2f ms  p95 %6.2f ms  %6.1f frames/s  %3.0f %% of the limit of 30%n",
                what,
                median,
                late,
                1000 / median,
                100 * median / LIMIT);
    }
}
