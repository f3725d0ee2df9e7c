package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import adjointlab.core.rollout.Rollout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// Looks closely at an experiment at weights of the caller's choice, away from any training. For one thread at a time.
public final class Inspection {
    /// Share of the times' span.
    private static final double JUST_BEHIND = 1e-9;

    private final Experiment experiment;
    private final Pipeline pipeline;

    /// @param experiment what to look at
    public Inspection(Experiment experiment) {
        this.experiment = experiment;
        this.pipeline = new Pipeline(experiment);
    }

    /// What is looked at.
    public Experiment experiment() {
        return experiment;
    }

    /// The data that it is looked at with, of the first iteration; not to be modified.
    public ProblemData data() {
        return pipeline.data();
    }

    /// Loss at each of several weights, for a loss surface; NaN where the solve fails or was cancelled.
    ///
    /// @param thetas [m][p], not modified
    /// @return [m]
    public double[] losses(double[][] thetas, Cancellation cancellation) {
        double[] losses = new double[thetas.length];
        for (int i = 0; i < losses.length; i++) {
            pipeline.forward(thetas[i], StepListener.NONE, cancellation);
            losses[i] = pipeline.loss();
        }
        return losses;
    }

    /// What the model would predict from states of the caller's choice.
    ///
    /// @param theta [p], not modified
    /// @param states [m][state]
    /// @return [m][outputDim]
    public double[][] readOut(double[] theta, double[][] states) {
        Batch prediction = new Batch(experiment.model().outputDim(), states.length);
        experiment.model().readOut(Batch.ofRows(states), theta, new Scratch(), prediction);
        return prediction.toRows();
    }

    /// The model's field at states of the caller's choice.
    ///
    /// @param theta [p], not modified
    /// @param t s
    /// @param states [m][state]
    /// @return [m][state]
    public double[][] field(double[] theta, double t, double[][] states) {
        Batch rate = new Batch(experiment.model().field().dim(), states.length);
        experiment.model().field().eval(t, Batch.ofRows(states), theta, new Scratch(), rate);
        return rate.toRows();
    }

    /// When which sample jumps at a surface, in order of time; none in a model that knows no surface.
    ///
    /// @param theta [p], not modified
    public List<Rollout.Jumped> jumped(double[] theta, Cancellation cancellation) {
        pipeline.forward(theta, StepListener.NONE, cancellation);
        return pipeline.rollout().jumped();
    }

    /// Everything about one solve and its gradient.
    ///
    /// @param theta [p], not modified
    /// @param times s, increasing, between t₀ and T; those at which a state jumps come on top, just in front and
    ///     behind
    public SolveRecord picture(double[] theta, double[] times, Cancellation cancellation) {
        Tracer tracer = new Tracer(theta, withJumps(theta, times, cancellation));
        SolveStatus status = pipeline.forward(theta, tracer, cancellation);
        double loss = pipeline.loss();
        List<SolveRecord.Step> backward = new ArrayList<>();
        List<SolveRecord.Adjoint> adjoint = new ArrayList<>();
        if (status.ok()) {
            status = pipeline.backward(theta, adjointTracer(backward, adjoint), cancellation);
        }
        return new SolveRecord(status, loss, tracer.trajectories(), tracer.steps, backward, adjoint);
    }

    /// The same ways with as many more points as their curves need, so that straight lines between them are within
    /// half a pixel of what the solver's dense output and the truth are.
    ///
    /// @param theta [p], not modified
    /// @param picture as [#picture] has it for these weights
    /// @param samples whose curves are to be right; those of others have the same times
    public SolveRecord.Trajectories curves(
            double[] theta, SolveRecord picture, Cancellation cancellation, int... samples) {
        if (picture.trajectories().times().length < 2) {
            return picture.trajectories();
        }
        CurveTracer tracer = new CurveTracer(pipeline, theta, picture, samples);
        pipeline.forward(theta, tracer, cancellation);
        return tracer.trajectories();
    }

    private double[] withJumps(double[] theta, double[] times, Cancellation cancellation) {
        if (experiment.model().impact().isEmpty()) {
            return times;
        }
        double last = times[times.length - 1];
        DoubleStream jumps = jumped(theta, cancellation).stream()
                .mapToDouble(Rollout.Jumped::t)
                .flatMap(t -> DoubleStream.of(t, t + JUST_BEHIND * (last - times[0])));
        return DoubleStream.concat(Arrays.stream(times), jumps)
                .filter(t -> t <= last)
                .sorted()
                .distinct()
                .toArray();
    }

    private static AdjointListener adjointTracer(List<SolveRecord.Step> steps, List<SolveRecord.Adjoint> adjoint) {
        return new AdjointListener() {
            @Override
            public void adjoint(double t, Batch a) {
                double[] perSample = new double[a.size()];
                for (int s = 0; s < perSample.length; s++) {
                    perSample[s] = Norms.of(a, s);
                }
                adjoint.add(new SolveRecord.Adjoint(t, Norms.of(a), perSample));
            }

            @Override
            public void stepped(double t, double h, double errorRatio, boolean accepted) {
                steps.add(new SolveRecord.Step(t, h, errorRatio, accepted));
            }
        };
    }

    /// Collects steps, and predictions at chosen times from each accepted step's dense output.
    private final class Tracer implements StepListener {
        private final double[] theta;
        private final double[] times;
        private final List<SolveRecord.Step> steps = new ArrayList<>();
        private final List<double[][]> model = new ArrayList<>();
        private final List<double[][]> truth = new ArrayList<>();
        private final List<double[][]> states = new ArrayList<>();
        private final Batch y;

        Tracer(double[] theta, double[] times) {
            this.theta = theta;
            this.times = times;
            this.y = new Batch(experiment.model().field().dim(), pipeline.data().samples());
        }

        @Override
        public void stepped(Step step, boolean accepted) {
            steps.add(new SolveRecord.Step(step.t(), step.h(), step.errorRatio(), accepted));
            if (!accepted) {
                return;
            }
            double end = step.t() + step.h();
            double slack = 1e-12 * Math.abs(step.h());
            while (model.size() < times.length && (times[model.size()] - end) * Math.signum(step.h()) <= slack) {
                double t = times[model.size()];
                step.interpolate(t, y.data());
                model.add(pipeline.predict(y, theta).toRows());
                states.add(y.toRows());
                Batch x = new Batch(pipeline.data().initial().dim(), y.size());
                if (pipeline.data().truth().at(t, x)) {
                    truth.add(x.toRows());
                }
            }
        }

        SolveRecord.Trajectories trajectories() {
            return new SolveRecord.Trajectories(
                    Arrays.copyOf(times, model.size()),
                    model.toArray(double[][][]::new),
                    truth.toArray(double[][][]::new),
                    states.toArray(double[][][]::new));
        }
    }
}
