package adjointlab.core.kernel;

import static adjointlab.core.kernel.FloatTiles.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The widest tile of [FloatTiles], for machines with 32 registers.
final class WideFloatTile {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private WideFloatTile() {}

    /// 4 rows by 6 vectors: 24 sums, 6 vectors of b and a factor fill 32 registers but one.
    static void tile4x6(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
        int step = shape.strides().b();
        int aStep = shape.strides().aDepth();
        int p = bAt;
        int a0 = aAt;
        int a1 = aAt + shape.strides().a();
        int a2 = aAt + 2 * shape.strides().a();
        int a3 = aAt + 3 * shape.strides().a();
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s04 = FloatVector.zero(SPECIES);
        FloatVector s05 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s14 = FloatVector.zero(SPECIES);
        FloatVector s15 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s24 = FloatVector.zero(SPECIES);
        FloatVector s25 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s34 = FloatVector.zero(SPECIES);
        FloatVector s35 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, p + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, p + 3 * LANES);
            FloatVector b4 = FloatVector.fromArray(SPECIES, b, p + 4 * LANES);
            FloatVector b5 = FloatVector.fromArray(SPECIES, b, p + 5 * LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            s04 = w0.fma(b4, s04);
            s05 = w0.fma(b5, s05);
            FloatVector w1 = FloatVector.broadcast(SPECIES, a[a1 + along]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            s13 = w1.fma(b3, s13);
            s14 = w1.fma(b4, s14);
            s15 = w1.fma(b5, s15);
            FloatVector w2 = FloatVector.broadcast(SPECIES, a[a2 + along]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            s23 = w2.fma(b3, s23);
            s24 = w2.fma(b4, s24);
            s25 = w2.fma(b5, s25);
            FloatVector w3 = FloatVector.broadcast(SPECIES, a[a3 + along]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            s33 = w3.fma(b3, s33);
            s34 = w3.fma(b4, s34);
            s35 = w3.fma(b5, s35);
            p += step;
            along += aStep;
        }
        int c0 = cAt;
        int c1 = cAt + shape.strides().c();
        int c2 = cAt + 2 * shape.strides().c();
        int c3 = cAt + 3 * shape.strides().c();
        s00.add(FloatVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
        s01.add(FloatVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
        s02.add(FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES)).intoArray(c, c0 + 2 * LANES);
        s03.add(FloatVector.fromArray(SPECIES, c, c0 + 3 * LANES)).intoArray(c, c0 + 3 * LANES);
        s04.add(FloatVector.fromArray(SPECIES, c, c0 + 4 * LANES)).intoArray(c, c0 + 4 * LANES);
        s05.add(FloatVector.fromArray(SPECIES, c, c0 + 5 * LANES)).intoArray(c, c0 + 5 * LANES);
        s10.add(FloatVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
        s11.add(FloatVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
        s12.add(FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES)).intoArray(c, c1 + 2 * LANES);
        s13.add(FloatVector.fromArray(SPECIES, c, c1 + 3 * LANES)).intoArray(c, c1 + 3 * LANES);
        s14.add(FloatVector.fromArray(SPECIES, c, c1 + 4 * LANES)).intoArray(c, c1 + 4 * LANES);
        s15.add(FloatVector.fromArray(SPECIES, c, c1 + 5 * LANES)).intoArray(c, c1 + 5 * LANES);
        s20.add(FloatVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
        s21.add(FloatVector.fromArray(SPECIES, c, c2 + LANES)).intoArray(c, c2 + LANES);
        s22.add(FloatVector.fromArray(SPECIES, c, c2 + 2 * LANES)).intoArray(c, c2 + 2 * LANES);
        s23.add(FloatVector.fromArray(SPECIES, c, c2 + 3 * LANES)).intoArray(c, c2 + 3 * LANES);
        s24.add(FloatVector.fromArray(SPECIES, c, c2 + 4 * LANES)).intoArray(c, c2 + 4 * LANES);
        s25.add(FloatVector.fromArray(SPECIES, c, c2 + 5 * LANES)).intoArray(c, c2 + 5 * LANES);
        s30.add(FloatVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
        s31.add(FloatVector.fromArray(SPECIES, c, c3 + LANES)).intoArray(c, c3 + LANES);
        s32.add(FloatVector.fromArray(SPECIES, c, c3 + 2 * LANES)).intoArray(c, c3 + 2 * LANES);
        s33.add(FloatVector.fromArray(SPECIES, c, c3 + 3 * LANES)).intoArray(c, c3 + 3 * LANES);
        s34.add(FloatVector.fromArray(SPECIES, c, c3 + 4 * LANES)).intoArray(c, c3 + 4 * LANES);
        s35.add(FloatVector.fromArray(SPECIES, c, c3 + 5 * LANES)).intoArray(c, c3 + 5 * LANES);
    }
}
