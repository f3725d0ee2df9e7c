package adjointlab.core.optim;

import java.util.Set;
import java.util.function.DoubleFunction;

/// The natural gradient: θ ← θ − η (F + λI)⁻¹∇L with the Fisher matrix F = E[JᵀJ] of the terminal state. Amari, Neural
/// Computation 10 (1998) 251; Okamoto, Takeuchi and Sakemi, section 7, where F = t²σ_t² makes it their Algorithm 2.
///
/// @param learningRate η
/// @param damping λ
/// @param solve how the linear system is solved
public record NaturalGradient(double learningRate, Damping damping, CurvatureSolve solve) implements Optimizer {
    private static final int LOG_FACTOR = 0;
    private static final int TRIALS = 30;

    /// @param value λ at the start
    /// @param adaptive whether a step that does not lower the loss is taken back and damped more, twice as much,
    ///     then four times, and so on, as Levenberg and Marquardt do; and whether λ of one that does changes by how
    ///     much of what the quadratic model promised came: it grows by 3/2 below a quarter and shrinks by 2/3 above
    ///     three. Martens, "Deep learning via Hessian-free optimization", ICML 2010, section 4.1
    public record Damping(double value, boolean adaptive) {
        private static double logChange(double promised, double came) {
            double ratio = came / promised;
            if (ratio > 0.75) {
                return Math.log(2.0 / 3);
            }
            return ratio >= 0.25 ? 0 : Math.log(1.5);
        }
    }

    @Override
    public Set<Need> needs() {
        return damping.adaptive() ? Set.of(Need.OUTPUT_JACOBIAN, Need.OBJECTIVE) : Set.of(Need.OUTPUT_JACOBIAN);
    }

    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(0, new double[1][1]);
    }

    @Override
    public double damping(OptimizerState state) {
        return damping.value() * Math.exp(state.slot(0)[LOG_FACTOR]);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        double rate = learningRate * evidence.rateFactor();
        state.countUpdate();
        if (damping.adaptive()) {
            descendSurely(theta, gradient, state, evidence, rate);
        } else {
            CurvatureSolve.descend(theta, rate, solve.solve(evidence.outputs(), damping.value(), gradient));
        }
    }

    private void descendSurely(
            double[] theta, double[] gradient, OptimizerState state, Evidence evidence, double rate) {
        double[] memory = state.slot(0);
        DoubleFunction<double[]> damped = solve.prepared(evidence.outputs(), gradient);
        double growth = 2;
        for (int attempt = 0; attempt < TRIALS; attempt++) {
            double[] x = damped.apply(damping(state));
            double[] trial = theta.clone();
            CurvatureSolve.descend(trial, rate, x);
            double came = evidence.loss() - evidence.objective().value(trial);
            if (came > 0) {
                memory[LOG_FACTOR] += Damping.logChange(predicted(evidence.outputs(), gradient, x, rate), came);
                System.arraycopy(trial, 0, theta, 0, theta.length);
                return;
            }
            memory[LOG_FACTOR] += Math.log(growth);
            growth *= 2;
        }
        // no damping lowers the loss any more: a minimum, as far as the solver's tolerance can tell
        memory[LOG_FACTOR] = 0;
    }

    /// What the quadratic model with the Gauss-Newton matrix G promises for the step −ηx: ηgᵀx − ½η²xᵀGx.
    static double predicted(OutputJacobian j, double[] gradient, double[] x, double rate) {
        double[] change = new double[j.rows()];
        double[] curved = new double[j.rows()];
        j.product(x, change);
        j.lossCurvature(change, curved);
        return rate * CurvatureSolve.dot(gradient, x) - 0.5 * rate * rate * CurvatureSolve.dot(change, curved);
    }
}
