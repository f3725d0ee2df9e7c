package adjointlab.core.train;

import adjointlab.core.adjoint.ForwardOnly;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.LogDensity;
import adjointlab.core.field.Trace;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.FieldSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Rollout;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The density that a flow has learned: its value anywhere, and samples of it. Traces are exact here, whatever estimate
/// the training takes. For one thread at a time.
public final class LearnedDensity {
    /// Points solved together: they share their steps, and their layers fit into the nearer caches.
    private static final int BLOCK = 256;

    private final Experiment experiment;
    /// With an exact trace.
    private final Model model;

    private final int dim;
    private final double dataTime;
    private final double baseTime;

    /// @param experiment with a flow as its family
    /// @throws IllegalArgumentException if it has none
    public LearnedDensity(Experiment experiment) {
        if (!experiment.model().logDensity()) {
            throw new IllegalArgumentException("a density is what a normalizing flow learns; this family has none");
        }
        this.experiment = experiment;
        this.dim = experiment.task().problem().dim();
        Model given = experiment.model();
        this.model = given.field() instanceof LogDensity density
                ? new Model(
                        new LogDensity(density.field(), new Trace.Exact()),
                        given.ends(),
                        given.places(),
                        given.traits())
                : given;
        ProblemData data = experiment.task().problem().data(experiment.seed());
        this.dataTime = data.start();
        this.baseTime = data.end();
    }

    /// Components of a point.
    public int dim() {
        return dim;
    }

    /// The time at a share of the way from the normal density to the data's, s.
    public double time(double share) {
        return (1 - share) * baseTime + share * dataTime;
    }

    /// log p of points that stand on the way.
    ///
    /// @param theta [p], not modified
    /// @param points [m][dim]
    /// @param share how much of the way from the normal density to the data's lies behind them
    /// @return [m]; NaN where a solve fails or is cancelled
    public double[] logAt(double[] theta, double[][] points, double share, Cancellation cancellation) {
        double[] result = new double[points.length];
        Arrays.fill(result, Double.NaN);
        Batch start = new Batch(dim, BLOCK);
        ProblemData data = new ProblemData(
                start,
                time(share),
                new double[] {baseTime},
                List.of(new Batch(model.outputDim(), BLOCK)),
                ProblemData.Truth.UNKNOWN);
        Rollout rollout = new Rollout(
                model, data, experiment.numerics().solver(), new ForwardOnly(), new Context(experiment.seed()));
        for (int first = 0; first < points.length; first += BLOCK) {
            int count = Math.min(BLOCK, points.length - first);
            for (int s = 0; s < BLOCK; s++) {
                double[] point = points[first + Math.min(s, count - 1)];
                for (int i = 0; i < dim; i++) {
                    start.set(i, s, point[i]);
                }
            }
            start.padState();
            if (!rollout.forward(theta, StepListener.NONE, cancellation).ok()) {
                continue;
            }
            Batch prediction = rollout.predict(rollout.end(), theta);
            for (int s = 0; s < count; s++) {
                result[first + s] = prediction.get(dim, s);
            }
        }
        return result;
    }

    /// Samples at several places on the way from the normal density to the data's.
    ///
    /// @param theta [p], not modified
    /// @param random draws where samples begin
    /// @param count how many
    /// @param shares of the way, ascending
    /// @return [shares][count][dim]; fewer shares where the solve fails or is cancelled
    public double[][][] samples(
            double[] theta, RandomGenerator random, int count, double[] shares, Cancellation cancellation) {
        Batch state = new Batch(dim + 1, count);
        for (int s = 0; s < count; s++) {
            for (int i = 0; i < dim; i++) {
                state.set(i, s, random.nextGaussian());
            }
        }
        state.padState();
        FieldSystem system = new FieldSystem(model.field(), count, new Scratch());
        system.bind(theta, new Context(experiment.seed()));
        double[] times = Arrays.stream(shares).map(this::time).toArray();
        double[][][] result = new double[shares.length][][];
        int[] reached = {0};
        Watch watch = new Watch(
                times,
                (index, _, y) -> {
                    result[index] = points(new Batch(dim + 1, count, y, 0));
                    reached[0] = index + 1;
                },
                Watch.NONE.listener(),
                cancellation);
        new Solve(experiment.numerics().solver(), system, new SolveStats())
                .run(baseTime, dataTime, state.data(), watch);
        return Arrays.copyOf(result, reached[0]);
    }

    private double[][] points(Batch state) {
        double[][] points = new double[state.size()][dim];
        for (int s = 0; s < points.length; s++) {
            for (int i = 0; i < dim; i++) {
                points[s][i] = state.get(i, s);
            }
        }
        return points;
    }
}
