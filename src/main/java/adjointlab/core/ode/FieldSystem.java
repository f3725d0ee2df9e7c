package adjointlab.core.ode;

import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;

/// A vector field with weights and a batch size: dy/dt = f(t, y; θ) on flat states. Counts what it evaluates.
public final class FieldSystem implements DifferentiableSystem {
    private final VectorField field;
    private final StateLayout layout;
    private final Scratch scratch;
    private final Batch y;
    private final Batch dy;
    private final Batch a;
    private final Batch gy;
    private double[] theta = new double[0];
    private ParameterGradient gradient;
    private SolveStats stats = new SolveStats();

    /// @param field to be integrated by itself
    /// @param samples n
    /// @param scratch working memory
    public FieldSystem(VectorField field, int samples, Scratch scratch) {
        if (field.inputDim() != field.dim()) {
            throw new IllegalArgumentException("this field maps " + field.inputDim() + " components to " + field.dim());
        }
        this.field = field;
        this.layout = StateLayout.ofBatch("y", field.dim(), samples);
        this.scratch = scratch;
        this.y = new Batch(field.dim(), samples);
        this.dy = new Batch(field.dim(), samples);
        this.a = new Batch(field.dim(), samples);
        this.gy = new Batch(field.dim(), samples);
        this.gradient = new ParameterGradient(1, field.parameters().size());
    }

    /// Sets the weights of a field that draws no random numbers.
    ///
    /// @param theta [≥p], not copied
    public void bind(double[] theta) {
        bind(theta, new Context(0));
    }

    /// Sets the weights; to be called again whenever their numbers have changed.
    ///
    /// @param theta [≥p], not copied
    /// @param context what random numbers belong to
    public void bind(double[] theta, Context context) {
        this.theta = theta;
        field.bind(theta, context, scratch);
    }

    /// Sets where vector-Jacobian products add their parameter part.
    public void gradientInto(ParameterGradient gradient) {
        this.gradient = gradient;
    }

    /// Sets who counts.
    public void countInto(SolveStats stats) {
        this.stats = stats;
    }

    @Override
    public StateLayout layout() {
        return layout;
    }

    @Override
    public void eval(double t, double[] state, double[] dyOut) {
        stats.countEvaluations(1);
        field.eval(t, y.repoint(state, 0), theta, scratch, dy.repoint(dyOut, 0));
    }

    @Override
    public double vjp(double t, double[] state, double[] cotangent, double[] gyAcc) {
        stats.countVjps(1);
        return field.vjp(
                t, y.repoint(state, 0), theta, a.repoint(cotangent, 0), scratch, gy.repoint(gyAcc, 0), gradient);
    }

    @Override
    public int recordLength() {
        return field.recordLength(y.size());
    }

    @Override
    public boolean slopeIsRecord() {
        return field.slopeIsRecord();
    }

    @Override
    public void evalAndRecord(double t, double[] state, double[] dyOut, double[] recordOut) {
        stats.countEvaluations(1);
        field.evalAndRecord(t, y.repoint(state, 0), theta, scratch, dy.repoint(dyOut, 0), recordOut);
    }

    @Override
    public double vjpFromRecord(double t, double[] state, double[] cotangent, double[] record, double[] gyAcc) {
        stats.countVjps(1);
        return field.vjpFromRecord(
                t,
                y.repoint(state, 0),
                theta,
                a.repoint(cotangent, 0),
                scratch,
                record,
                gy.repoint(gyAcc, 0),
                gradient);
    }

    @Override
    public Linearization linearization() {
        FieldLinearization jacobian = new FieldLinearization(field, y.size(), scratch);
        return new Linearization() {
            @Override
            public void heed(Cancellation cancellation) {
                jacobian.heed(cancellation);
            }

            @Override
            public void at(double t, double[] state) {
                stats.countVjps(field.dim());
                jacobian.at(t, y.repoint(state, 0), theta);
            }

            @Override
            public boolean factor(double c) {
                return jacobian.factor(c);
            }

            @Override
            public void solve(double[] r) {
                jacobian.solve(r, 0, false);
            }

            @Override
            public void solveTransposed(double[] r) {
                jacobian.solve(r, 0, true);
            }
        };
    }
}
