package adjointlab.core.kernel;

import adjointlab.core.kernel.Winograd.Layout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The transforms of [Winograd], vectors of channels at once: first down the columns of a tile, then along its rows.
final class VectorWinograd {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int IN = Winograd.IN;
    private static final int OUT = Winograd.OUT;

    private VectorWinograd() {}

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    /// See [Winograd#input].
    static void input(float[] x, int at, float[] v, int vAt, Layout layout, float[] h) {
        for (int c = 0; c < layout.pixel(); c += LANES) {
            for (int q = 0; q < IN; q++) {
                down(x, at + q * layout.pixel() + c, layout.row(), h, q * LANES, IN * LANES);
            }
            for (int i = 0; i < IN; i++) {
                down(h, i * IN * LANES, LANES, v, vAt + i * IN * layout.between() + c, layout.between());
            }
        }
    }

    /// Bᵀ of six vectors.
    private static void down(float[] x, int at, int step, float[] to, int toAt, int toStep) {
        FloatVector d0 = load(x, at);
        FloatVector d1 = load(x, at + step);
        FloatVector d2 = load(x, at + 2 * step);
        FloatVector d3 = load(x, at + 3 * step);
        FloatVector d4 = load(x, at + 4 * step);
        FloatVector d5 = load(x, at + 5 * step);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        FloatVector two = FloatVector.broadcast(SPECIES, 2);
        FloatVector five = FloatVector.broadcast(SPECIES, -5);
        d0.fma(four, d2.fma(five, d4)).intoArray(to, toAt);
        FloatVector even = d4.sub(d2.mul(four));
        FloatVector odd = d3.sub(d1.mul(four));
        even.add(odd).intoArray(to, toAt + toStep);
        even.sub(odd).intoArray(to, toAt + 2 * toStep);
        even = d4.sub(d2);
        odd = d3.sub(d1).mul(two);
        even.add(odd).intoArray(to, toAt + 3 * toStep);
        even.sub(odd).intoArray(to, toAt + 4 * toStep);
        d1.fma(four, d3.fma(five, d5)).intoArray(to, toAt + 5 * toStep);
    }

    /// See [Winograd#output].
    static void output(
            float[] m, int mAt, float[] bias, float[] y, int at, int rows, int columns, Layout layout, float[] h) {
        for (int c = 0; c < layout.pixel(); c += LANES) {
            for (int q = 0; q < IN; q++) {
                together(m, mAt + q * layout.between() + c, IN * layout.between(), h, q * LANES, IN * LANES);
            }
            FloatVector b = load(bias, c);
            for (int i = 0; i < rows; i++) {
                int from = i * IN * LANES;
                int to = at + i * layout.row() + c;
                together(h, from, LANES, h, from, LANES);
                for (int j = 0; j < columns; j++) {
                    load(h, from + j * LANES).add(b).intoArray(y, to + j * layout.pixel());
                }
            }
        }
    }

    /// Aᵀ of six vectors.
    private static void together(float[] m, int at, int step, float[] to, int toAt, int toStep) {
        FloatVector m1 = load(m, at + step);
        FloatVector m2 = load(m, at + 2 * step);
        FloatVector m3 = load(m, at + 3 * step);
        FloatVector m4 = load(m, at + 4 * step);
        FloatVector m0 = load(m, at);
        FloatVector m5 = load(m, at + 5 * step);
        FloatVector near = m1.add(m2);
        FloatVector far = m3.add(m4);
        m0.add(near).add(far).intoArray(to, toAt);
        far.fma(FloatVector.broadcast(SPECIES, 4), near).intoArray(to, toAt + 2 * toStep);
        near = m1.sub(m2);
        far = m3.sub(m4);
        far.fma(FloatVector.broadcast(SPECIES, 2), near).intoArray(to, toAt + toStep);
        far.fma(FloatVector.broadcast(SPECIES, 8), near).add(m5).intoArray(to, toAt + 3 * toStep);
    }

    /// See [Winograd#cotangent].
    static void cotangent(float[] g, int at, float[] w, int wAt, Layout layout, float[] h) {
        for (int c = 0; c < layout.pixel(); c += LANES) {
            for (int q = 0; q < OUT; q++) {
                apart(g, at + q * layout.pixel() + c, layout.row(), h, q * LANES, IN * LANES);
            }
            for (int i = 0; i < IN; i++) {
                apart(h, i * IN * LANES, LANES, w, wAt + i * IN * layout.between() + c, layout.between());
            }
        }
    }

    /// A of four vectors.
    private static void apart(float[] g, int at, int step, float[] to, int toAt, int toStep) {
        FloatVector g0 = load(g, at);
        FloatVector g1 = load(g, at + step);
        FloatVector g2 = load(g, at + 2 * step);
        FloatVector g3 = load(g, at + 3 * step);
        g0.intoArray(to, toAt);
        FloatVector even = g0.add(g2);
        FloatVector odd = g1.add(g3);
        even.add(odd).intoArray(to, toAt + toStep);
        even.sub(odd).intoArray(to, toAt + 2 * toStep);
        FloatVector four = FloatVector.broadcast(SPECIES, 4);
        even = g2.fma(four, g0);
        odd = g3.fma(four, g1);
        odd = odd.add(odd);
        even.add(odd).intoArray(to, toAt + 3 * toStep);
        even.sub(odd).intoArray(to, toAt + 4 * toStep);
        g3.intoArray(to, toAt + 5 * toStep);
    }
}
