package adjointlab.core.train;

import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.train.SolveRecord.Trajectories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Collects a solve's curves, with points as close as their bends ask for: at times that are asked for, and where a
/// straight line between two points would miss the dense output by more than half a pixel of a large figure.
final class CurveTracer implements StepListener {
    /// Of the range of a curve: half a pixel where it fills a thousand.
    private static final double SHARE = 1 / 2000.0;

    /// Of the largest range of all curves; what is flatter is drawn flat.
    private static final double FLAT = 1e-3;

    /// Into how many parts a step of a solve is cut to look for bends, and the way between two asked times.
    private static final int PARTS = 4;

    private static final int PARTS_BETWEEN = 16;
    private static final int MOST_TIMES = 40_000;

    private final Pipeline pipeline;
    private final double[] theta;
    private final double[] asked;
    private final double[] times;
    private final int[] samples;
    private final Bends bends;
    private final Batch y;
    private final Batch x;
    private int next;
    private int nextAsked;
    /// The last point that is not kept so far.
    private Point pending = Point.NONE;

    private final double[] values;
    private final List<Point> kept = new ArrayList<>();

    /// @param truth nothing where it is not known
    private record Point(double t, double[][] model, double[][] states, double[][] truth, double[] values) {
        static final Point NONE =
                new Point(Double.NaN, new double[0][], new double[0][], new double[0][], new double[0]);
    }

    /// @param picture of the same weights: its times are asked for
    /// @param samples whose curves are looked at, of those that there are
    CurveTracer(Pipeline pipeline, double[] theta, SolveRecord picture, int... samples) {
        this.pipeline = pipeline;
        this.theta = theta;
        this.samples = samples;
        Trajectories ways = picture.trajectories();
        asked = ways.times();
        times = candidates(picture);
        bends = new Bends(tolerances(ways));
        y = new Batch(ways.states()[0][0].length, pipeline.data().samples());
        x = new Batch(pipeline.data().initial().dim(), pipeline.data().samples());
        values = new double[tolerances(ways).length];
    }

    private double[] candidates(SolveRecord picture) {
        double[] steps = picture.forward().stream()
                .filter(SolveRecord.Step::accepted)
                .mapToDouble(SolveRecord.Step::t)
                .toArray();
        ProblemData.Truth truth = pipeline.data().truth();
        double[] nodes = Arrays.stream(samples)
                .mapToObj(truth::nodes)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        double first = asked[0];
        double last = asked[asked.length - 1];
        int parts = Math.clamp(MOST_TIMES / (1 + steps.length + nodes.length), 1, PARTS);
        return Stream.of(asked, cut(asked, PARTS_BETWEEN), cut(steps, parts), cut(nodes, parts))
                .flatMapToDouble(Arrays::stream)
                .filter(t -> (t - first) * (last - t) >= 0)
                .sorted()
                .distinct()
                .toArray();
    }

    private static double[] cut(double[] ends, int parts) {
        return IntStream.range(0, Math.max(0, ends.length - 1) * parts)
                .mapToDouble(k -> ends[k / parts] + (ends[k / parts + 1] - ends[k / parts]) * (k % parts) / parts)
                .toArray();
    }

    private double[] tolerances(Trajectories ways) {
        double[] ranges = Arrays.stream(new double[][][][] {ways.model(), ways.states(), ways.truth()})
                .filter(way -> way.length == ways.times().length)
                .flatMapToDouble(way -> Arrays.stream(ranges(way)))
                .toArray();
        double flat = Math.max(FLAT * Arrays.stream(ranges).max().orElse(0), Double.MIN_NORMAL);
        return Arrays.stream(ranges).map(range -> SHARE * Math.max(range, flat)).toArray();
    }

    /// Of each component, over all samples that are looked at; once for each of them.
    private double[] ranges(double[][][] way) {
        int dim = way[0][0].length;
        double[] ranges = new double[samples.length * dim];
        for (int i = 0; i < dim; i++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[][] at : way) {
                for (int s : samples) {
                    low = Math.min(low, at[s][i]);
                    high = Math.max(high, at[s][i]);
                }
            }
            for (int k = 0; k < samples.length; k++) {
                ranges[k * dim + i] = high - low;
            }
        }
        return ranges;
    }

    @Override
    public void stepped(Step step, boolean accepted) {
        if (!accepted) {
            return;
        }
        double end = step.t() + step.h();
        double slack = 1e-12 * Math.abs(step.h());
        while (next < times.length && (times[next] - end) * Math.signum(step.h()) <= slack) {
            double t = times[next++];
            step.interpolate(t, y.data());
            take(t);
        }
    }

    private void take(double t) {
        Batch prediction = pipeline.predict(y, theta);
        boolean known = pipeline.data().truth().at(t, x);
        int at = values(prediction, 0);
        at = values(y, at);
        if (known && at < values.length) {
            values(x, at);
        }
        if (pending != Point.NONE && !bends.straight(t, values)) {
            keep(pending);
        }
        Point point =
                new Point(t, prediction.toRows(), y.toRows(), known ? x.toRows() : new double[0][], values.clone());
        if (nextAsked < asked.length && t == asked[nextAsked]) {
            nextAsked++;
            keep(point);
        } else {
            bends.pass(t, values);
            pending = point;
        }
    }

    private int values(Batch of, int from) {
        int at = from;
        for (int s : samples) {
            for (int i = 0; i < of.dim(); i++) {
                values[at++] = of.get(i, s);
            }
        }
        return at;
    }

    private void keep(Point point) {
        kept.add(point);
        pending = Point.NONE;
        bends.keep(point.t, point.values);
    }

    Trajectories trajectories() {
        return new Trajectories(
                kept.stream().mapToDouble(Point::t).toArray(),
                of(Point::model),
                kept.stream().anyMatch(point -> point.truth.length == 0) ? new double[0][][] : of(Point::truth),
                of(Point::states));
    }

    private double[][][] of(Function<Point, double[][]> part) {
        return kept.stream().map(part).toArray(double[][][]::new);
    }
}
