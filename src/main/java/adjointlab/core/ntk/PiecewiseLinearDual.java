package adjointlab.core.ntk;

import adjointlab.core.field.Activation;
import adjointlab.core.field.HardTanh;
import adjointlab.core.field.LeakyRelu;
import adjointlab.core.field.StandardActivations;
import adjointlab.core.math.Erf;
import java.util.Optional;

/// Expectations of φ(z) = φ₀ + s₀z + Σᵢ mᵢ·max(0, z − αᵢ), to rounding.
///
/// By Price's theorem (IRE Trans. Inf. Theory 4 (1958) 69) ∂E[φφ]/∂c = E[φ′φ′] and ∂E[φ′φ′]/∂c = Σᵢⱼ mᵢmⱼ p(αᵢ, αⱼ), p
/// the density of (u, v) with covariance c. From c = 0, where expectations are products, E[φ′φ′] and E[φφ] are then
/// single integrals of p, with c = √(ab)·sin θ of a smooth function: Drezner and Wesolowsky, J. Stat. Comput. Simul. 35
/// (1990) 101; as in Genz, Stat. Comput. 14 (2004) 251. Panels that halve towards ±π/2 resolve where it falls steeply
/// there.
///
/// @param activation φ
/// @param constant φ₀
/// @param slope s₀
/// @param kinks αᵢ
/// @param bends mᵢ
record PiecewiseLinearDual(Activation activation, double constant, double slope, double[] kinks, double[] bends)
        implements DualActivation {
    /// Below this share of π/2 nothing is left to integrate.
    private static final double LEAST = 1e-16;

    /// e^(−x²/2) is nothing from here on.
    private static final double FAR = 9;

    static Optional<DualActivation> find(Activation activation) {
        return switch (activation) {
            case StandardActivations standard
            when standard == StandardActivations.HARDTANH -> Optional.of(clipped(activation, 1));
            case HardTanh(double bound) -> Optional.of(clipped(activation, bound));
            case LeakyRelu(double share) ->
                Optional.of(new PiecewiseLinearDual(activation, 0, share, new double[] {0}, new double[] {1 - share}));
            default -> Optional.empty();
        };
    }

    private static PiecewiseLinearDual clipped(Activation activation, double bound) {
        return new PiecewiseLinearDual(activation, -bound, 0, new double[] {-bound, bound}, new double[] {1, -1});
    }

    /// Its series have one coefficient each: E[φ(u)] and E[φ′(u)].
    @Override
    public Marginal marginal(double variance) {
        double sigma = Math.sqrt(variance);
        if (sigma == 0) {
            return new Marginal(variance, mean(activation.value(0)), mean(activation.slope(0)));
        }
        double value = constant;
        double rate = slope;
        for (int i = 0; i < kinks.length; i++) {
            double h = kinks[i] / sigma;
            double above = 0.5 - 0.5 * Erf.of(h / Math.sqrt(2));
            value += bends[i] * (sigma * Math.exp(-0.5 * h * h) / Math.sqrt(2 * Math.PI) - kinks[i] * above);
            rate += bends[i] * above;
        }
        return new Marginal(variance, mean(value), mean(rate));
    }

    private static HermiteSeries mean(double mean) {
        return new HermiteSeries(new double[] {mean}, mean * mean, 0);
    }

    @Override
    public double values(Marginal u, Marginal v, double covariance) {
        double rho = u.correlation(v, covariance);
        double scale = u.scale(v);
        return first(u.values(), v.values())
                + rho * scale * first(u.slopes(), v.slopes())
                + scale * integral(u, v, rho, true);
    }

    @Override
    public double slopes(Marginal u, Marginal v, double covariance) {
        return first(u.slopes(), v.slopes()) + integral(u, v, u.correlation(v, covariance), false);
    }

    @Override
    public double errorBound(Marginal u, Marginal v, double covariance) {
        return 0;
    }

    private static double first(HermiteSeries u, HermiteSeries v) {
        return u.coefficients()[0] * v.coefficients()[0];
    }

    /// Σᵢⱼ mᵢmⱼ ∫₀^ρ p√(ab) dr, where wanted times (ρ − r).
    private double integral(Marginal u, Marginal v, double rho, boolean weighted) {
        if (rho == 0) {
            return 0;
        }
        // of −v where ρ is negative, whose kinks are −α and whose bends are the same: so that θ is positive
        double sign = Math.signum(rho);
        double sum = 0;
        for (int i = 0; i < kinks.length; i++) {
            for (int j = 0; j < kinks.length; j++) {
                double h = kinks[i] / Math.sqrt(u.variance());
                double k = sign * kinks[j] / Math.sqrt(v.variance());
                sum += bends[i] * bends[j] * strip(h, k, Math.abs(rho), weighted);
            }
        }
        return weighted ? sum : sign * sum;
    }

    /// ∫ over φ = π/2 − θ from arccos ρ to π/2 of the density at (h, k), which is
    /// e^(−(h − k)²/(2 sin²φ) − hk/(1 + cos φ))/2π.
    private static double strip(double h, double k, double rho, boolean weighted) {
        double least = Math.acos(rho);
        double distance = Math.abs(h - k);
        double high = Math.PI / 2;
        double sum = 0;
        while (high > least && high > LEAST && high * FAR > distance) {
            double low = Math.max(least, distance > 0 ? high / 2 : 0);
            double half = 0.5 * (high - low);
            for (int n = 0; n < LegendreRule.COUNT; n++) {
                double phi = low + half * (1 + LegendreRule.node(n));
                double steep = distance / Math.sin(phi);
                double cosine = Math.cos(phi);
                double density = Math.exp(-0.5 * steep * steep - h * k / (1 + cosine)) / (2 * Math.PI);
                sum += half * LegendreRule.weight(n) * density * (weighted ? rho - cosine : 1);
            }
            high = low;
        }
        return sum;
    }
}
