package adjointlab.ui.shell;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Axis;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Palette;
import adjointlab.figure.Plot;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import adjointlab.ui.look.Pixels;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;

/// Small pictures of presets: the first panel after a short training, its lines without axes and words. Made on a
/// thread of the lowest priority after the window is there.
final class Thumbnails implements AutoCloseable {
    static final int WIDTH = 96;
    static final int HEIGHT = 44;

    private static final Logger LOG = System.getLogger(Thumbnails.class.getName());
    private static final int SCALE = 2;
    private static final int ITERATIONS = 80;
    private static final double PAD = 5;

    /// A preset that trains slowly is shown as far as it came.
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final Map<String, ImageView> views = new HashMap<>();
    private final Map<String, Figure> figures = new HashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "thumbnails");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private final AtomicInteger rounds = new AtomicInteger();

    private volatile boolean closed;

    /// The place of a preset's picture.
    ImageView view(String id) {
        return views.computeIfAbsent(id, _ -> {
            ImageView view = new ImageView();
            view.setFitWidth(WIDTH);
            view.setFitHeight(HEIGHT);
            view.setImage(new WritableImage(WIDTH, HEIGHT));
            return view;
        });
    }

    /// Makes or remakes all pictures.
    void draw(List<Preset> presets, Palette palette) {
        int round = rounds.incrementAndGet();
        for (Preset preset : presets) {
            thread.execute(() -> {
                if (closed || round != rounds.get()) {
                    return; // a later round draws all of them
                }
                Figure figure = figures.computeIfAbsent(preset.id(), _ -> figure(preset));
                Image image = picture(figure, palette);
                Platform.runLater(() -> view(preset.id()).setImage(image));
            });
        }
    }

    private Figure figure(Preset preset) {
        List<PanelState> panels = preset.layout().panels();
        if (panels.isEmpty()) {
            return Figure.empty("", "");
        }
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(preset.with(preset.settings()
                    .with(
                            Slots.ITERATIONS,
                            Math.min(ITERATIONS, preset.settings().get(Slots.ITERATIONS)))));
            service.play();
            long end = System.nanoTime() + PATIENCE_NANOS;
            service.drain(() -> closed || System.nanoTime() > end);
            Cancellation cancellation = () -> closed;
            var entry = Panels.CATALOG.get(panels.getFirst().id());
            return entry.create(new Values(panels.getFirst().options()).complete(entry.parameters()))
                    .figure(new PanelContext(
                            preset,
                            runs.stream()
                                    .map(run -> new PanelContext.Shown(run, RunStyles.of(run)))
                                    .toList(),
                            Math.min(
                                    ITERATIONS / 4,
                                    runs.stream().mapToInt(Run::iteration).max().orElse(0)),
                            "",
                            false,
                            cancellation));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "no thumbnail for the preset " + preset.id(), e);
            return Figure.empty("", "");
        }
    }

    private static Image picture(Figure figure, Palette palette) {
        BufferedImage picture = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D g = picture.createGraphics();
        g.scale(SCALE, SCALE);
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.clip(new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        figure.plots().stream().findFirst().ifPresent(plot -> new Sketch(plot, palette).draw(g));
        g.dispose();
        return Pixels.image(picture);
    }

    /// The lines and points of a plot in a small rectangle.
    private static final class Sketch {
        private final Plot plot;
        private final Palette palette;
        private final double[] across;
        private final double[] up;

        Sketch(Plot plot, Palette palette) {
            this.plot = plot;
            this.palette = palette;
            across = range(plot.x(), true);
            up = range(plot.y(), false);
        }

        void draw(Graphics2D g) {
            for (Layer layer : plot.layers()) {
                switch (layer) {
                    case Layer.Region region -> {
                        double left = Math.max(0, x(region.x0()));
                        double right = Math.min(WIDTH, x(region.x1()));
                        Color colour = palette.of(region.style().hue());
                        g.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 40));
                        g.fill(new Rectangle2D.Double(left, 0, Math.max(0, right - left), HEIGHT));
                    }
                    case Layer.Line line -> {
                        g.setColor(palette.of(line.style()));
                        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
                        g.draw(path(line.x(), line.y()));
                    }
                    case Layer.Points points -> {
                        g.setColor(palette.of(points.style()));
                        for (int i = 0; i < points.x().length; i++) {
                            g.fill(new java.awt.geom.Ellipse2D.Double(
                                    x(points.x()[i]) - 1.6, y(points.y()[i]) - 1.6, 3.2, 3.2));
                        }
                    }
                    case Layer.Band _,
                            Layer.Rule _,
                            Layer.Strokes _,
                            Layer.HeatMap _,
                            Layer.Arrows _,
                            Layer.Bars _,
                            Layer.Note _,
                            Layer.Table _,
                            Layer.Tiles _ -> {
                        // too fine for this size
                    }
                }
            }
        }

        private Path2D path(double[] xs, double[] ys) {
            Path2D path = new Path2D.Double();
            boolean pen = false;
            for (int i = 0; i < xs.length; i++) {
                double px = x(xs[i]);
                double py = Math.clamp(y(ys[i]), -2.0 * HEIGHT, 3.0 * HEIGHT);
                if (!Double.isFinite(px) || !Double.isFinite(y(ys[i]))) {
                    pen = false;
                } else if (pen) {
                    path.lineTo(px, py);
                } else {
                    path.moveTo(px, py);
                    pen = true;
                }
            }
            return path;
        }

        private double x(double value) {
            return PAD + (WIDTH - 2 * PAD) * share(plot.x(), across, value);
        }

        private double y(double value) {
            return HEIGHT - PAD - (HEIGHT - 2 * PAD) * share(plot.y(), up, value);
        }

        private static double share(Axis axis, double[] range, double value) {
            return (scaled(axis, value) - range[0]) / (range[1] - range[0]);
        }

        private static double scaled(Axis axis, double value) {
            return axis.scale() == Axis.Scale.LOG ? Math.log10(value) : value;
        }

        private double[] range(Axis axis, boolean horizontal) {
            double min = scaled(axis, axis.min());
            double max = scaled(axis, axis.max());
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (Layer layer : plot.layers()) {
                double[] values =
                        switch (layer) {
                            case Layer.Line line -> horizontal ? line.x() : line.y();
                            case Layer.Points points -> horizontal ? points.x() : points.y();
                            default -> new double[0];
                        };
                for (double value : values) {
                    double at = scaled(axis, value);
                    if (Double.isFinite(at)) {
                        low = Math.min(low, at);
                        high = Math.max(high, at);
                    }
                }
            }
            double from = Double.isNaN(min) ? low : min;
            double to = Double.isNaN(max) ? high : max;
            return new double[] {from, to > from ? to : from + 1};
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }
}
