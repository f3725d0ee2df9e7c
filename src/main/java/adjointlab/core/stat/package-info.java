/// Statistics of measured numbers: regressions, moments and quantiles by Hipparchus.
///
/// Two are ours. The distribution of Lilliefors' statistic, which Hipparchus does not have: its test of Kolmogorov and
/// Smirnov takes the normal distribution's moments for known. And the normal distribution function by
/// [adjointlab.core.math.Erf], since a panel takes it of every weight of a model: a million take 0.03 s, by the series
/// and fractions of Hipparchus 0.4 to 0.6 s.
///
/// Decided 2026-11-21: Hipparchus where it is exact enough; what is not stands above with its figures.
@NullMarked
package adjointlab.core.stat;

import org.jspecify.annotations.NullMarked;
