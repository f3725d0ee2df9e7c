package adjointlab.core.adjoint;

import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.ErrorNorm;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.ode.Linearization;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.SolverSettings;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.TapedWork;

/// The continuous adjoint along the forward solve's own dense output: only adjoint and gradient are integrated back,
/// the state is not solved again, so that it cannot drift where the dynamics contract. Daulbaev, Katrutsa, Markeeva,
/// Gusak, Cichocki and Oseledets, "Interpolation technique to speed up gradients propagation in neural ODEs", NeurIPS
/// 2020.
///
/// @param backwardNorm error norm of the backward solve
public record InterpolatedAdjoint(ErrorNorm backwardNorm) implements AdjointMethod {
    @Override
    public Work prepare(Setup setup) {
        return new InterpolatedWork(setup, backwardNorm);
    }

    @Override
    public boolean samples() {
        return true;
    }

    private static final class InterpolatedWork extends ContinuousWork {
        private final BackwardSegments segments;
        private final TapedWork taped;
        private final AdjointSystem system;
        private final Batch adjoint;
        private final KeptSteps tapes = new KeptSteps();
        private final Steps steps = new Steps();
        private StepListener outside = StepListener.NONE;
        private final StepListener recorder = this::record;

        InterpolatedWork(Setup setup, ErrorNorm norm) {
            this(setup, setup.solver().withNorm(norm), new Scratch());
        }

        private InterpolatedWork(Setup setup, SolverSettings backward, Scratch scratch) {
            super(setup, scratch);
            if (!(forward.solve().work() instanceof TapedWork work)) {
                throw new IllegalArgumentException("the interpolated adjoint needs a Runge-Kutta method");
            }
            this.taped = work;
            this.system = new AdjointSystem(setup.field(), setup.samples(), scratch);
            this.adjoint = new Batch(setup.field().dim(), setup.samples());
            this.segments = new BackwardSegments(
                    new Solve(backward, system, stats), backward, this::adjointIn, (t, _) -> system.at(t));
        }

        private Batch adjointIn(double[] state) {
            return adjoint.repoint(state, 0);
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
                taped.save(tapes.get(steps.count(), taped, false));
                steps.add(step);
            }
            outside.stepped(step, accepted);
        }

        @Override
        BackwardSegments segments() {
            return segments;
        }

        @Override
        int stateLength() {
            return system.layout().length();
        }

        @Override
        int adjointOffset() {
            return 0;
        }

        @Override
        int gradientOffset() {
            return adjoint.length() + 1;
        }

        @Override
        void begin() {
            forward.system().countInto(stats);
            system.loaded = -1;
        }

        /// ȧ = −aᵀ∂f/∂y, ġ_t = −aᵀ∂f/∂t, ġ_θ = −aᵀ∂f/∂θ along the recorded y(t).
        private final class AdjointSystem implements OdeSystem {
            private final VectorField field;
            private final Scratch scratch;
            private final StateLayout layout;
            private final Batch y;
            private final Batch minusA;
            private final Batch da;
            private final ParameterGradient gradient;
            private int loaded = -1;

            AdjointSystem(VectorField field, int samples, Scratch scratch) {
                this.field = field;
                this.scratch = scratch;
                StateLayout blocks =
                        StateLayout.ofBatch("a", field.dim(), samples).withQuadrature("t", 1);
                for (ParameterLayout.Block block : field.parameters().blocks()) {
                    blocks = blocks.withQuadrature(block.name(), block.size());
                }
                this.layout = blocks;
                this.y = new Batch(field.dim(), samples);
                this.minusA = new Batch(field.dim(), samples);
                this.da = new Batch(field.dim(), samples);
                this.gradient = new ParameterGradient(1, field.parameters().size());
            }

            @Override
            public StateLayout layout() {
                return layout;
            }

            @Override
            public void eval(double t, double[] state, double[] dzOut) {
                stats.countVjps(1);
                stateAt(t);
                for (int i = 0; i < minusA.length(); i++) {
                    minusA.data()[i] = -state[i];
                }
                java.util.Arrays.fill(dzOut, 0);
                dzOut[minusA.length()] = field.vjp(
                        t,
                        y,
                        forward.theta(),
                        minusA,
                        scratch,
                        da.repoint(dzOut, 0),
                        gradient.repoint(dzOut, minusA.length() + 1));
            }

            @Override
            public Linearization linearization() {
                return new AdjointLinearization(field, y.size(), scratch, 0, true) {
                    @Override
                    Batch stateAt(double t, double[] z) {
                        AdjointSystem.this.stateAt(t);
                        return y;
                    }

                    @Override
                    double[] theta() {
                        return forward.theta();
                    }
                };
            }

            /// y(t), as a view that the next call or evaluation moves.
            Batch at(double t) {
                stateAt(t);
                return y;
            }

            /// y(t) from the step that holds t; steps follow each other, so that the search is short.
            private void stateAt(double t) {
                int n = loaded < 0 ? steps.last() : loaded;
                double direction = Math.signum(steps.size(n));
                while (n > 0 && (t - steps.start(n)) * direction < 0) {
                    n--;
                }
                while (n < steps.last() && (t - steps.start(n + 1)) * direction > 0) {
                    n++;
                }
                if (n != loaded) {
                    taped.load(steps.start(n), steps.size(n), tapes.get(n, taped, false));
                    loaded = n;
                }
                taped.interpolate((t - steps.start(n)) / steps.size(n), y.data());
            }
        }
    }
}
