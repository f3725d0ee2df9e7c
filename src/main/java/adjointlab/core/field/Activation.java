package adjointlab.core.field;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A scalar function between the layers of a perceptron, with its exact derivatives.
public interface Activation {
    /// h(z).
    double value(double z);

    /// h′(z); at a kink the derivative from the left, unless said otherwise.
    double slope(double z);

    /// h″(z); zero at a kink.
    double curvature(double z);

    /// h of many numbers.
    ///
    /// @param z not modified
    /// @param offset of the first number, in both arrays
    /// @param length how many numbers
    /// @param hOut overwritten; may be `z`
    default void values(double[] z, int offset, int length, double[] hOut) {
        for (int i = offset; i < offset + length; i++) {
            hOut[i] = value(z[i]);
        }
    }

    /// Whether h′(z) and h″(z) can be had from h(z) alone, so that nothing else need be kept for the way back; then
    /// [#timesSlopes] and [#curvatureFromValue] work.
    default boolean slopeFromValue() {
        return false;
    }

    /// g *= h′(z), from h(z).
    ///
    /// @param h values, not modified
    /// @param hOffset of the first
    /// @param length how many numbers
    /// @param g multiplied
    /// @param gOffset of the first
    /// @throws UnsupportedOperationException unless [#slopeFromValue]
    default void timesSlopes(double[] h, int hOffset, int length, double[] g, int gOffset) {
        throw new UnsupportedOperationException("the slope does not follow from the value");
    }

    /// h″(z), from h(z).
    ///
    /// @throws UnsupportedOperationException unless [#slopeFromValue]
    default double curvatureFromValue(double h) {
        Riccati equation = riccati()
                .orElseThrow(() -> new UnsupportedOperationException("the curvature does not follow from the value"));
        double slope = equation.constant() + h * (equation.linear() + equation.square() * h);
        return (equation.linear() + 2 * equation.square() * h) * slope;
    }

    /// h and h′ of many numbers.
    ///
    /// @param z replaced by h
    /// @param offset of the first number
    /// @param length how many numbers
    /// @param slopeOut overwritten; not `z`
    /// @param slopeOffset where the first slope goes
    default void valuesAndSlopes(double[] z, int offset, int length, double[] slopeOut, int slopeOffset) {
        for (int i = 0; i < length; i++) {
            double x = z[offset + i];
            slopeOut[slopeOffset + i] = slope(x);
            z[offset + i] = value(x);
        }
    }

    /// h, h′ and h″ of many numbers.
    ///
    /// @param z its first `length` replaced by h
    /// @param slopeOut h′, overwritten
    /// @param curvatureOut h″, overwritten
    /// @param length how many
    default void withDerivatives(double[] z, double[] slopeOut, double[] curvatureOut, int length) {
        for (int i = 0; i < length; i++) {
            curvatureOut[i] = curvature(z[i]);
        }
        valuesAndSlopes(z, 0, length, slopeOut, 0);
    }

    /// The equation of this kind that h solves, where it solves one: then h′ and h″ follow from h without anything
    /// else.
    default Optional<Riccati> riccati() {
        return Optional.empty();
    }

    /// The slope below 0 where h is z above and a share of it below; nothing otherwise.
    default OptionalDouble leak() {
        return OptionalDouble.empty();
    }

    /// The degree where h is a polynomial; nothing otherwise.
    default OptionalInt degree() {
        return OptionalInt.empty();
    }

    /// h′ = constant + linear·h + square·h², so that h″ = (linear + 2·square·h) h′.
    record Riccati(double constant, double linear, double square) {}
}
