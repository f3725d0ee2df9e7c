package adjointlab.core.optim;

import java.util.Set;
import java.util.function.DoubleFunction;

/// Gauss-Newton with trust in the model: θ ← θ − (G + λI)⁻¹∇L with the generalised Gauss-Newton matrix G of the loss; a
/// step that does not lower it is taken back and damped more. Levenberg, Q. Appl. Math. 2 (1944) 164; Marquardt, J.
/// SIAM 11 (1963) 431; λ changes by Nielsen's rule (Madsen, Nielsen and Tingleff, "Methods for non-linear least squares
/// problems", 2004, equation (2.21)).
///
/// @param learningRate by what the step is multiplied; 1 for the method itself
/// @param damping λ at the start
/// @param solve how the linear system is solved
public record LevenbergMarquardt(double learningRate, double damping, CurvatureSolve solve) implements Optimizer {
    private static final int LOG_FACTOR = 0;
    private static final int TRIALS = 30;

    @Override
    public Set<Need> needs() {
        return Set.of(Need.OUTPUT_JACOBIAN, Need.OBJECTIVE);
    }

    @Override
    public OptimizerState init(int parameters) {
        return new OptimizerState(0, new double[1][1]);
    }

    @Override
    public double damping(OptimizerState state) {
        return damping * Math.exp(state.slot(0)[LOG_FACTOR]);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        double[] memory = state.slot(0);
        state.countUpdate();
        double rate = learningRate * evidence.rateFactor();
        DoubleFunction<double[]> damped = solve.prepared(evidence.outputs(), gradient);
        double growth = 2;
        for (int attempt = 0; attempt < TRIALS; attempt++) {
            double lambda = damping * Math.exp(memory[LOG_FACTOR]);
            double[] x = damped.apply(lambda);
            double[] trial = theta.clone();
            CurvatureSolve.descend(trial, rate, x);
            double predicted = NaturalGradient.predicted(evidence.outputs(), gradient, x, rate);
            double ratio = (evidence.loss() - evidence.objective().value(trial)) / predicted;
            if (predicted > 0 && ratio > 0) {
                memory[LOG_FACTOR] += Math.log(Math.max(1.0 / 3, 1 - Math.pow(2 * ratio - 1, 3)));
                System.arraycopy(trial, 0, theta, 0, theta.length);
                return;
            }
            memory[LOG_FACTOR] += Math.log(growth);
            growth *= 2;
        }
        // no damping lowers the loss any more: a minimum, as far as the solver's tolerance can tell
        memory[LOG_FACTOR] = 0;
    }
}
