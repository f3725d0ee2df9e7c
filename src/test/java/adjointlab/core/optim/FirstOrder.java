package adjointlab.core.optim;

/// Recursions that see the gradient alone.
public final class FirstOrder {
    private FirstOrder() {}

    /// Polyak, USSR Comput. Math. Math. Phys. 4 (1964) 1, equation (9), with v = (θₖ − θₖ₊₁)/η; Nesterov's form
    /// as Sutskever et al., ICML 2013, equations (3) and (4), write it, in the weights φ = θ − ημv at which the
    /// gradient is taken (Bengio et al., ICASSP 2013, equation (7)). Decay is added to the gradient.
    public static Recursion gradientDescent(double eta, double mu, boolean nesterov, double decay) {
        return new Recursion() {
            private double[] velocity = new double[0];

            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                double[] g = Dense.plus(landscape.gradient(theta), decay, theta);
                velocity = velocity.length == 0 ? g : Dense.plus(g, mu, velocity);
                double[] direction = nesterov ? Dense.plus(g, mu, velocity) : velocity;
                return Dense.plus(theta, -eta * factor, direction);
            }
        };
    }

    /// Kingma and Ba, ICLR 2015, Algorithm 1, line by line; Loshchilov and Hutter, ICLR 2019, Algorithm 2, lines
    /// 6 (coupled) and 12 (decoupled, with the learning rate in front as in section 4's experiments).
    ///
    /// @param decay in the gradient
    /// @param decoupled of the weights by themselves
    public static Recursion adam(double eta, double[] beta, double epsilon, double decay, double decoupled) {
        return new Recursion() {
            private int t;
            private double[] m = new double[0];
            private double[] v = new double[0];

            @Override
            public double[] next(double[] theta, Landscape landscape, double factor) {
                double[] g = Dense.plus(landscape.gradient(theta), decay, theta);
                if (t == 0) {
                    m = new double[g.length];
                    v = new double[g.length];
                }
                t++;
                double[] next = theta.clone();
                for (int j = 0; j < g.length; j++) {
                    m[j] = beta[0] * m[j] + (1 - beta[0]) * g[j];
                    v[j] = beta[1] * v[j] + (1 - beta[1]) * g[j] * g[j];
                    double mHat = m[j] / (1 - Math.pow(beta[0], t));
                    double vHat = v[j] / (1 - Math.pow(beta[1], t));
                    next[j] -= eta * factor * (mHat / (Math.sqrt(vHat) + epsilon) + decoupled * theta[j]);
                }
                return next;
            }
        };
    }

    /// Okamoto, Takeuchi and Sakemi, Algorithm 2: θ ← θ − η/(t²σ_t²) ∇L.
    public static Recursion varianceCorrected(double eta) {
        return (theta, landscape, factor) -> Dense.plus(
                theta,
                -eta * factor / (Math.pow(landscape.horizon(), 2) * landscape.terminalVariance(theta)),
                landscape.gradient(theta));
    }
}
