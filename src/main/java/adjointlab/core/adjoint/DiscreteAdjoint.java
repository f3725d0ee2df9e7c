package adjointlab.core.adjoint;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.TapedWork;
import java.util.ArrayList;
import java.util.List;

/// Discretize then optimize: every accepted step is kept and its exact cotangent taken, so that the gradient is that of
/// the computed solution to rounding. Step sizes count as constants, as in torchdiffeq. Hager, "Runge-Kutta methods in
/// optimal control and the transformed adjoint system", Numer. Math. 87 (2000) 247.
public record DiscreteAdjoint() implements AdjointMethod {
    @Override
    public Work prepare(Setup setup) {
        return new DiscreteWork(setup);
    }

    private static final class DiscreteWork implements Work {
        private final ForwardPass forward;
        private final SolverSettings.Stepping stepping;
        private final TapedWork taped;
        private final SolveStats stats = new SolveStats();
        private final List<double[]> tapes = new ArrayList<>();
        private double[] starts = new double[64];
        private double[] sizes = new double[64];
        private int steps;
        private final Batch a;
        private final ParameterGradient gradTheta;
        private double gradStart;
        private double gradEnd;
        private final TapedWork.TimeCotangent times = new TapedWork.TimeCotangent();
        private StepListener outside = StepListener.NONE;
        private final StepListener recorder = this::record;

        DiscreteWork(Setup setup) {
            this.forward = new ForwardPass(setup, new Scratch());
            this.stepping = setup.solver().stepping();
            if (!(forward.solve().work() instanceof TapedWork work)) {
                throw new IllegalArgumentException("the discrete adjoint needs a Runge-Kutta method");
            }
            this.taped = work;
            this.a = new Batch(setup.field().dim(), setup.samples());
            this.gradTheta = new ParameterGradient(1, setup.parameters().size());
        }

        @Override
        public SolveStatus forward(
                double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
            steps = 0;
            outside = listener;
            return forward.run(theta, y0, times, recorder, cancellation);
        }

        private void record(StepListener.Step step, boolean accepted) {
            if (accepted) {
                if (steps == starts.length) {
                    starts = java.util.Arrays.copyOf(starts, 2 * steps);
                    sizes = java.util.Arrays.copyOf(sizes, 2 * steps);
                }
                if (steps == tapes.size()) {
                    tapes.add(new double[taped.tapeLength()]);
                }
                starts[steps] = step.t();
                sizes[steps] = step.h();
                taped.save(tapes.get(steps++));
            }
            outside.stepped(step, accepted);
        }

        @Override
        public Batch state(int index) {
            return forward.state(index);
        }

        @Override
        public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
            stats.clear();
            forward.system().countInto(stats);
            forward.system().gradientInto(gradTheta);
            gradTheta.clear();
            gradStart = 0;
            gradEnd = 0;
            double[] at = forward.times().times();
            double end = forward.times().end();
            int output = at.length - 1;
            a.fill(0);
            boolean exactEnd = steps == 0 || starts[steps - 1] + sizes[steps - 1] == end || endsAtGrid();
            if (exactEnd) {
                a.copyFrom(cotangents[output--]);
                listener.adjoint(end, a);
            }
            for (int n = steps - 1; n >= 0; n--) {
                if (cancellation.requested()) {
                    return new SolveStatus(SolveStatus.Kind.CANCELLED, starts[n], -1, sizes[n]);
                }
                double t = starts[n];
                double h = sizes[n];
                taped.load(t, h, tapes.get(n));
                while (output >= 0 && (at[output] - t) * Math.signum(h) > 0) {
                    double slope = taped.addOutput((at[output] - t) / h, cotangents[output].data());
                    if (output == at.length - 1) {
                        gradEnd += slope;
                    }
                    output--;
                }
                taped.cotangent(forward.system(), a.data(), times);
                addTimes(n);
                listener.stepped(t + h, -h, Double.NaN, true);
                listener.adjoint(t, a);
            }
            return SolveStatus.OK;
        }

        /// Whether the last step was made to end at the end, and rounding alone says otherwise.
        private boolean endsAtGrid() {
            return switch (stepping) {
                case SolverSettings.Fixed _ -> true;
                case SolverSettings.Adaptive adaptive -> adaptive.endRule() == SolverSettings.EndRule.CLAMP;
            };
        }

        /// How the n-th step's beginning and size depend on t₀ and t₁.
        private void addTimes(int n) {
            switch (stepping) {
                case SolverSettings.Fixed _ -> {
                    double fraction = (double) n / steps;
                    gradEnd += times.size() / steps + fraction * times.start();
                    gradStart += (1 - fraction) * times.start() - times.size() / steps;
                }
                case SolverSettings.Adaptive adaptive -> {
                    gradStart += times.start();
                    if (n == steps - 1 && adaptive.endRule() == SolverSettings.EndRule.CLAMP) {
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
