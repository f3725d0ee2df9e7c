package adjointlab.core.adjoint;

import adjointlab.core.adjoint.AdjointMethod.Setup;
import adjointlab.core.adjoint.AdjointMethod.Times;
import adjointlab.core.adjoint.AdjointMethod.Work;
import adjointlab.core.field.HiddenCoordinates;
import adjointlab.core.field.Mlp;
import adjointlab.core.math.Batch;
import adjointlab.core.math.Scratch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.SolveStatus;
import adjointlab.core.ode.StepListener;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A gradient method at work in [HiddenCoordinates], which takes and gives what it would in those of the state. Where
/// losses look at more than one time, it works on the state as it is.
final class HiddenWork implements Work {
    private final Setup setup;
    private final Function<Setup, Work> method;
    private final HiddenMap map;
    private final Work hidden;
    private @Nullable Work direct;
    /// Whether the last solve was done without hidden coordinates.
    private boolean asItIs;

    private final Batch start;
    private final Batch end;
    private final Batch[] cotangents;
    private final double[] weights;
    private final double[] gradTheta;
    private final Batch gradInitial;
    private Times times = new Times(0, 0);
    private double gradStart;
    private double gradEnd;

    private StepListener stepsOutside = StepListener.NONE;
    private final SeenStep seenStep;
    private final StepListener seenSteps = this::stepped;

    private HiddenWork(Setup setup, Mlp mlp, Function<Setup, Work> method) {
        int n = setup.samples();
        HiddenCoordinates field = new HiddenCoordinates(mlp, n);
        this.setup = setup;
        this.method = method;
        this.map = new HiddenMap(field);
        this.hidden = method.apply(new Setup(field, n, setup.solver(), map, setup.times()));
        this.start = new Batch(field.dim(), n);
        this.end = new Batch(mlp.dim(), n);
        this.cotangents = new Batch[] {new Batch(field.dim(), n)};
        this.weights = new double[field.parameters().size()];
        this.gradTheta = new double[setup.parameters().size()];
        this.gradInitial = new Batch(mlp.dim(), n);
        this.seenStep = new SeenStep(start.length());
    }

    /// A method's work, in hidden coordinates where the field has such and they are less work.
    ///
    /// @param method of whose kind; its states and gradients have to change with an affine map as the solution does
    static Work prepare(Setup setup, Function<Setup, Work> method) {
        return setup.field() instanceof Mlp mlp && HiddenCoordinates.pays(mlp, setup.samples())
                ? new HiddenWork(setup, mlp, method)
                : method.apply(setup);
    }

    private Work direct() {
        if (direct == null) {
            direct = method.apply(setup);
        }
        return direct;
    }

    /// Who did the last solve.
    private Work current() {
        return asItIs ? direct() : hidden;
    }

    @Override
    public SolveStatus forward(
            double[] theta, Batch y0, Times times, StepListener listener, Cancellation cancellation) {
        // what is not finite in y₀ might hide behind a bounded activation
        asItIs = times.times().length > 1 || !finite(y0);
        if (asItIs) {
            return direct().forward(theta, y0, times, listener, cancellation);
        }
        this.times = times;
        map.bind(theta, times.start(), y0, weights);
        stepsOutside = listener;
        StepListener steps = listener == StepListener.NONE ? listener : seenSteps;
        SolveStatus status = hidden.forward(weights, start, times, steps, cancellation);
        if (status.ok()) {
            map.of(times.end(), hidden.state(0).data(), end.data());
        }
        return status;
    }

    @Override
    public Batch state(int index) {
        return asItIs ? direct().state(index) : end;
    }

    @Override
    public SolveStatus backward(Batch[] cotangents, AdjointListener listener, Cancellation cancellation) {
        if (asItIs) {
            return direct().backward(cotangents, listener, cancellation);
        }
        map.cotangent(cotangents[0], this.cotangents[0]);
        SolveStatus status = hidden.backward(this.cotangents, listener, cancellation);
        map.gradient(hidden.state(0), times.end() - times.start(), hidden.gradTheta(), gradTheta);
        map.adjoint(hidden.gradTheta(), 0, gradInitial);
        gradStart = hidden.gradStart() + map.alongStart(gradTheta);
        gradEnd = hidden.gradEnd() + map.alongEnd();
        return status;
    }

    private static boolean finite(Batch y) {
        for (int j = y.offset(); j < y.offset() + y.length(); j++) {
            if (!Double.isFinite(y.data()[j])) {
                return false;
            }
        }
        return true;
    }

    private void stepped(StepListener.Step step, boolean accepted) {
        stepsOutside.stepped(seenStep.of(step), accepted);
    }

    @Override
    public double[] gradTheta() {
        return asItIs ? direct().gradTheta() : gradTheta;
    }

    @Override
    public Batch gradInitial() {
        return asItIs ? direct().gradInitial() : gradInitial;
    }

    @Override
    public double gradStart() {
        return asItIs ? direct().gradStart() : gradStart;
    }

    @Override
    public double gradEnd() {
        return asItIs ? direct().gradEnd() : gradEnd;
    }

    @Override
    public boolean inHiddenCoordinates() {
        return !asItIs;
    }

    @Override
    public Scratch scratch() {
        return current().scratch();
    }

    @Override
    public SolveStats forwardStats() {
        return current().forwardStats();
    }

    @Override
    public SolveStats backwardStats() {
        return current().backwardStats();
    }

    /// A step as the state made it.
    private final class SeenStep implements StepListener.Step {
        private final double[] within;
        private final double[] from = new double[end.length()];
        private final double[] to = new double[end.length()];
        private StepListener.@Nullable Step step;

        SeenStep(int length) {
            within = new double[length];
        }

        SeenStep of(StepListener.Step step) {
            this.step = step;
            return this;
        }

        private StepListener.Step step() {
            return java.util.Objects.requireNonNull(step);
        }

        @Override
        public double t() {
            return step().t();
        }

        @Override
        public double h() {
            return step().h();
        }

        @Override
        public double errorRatio() {
            return step().errorRatio();
        }

        @Override
        public double[] start() {
            return map.of(t(), step().start(), from);
        }

        @Override
        public double[] end() {
            return map.of(t() + h(), step().end(), to);
        }

        @Override
        public void interpolate(double t, double[] yOut) {
            step().interpolate(t, within);
            map.of(t, within, yOut);
        }
    }
}
