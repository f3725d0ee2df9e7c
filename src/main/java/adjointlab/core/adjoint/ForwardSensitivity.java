package adjointlab.core.adjoint;

import adjointlab.core.field.Context;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Linearization;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.Solve;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Watch;
import java.util.ArrayList;
import java.util.List;

/// Forward sensitivities: with y its derivatives by every parameter and by every initial component are integrated, Ṡ =
/// (∂f/∂y) S + ∂f/∂θ. Hairer, Nørsett and Wanner I, section I.14, equation (14.7). For few parameters: the cost of a
/// forward solve is multiplied by their number. Samples do not influence each other, so that one direction serves a
/// component of all of them.
public record ForwardSensitivity() implements AdjointMethod {
    /// Doubles above which the system is refused.
    public static final long LARGEST_STATE = 20_000_000;

    @Override
    public Work prepare(Setup setup) {
        long directions = 1L + setup.parameters().size() + setup.field().dim();
        long length = directions * setup.field().dim() * Batch.stride(setup.samples());
        if (length > LARGEST_STATE) {
            throw new IllegalArgumentException(
                    "forward sensitivities of " + setup.parameters().size() + " parameters need " + length
                            + " numbers; an adjoint method needs far fewer");
        }
        return new SensitivityWork(setup);
    }

    private static final class SensitivityWork implements Work {
        private final SensitivitySystem system;
        private final Context context;
        private final Solve solve;
        private final SolveStats stats = new SolveStats();
        private final SolveStats backwardStats = new SolveStats();
        private final int samples;
        private final int dim;
        private final int length;
        private final int parameters;
        private final double[] z;
        private final double[] slope;
        private final List<double[]> outputs = new ArrayList<>();
        private final List<Batch> states = new ArrayList<>();
        private final Batch initial;
        private final Batch gradInitial;
        private final Batch gradLast;
        private final double[] gradTheta;
        private Times times = new Times(0, 0);
        private Watch watch = Watch.NONE;

        SensitivityWork(Setup setup) {
            this.system = new SensitivitySystem(setup.field(), setup.samples(), stats);
            this.solve = new Solve(setup.solver(), system, stats);
            this.context = setup.context();
            this.samples = setup.samples();
            this.dim = setup.field().dim();
            this.parameters = setup.parameters().size();
            this.initial = new Batch(dim, samples);
            this.length = initial.length();
            this.z = new double[system.layout().length()];
            this.slope = new double[z.length];
            this.gradInitial = new Batch(dim, samples);
            this.gradLast = new Batch(dim, samples);
            this.gradTheta = new double[parameters];
        }

        @Override
        public SolveStatus forward(
                double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
            this.times = times;
            system.bind(theta, context);
            stats.clear();
            while (outputs.size() < times.times().length) {
                outputs.add(new double[z.length]);
                states.add(new Batch(dim, samples, outputs.getLast(), 0));
            }
            initial.copyFrom(y0);
            java.util.Arrays.fill(z, 0);
            System.arraycopy(initial.data(), 0, z, 0, length);
            for (int i = 0; i < dim; i++) {
                int row = (1 + parameters + i) * length + i * initial.stride();
                java.util.Arrays.fill(z, row, row + initial.stride(), 1);
            }
            if (watch.times() != times.times()
                    || watch.listener() != listener
                    || watch.cancellation() != cancellation) {
                watch = new Watch(times.times(), this::keep, listener, cancellation);
            }
            system.heed(cancellation);
            try {
                return solve.run(times.start(), times.end(), z, watch);
            } finally {
                system.heed(Cancellation.NEVER); // who was asked may be large
            }
        }

        private void keep(int index, double t, double[] state) {
            System.arraycopy(state, 0, outputs.get(index), 0, z.length);
        }

        @Override
        public Batch state(int index) {
            return states.get(index);
        }

        @Override
        public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
            java.util.Arrays.fill(gradTheta, 0);
            gradInitial.fill(0);
            gradLast.copyFrom(cotangents[cotangents.length - 1]);
            for (int o = 0; o < cotangents.length; o++) {
                double[] s = outputs.get(o);
                for (int j = 0; j < parameters; j++) {
                    for (int i = 0; i < dim; i++) {
                        gradTheta[j] += rowProduct(cotangents[o], i, s, (1 + j) * length + i * initial.stride());
                    }
                }
                for (int c = 0; c < dim; c++) {
                    addInitial(cotangents[o], c, s);
                }
            }
            listener.adjoint(times.end(), gradLast);
            listener.adjoint(times.start(), gradInitial);
            return SolveStatus.OK;
        }

        private double rowProduct(Batch cotangent, int i, double[] s, int row) {
            double sum = 0;
            for (int n = 0; n < samples; n++) {
                sum += cotangent.get(i, n) * s[row + n];
            }
            return sum;
        }

        /// dL/dy₀ of component c: Σᵢ cotangentᵢ ∂yᵢ/∂y₀c, sample by sample.
        private void addInitial(Batch cotangent, int c, double[] s) {
            for (int i = 0; i < dim; i++) {
                int row = (1 + parameters + c) * length + i * initial.stride();
                for (int n = 0; n < samples; n++) {
                    gradInitial.set(c, n, gradInitial.get(c, n) + cotangent.get(i, n) * s[row + n]);
                }
            }
        }

        private double slopeAlong(double t, double[] state, Batch a) {
            system.field.eval(t, system.y.repoint(state, 0), system.theta, system.scratch, system.dy.repoint(slope, 0));
            double sum = 0;
            for (int i = 0; i < dim; i++) {
                sum += rowProduct(a, i, slope, i * initial.stride());
            }
            return sum;
        }

        @Override
        public double[] gradTheta() {
            return gradTheta;
        }

        @Override
        public Batch gradInitial() {
            return gradInitial;
        }

        @Override
        public double gradStart() {
            return -slopeAlong(times.start(), initial.data(), gradInitial);
        }

        @Override
        public double gradEnd() {
            return slopeAlong(times.end(), outputs.get(times.times().length - 1), gradLast);
        }

        @Override
        public SolveStats forwardStats() {
            return stats;
        }

        @Override
        public SolveStats backwardStats() {
            return backwardStats;
        }
    }

    /// y, then ∂y/∂θⱼ, then ∂y/∂y₀ᵢ.
    private static final class SensitivitySystem implements OdeSystem {
        /// Directions between two questions whether the solve is still wanted.
        private static final int ASKED = 16;

        private final VectorField field;
        private final SolveStats stats;
        private final Scratch scratch = new Scratch();
        private final StateLayout layout;
        private final Batch y;
        private final Batch dy;
        private final Batch direction;
        private final double[] unit;
        private final VectorField.Direction along;
        private final int parameters;
        private double[] theta = new double[0];
        private Cancellation cancellation = Cancellation.NEVER;

        SensitivitySystem(VectorField field, int samples, SolveStats stats) {
            this.field = field;
            this.stats = stats;
            this.parameters = field.parameters().size();
            List<String> names = new ArrayList<>();
            field.parameters().entryNames().forEach(name -> names.add("∂y/∂" + name));
            for (int i = 0; i < field.dim(); i++) {
                names.add("∂y/∂y0[" + i + "]");
            }
            this.layout = StateLayout.ofBatch("y", field.dim(), samples).withBatches(names, field.dim(), samples);
            this.y = new Batch(field.dim(), samples);
            this.dy = new Batch(field.dim(), samples);
            this.direction = new Batch(field.dim(), samples);
            this.unit = new double[parameters];
            this.along = new VectorField.Direction(direction, unit, 0);
        }

        void bind(double[] theta, Context context) {
            this.theta = theta;
            field.bind(theta, context, scratch);
        }

        /// Says who is asked in the middle of an evaluation: one of many parameters takes seconds.
        void heed(Cancellation newCancellation) {
            cancellation = newCancellation;
        }

        @Override
        public StateLayout layout() {
            return layout;
        }

        @Override
        public Linearization linearization() {
            return new AdjointLinearization(field, y.size(), scratch, 1 + parameters + field.dim(), false) {
                @Override
                Batch stateAt(double t, double[] z) {
                    return y.repoint(z, 0);
                }

                @Override
                double[] theta() {
                    return theta;
                }
            };
        }

        @Override
        public void eval(double t, double[] z, double[] dzOut) {
            int length = y.length();
            int directions = parameters + field.dim();
            stats.countEvaluations(1);
            stats.countVjps(directions);
            field.eval(t, y.repoint(z, 0), theta, scratch, dy.repoint(dzOut, 0));
            for (int j = 0; j < directions; j++) {
                if (j % ASKED == 0) {
                    cancellation.heed();
                }
                direction.repoint(z, (1 + j) * length);
                if (j < parameters) {
                    unit[j] = 1;
                }
                field.jvp(t, y, theta, along, scratch, dy.repoint(dzOut, (1 + j) * length));
                if (j < parameters) {
                    unit[j] = 0;
                }
            }
        }
    }
}
