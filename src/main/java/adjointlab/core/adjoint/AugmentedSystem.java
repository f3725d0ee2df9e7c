package adjointlab.core.adjoint;

import adjointlab.core.field.Context;
import adjointlab.core.field.ParameterGradient;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.VectorField;
import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Scratch;
import adjointlab.core.ode.Linearization;
import adjointlab.core.ode.OdeSystem;
import adjointlab.core.ode.SolveStats;
import adjointlab.core.ode.StateLayout;

/// State, adjoint and gradient as one system: ẏ = f, ȧ = −aᵀ∂f/∂y, ġ_t = −aᵀ∂f/∂t, ġ_θ = −aᵀ∂f/∂θ. Chen, Rubanova,
/// Bettencourt and Duvenaud, "Neural ordinary differential equations", NeurIPS 2018, equations (4) and (5) and
/// Algorithm 1.
final class AugmentedSystem implements OdeSystem {
    private final VectorField field;
    private final StateLayout layout;
    private final Scratch scratch;
    private final int stateLength;
    private final int parameters;
    private final Batch y;
    private final Batch a;
    private final Batch dy;
    private final Batch minusA;
    private final Batch da;
    private final ParameterGradient gradient;
    private double[] theta = new double[0];
    private final SolveStats stats;

    AugmentedSystem(VectorField field, int samples, Scratch scratch, SolveStats stats) {
        this.field = field;
        this.scratch = scratch;
        this.stats = stats;
        this.parameters = field.parameters().size();
        StateLayout blocks = StateLayout.ofBatch("y", field.dim(), samples)
                .withBatch("a", field.dim(), samples)
                .withQuadrature("t", 1);
        for (ParameterLayout.Block block : field.parameters().blocks()) {
            blocks = blocks.withQuadrature(block.name(), block.size());
        }
        this.layout = blocks;
        this.y = new Batch(field.dim(), samples);
        this.a = new Batch(field.dim(), samples);
        this.dy = new Batch(field.dim(), samples);
        this.minusA = new Batch(field.dim(), samples);
        this.da = new Batch(field.dim(), samples);
        this.stateLength = y.length();
        this.gradient = new ParameterGradient(1, parameters);
    }

    void bind(double[] theta, Context context) {
        this.theta = theta;
        field.bind(theta, context, scratch);
    }

    /// Where the adjoint starts in a state.
    int adjointOffset() {
        return stateLength;
    }

    /// Where the parameter gradient starts in a state.
    int gradientOffset() {
        return 2 * stateLength + 1;
    }

    @Override
    public StateLayout layout() {
        return layout;
    }

    @Override
    public void eval(double t, double[] z, double[] dzOut) {
        stats.countEvaluations(1);
        stats.countVjps(1);
        y.repoint(z, 0);
        double[] negated = minusA.data();
        for (int i = 0; i < stateLength; i++) {
            negated[i] = -z[stateLength + i];
        }
        java.util.Arrays.fill(dzOut, stateLength, layout.length(), 0);
        dzOut[2 * stateLength] = field.evalAndVjp(
                t,
                y,
                theta,
                minusA,
                scratch,
                dy.repoint(dzOut, 0),
                da.repoint(dzOut, stateLength),
                gradient.repoint(dzOut, gradientOffset()));
    }

    @Override
    public Linearization linearization() {
        return new AdjointLinearization(field, y.size(), scratch, 1, true) {
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

    /// The state proper within a state, as a view that the next call or evaluation moves.
    Batch stateIn(double[] z) {
        return y.repoint(z, 0);
    }

    /// The adjoint within a state, as a view that the next call moves.
    Batch adjointIn(double[] z) {
        return a.repoint(z, stateLength);
    }
}
