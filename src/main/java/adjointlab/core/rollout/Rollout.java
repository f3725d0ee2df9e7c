package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.adjoint.LinearWork;
import adjointlab.core.adjoint.Linearized;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.ProblemData;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model on its way through data: from weights to the states and predictions at the data's times, and from their
/// cotangents back to the weights; with [Linearized] solves also from a direction of the weights to those of the
/// predictions, and back for each sample by itself. Allocates nothing once warm. For one thread at a time.
public final class Rollout {
    private final Model model;
    private final ProblemData data;
    private final Context context;
    private final AdjointMethod.Work work;
    private final AdjointMethod.Times times;
    private final List<Stretch> whole;
    private final Scratch scratch = new Scratch();
    private final Batch y0;
    private final Batch prediction;
    private final Batch gradX0;
    private final Batch startCotangent;
    private @Nullable Batch velocity;
    /// Of the states at the data's times; none until asked for.
    private Batch[] changes = new Batch[0];

    /// @param solver how to integrate
    /// @param gradient how to differentiate
    /// @param context what random numbers belong to; its owner moves it between solves
    /// @throws IllegalArgumentException if model, data and numerics do not fit together, in one sentence
    public Rollout(Model model, ProblemData data, SolverSettings solver, AdjointMethod gradient, Context context) {
        this.model = model;
        this.data = data;
        this.context = context;
        int n = data.samples();
        int state = model.field().dim();
        AdjointMethod.Setup setup = new AdjointMethod.Setup(model.field(), n, solver, false, context);
        this.work = work(model, data, gradient, setup);
        this.times = new AdjointMethod.Times(data.start(), data.times());
        this.whole = List.of(Stretch.whole(data.start(), data.times()));
        this.y0 = new Batch(state, n);
        this.prediction = new Batch(model.outputDim(), n);
        this.gradX0 = new Batch(data.initial().dim(), n);
        this.startCotangent = new Batch(state, n);
    }

    private static AdjointMethod.Work work(
            Model model, ProblemData data, AdjointMethod gradient, AdjointMethod.Setup setup) {
        boolean isWhole =
                model.startsAfresh().isPresent() && data.observations().isEmpty();
        if (isWhole || model.jump().isEmpty() && data.observations().isEmpty()) {
            return model.impact().isPresent() ? hybrid(model, data, gradient, setup) : gradient.prepare(setup);
        }
        if (model.impact().isPresent()) {
            throw new IllegalArgumentException("a state jumps where it is observed or at a surface, not at both");
        }
        if (model.jump().isEmpty() || data.observations().isEmpty()) {
            throw new IllegalArgumentException(
                    model.jump().isEmpty()
                            ? "this problem has observations on the way, which the model has no jump for"
                            : "this model jumps at observations, of which the problem has none");
        }
        int takes = model.jump().get().in().size() - model.field().dim();
        int given = data.observations().get().dim();
        if (takes != given) {
            throw new IllegalArgumentException(
                    "the model's jump takes observations of " + takes + " components; the problem's have " + given);
        }
        return gradient instanceof Linearized
                ? new LinearJumpingWork(setup, model, data)
                : new JumpingWork(gradient, setup, model, data);
    }

    private static AdjointMethod.Work hybrid(
            Model model, ProblemData data, AdjointMethod gradient, AdjointMethod.Setup setup) {
        if (gradient instanceof Linearized) {
            throw new IllegalArgumentException("a way that jumps at a surface is no linear map here");
        }
        AdjointMethod.Times times = new AdjointMethod.Times(data.start(), data.times());
        return new HybridWork(gradient, setup, model.impact().orElseThrow(), model.costDim(), times);
    }

    /// A sample jumped where a guard of the model's became zero.
    ///
    /// @param t s
    /// @param sample which, from 0
    public record Jumped(double t, int sample) {}

    /// The jumps at surfaces on the last [#forward], in order of time; none in a model that knows no surface.
    public List<Jumped> jumped() {
        return work instanceof HybridWork hybrid ? hybrid.jumps() : List.of();
    }

    /// What it goes through.
    public ProblemData data() {
        return data;
    }

    /// What random numbers belong to.
    public Context context() {
        return context;
    }

    /// The solves on the way.
    public AdjointMethod.Work work() {
        return work;
    }

    /// Lets states start with this velocity instead of the model's own.
    ///
    /// @param velocity [velocityDim×n], not copied
    public void startWith(Batch velocity) {
        this.velocity = velocity;
    }

    /// From weights to the states at the data's times.
    ///
    /// @param theta [p], not modified; stays as it is until [#backward] is done
    public SolveStatus forward(double[] theta, StepListener listener, Cancellation cancellation) {
        model.embed(data.initial(), theta, scratch, y0);
        if (velocity != null) {
            System.arraycopy(
                    velocity.data(), velocity.offset(), y0.data(), y0.length() - velocity.length(), velocity.length());
        }
        return work.forward(theta, y0, times, listener, cancellation);
    }

    /// The state at the `index`-th time [state×n]; owned by this.
    public Batch state(int index) {
        return work.state(index);
    }

    /// The state at the last time [state×n]; owned by this.
    public Batch end() {
        return work.state(data.times().length - 1);
    }

    /// The prediction at any state [outputDim×n], which the next call overwrites.
    public Batch predict(Batch y, double[] theta) {
        model.readOut(y, theta, scratch, prediction);
        return prediction;
    }

    /// From the cotangent of a prediction to that of its state.
    ///
    /// @param index of the time
    /// @param a ∂L/∂prediction [outputDim×n], padding zero
    /// @param gyOut ∂L/∂y [state×n], overwritten
    /// @param gThetaAcc [1×p], or [n×p] per sample, added to
    public void readBack(int index, double[] theta, Batch a, Batch gyOut, ParameterGradient gThetaAcc) {
        gyOut.fill(0);
        model.readOutVjp(work.state(index), theta, a, scratch, gyOut, gThetaAcc);
    }

    /// From the cotangents of the states back to the weights, after a [#forward] with the same ones that went well.
    ///
    /// @param cotangents ∂L/∂y at each time, [times][state×n], padding zero
    /// @param gThetaAcc [1×p], or with linear solves, which no listener hears, [n×p] per sample, added to
    public SolveStatus backward(
            double[] theta,
            Batch[] cotangents,
            ParameterGradient gThetaAcc,
            AdjointListener listener,
            Cancellation cancellation) {
        SolveStatus status = work instanceof LinearWork linear
                ? linear.transposedProduct(cotangents, gThetaAcc, cancellation)
                : solveBack(cotangents, gThetaAcc, listener, cancellation);
        if (status.ok()) {
            encodeBack(theta, work.gradInitial(), gThetaAcc);
        }
        return status;
    }

    private SolveStatus solveBack(
            Batch[] cotangents, ParameterGradient gThetaAcc, AdjointListener listener, Cancellation cancellation) {
        SolveStatus status = work.backward(cotangents, listener, cancellation);
        if (status.ok()) {
            double[] ofSolve = work.gradTheta();
            double[] gradient = gThetaAcc.data();
            for (int j = 0; j < ofSolve.length; j++) {
                gradient[j] += ofSolve[j];
            }
        }
        return status;
    }

    /// From the cotangent of y₀ to the encoder's weights and the data.
    ///
    /// @param a ∂L/∂y₀ [state×n], padding zero, not modified
    /// @param gThetaAcc [1×p], or [n×p] per sample, added to
    public void encodeBack(double[] theta, Batch a, ParameterGradient gThetaAcc) {
        gradX0.fill(0);
        startCotangent.copyFrom(a);
        keepVelocity(startCotangent);
        model.embedVjp(data.initial(), theta, startCotangent, scratch, gradX0, gThetaAcc);
    }

    /// A velocity that was given does not move.
    private void keepVelocity(Batch ofStart) {
        if (velocity != null) {
            Arrays.fill(ofStart.data(), ofStart.length() - velocity.length(), ofStart.length(), 0.0);
        }
    }

    /// From a direction of the weights to those of the states, after a [#forward] that went well.
    ///
    /// @param thetaDot θ̇ [p], not modified
    /// @throws UnsupportedOperationException unless the solves are [Linearized]
    public void along(double[] theta, double[] thetaDot) {
        if (!(work instanceof LinearWork linear)) {
            throw new UnsupportedOperationException("this way was not made to be a linear map");
        }
        if (changes.length == 0) {
            changes = new Batch[data.times().length];
            Arrays.setAll(changes, _ -> new Batch(y0.dim(), y0.size()));
        }
        model.embedJvp(data.initial(), theta, thetaDot, scratch, y0);
        keepVelocity(y0);
        linear.product(y0, thetaDot, changes);
    }

    /// How the prediction changes along the direction of the last [#along].
    ///
    /// @param index of the time
    /// @param thetaDot the same θ̇ [p]
    /// @param predictionDotOut [outputDim×n], overwritten
    public void readAlong(int index, double[] theta, double[] thetaDot, Batch predictionDotOut) {
        VectorField.Direction direction = new VectorField.Direction(changes[index], thetaDot, 0);
        model.readOutJvp(work.state(index), theta, direction, scratch, predictionDotOut);
    }

    /// dL/dx₀ of the last [#backward] [d×n]; owned by this.
    public Batch gradX0() {
        return gradX0;
    }

    /// dL/dy₀ of the last [#backward], as the encoder was told it [state×n]; owned by this.
    public Batch gradY0() {
        return startCotangent;
    }

    /// The stretches of the way, in their order.
    public List<Stretch> stretches() {
        return work instanceof JumpingWork jumping ? jumping.stretches : whole;
    }

    /// What the last [#forward] cost in the `k`-th stretch.
    public SolveStats forwardStats(int k) {
        return work instanceof JumpingWork jumping ? jumping.forwardOf[k] : work.forwardStats();
    }

    /// What the last [#backward] cost in the `k`-th stretch.
    public SolveStats backwardStats(int k) {
        return work instanceof JumpingWork jumping ? jumping.backwardOf[k] : work.backwardStats();
    }

    /// The field of the `k`-th stretch: the model's, at the samples' paces where they have some.
    public VectorField field(int k) {
        return work instanceof JumpingWork jumping ? jumping.fields[k] : model.field();
    }

    /// The field at a time; at an observation that of the stretch which begins there.
    ///
    /// @param t s
    public VectorField fieldAt(double t) {
        if (!(work instanceof JumpingWork jumping)) {
            return model.field();
        }
        int k = jumping.stretches.size() - 1;
        double direction = Math.signum(data.end() - data.start());
        while (k > 0 && (jumping.stretches.get(k).start() - t) * direction > 0) {
            k--;
        }
        return jumping.fields[k];
    }

    /// Which loss looks at the start, behind the jump where there is one, or [Stretch#NONE].
    public int lossAtStart() {
        return work instanceof JumpingWork jumping ? jumping.lossAtStart : Stretch.NONE;
    }

    /// The state at the `index`-th time of the `k`-th stretch, before any jump [state×n]; owned by this.
    public Batch state(int k, int index) {
        return work instanceof JumpingWork jumping ? jumping.state(k, index) : work.state(index);
    }

    /// Whether the first observation is at the start.
    public boolean jumpsAtStart() {
        return work instanceof JumpingWork jumping && jumping.startObserved;
    }

    /// From the cotangent of a state behind a jump to that of the one before, after a [#forward] that went well.
    ///
    /// @param observation index of the jump's
    /// @param a ∂L/∂y [state×n], padding zero, replaced
    /// @param gThetaAcc [1×p], or [n×p] per sample, added to
    public void jumpBack(int observation, Batch a, ParameterGradient gThetaAcc) {
        if (work instanceof JumpingWork jumping) {
            jumping.jumps[observation].backward(a, gThetaAcc);
        }
    }

    /// ∂L/∂y behind the jump of each observation of the last [#backward], [observations][state×n], owned by this;
    /// none where nothing is observed.
    public Batch[] adjointsBehindJumps() {
        return work instanceof JumpingWork jumping ? jumping.adjointsBehind() : new Batch[0];
    }
}
