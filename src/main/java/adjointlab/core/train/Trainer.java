package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.UnconvergedException;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.optim.Evidence;
import adjointlab.core.optim.Optimizer;
import adjointlab.core.optim.OptimizerState;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Pipeline;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// One training: weights, optimizer state and the latest [Evaluation]. For one thread at a time; starts none.
///
/// [#evaluate] measures loss and gradient at the current weights, [#step] updates the weights and measures there. After
/// a failure the weights and the optimizer's state are the last good ones, and the evaluation says what failed.
/// The same experiment, start weights and calls give the same bits.
public final class Trainer {
    private Experiment experiment;
    private Pipeline pipeline;
    private EvidenceSource source;
    private @Nullable TestScores test;
    private boolean tests = true;
    private double iterationsAnEpoch;
    private final double[] theta;
    private final double[] previousTheta;
    private final double[] clipped;
    private OptimizerState state;
    private OptimizerState previousState;
    private long iteration;
    private boolean current;
    private final Evaluation evaluation;
    private final Evidence evidence = new Evidence();
    private final AdjointNorms adjointNorms = new AdjointNorms();

    /// @param experiment what to train
    /// @param theta0 start weights [p], copied
    public Trainer(Experiment experiment, double[] theta0) {
        this.experiment = experiment;
        this.pipeline = new Pipeline(experiment);
        this.source = new EvidenceSource(experiment, pipeline);
        this.iterationsAnEpoch = epoch(experiment);
        int p = experiment.model().parameters().size();
        if (theta0.length != p) {
            throw new IllegalArgumentException(theta0.length + " start weights given, " + p + " needed");
        }
        this.theta = theta0.clone();
        this.previousTheta = theta0.clone();
        this.clipped = new double[p];
        this.state = initial(experiment);
        this.previousState = state.copy();
        this.evaluation = new Evaluation(p);
    }

    /// Chooses whether evaluations look at the samples for test and validation too, as they do at first.
    ///
    /// @param each false where nobody asks for them, or where [TestScores] are taken elsewhere
    public void tests(boolean each) {
        tests = each;
    }

    /// Looks at the samples for test and validation at the latest evaluation, where evaluations do not, see [#tests].
    ///
    /// @param cancellation asked between solver steps
    public void look(Cancellation cancellation) {
        if (current) {
            writeScores(cancellation);
        }
    }

    private void writeScores(Cancellation cancellation) {
        test = test == null ? new TestScores(experiment) : test;
        test.write(theta, evaluation, cancellation);
    }

    /// What is trained.
    public Experiment experiment() {
        return experiment;
    }

    /// The weights [p]; not a copy, not to be modified.
    public double[] theta() {
        return theta;
    }

    /// Names and shapes of the weights.
    public ParameterLayout parameters() {
        return experiment.model().parameters();
    }

    /// Updates made so far.
    public long iteration() {
        return iteration;
    }

    /// The latest evaluation; the same object each time.
    public Evaluation evaluation() {
        return evaluation;
    }

    /// One sentence where the model stays at the mean of trajectories instead of following them, and what helps; ""
    /// where it does not, and after an evaluation that failed.
    public String flatFit() {
        return current ? FlatFit.hint(pipeline, theta) : "";
    }

    /// Measures loss and gradient at the current weights.
    ///
    /// @param cancellation asked between solver steps
    public Evaluation evaluate(Cancellation cancellation) {
        evaluation.stepNorm = Double.NaN;
        evaluation.effectiveStep = Double.NaN;
        evaluation.predictedDecrease = Double.NaN;
        evaluation.actualDecrease = Double.NaN;
        measure(iteration, cancellation);
        return evaluation;
    }

    /// Updates the weights by the optimizer and measures there. Evaluates first where that has not been done since
    /// the weights or the experiment last changed.
    ///
    /// @param cancellation asked between solver steps; a cancelled step changes nothing
    public Evaluation step(Cancellation cancellation) {
        if (!current) {
            evaluate(cancellation);
            if (!current) {
                return evaluation;
            }
        }
        System.arraycopy(theta, 0, previousTheta, 0, theta.length);
        previousState.copyFrom(state);
        evaluation.status = update(cancellation);
        if (!evaluation.status.ok()) {
            evaluation.iteration = iteration + 1;
            return evaluation;
        }
        double before = evaluation.loss;
        double predicted = 0;
        double squared = 0;
        for (int j = 0; j < theta.length; j++) {
            double delta = theta[j] - previousTheta[j];
            predicted -= evaluation.gradient[j] * delta;
            squared += delta * delta;
        }
        evaluation.stepNorm = Math.sqrt(squared);
        evaluation.effectiveStep = evaluation.stepNorm / evaluation.gradientNorm;
        evaluation.predictedDecrease = predicted;
        measure(iteration + 1, cancellation);
        evaluation.nfeForward += source.forwardEvaluations();
        evaluation.nfeBackward += source.backwardEvaluations();
        evaluation.actualDecrease = before - evaluation.loss;
        if (evaluation.status.ok()) {
            iteration++;
        } else {
            System.arraycopy(previousTheta, 0, theta, 0, theta.length);
            state.copyFrom(previousState);
        }
        return evaluation;
    }

    /// The weights to which one update would lead; nothing changes.
    ///
    /// @param cancellation asked between solver steps
    /// @return [p]; empty where the gradient or what the optimizer asks for fails
    public double[] proposal(Cancellation cancellation) {
        if (!current) {
            evaluate(cancellation);
        }
        if (!current) {
            return new double[0];
        }
        System.arraycopy(theta, 0, previousTheta, 0, theta.length);
        previousState.copyFrom(state);
        boolean ok = update(cancellation).ok();
        double[] proposed = ok ? theta.clone() : new double[0];
        System.arraycopy(previousTheta, 0, theta, 0, theta.length);
        state.copyFrom(previousState);
        // a line search leaves the evaluation of its last trial behind
        current = false;
        return proposed;
    }

    /// Changes the experiment between iterations: weights stay, and the optimizer's state where the new optimizer's
    /// has the same shape and kind. The next step evaluates anew first.
    ///
    /// @param changed has as many parameters
    /// @return whether something else is solved from now on: other data, another model or other numerics
    public boolean reconfigure(Experiment changed) {
        int p = changed.model().parameters().size();
        if (p != theta.length) {
            throw new IllegalArgumentException(
                    "a change from " + theta.length + " to " + p + " parameters needs a restart");
        }
        boolean sameData = changed.seed() == experiment.seed()
                && changed.task().equals(experiment.task())
                && changed.model().equals(experiment.model())
                && changed.numerics().equals(experiment.numerics());
        Optimizer optimizer = changed.training().optimizer();
        if (!optimizer.sameKind(experiment.training().optimizer())
                || !initial(changed).sameShape(state)) {
            state = initial(changed);
            previousState = state.copy();
        }
        experiment = changed;
        if (!sameData) {
            pipeline = new Pipeline(changed);
            test = null;
            iterationsAnEpoch = epoch(changed);
            current = false;
        }
        if (!sameData || !source.serves(changed)) {
            source = new EvidenceSource(changed, pipeline);
            current = false;
        }
        return !sameData;
    }

    /// Numbers in a checkpoint: weights and what the optimizer remembers, which may be far more.
    public long checkpointNumbers() {
        return Math.max(1, theta.length + state.numbers());
    }

    /// Enough to continue from here bit for bit.
    public Checkpoint checkpoint() {
        return new Checkpoint(iteration, theta.clone(), state.copy());
    }

    /// Goes back to a checkpoint of this training, or of one with the same parameters and kind of optimizer. The
    /// next step evaluates anew first.
    public void restore(Checkpoint checkpoint) {
        if (checkpoint.theta().length != theta.length || !checkpoint.optimizer().sameShape(state)) {
            throw new IllegalArgumentException("the checkpoint belongs to another model or optimizer");
        }
        System.arraycopy(checkpoint.theta(), 0, theta, 0, theta.length);
        state.copyFrom(checkpoint.optimizer());
        iteration = checkpoint.iteration();
        current = false;
    }

    private static double epoch(Experiment experiment) {
        return experiment.task().problem().iterationsAnEpoch(experiment.seed());
    }

    private static OptimizerState initial(Experiment experiment) {
        return experiment
                .training()
                .optimizer()
                .init(experiment.model().parameters().size(), experiment.model().denseLayers());
    }

    private SolveStatus update(Cancellation cancellation) {
        Experiment.Training training = experiment.training();
        System.arraycopy(evaluation.gradient, 0, clipped, 0, clipped.length);
        training.clipping().clip(clipped);
        evidence.with(
                training.schedule().factor(iteration),
                evaluation.horizon,
                training.optimizer().needs().contains(Optimizer.Need.TERMINAL_VARIANCE)
                        ? evaluation.terminalVariance
                        : Double.NaN);
        evidence.with(evaluation.loss).with(cancellation);
        try {
            SolveStatus status = source.fill(theta, evidence, cancellation);
            if (status.ok()) {
                training.optimizer().update(theta, clipped, state, evidence);
                if (!Kernels.allFinite(theta, theta.length)) {
                    return nowhere(SolveStatus.Kind.NON_FINITE);
                }
            }
            return status;
        } catch (UnconvergedException _) {
            return nowhere(SolveStatus.Kind.UNCONVERGED);
        } catch (CancellationException _) {
            current = false; // what was gathered on the way is half there
            return nowhere(SolveStatus.Kind.CANCELLED);
        }
    }

    /// The last update led nowhere: goes back to the weights and the state before it.
    private SolveStatus nowhere(SolveStatus.Kind why) {
        System.arraycopy(previousTheta, 0, theta, 0, theta.length);
        state.copyFrom(previousState);
        return new SolveStatus(why, Double.NaN, -1, Double.NaN, SolveStatus.Phase.WEIGHTS);
    }

    private void measure(long at, Cancellation cancellation) {
        current = false;
        evaluation.iteration = at;
        evaluation.horizon = (pipeline.data().end() - pipeline.data().start())
                * experiment.model().timeScale(theta);
        evaluation.status = gradient(cancellation);
        current = evaluation.status.ok();
        var forward = pipeline.work().forwardStats();
        var backward = pipeline.work().backwardStats();
        evaluation.nfeForward = forward.evaluations();
        evaluation.nfeBackward = backward.evaluations();
        evaluation.vjps = forward.vjps() + backward.vjps();
        evaluation.acceptedForward = forward.accepted();
        evaluation.rejectedForward = forward.rejected();
        evaluation.acceptedBackward = backward.accepted();
        evaluation.rejectedBackward = backward.rejected();
        evaluation.stiffness = forward.stiffness();
        evaluation.forward = forward;
        evaluation.backward = backward;
        evaluation.epoch = at / iterationsAnEpoch;
        if (current && tests) {
            writeScores(cancellation);
        } else {
            TestScores.clear(evaluation);
        }
        evaluation.adjointEnd = adjointNorms.first;
        evaluation.adjointStart = adjointNorms.last;
        evaluation.adjointMax = adjointNorms.max;
    }

    private SolveStatus gradient(Cancellation cancellation) {
        adjointNorms.clear();
        pipeline.goTo(evaluation.iteration);
        SolveStatus status = pipeline.forward(theta, StepListener.NONE, cancellation);
        evaluation.loss = pipeline.loss();
        evaluation.terminalVariance = Double.NaN;
        evaluation.gradientNorm = Double.NaN;
        if (!status.ok()) {
            pipeline.work().backwardStats().clear();
            return status;
        }
        evaluation.terminalVariance = pipeline.terminalVariance();
        adjointNorms.next = source.listener(theta, state.updates());
        status = pipeline.backward(theta, adjointNorms, cancellation);
        if (!status.ok()) {
            return status;
        }
        System.arraycopy(pipeline.gradient(), 0, evaluation.gradient, 0, theta.length);
        evaluation.gradientNorm = Norms.of(evaluation.gradient);
        return status;
    }

    /// ‖a(t)‖ at both ends and its maximum; passes samples on.
    private static final class AdjointNorms implements AdjointListener {
        private AdjointListener next = AdjointListener.NONE;
        private double first;
        private double last;
        private double max;

        void clear() {
            first = Double.NaN;
            last = Double.NaN;
            max = Double.NaN;
        }

        @Override
        public void adjoint(double t, Batch a) {
            last = Norms.of(a);
            if (Double.isNaN(first)) {
                first = last;
                max = last;
            }
            max = Math.max(max, last);
        }

        @Override
        public double[] sampleTimes() {
            return next.sampleTimes();
        }

        @Override
        public void sample(double t, Batch y, Batch a) {
            next.sample(t, y, a);
        }
    }
}
