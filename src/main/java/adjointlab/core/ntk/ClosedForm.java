package adjointlab.core.ntk;

import adjointlab.core.field.Activation;
import adjointlab.core.field.StandardActivations;
import java.util.Optional;

/// Expectations that have a closed form. In the formulas a = Var u, b = Var v, ρ their correlation, c = ρ√(ab) their
/// covariance.
enum ClosedForm implements DualActivation {
    /// Arc-cosine kernels of order 1 and 0. Cho and Saul, NeurIPS 2009, equations (3) to (6).
    RELU {
        @Override
        double values(double a, double b, double rho, double scale) {
            return arcCosine(rho, scale);
        }

        @Override
        double slopes(double a, double b, double rho, double scale) {
            return arcCosineSlope(rho);
        }
    },

    /// φ(z) = max(0, z) − s·max(0, −z), so E = (1 + s²)·R(ρ) − 2s·R(−ρ) with the ReLU's R.
    LEAKY_RELU {
        @Override
        double values(double a, double b, double rho, double scale) {
            return (1 + LEAK * LEAK) * arcCosine(rho, scale) - 2 * LEAK * arcCosine(-rho, scale);
        }

        @Override
        double slopes(double a, double b, double rho, double scale) {
            return (1 + LEAK * LEAK) * arcCosineSlope(rho) + 2 * LEAK * arcCosineSlope(-rho);
        }
    },

    /// zΦ(z), by Stein's lemma from E[Φ(u)Φ(v)] (Williams, NeurIPS 1997, equation (11)) and E[p(u)p(v)], p the
    /// density; compare Tsuchida, Pearce, van der Heide, Roosta and Gallagher, AAAI 2021, section 3.
    GELU {
        @Override
        double values(double a, double b, double rho, double scale) {
            double c = rho * scale;
            return c * cdfs(a, b, c) + densities(a, b, c) * (a * b - c * c + c * c / (1 + a) + c * c / (1 + b));
        }

        @Override
        double slopes(double a, double b, double rho, double scale) {
            double c = rho * scale;
            return cdfs(a, b, c)
                    + densities(a, b, c) * c * (1 / (1 + a) + 1 / (1 + b) + 1 / ((1 + a) * (1 + b) - c * c));
        }

        private static double cdfs(double a, double b, double c) {
            return 0.25 + Math.asin(c / Math.sqrt((1 + a) * (1 + b))) / (2 * Math.PI);
        }

        private static double densities(double a, double b, double c) {
            return 1 / (2 * Math.PI * Math.sqrt((1 + a) * (1 + b) - c * c));
        }
    },

    /// sin z, by E[cos(u ± v)] = e^(−(a + b ± 2c)/2).
    SINE {
        @Override
        double values(double a, double b, double rho, double scale) {
            double c = rho * scale;
            return 0.5 * (Math.exp(c - 0.5 * (a + b)) - Math.exp(-c - 0.5 * (a + b)));
        }

        @Override
        double slopes(double a, double b, double rho, double scale) {
            double c = rho * scale;
            return 0.5 * (Math.exp(c - 0.5 * (a + b)) + Math.exp(-c - 0.5 * (a + b)));
        }
    },

    /// z², by Isserlis' theorem.
    QUADRATIC {
        @Override
        double values(double a, double b, double rho, double scale) {
            return a * b * (1 + 2 * rho * rho);
        }

        @Override
        double slopes(double a, double b, double rho, double scale) {
            return 4 * rho * scale;
        }
    },

    /// z.
    IDENTITY {
        @Override
        double values(double a, double b, double rho, double scale) {
            return rho * scale;
        }

        @Override
        double slopes(double a, double b, double rho, double scale) {
            return 1;
        }
    };

    private static final double LEAK = StandardActivations.LEAKY_RELU.slope(-1);

    abstract double values(double a, double b, double rho, double scale);

    abstract double slopes(double a, double b, double rho, double scale);

    /// The closed form of an activation, if there is one.
    static Optional<ClosedForm> find(Activation activation) {
        if (!(activation instanceof StandardActivations standard)) {
            return Optional.empty();
        }
        return switch (standard) {
            case RELU -> Optional.of(RELU);
            case LEAKY_RELU -> Optional.of(LEAKY_RELU);
            case GELU -> Optional.of(GELU);
            case SINE -> Optional.of(SINE);
            case QUADRATIC -> Optional.of(QUADRATIC);
            case IDENTITY -> Optional.of(IDENTITY);
            case TANH, SIGMOID, SOFTPLUS, SHIFTED_SOFTPLUS, ELU, SILU, HARDTANH -> Optional.empty();
        };
    }

    @Override
    public Marginal marginal(double variance) {
        return new Marginal(variance, HermiteSeries.NONE, HermiteSeries.NONE);
    }

    @Override
    public double values(Marginal u, Marginal v, double covariance) {
        return values(u.variance(), v.variance(), u.correlation(v, covariance), u.scale(v));
    }

    @Override
    public double slopes(Marginal u, Marginal v, double covariance) {
        return slopes(u.variance(), v.variance(), u.correlation(v, covariance), u.scale(v));
    }

    @Override
    public double errorBound(Marginal u, Marginal v, double covariance) {
        return 0;
    }

    private static double arcCosine(double rho, double scale) {
        double angle = Math.acos(rho);
        return scale * (Math.sin(angle) + (Math.PI - angle) * rho) / (2 * Math.PI);
    }

    private static double arcCosineSlope(double rho) {
        return (Math.PI - Math.acos(rho)) / (2 * Math.PI);
    }
}
