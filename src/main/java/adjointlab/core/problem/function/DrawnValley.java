package adjointlab.core.problem.function;

import adjointlab.core.problem.Strokes;
import adjointlab.core.problem.Strokes.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A valley along lines drawn by hand: F(z) = −w² log (1/m) Σ exp(−‖z − pᵢ‖²/2w²) up to a constant, over the drawn
/// points pᵢ. Far away it is half the squared distance; the lowest places are the modes of a kernel density estimate,
/// which mean shifts find. Fukunaga and Hostetler, IEEE Trans. Information Theory 21 (1975) 32.
public final class DrawnValley implements TestFunction {
    private static final double MARGIN = 1;

    /// Mean shifts start at so many of the lowest drawn points.
    private static final int STARTS = 24;

    private static final int MOST_SHIFTS = 20_000;
    private static final double SETTLED = 1e-12;

    /// Modes nearer to each other are one; values nearer are equally low.
    private static final double SAME_PLACE = 1e-5;

    private static final double SAME_VALUE = 1e-9;

    private final List<Point> points;
    private final double width;
    private final double lowest;
    private final List<List<Double>> minima;

    /// @param width w, positive
    public DrawnValley(Strokes strokes, double width) {
        points = strokes.points();
        this.width = width;
        List<Point> modes = points.stream()
                .sorted(Comparator.comparingDouble(point -> depth(point.x(), point.y())))
                .limit(STARTS)
                .map(this::mode)
                .toList();
        lowest = modes.stream()
                .mapToDouble(mode -> depth(mode.x(), mode.y()))
                .min()
                .orElseThrow();
        minima = new ArrayList<>();
        for (Point mode : modes) {
            boolean low = depth(mode.x(), mode.y()) <= lowest + SAME_VALUE;
            if (low && minima.stream().allMatch(known -> apart(known, mode))) {
                minima.add(List.of(mode.x(), mode.y()));
            }
        }
    }

    private static boolean apart(List<Double> known, Point mode) {
        return Math.hypot(known.get(0) - mode.x(), known.get(1) - mode.y()) > SAME_PLACE;
    }

    /// Where mean shifts lead.
    private Point mode(Point from) {
        double[] mean = new double[2];
        double x = from.x();
        double y = from.y();
        for (int i = 0; i < MOST_SHIFTS; i++) {
            mean(x, y, mean);
            double moved = Math.hypot(mean[0] - x, mean[1] - y);
            x = mean[0];
            y = mean[1];
            if (moved < SETTLED) {
                break;
            }
        }
        return new Point(x, y);
    }

    @Override
    public List<List<Double>> minima() {
        return minima;
    }

    @Override
    public List<Double> view() {
        double[] x = points.stream().mapToDouble(Point::x).sorted().toArray();
        double[] y = points.stream().mapToDouble(Point::y).sorted().toArray();
        return List.of(x[0] - MARGIN, x[x.length - 1] + MARGIN, y[0] - MARGIN, y[y.length - 1] + MARGIN);
    }

    @Override
    public double value(double x, double y) {
        return depth(x, y) - lowest;
    }

    private double depth(double x, double y) {
        double nearest = nearest(x, y);
        double sum = 0;
        for (Point point : points) {
            sum += weight(point, x, y, nearest);
        }
        return nearest / 2 - width * width * Math.log(sum / points.size());
    }

    /// The squared distance to the nearest point, which all weights are relative to, so that none overflows.
    private double nearest(double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (Point point : points) {
            least = Math.min(least, square(point, x, y));
        }
        return least;
    }

    private static double square(Point point, double x, double y) {
        double dx = x - point.x();
        double dy = y - point.y();
        return dx * dx + dy * dy;
    }

    private double weight(Point point, double x, double y, double nearest) {
        return Math.exp((nearest - square(point, x, y)) / (2 * width * width));
    }

    /// The mean of the drawn points by their weights at a place.
    private void mean(double x, double y, double[] out) {
        double nearest = nearest(x, y);
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (Point point : points) {
            double weight = weight(point, x, y, nearest);
            sum += weight;
            sumX += weight * point.x();
            sumY += weight * point.y();
        }
        out[0] = sumX / sum;
        out[1] = sumY / sum;
    }

    /// z less the weighted mean of the points.
    @Override
    public void gradient(double x, double y, double[] out) {
        mean(x, y, out);
        out[0] = x - out[0];
        out[1] = y - out[1];
    }

    /// The identity less the weighted covariance of the points over w².
    @Override
    public void hessian(double x, double y, double[] out) {
        double nearest = nearest(x, y);
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (Point point : points) {
            double weight = weight(point, x, y, nearest);
            double dx = point.x() - x;
            double dy = point.y() - y;
            sum += weight;
            sumX += weight * dx;
            sumY += weight * dy;
            xx += weight * dx * dx;
            xy += weight * dx * dy;
            yy += weight * dy * dy;
        }
        double meanX = sumX / sum;
        double meanY = sumY / sum;
        double square = width * width;
        out[0] = 1 - (xx / sum - meanX * meanX) / square;
        out[1] = -(xy / sum - meanX * meanY) / square;
        out[2] = 1 - (yy / sum - meanY * meanY) / square;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DrawnValley valley && valley.width == width && valley.points.equals(points);
    }

    @Override
    public int hashCode() {
        return 31 * points.hashCode() + Double.hashCode(width);
    }
}
