package adjointlab.core.train;

import adjointlab.core.family.ModelFamily;
import adjointlab.core.field.Context;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.FieldSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import adjointlab.core.problem.ProblemData;

/// A model's predictions at the last time, with nothing kept for a gradient. For one thread at a time.
public final class Predictor {
    private final ModelFamily family;
    private final ProblemData data;
    private final Scratch scratch = new Scratch();
    private final Context context;
    private final FieldSystem system;
    private final Solve solve;
    private final Batch state;
    private final Batch prediction;

    /// @param experiment whose model and solver are used
    /// @param data what is predicted, for instance other samples than those that are trained on
    public Predictor(Experiment experiment, ProblemData data) {
        this.family = experiment.family();
        this.data = data;
        this.context = new Context(experiment.seed());
        this.state = new Batch(family.field().dim(), data.samples());
        this.prediction = new Batch(family.outputDim(), data.samples());
        this.system = new FieldSystem(family.field(), data.samples(), new Scratch());
        this.solve = new Solve(experiment.numerics().solver(), system, new SolveStats());
    }

    /// Number of samples.
    public int samples() {
        return data.samples();
    }

    /// Predicts.
    ///
    /// @param theta weights [p], not modified
    /// @param cancellation asked between steps
    public SolveStatus at(double[] theta, Cancellation cancellation) {
        system.bind(theta, context);
        family.embed(data.initial(), theta, scratch, state);
        Watch watch = new Watch(new double[0], (_, _, _) -> {}, StepListener.NONE, cancellation);
        SolveStatus status = solve.run(data.start(), data.end(), state.data(), watch);
        if (status.ok()) {
            family.readOut(state, theta, scratch, prediction);
        }
        return status;
    }

    /// The last predictions [outputDim×n], owned by this.
    public Batch prediction() {
        return prediction;
    }
}
