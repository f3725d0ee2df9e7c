/// Statistics of measured numbers: regressions, moments and quantiles by Hipparchus.
///
/// Two are ours. Kolmogorov's distribution, since Hipparchus sums its lower side, so that 1 − p leaves no digit of a
/// p-value below 10⁻¹⁶. And the normal distribution function by [adjointlab.core.math.Erf], since a panel takes it of
/// every weight of a model: a million take 0.03 s, by the series and fractions of Hipparchus 0.4 to 0.6 s.
///
/// Decided 2026-11-21: Hipparchus where it is exact enough; what is not stands above with its figures.
@NullMarked
package adjointlab.core.stat;

import org.jspecify.annotations.NullMarked;
