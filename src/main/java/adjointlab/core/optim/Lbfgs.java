package adjointlab.core.optim;

import java.util.Set;

/// Limited-memory BFGS: the direction by the two-loop recursion (Nocedal and Wright, "Numerical optimization", 2nd ed.,
/// Algorithms 7.4 and 7.5), the step by bisection to the weak Wolfe conditions (Lewis and Overton, Math. Program. 141
/// (2013) 135, Algorithm 2.6). Whole data only: noise between gradients would be taken for curvature.
///
/// @param learningRate the step that is tried first
/// @param history how many pairs are remembered
/// @param search when a step is good enough
public record Lbfgs(double learningRate, int history, Search search) implements Optimizer {
    /// The weak Wolfe conditions.
    ///
    /// @param decrease c₁, share of the promised decrease that has to come
    /// @param curvature c₂, share of the slope that may be left
    /// @param trials at most
    public record Search(double decrease, double curvature, int trials) {}

    @Override
    public Set<Need> needs() {
        return Set.of(Need.OBJECTIVE);
    }

    /// Pairs s and y in turn, then how many have been stored.
    @Override
    public OptimizerState init(int parameters) {
        double[][] slots = new double[2 * history + 1][parameters];
        slots[2 * history] = new double[1];
        return new OptimizerState(0, slots);
    }

    @Override
    public void update(double[] theta, double[] gradient, OptimizerState state, Evidence evidence) {
        state.countUpdate();
        double[] stored = state.slot(2 * history);
        double[] direction = direction(gradient, state, (long) stored[0]);
        double slope = CurvatureSolve.dot(gradient, direction);
        if (!(slope < 0)) {
            stored[0] = 0;
            return;
        }
        double first = learningRate * evidence.rateFactor();
        if (stored[0] == 0) {
            // nothing is known of the scale yet
            first *= Math.min(1, 1 / Math.sqrt(CurvatureSolve.dot(gradient, gradient)));
        }
        double[] next = new double[theta.length];
        double[] nextGradient = new double[theta.length];
        double step = search(new Line(theta, direction, slope), first, evidence, next, nextGradient);
        if (step == 0) {
            stored[0] = 0;
            return;
        }
        remember(theta, gradient, next, nextGradient, state);
        System.arraycopy(next, 0, theta, 0, theta.length);
    }

    /// −Hg with the inverse Hessian H that the pairs imply.
    private double[] direction(double[] gradient, OptimizerState state, long stored) {
        int pairs = (int) Math.min(stored, history);
        double[] q = gradient.clone();
        double[] alpha = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            double[] s = state.slot((int) (2 * ((stored - 1 - i) % history)));
            double[] y = state.slot((int) (2 * ((stored - 1 - i) % history)) + 1);
            alpha[i] = CurvatureSolve.dot(s, q) / CurvatureSolve.dot(s, y);
            add(q, -alpha[i], y);
        }
        double scale = 1;
        if (pairs > 0) {
            double[] s = state.slot((int) (2 * ((stored - 1) % history)));
            double[] y = state.slot((int) (2 * ((stored - 1) % history)) + 1);
            scale = CurvatureSolve.dot(s, y) / CurvatureSolve.dot(y, y);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] *= scale;
        }
        for (int i = pairs - 1; i >= 0; i--) {
            double[] s = state.slot((int) (2 * ((stored - 1 - i) % history)));
            double[] y = state.slot((int) (2 * ((stored - 1 - i) % history)) + 1);
            add(q, alpha[i] - CurvatureSolve.dot(y, q) / CurvatureSolve.dot(s, y), s);
        }
        for (int j = 0; j < q.length; j++) {
            q[j] = -q[j];
        }
        return q;
    }

    /// @param theta where it begins
    /// @param direction where it goes
    /// @param slope of the loss along it
    private record Line(double[] theta, double[] direction, double slope) {
        void at(double step, double[] out) {
            for (int j = 0; j < out.length; j++) {
                out[j] = theta[j] + step * direction[j];
            }
        }
    }

    /// A step, or 0 if none lowers the loss enough; weights and gradient there.
    private double search(Line line, double first, Evidence evidence, double[] next, double[] nextGradient) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = first;
        double[] trial = new double[next.length];
        double[] trialGradient = new double[next.length];
        for (int i = 0; i < search.trials(); i++) {
            line.at(step, trial);
            double loss = evidence.objective().valueAndGradient(trial, trialGradient);
            if (!(loss <= evidence.loss() + search.decrease() * step * line.slope())) {
                high = step;
            } else {
                low = step;
                System.arraycopy(trial, 0, next, 0, next.length);
                System.arraycopy(trialGradient, 0, nextGradient, 0, next.length);
                if (CurvatureSolve.dot(trialGradient, line.direction()) >= search.curvature() * line.slope()) {
                    return step;
                }
            }
            step = Double.isInfinite(high) ? 2 * low : (low + high) / 2;
        }
        return low;
    }

    private void remember(
            double[] theta, double[] gradient, double[] next, double[] nextGradient, OptimizerState state) {
        double[] stored = state.slot(2 * history);
        double curvature = 0;
        for (int j = 0; j < theta.length; j++) {
            curvature += (next[j] - theta[j]) * (nextGradient[j] - gradient[j]);
        }
        if (!(curvature > 0)) {
            return;
        }
        int slot = (int) (2 * ((long) stored[0] % history));
        for (int j = 0; j < theta.length; j++) {
            state.slot(slot)[j] = next[j] - theta[j];
            state.slot(slot + 1)[j] = nextGradient[j] - gradient[j];
        }
        stored[0]++;
    }

    private static void add(double[] acc, double factor, double[] v) {
        for (int j = 0; j < acc.length; j++) {
            acc[j] += factor * v[j];
        }
    }
}
