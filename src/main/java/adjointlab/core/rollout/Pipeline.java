package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolveStatus.Phase;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.Optional;

/// One experiment's way from weights to loss and gradient. Allocates nothing once warm.
public final class Pipeline {
    private final Experiment experiment;
    private final Model model;
    private final ProblemData data;
    private final Rollout rollout;
    private final Batch predictionCotangent;
    private final Batch[] cotangents;
    private final ParameterGradient gradTheta;
    private final Optional<Problem.Draws> draws;
    private final Optional<NodeGaps> gaps;
    private double loss = Double.NaN;

    public Pipeline(Experiment experiment) {
        this.experiment = experiment;
        this.model = experiment.model();
        this.data = experiment.task().problem().data(experiment.seed());
        this.rollout = new Rollout(
                model,
                data,
                experiment.numerics().solver(),
                experiment.numerics().gradient(),
                new Context(experiment.seed()));
        int n = data.samples();
        this.predictionCotangent = new Batch(model.outputDim(), n);
        this.cotangents = new Batch[data.times().length];
        for (int i = 0; i < cotangents.length; i++) {
            cotangents[i] = new Batch(model.field().dim(), n);
        }
        this.gradTheta = new ParameterGradient(1, model.parameters().size());
        this.draws = experiment.task().problem().draws(experiment.seed());
        this.gaps = data.observations().isEmpty()
                ? Optional.empty()
                : model.startsAfresh().map(afresh -> new NodeGaps(afresh, data));
        if (experiment.task().loss().ofLogDensity() && !model.logDensity()) {
            throw new IllegalArgumentException(
                    "this loss is one of a log-density; choose a normalizing flow as family");
        }
    }

    /// Goes to the data and the noise of an iteration; those of the first one stand at the start.
    public void goTo(long iteration) {
        if (iteration != context().iteration()) {
            context().at(iteration);
            if (draws.isPresent()) {
                draws.get().fill(iteration, data);
            }
        }
    }

    /// What random numbers belong to.
    public Context context() {
        return rollout.context();
    }

    /// Lets states start with this velocity instead of the model's own.
    ///
    /// @param velocity [velocityDim×n], not copied
    public void startWith(Batch velocity) {
        rollout.startWith(velocity);
    }

    /// The field that the solves work with; its memory is found by this very object.
    public VectorField field() {
        return model.field();
    }

    public ProblemData data() {
        return data;
    }

    public AdjointMethod.Work work() {
        return rollout.work();
    }

    public double loss() {
        return loss;
    }

    /// dL/dθ [p], owned by this.
    public double[] gradient() {
        return gradTheta.data();
    }

    /// dL/dx₀ [d×n], owned by this.
    public Batch gradX0() {
        return rollout.gradX0();
    }

    /// ∂L/∂y behind the jump of each observation, owned by this; none where nothing is observed.
    public Batch[] adjointsBehindJumps() {
        return rollout.adjointsBehindJumps();
    }

    /// Loss at θ.
    public SolveStatus forward(double[] theta, StepListener listener, Cancellation cancellation) {
        loss = Double.NaN;
        gradTheta.clear();
        SolveStatus status = rollout.forward(theta, listener, cancellation);
        if (!status.ok()) {
            return status;
        }
        double sum = 0;
        for (int i = 0; i < cotangents.length; i++) {
            sum += predictionCotangent(i, theta);
            rollout.readBack(i, theta, predictionCotangent, cotangents[i], gradTheta);
        }
        int last = cotangents.length - 1;
        loss = data.goals().whole(sum) + model.runningCost(rollout.state(last), cotangents[last]);
        if (gaps.isPresent()) {
            loss += gaps.get().add(theta, rollout, cotangents, gradTheta);
        }
        return Double.isFinite(loss) ? SolveStatus.OK : nonFinite();
    }

    /// Gradient at the θ of the last [#forward], which went well.
    public SolveStatus backward(double[] theta, AdjointListener listener, Cancellation cancellation) {
        SolveStatus status = rollout.backward(theta, cotangents, gradTheta, listener, cancellation);
        if (!status.ok()) {
            return status.during(Phase.ADJOINT);
        }
        for (double g : gradTheta.data()) {
            if (!Double.isFinite(g)) {
                return new SolveStatus(SolveStatus.Kind.NON_FINITE, data.start(), -1, Double.NaN, Phase.GRADIENT);
            }
        }
        return SolveStatus.OK;
    }

    /// Whether states start afresh on the way.
    public boolean startsAfresh() {
        return gaps.isPresent();
    }

    /// The way that it goes.
    public Rollout rollout() {
        return rollout;
    }

    /// The cotangent of the `i`-th time's prediction, after [#forward] with the same weights; the next call
    /// overwrites it.
    ///
    /// @return ∂L/∂prediction [outputDim×n], padding zero; owned by this
    public Batch ofPrediction(int i, double[] theta) {
        predictionCotangent(i, theta);
        return predictionCotangent;
    }

    /// The loss at the `i`-th time and its cotangent.
    private double predictionCotangent(int i, double[] theta) {
        Batch prediction = rollout.predict(rollout.state(i), theta);
        return data.goals().loss(experiment.task().loss(), i, prediction, predictionCotangent);
    }

    /// Prediction at any state, into a batch owned by this.
    public Batch predict(Batch y, double[] theta) {
        return rollout.predict(y, theta);
    }

    /// Mean square of the terminal state over samples and components. Okamoto, Takeuchi and Sakemi's Algorithm 2
    /// has one component; the mean over components is our extension.
    public double terminalVariance() {
        Batch y = rollout.end();
        int first = model.costDim();
        double sum = 0;
        for (int i = first; i < y.dim(); i++) {
            for (int s = 0; s < y.size(); s++) {
                sum += y.get(i, s) * y.get(i, s);
            }
        }
        return sum / (y.dim() - first) / y.size();
    }

    /// Names the sample and time of the first prediction or target that spoils the loss.
    private SolveStatus nonFinite() {
        for (int i = 0; i < cotangents.length; i++) {
            Batch y = cotangents[i];
            for (int s = 0; s < y.size(); s++) {
                for (int d = 0; d < y.dim(); d++) {
                    if (!Double.isFinite(y.get(d, s))) {
                        return new SolveStatus(SolveStatus.Kind.NON_FINITE, data.times()[i], s, Double.NaN, Phase.LOSS);
                    }
                }
            }
        }
        return new SolveStatus(SolveStatus.Kind.NON_FINITE, data.end(), -1, Double.NaN, Phase.LOSS);
    }
}
