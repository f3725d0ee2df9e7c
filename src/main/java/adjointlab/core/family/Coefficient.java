package adjointlab.core.family;

import adjointlab.core.field.ParameterLayout;
import adjointlab.core.field.ParameterLayout.Block;

/// A non-negative number of the dynamics as the image of a raw one, which is fixed or learned: γ = ε·sigmoid(ω) and
/// ξ = softplus(χ). Xia et al., NeurIPS 2021, sections 2.2 and 3.
///
/// @param name of the raw number among the parameters
/// @param link from the raw number to the coefficient
/// @param scale what the link's value is multiplied by
/// @param raw the raw number, where learning starts from
/// @param learned whether the raw number is a parameter
public record Coefficient(String name, Link link, double scale, double raw, boolean learned) {
    /// 0, not learned.
    static final Coefficient NONE = new Coefficient("", Link.SIGMOID, 0, 0, false);

    /// How a raw number becomes a coefficient.
    public enum Link {
        /// 1/(1 + e^−r).
        SIGMOID {
            @Override
            double value(double r) {
                return 1 / (1 + Math.exp(-r));
            }

            @Override
            double slope(double r) {
                return value(r) * value(-r);
            }
        },
        /// ln(1 + e^r).
        SOFTPLUS {
            @Override
            double value(double r) {
                return Math.max(r, 0) + Math.log1p(Math.exp(-Math.abs(r)));
            }

            @Override
            double slope(double r) {
                return SIGMOID.value(r);
            }
        };

        abstract double value(double r);

        abstract double slope(double r);
    }

    /// The damping γ = ε·sigmoid(ω).
    static Coefficient damping(double epsilon, double raw, boolean learned) {
        return new Coefficient("family.gammaRaw", Link.SIGMOID, epsilon, raw, learned);
    }

    /// The correction ξ = softplus(χ).
    static Coefficient correction(double raw, boolean learned) {
        return new Coefficient("family.xiRaw", Link.SOFTPLUS, 1, raw, learned);
    }

    /// The raw number as a parameter, or nothing.
    ParameterLayout parameters() {
        return learned ? new ParameterLayout(java.util.List.of(Block.of(name, 0))) : ParameterLayout.EMPTY;
    }

    /// The coefficient.
    ///
    /// @param theta [>position], not modified
    /// @param position of the raw number in θ where it is learned
    double value(double[] theta, int position) {
        return scale * link.value(learned ? theta[position] : raw);
    }

    /// Its derivative with respect to a learned raw number.
    double slope(double[] theta, int position) {
        return scale * link.slope(theta[position]);
    }
}
