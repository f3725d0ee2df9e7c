package adjointlab.core.optim;

import java.util.Set;

/// The natural gradient: θ ← θ − η (F + λI)⁻¹∇L with the Fisher matrix F = E[JᵀJ] of the terminal state. Amari, Neural
/// Computation 10 (1998) 251; Okamoto, Takeuchi and Sakemi, section 7, where F = t²σ_t² makes it their Algorithm 2.
///
/// @param learningRate η
/// @param damping λ
/// @param solve how the linear system is solved
public record NaturalGradient(double learningRate, Damping damping, CurvatureSolve solve) implements Optimizer {
    private static final int LOG_FACTOR = 0;
    private static final int PREVIOUS_LOSS = 1;
    private static final int PREDICTED = 2;

    /// @param value λ at the start
    /// @param adaptive whether it grows by 3/2 where the quadratic model of the loss promised more than four
    ///     times what came, and shrinks by 2/3 where three quarters or more came. Martens, "Deep learning via
    ///     Hessian-free optimization", ICML 2010, section 4.1
    public record Damping(double value, boolean adaptive) {
        private double logChange(double promised, double came) {
            double ratio = came / promised;
            if (ratio > 0.75) {
                return Math.log(2.0 / 3);
            }
            return ratio >= 0.25 ? 0 : Math.log(1.5);
        }
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.OUTPUT_JACOBIAN);
    }

    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(0, new double[1][3]);
    }

    @Override
    public double damping(OptimizerState state) {
        return damping.value() * Math.exp(state.slot(0)[LOG_FACTOR]);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        double[] memory = state.slot(0);
        if (damping.adaptive() && state.updates() > 0) {
            memory[LOG_FACTOR] += damping.logChange(memory[PREDICTED], memory[PREVIOUS_LOSS] - evidence.loss());
        }
        state.countUpdate();
        double lambda = damping.value() * Math.exp(memory[LOG_FACTOR]);
        double rate = learningRate * evidence.rateFactor();
        double[] direction = solve.solve(evidence.outputs(), lambda, gradient);
        memory[PREVIOUS_LOSS] = evidence.loss();
        memory[PREDICTED] = damping.adaptive() ? predicted(evidence.outputs(), gradient, direction, rate) : 0;
        CurvatureSolve.descend(theta, rate, direction);
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
