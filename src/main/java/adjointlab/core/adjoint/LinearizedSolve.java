package adjointlab.core.adjoint;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.Linearization;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StateLayout;
import adjointlab.core.ode.StepListener;
import adjointlab.core.ode.Stepper;

/// A computed solve as a linear map from (ẏ₀, θ̇) to the states' changes, and its transpose: products with the Jacobian
/// step through the same steps with Ṡ = (∂f/∂y) S + (∂f/∂θ) θ̇ beside the state (Hairer, Nørsett and Wanner I, equation
/// (I.14.7), in one direction only), transposed ones are discrete adjoints. With explicit Runge-Kutta methods both are
/// exact derivatives of the computed states, so that they are each other's transpose to rounding; with implicit ones to
/// the tolerance of the stages.
final class LinearizedSolve implements LinearWork {
    private final DiscreteAdjoint.DiscreteWork solve;
    private final TangentSystem system;
    private final Stepper.Work stepper;
    private final double[] z;
    private final double[] out;
    private final int length;
    private double[] theta = new double[0];
    private Times times = new Times(0, 0);
    private Batch initial;
    private Cancellation cancellation = Cancellation.NEVER;

    /// @param setup with a solver of Runge-Kutta type
    /// @throws IllegalArgumentException if the solver has no discrete adjoint
    LinearizedSolve(Setup setup) {
        this.solve = new DiscreteAdjoint.DiscreteWork(setup, new DiscreteAdjoint.Everything());
        this.system = new TangentSystem(setup.field(), setup.samples(), setup.context(), solve.forwardStats());
        this.stepper = setup.solver().stepper().prepare(system);
        this.initial = new Batch(setup.field().dim(), setup.samples());
        this.length = initial.length();
        this.z = new double[2 * length];
        this.out = new double[2 * length];
    }

    @Override
    public SolveStatus forward(
            double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
        this.theta = theta;
        this.times = times;
        this.cancellation = cancellation;
        initial.copyFrom(y0);
        solve.backwardStats().clear();
        return solve.forward(theta, y0, times, listener, cancellation);
    }

    @Override
    public Batch state(int index) {
        return solve.state(index);
    }

    /// Evaluations of the forward solve and of its tangents.
    @Override
    public SolveStats forwardStats() {
        return solve.forwardStats();
    }

    @Override
    public SolveStats backwardStats() {
        return solve.backwardStats();
    }

    @Override
    public void product(Batch y0Dot, double[] thetaDot, Batch[] yDotOut) {
        system.bind(theta, thetaDot);
        System.arraycopy(initial.data(), initial.offset(), z, 0, length);
        System.arraycopy(y0Dot.data(), y0Dot.offset(), z, length, length);
        stepper.restart();
        stepper.heed(cancellation);
        double[] at = times.times();
        int output = 0;
        Steps steps = solve.steps();
        for (int n = 0; n < steps.count(); n++) {
            cancellation.heed();
            double end = steps.end(n);
            stepper.step(steps.start(n), steps.size(n), z);
            double slack = 1e-12 * Math.abs(steps.size(n));
            while (output < at.length && (at[output] - end) * Math.signum(steps.size(n)) <= slack) {
                boolean atEnd = Math.abs(at[output] - end) <= slack;
                if (!atEnd) {
                    stepper.interpolate((at[output] - steps.start(n)) / steps.size(n), out);
                }
                System.arraycopy(
                        atEnd ? stepper.next() : out, length, yDotOut[output].data(), yDotOut[output].offset(), length);
                output++;
            }
            System.arraycopy(stepper.next(), 0, z, 0, z.length);
            stepper.accept();
        }
        stepper.heed(Cancellation.NEVER);
        cancellation.heed();
    }

    @Override
    public SolveStatus transposedProduct(Batch[] cotangents, ParameterGradient gThetaAcc, Cancellation cancellation) {
        return solve.backward(cotangents, gThetaAcc, AdjointListener.NONE, cancellation);
    }

    @Override
    public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
        return solve.backward(cotangents, listener, cancellation);
    }

    @Override
    public double[] gradTheta() {
        return solve.gradTheta();
    }

    @Override
    public Batch gradInitial() {
        return solve.gradInitial();
    }

    @Override
    public double gradStart() {
        return solve.gradStart();
    }

    @Override
    public double gradEnd() {
        return solve.gradEnd();
    }

    /// y, then ẏ.
    private static final class TangentSystem implements OdeSystem {
        private final VectorField field;
        private final Context context;
        private final SolveStats stats;
        private final Scratch scratch = new Scratch();
        private final StateLayout layout;
        private final Batch y;
        private final Batch dy;
        private final Batch move;
        private double[] theta = new double[0];
        private VectorField.Direction direction;

        TangentSystem(VectorField field, int samples, Context context, SolveStats stats) {
            this.field = field;
            this.context = context;
            this.stats = stats;
            this.layout = StateLayout.ofBatch("y", field.dim(), samples).withBatch("ẏ", field.dim(), samples);
            this.y = new Batch(field.dim(), samples);
            this.dy = new Batch(field.dim(), samples);
            this.move = new Batch(field.dim(), samples);
            this.direction = new VectorField.Direction(move, theta, 0);
        }

        void bind(double[] theta, double[] thetaDot) {
            this.theta = theta;
            field.bind(theta, context, scratch);
            direction = new VectorField.Direction(move, thetaDot, 0);
        }

        @Override
        public StateLayout layout() {
            return layout;
        }

        @Override
        public void eval(double t, double[] z, double[] dzOut) {
            stats.countEvaluations(2);
            field.eval(t, y.repoint(z, 0), theta, scratch, dy.repoint(dzOut, 0));
            move.repoint(z, y.length());
            field.jvp(t, y, theta, direction, scratch, dy.repoint(dzOut, y.length()));
        }

        @Override
        public Linearization linearization() {
            return new AdjointLinearization(field, y.size(), scratch, 2, false) {
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
    }
}
