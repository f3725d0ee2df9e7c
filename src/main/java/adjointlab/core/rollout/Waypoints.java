package adjointlab.core.rollout;

import adjointlab.core.adjoint.AdjointListener;
import adjointlab.core.adjoint.AdjointMethod;
import adjointlab.core.family.Model;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import adjointlab.core.problem.Goals;
import adjointlab.core.problem.ProblemData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/// States at chosen times of a way, and how the loss depends on each: a(t) = ∂L/∂y(t). The solve is cut at those times,
/// so that what comes back there is the derivative of the solve that starts there, whatever the gradient method; equal
/// steps are shared by length.
///
/// @param status how it went; after a failure the lists are empty
/// @param times t₀, those that were chosen and those of the goals up to T, s
/// @param states y(t) at each, [times] of [state×n]
/// @param adjoints ∂L/∂y(t) at each, that of a goal at the time included, [times] of [state×n]
/// @param prediction at T [outputDim×n]
/// @param loss of the samples
public record Waypoints(
        SolveStatus status, double[] times, List<Batch> states, List<Batch> adjoints, Batch prediction, double loss) {
    /// Goes there and back.
    ///
    /// @param experiment whose model, solver, gradient method and loss are used
    /// @param data the samples and their goals
    /// @param theta weights [p], not modified
    /// @param chosen times, s; those outside the way are left out
    /// @throws IllegalArgumentException if states jump on the way
    public static Waypoints of(
            Experiment experiment, ProblemData data, double[] theta, double[] chosen, Cancellation cancellation) {
        if (data.observations().isPresent()) {
            throw new IllegalArgumentException("these states jump at observations, between which no time is chosen");
        }
        if (experiment.model().impact().isPresent()) {
            throw new IllegalArgumentException("these states jump at a surface, at times that no one chooses");
        }
        return new Way(experiment, data, theta, times(data, chosen)).go(cancellation);
    }

    private static double[] times(ProblemData data, double[] chosen) {
        double low = Math.min(data.start(), data.end());
        double high = Math.max(data.start(), data.end());
        double[] ascending = DoubleStream.concat(
                        DoubleStream.concat(Arrays.stream(chosen), Arrays.stream(data.times())),
                        DoubleStream.of(data.start()))
                .filter(t -> t >= low && t <= high)
                .sorted()
                .distinct()
                .toArray();
        if (data.start() == low) {
            return ascending;
        }
        double[] descending = new double[ascending.length];
        Arrays.setAll(descending, i -> ascending[ascending.length - 1 - i]);
        return descending;
    }

    /// The way of one call.
    private static final class Way {
        private final Experiment experiment;
        private final Model model;
        private final ProblemData data;
        private final double[] theta;
        private final double[] times;
        private final Scratch scratch = new Scratch();
        private final List<Batch> states = new ArrayList<>();
        private final List<AdjointMethod.Work> works = new ArrayList<>();
        private final Batch prediction;

        Way(Experiment experiment, ProblemData data, double[] theta, double[] times) {
            this.experiment = experiment;
            this.model = experiment.model();
            this.data = data;
            this.theta = theta;
            this.times = times;
            prediction = new Batch(model.outputDim(), data.samples());
        }

        Waypoints go(Cancellation cancellation) {
            SolveStatus there = forward(cancellation);
            if (!there.ok()) {
                return failed(there);
            }
            List<Batch> adjoints = new ArrayList<>();
            Batch a = state();
            double loss = data.goals().whole(goalsAt(times.length - 1, a)) + model.runningCost(states.getLast(), a);
            adjoints.add(a);
            for (int k = works.size() - 1; k >= 0; k--) {
                SolveStatus back = works.get(k).backward(new Batch[] {a}, AdjointListener.NONE, cancellation);
                if (!back.ok()) {
                    return failed(back);
                }
                Batch before = state();
                before.copyFrom(works.get(k).gradInitial());
                loss += data.goals().whole(goalsAt(k, before));
                adjoints.addFirst(before);
                a = before;
            }
            model.readOut(states.getLast(), theta, scratch, prediction);
            return new Waypoints(SolveStatus.OK, times, states, adjoints, prediction, loss);
        }

        private SolveStatus forward(Cancellation cancellation) {
            Batch y = state();
            model.embed(data.initial(), theta, scratch, y);
            states.add(y);
            Context context = new Context(experiment.seed());
            for (int k = 0; k + 1 < times.length; k++) {
                Stretch stretch = Stretch.whole(times[k], new double[] {times[k + 1]});
                AdjointMethod.Work work = experiment
                        .numerics()
                        .gradient()
                        .prepare(new AdjointMethod.Setup(
                                model.field(),
                                data.samples(),
                                Course.share(experiment.numerics().solver(), stretch, data.end() - data.start()),
                                false,
                                context));
                works.add(work);
                SolveStatus status = work.forward(
                        theta,
                        states.getLast(),
                        new AdjointMethod.Times(times[k], times[k + 1]),
                        StepListener.NONE,
                        cancellation);
                if (!status.ok()) {
                    return status;
                }
                Batch reached = state();
                reached.copyFrom(work.state(0));
                states.add(reached);
            }
            return SolveStatus.OK;
        }

        /// The loss of the goals at a time, whose cotangents are added.
        private double goalsAt(int index, Batch aAcc) {
            Goals goals = data.goals();
            Batch ofPrediction = new Batch(model.outputDim(), data.samples());
            ParameterGradient unused =
                    new ParameterGradient(1, model.parameters().size());
            double sum = 0;
            for (int i = 0; i < goals.times().length; i++) {
                if (goals.times()[i] == times[index]) {
                    model.readOut(states.get(index), theta, scratch, prediction);
                    sum += goals.loss(experiment.task().loss(), i, prediction, ofPrediction);
                    model.readOutVjp(states.get(index), theta, ofPrediction, scratch, aAcc, unused);
                }
            }
            return sum;
        }

        private Batch state() {
            return new Batch(model.field().dim(), data.samples());
        }

        private Waypoints failed(SolveStatus status) {
            return new Waypoints(status, times, List.of(), List.of(), prediction, Double.NaN);
        }
    }
}
