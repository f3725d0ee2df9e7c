package adjointlab.core.ntk;

import adjointlab.core.field.Activation;
import adjointlab.core.field.Polynomial;

/// Expectations of an activation over a pair (u, v) of centred Gaussian numbers: E[φ(u)φ(v)] and E[φ′(u)φ′(v)].
///
/// In closed form where there is one, by one-dimensional integrals where the activation is linear in pieces, else by a
/// series of Hermite polynomials with a bound of its error. What depends on one variance alone is worked out once, as a
/// [Marginal], and serves every pair that the number is part of.
public sealed interface DualActivation permits ClosedForm, PolynomialDual, PiecewiseLinearDual, HermiteDual {
    /// The expectations of this activation.
    static DualActivation of(Activation activation) {
        if (activation instanceof Polynomial polynomial) {
            return new PolynomialDual(polynomial);
        }
        return ClosedForm.find(activation)
                .<DualActivation>map(form -> form)
                .or(() -> PiecewiseLinearDual.find(activation))
                .orElseGet(() -> new HermiteDual(activation));
    }

    /// An activation of a standard normal number as a series of Hermite polynomials.
    static HermiteSeries series(Activation activation) {
        return new HermiteDual(activation).marginal(1).values();
    }

    /// What the distribution of one number contributes.
    ///
    /// @param variance Var u, not negative
    Marginal marginal(double variance);

    /// E[φ(u)φ(v)].
    ///
    /// @param u from [#marginal]
    /// @param v from [#marginal]
    /// @param covariance Cov(u, v); beyond ±√(Var u Var v) it counts as that bound
    double values(Marginal u, Marginal v, double covariance);

    /// E[φ′(u)φ′(v)]; parameters as in [#values].
    double slopes(Marginal u, Marginal v, double covariance);

    /// A bound of the error of [#values] and [#slopes] beyond rounding; parameters as there.
    double errorBound(Marginal u, Marginal v, double covariance);
}
