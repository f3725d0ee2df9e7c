package adjointlab.core.train;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.family.ModelFamily;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolveStatus.Phase;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.ProblemData;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One experiment's way from weights to loss and gradient: embed, solve, read out, and back. Allocates nothing once
/// warm.
final class Pipeline {
    private final Experiment experiment;
    private final ModelFamily family;
    private final VectorField field;
    private final ProblemData data;
    private final AdjointMethod.Work work;
    private final AdjointMethod.Times times;
    private final Scratch scratch = new Scratch();
    private final Batch y0;
    private final Batch prediction;
    private final Batch predictionCotangent;
    private final Batch gradX0;
    private final Batch[] cotangents;
    private final ParameterGradient gradTheta;
    private final Batch startCotangent;
    private final Optional<Problem.Draws> draws;
    private final Context context;
    private @Nullable Batch velocity;
    private double loss = Double.NaN;

    Pipeline(Experiment experiment) {
        this.experiment = experiment;
        this.family = experiment.family();
        this.context = new Context(experiment.seed());
        this.data = experiment.task().problem().data(experiment.seed());
        int n = data.samples();
        this.field = family.field();
        int state = field.dim();
        this.work = experiment
                .numerics()
                .gradient()
                .prepare(new AdjointMethod.Setup(field, n, experiment.numerics().solver(), false, context));
        this.times = new AdjointMethod.Times(data.start(), data.times());
        this.y0 = new Batch(state, n);
        this.prediction = new Batch(family.outputDim(), n);
        this.predictionCotangent = new Batch(family.outputDim(), n);
        this.gradX0 = new Batch(data.initial().dim(), n);
        this.cotangents = new Batch[data.times().length];
        for (int i = 0; i < cotangents.length; i++) {
            cotangents[i] = new Batch(state, n);
        }
        this.gradTheta = new ParameterGradient(1, family.parameters().size());
        this.startCotangent = new Batch(state, n);
        this.draws = experiment.task().problem().draws(experiment.seed());
        if (experiment.task().loss().ofLogDensity() && !family.logDensity()) {
            throw new IllegalArgumentException(
                    "this loss is one of a log-density; choose a normalizing flow as family");
        }
    }

    /// Goes to the data and the noise of an iteration; those of the first one stand at the start.
    void goTo(long iteration) {
        if (iteration != context.iteration()) {
            context.at(iteration);
            if (draws.isPresent()) {
                draws.get().fill(iteration, data.initial());
            }
        }
    }

    /// What random numbers belong to.
    Context context() {
        return context;
    }

    /// Lets states start with this velocity instead of the family's own.
    ///
    /// @param velocity [velocityDim×n], not copied
    void startWith(Batch velocity) {
        this.velocity = velocity;
    }

    /// The field that the solves work with; its memory is found by this very object.
    VectorField field() {
        return field;
    }

    ProblemData data() {
        return data;
    }

    AdjointMethod.Work work() {
        return work;
    }

    double loss() {
        return loss;
    }

    /// dL/dθ [p], owned by this.
    double[] gradient() {
        return gradTheta.data();
    }

    /// dL/dx₀ [d×n], owned by this.
    Batch gradX0() {
        return gradX0;
    }

    /// Loss at θ.
    SolveStatus forward(double[] theta, StepListener listener, Cancellation cancellation) {
        loss = Double.NaN;
        gradTheta.clear();
        family.embed(data.initial(), theta, scratch, y0);
        if (velocity != null) {
            System.arraycopy(
                    velocity.data(), velocity.offset(), y0.data(), y0.length() - velocity.length(), velocity.length());
        }
        SolveStatus status = work.forward(theta, y0, times, listener, cancellation);
        if (!status.ok()) {
            return status;
        }
        double sum = 0;
        for (int i = 0; i < cotangents.length; i++) {
            Batch y = work.state(i);
            sum += predictionCotangent(i, theta);
            cotangents[i].fill(0);
            family.readOutVjp(y, theta, predictionCotangent, scratch, cotangents[i], gradTheta);
        }
        int last = cotangents.length - 1;
        loss = sum / cotangents.length + family.runningCost(work.state(last), cotangents[last]);
        return Double.isFinite(loss) ? SolveStatus.OK : nonFinite();
    }

    /// Gradient at the θ of the last [#forward], which went well.
    SolveStatus backward(double[] theta, AdjointListener listener, Cancellation cancellation) {
        SolveStatus status = work.backward(cotangents, listener, cancellation);
        if (!status.ok()) {
            return status.during(Phase.ADJOINT);
        }
        double[] field = work.gradTheta();
        double[] gradient = gradTheta.data();
        for (int j = 0; j < field.length; j++) {
            gradient[j] += field[j];
        }
        gradX0.fill(0);
        startCotangent.copyFrom(work.gradInitial());
        if (velocity != null) {
            int position = startCotangent.length() - velocity.length();
            java.util.Arrays.fill(startCotangent.data(), position, startCotangent.length(), 0.0);
        }
        family.embedVjp(data.initial(), theta, startCotangent, scratch, gradX0, gradTheta);
        for (double g : gradient) {
            if (!Double.isFinite(g)) {
                return new SolveStatus(SolveStatus.Kind.NON_FINITE, times.start(), -1, Double.NaN, Phase.GRADIENT);
            }
        }
        return SolveStatus.OK;
    }

    /// Tells of the layers outside of the field, after [#backward].
    void gather(double[] theta, LayerGatherer gatherer) {
        for (int i = 0; i < cotangents.length; i++) {
            predictionCotangent(i, theta);
            gatherer.readOut(work.state(i), predictionCotangent);
        }
        gatherer.embedding(data.initial(), startCotangent);
    }

    /// The loss at the `i`-th time and its cotangent.
    private double predictionCotangent(int i, double[] theta) {
        family.readOut(work.state(i), theta, scratch, prediction);
        double value = experiment.task().loss().value(prediction, data.targets().get(i), predictionCotangent);
        scale(predictionCotangent, 1.0 / cotangents.length);
        return value;
    }

    /// Prediction at any state, into a batch owned by this.
    Batch predict(Batch y, double[] theta) {
        family.readOut(y, theta, scratch, prediction);
        return prediction;
    }

    /// Mean square of the terminal state over samples and components. Okamoto, Takeuchi and Sakemi's Algorithm 2
    /// has one component; the mean over components is our extension.
    double terminalVariance() {
        Batch y = work.state(cotangents.length - 1);
        int first = family.costDim();
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

    private static void scale(Batch batch, double factor) {
        if (factor != 1) {
            double[] data = batch.data();
            for (int i = batch.offset(); i < batch.offset() + batch.length(); i++) {
                data[i] *= factor;
            }
        }
    }
}
