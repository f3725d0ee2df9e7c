package adjointlab.core.adjoint;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Crew;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Tape;
import adjointlab.core.ode.TapedWork;
import java.util.ArrayList;
import java.util.List;

/// Discretize then optimize: every accepted step is kept and its exact cotangent taken, so that the gradient is that of
/// the computed solution to rounding. Step sizes count as constants, as in torchdiffeq. Hager, "Runge-Kutta methods in
/// optimal control and the transformed adjoint system", Numer. Math. 87 (2000) 247.
///
/// @param storage what is kept of the forward solve
public record DiscreteAdjoint(Storage storage) implements AdjointMethod {
    /// What is kept of the forward solve.
    public sealed interface Storage permits Everything, Checkpoints {}

    /// Every stage of every step.
    public record Everything() implements Storage {}

    /// Some states, from which steps are computed again in the order that needs the fewest: Griewank and Walther,
    /// "Algorithm 799: revolve", ACM Trans. Math. Softw. 26 (2000) 19.
    ///
    /// @param states how many, beside the initial one
    public record Checkpoints(int states) implements Storage {
        public Checkpoints {
            if (states < 1) {
                throw new IllegalArgumentException("at least one state must be kept");
            }
        }
    }

    @Override
    public Work prepare(Setup setup) {
        return new DiscreteWork(setup, storage);
    }

    static final class DiscreteWork implements Work {
        /// Doubles after which tapes keep states and slopes only and the field is evaluated again; the result
        /// is the same.
        private static final long FULL_TAPES = 1L << 21;

        private final ForwardPass forward;
        private final SolverSettings.Stepping stepping;
        private final boolean timesWanted;
        private final TapedWork taped;
        private final SolveStats stats = new SolveStats();
        private final int checkpoints;
        /// With everything kept, one tape a step; otherwise a single one.
        private final KeptSteps tapes = new KeptSteps();
        /// States at the beginnings of steps, by depth of the recursion.
        private final List<double[]> states = new ArrayList<>();
        private final Steps steps = new Steps();
        private final Batch a;
        private final ParameterGradient gradTheta;
        private double gradStart;
        private double gradEnd;
        private final TapedWork.TimeCotangent times = new TapedWork.TimeCotangent();
        private StepListener outside = StepListener.NONE;
        private final StepListener recorder = this::record;

        // of the running backward pass
        private int output;
        private Batch[] cotangents = new Batch[0];
        private AdjointListener listener = AdjointListener.NONE;

        DiscreteWork(Setup setup, Storage storage) {
            this.checkpoints = storage instanceof Checkpoints some ? some.states() : 0;
            this.forward = new ForwardPass(setup, new Scratch());
            this.stepping = setup.solver().stepping();
            this.timesWanted = setup.times();
            if (!(forward.solve().work() instanceof TapedWork work)) {
                throw new IllegalArgumentException("the discrete adjoint needs a Runge-Kutta method");
            }
            this.taped = work;
            taped.keepEvaluations();
            this.a = new Batch(setup.field().dim(), setup.samples());
            this.gradTheta = new ParameterGradient(1, setup.parameters().size());
        }

        @Override
        public SolveStatus forward(
                double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
            steps.clear();
            outside = listener;
            return forward.run(theta, y0, times, recorder, cancellation);
        }

        private void record(StepListener.Step step, boolean accepted) {
            if (accepted) {
                if (checkpoints == 0) {
                    taped.save(tape(steps.count()));
                }
                steps.add(step);
            }
            outside.stepped(step, accepted);
        }

        /// Those of the last [#forward].
        Steps steps() {
            return steps;
        }

        @Override
        public Batch state(int index) {
            return forward.state(index);
        }

        private Tape tape(int index) {
            return tapes.get(index, taped, tapes.numbers() < FULL_TAPES);
        }

        @Override
        public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
            stats.clear();
            gradTheta.clear();
            return backward(cotangents, gradTheta, listener, cancellation);
        }

        /// The same with the gradient elsewhere; may be called again for other cotangents of the same solve.
        ///
        /// @param gThetaAcc [1×≥p] summed over the batch or [n×≥p] per sample, added to
        SolveStatus backward(
                Batch[] cotangents, ParameterGradient gThetaAcc, AdjointListener listener, Cancellation cancellation) {
            Crew.enter();
            try {
                return reverse(cotangents, gThetaAcc, listener, cancellation);
            } finally {
                Crew.leave();
                taped.heed(Cancellation.NEVER); // whoever asked may be large, and this may live for long
            }
        }

        private SolveStatus reverse(
                Batch[] cotangents, ParameterGradient gThetaAcc, AdjointListener listener, Cancellation cancellation) {
            this.cotangents = cotangents;
            this.listener = listener;
            taped.heed(cancellation);
            forward.system().countInto(stats);
            forward.system().gradientInto(gThetaAcc);
            gradStart = 0;
            gradEnd = 0;
            double end = forward.times().end();
            output = cotangents.length - 1;
            a.fill(0);
            boolean exactEnd = steps.count() == 0 || steps.end(steps.last()) == end || endsAtGrid();
            if (exactEnd) {
                a.copyFrom(cotangents[output--]);
                tell(end);
            }
            if (checkpoints > 0) {
                System.arraycopy(forward.initial().data(), 0, stateAt(0), 0, a.length());
                SolveStatus status =
                        steps.count() == 0 ? SolveStatus.OK : reverse(0, steps.count(), checkpoints, 0, cancellation);
                return status.ok() ? whole(cancellation) : status;
            }
            for (int n = steps.last(); n >= 0; n--) {
                if (cancellation.requested()) {
                    return new SolveStatus(SolveStatus.Kind.CANCELLED, steps.start(n), -1, steps.size(n));
                }
                stepBack(n, tape(n));
            }
            return whole(cancellation);
        }

        /// A step that is stopped in its middle leaves half a cotangent.
        private SolveStatus whole(Cancellation cancellation) {
            return cancellation.requested()
                    ? new SolveStatus(
                            SolveStatus.Kind.CANCELLED, forward.times().start(), -1, Double.NaN)
                    : SolveStatus.OK;
        }

        /// The cotangents of steps `from` to `to` − 1, last first; the state at `from` stands at `depth`.
        private SolveStatus reverse(int from, int to, int spare, int depth, Cancellation cancellation) {
            int end = to;
            while (end - from > 1 && spare > 0) {
                int middle = from + split(end - from, spare);
                recompute(from, middle, stateAt(depth), stateAt(depth + 1));
                SolveStatus status = reverse(middle, end, spare - 1, depth + 1, cancellation);
                if (!status.ok()) {
                    return status;
                }
                end = middle;
            }
            for (int n = end - 1; n >= from; n--) {
                if (cancellation.requested()) {
                    return new SolveStatus(SolveStatus.Kind.CANCELLED, steps.start(n), -1, steps.size(n));
                }
                recompute(from, n, stateAt(depth), stateAt(depth + 1));
                taped.restart();
                taped.step(steps.start(n), steps.size(n), stateAt(depth + 1));
                taped.save(tape(0));
                taped.accept();
                stepBack(n, tape(0));
            }
            return SolveStatus.OK;
        }

        /// How many steps to advance before the next state is kept: with s spare states and r repetitions β(s,
        /// r) = (s+r choose s) steps can be reversed; r is the smallest that is enough (Griewank and Walther,
        /// section 2).
        private static int split(int length, int spare) {
            long reach = 1;
            long reachOfOneLess = 0;
            for (int r = 1; reach < length; r++) {
                reachOfOneLess = reach;
                reach = reach * (spare + r) / r;
            }
            return Math.clamp(reachOfOneLess, 1, length - 1);
        }

        private void recompute(int from, int to, double[] start, double[] stateOut) {
            System.arraycopy(start, 0, stateOut, 0, stateOut.length);
            taped.restart();
            for (int n = from; n < to; n++) {
                taped.step(steps.start(n), steps.size(n), stateOut);
                System.arraycopy(taped.next(), 0, stateOut, 0, stateOut.length);
                taped.accept();
            }
        }

        private double[] stateAt(int depth) {
            while (states.size() <= depth) {
                states.add(new double[a.length()]);
            }
            return states.get(depth);
        }

        /// The cotangent of step n.
        private void stepBack(int n, Tape tape) {
            double t = steps.start(n);
            double h = steps.size(n);
            double[] at = forward.times().times();
            taped.load(t, h, tape);
            while (output >= 0 && (at[output] - t) * Math.signum(h) > 0) {
                double slope = taped.addOutput((at[output] - t) / h, cotangents[output].data());
                if (output == at.length - 1) {
                    gradEnd += slope;
                }
                output--;
            }
            times.wantSize(timesWanted && sizeMatters(n));
            taped.cotangent(forward.system(), a.data(), times);
            addTimes(n);
            listener.stepped(t + h, -h, Double.NaN, true);
            tell(t);
        }

        private void tell(double t) {
            if (listener != AdjointListener.NONE) {
                listener.adjoint(t, a);
            }
        }

        /// Whether the last step was made to end at the end, and rounding alone says otherwise.
        private boolean endsAtGrid() {
            return switch (stepping) {
                case SolverSettings.Fixed _ -> true;
                case SolverSettings.Adaptive adaptive -> adaptive.endRule() == SolverSettings.EndRule.CLAMP;
            };
        }

        /// Whether the n-th step's size moves with t₀ or t₁.
        private boolean sizeMatters(int n) {
            return stepping instanceof SolverSettings.Fixed || n == steps.last();
        }

        /// How the n-th step's beginning and size depend on t₀ and t₁.
        private void addTimes(int n) {
            switch (stepping) {
                case SolverSettings.Fixed _ -> {
                    double fraction = (double) n / steps.count();
                    gradEnd += times.size() / steps.count() + fraction * times.start();
                    gradStart += (1 - fraction) * times.start() - times.size() / steps.count();
                }
                case SolverSettings.Adaptive adaptive -> {
                    gradStart += times.start();
                    if (n == steps.last() && adaptive.endRule() == SolverSettings.EndRule.CLAMP) {
                        gradEnd += times.size();
                        gradStart -= times.size();
                    }
                }
            }
        }

        @Override
        public double[] gradTheta() {
            return gradTheta.data();
        }

        @Override
        public Batch gradInitial() {
            return a;
        }

        @Override
        public double gradStart() {
            return gradStart;
        }

        @Override
        public double gradEnd() {
            return gradEnd;
        }

        @Override
        public SolveStats forwardStats() {
            return forward.stats();
        }

        @Override
        public SolveStats backwardStats() {
            return stats;
        }
    }
}
