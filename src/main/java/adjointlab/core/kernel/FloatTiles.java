package adjointlab.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Matrix products in single precision by register tiles, for fields that evaluate so inside; see [VectorTiles].
final class FloatTiles {
    /// As wide as that of doubles.
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    private FloatTiles() {}

    /// c += a·b for 4 rows of a and 4 vectors of columns of b.
    ///
    /// @param a row-major
    /// @param aAt entry (row, first of the summed dimension)
    /// @param b row-major
    /// @param bAt entry (first of the summed dimension, column)
    /// @param c row-major, added to
    /// @param cAt entry (row, column)
    /// @param shape the distances between rows
    /// @param depth how many are summed
    static void tile4x4(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
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
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, p + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, p + 3 * LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            FloatVector w1 = FloatVector.broadcast(SPECIES, a[a1 + along]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            s13 = w1.fma(b3, s13);
            FloatVector w2 = FloatVector.broadcast(SPECIES, a[a2 + along]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            s23 = w2.fma(b3, s23);
            FloatVector w3 = FloatVector.broadcast(SPECIES, a[a3 + along]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
            s33 = w3.fma(b3, s33);
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
        s10.add(FloatVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
        s11.add(FloatVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
        s12.add(FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES)).intoArray(c, c1 + 2 * LANES);
        s13.add(FloatVector.fromArray(SPECIES, c, c1 + 3 * LANES)).intoArray(c, c1 + 3 * LANES);
        s20.add(FloatVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
        s21.add(FloatVector.fromArray(SPECIES, c, c2 + LANES)).intoArray(c, c2 + LANES);
        s22.add(FloatVector.fromArray(SPECIES, c, c2 + 2 * LANES)).intoArray(c, c2 + 2 * LANES);
        s23.add(FloatVector.fromArray(SPECIES, c, c2 + 3 * LANES)).intoArray(c, c2 + 3 * LANES);
        s30.add(FloatVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
        s31.add(FloatVector.fromArray(SPECIES, c, c3 + LANES)).intoArray(c, c3 + LANES);
        s32.add(FloatVector.fromArray(SPECIES, c, c3 + 2 * LANES)).intoArray(c, c3 + 2 * LANES);
        s33.add(FloatVector.fromArray(SPECIES, c, c3 + 3 * LANES)).intoArray(c, c3 + 3 * LANES);
    }

    /// 1 row by 4 vectors.
    static void tile1x4(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
        int step = shape.strides().b();
        int aStep = shape.strides().aDepth();
        int p = bAt;
        int a0 = aAt;
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, p + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, p + 3 * LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            s03 = w0.fma(b3, s03);
            p += step;
            along += aStep;
        }
        int c0 = cAt;
        s00.add(FloatVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
        s01.add(FloatVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
        s02.add(FloatVector.fromArray(SPECIES, c, c0 + 2 * LANES)).intoArray(c, c0 + 2 * LANES);
        s03.add(FloatVector.fromArray(SPECIES, c, c0 + 3 * LANES)).intoArray(c, c0 + 3 * LANES);
    }

    /// 4 rows by 2 vectors.
    static void tile4x2(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
        int step = shape.strides().b();
        int aStep = shape.strides().aDepth();
        int p = bAt;
        int a0 = aAt;
        int a1 = aAt + shape.strides().a();
        int a2 = aAt + 2 * shape.strides().a();
        int a3 = aAt + 3 * shape.strides().a();
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            FloatVector w1 = FloatVector.broadcast(SPECIES, a[a1 + along]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            FloatVector w2 = FloatVector.broadcast(SPECIES, a[a2 + along]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            FloatVector w3 = FloatVector.broadcast(SPECIES, a[a3 + along]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            p += step;
            along += aStep;
        }
        int c0 = cAt;
        int c1 = cAt + shape.strides().c();
        int c2 = cAt + 2 * shape.strides().c();
        int c3 = cAt + 3 * shape.strides().c();
        s00.add(FloatVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
        s01.add(FloatVector.fromArray(SPECIES, c, c0 + LANES)).intoArray(c, c0 + LANES);
        s10.add(FloatVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
        s11.add(FloatVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
        s20.add(FloatVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
        s21.add(FloatVector.fromArray(SPECIES, c, c2 + LANES)).intoArray(c, c2 + LANES);
        s30.add(FloatVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
        s31.add(FloatVector.fromArray(SPECIES, c, c3 + LANES)).intoArray(c, c3 + LANES);
    }

    /// 4 rows by 3 vectors: 12 sums.
    static void tile4x3(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
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
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, p + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, p + 2 * LANES);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            s01 = w0.fma(b1, s01);
            s02 = w0.fma(b2, s02);
            FloatVector w1 = FloatVector.broadcast(SPECIES, a[a1 + along]);
            s10 = w1.fma(b0, s10);
            s11 = w1.fma(b1, s11);
            s12 = w1.fma(b2, s12);
            FloatVector w2 = FloatVector.broadcast(SPECIES, a[a2 + along]);
            s20 = w2.fma(b0, s20);
            s21 = w2.fma(b1, s21);
            s22 = w2.fma(b2, s22);
            FloatVector w3 = FloatVector.broadcast(SPECIES, a[a3 + along]);
            s30 = w3.fma(b0, s30);
            s31 = w3.fma(b1, s31);
            s32 = w3.fma(b2, s32);
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
        s10.add(FloatVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
        s11.add(FloatVector.fromArray(SPECIES, c, c1 + LANES)).intoArray(c, c1 + LANES);
        s12.add(FloatVector.fromArray(SPECIES, c, c1 + 2 * LANES)).intoArray(c, c1 + 2 * LANES);
        s20.add(FloatVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
        s21.add(FloatVector.fromArray(SPECIES, c, c2 + LANES)).intoArray(c, c2 + LANES);
        s22.add(FloatVector.fromArray(SPECIES, c, c2 + 2 * LANES)).intoArray(c, c2 + 2 * LANES);
        s30.add(FloatVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
        s31.add(FloatVector.fromArray(SPECIES, c, c3 + LANES)).intoArray(c, c3 + LANES);
        s32.add(FloatVector.fromArray(SPECIES, c, c3 + 2 * LANES)).intoArray(c, c3 + 2 * LANES);
    }

    /// 4 rows by 1 vector.
    static void tile4x1(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
        int step = shape.strides().b();
        int aStep = shape.strides().aDepth();
        int p = bAt;
        int a0 = aAt;
        int a1 = aAt + shape.strides().a();
        int a2 = aAt + 2 * shape.strides().a();
        int a3 = aAt + 3 * shape.strides().a();
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            FloatVector w1 = FloatVector.broadcast(SPECIES, a[a1 + along]);
            s10 = w1.fma(b0, s10);
            FloatVector w2 = FloatVector.broadcast(SPECIES, a[a2 + along]);
            s20 = w2.fma(b0, s20);
            FloatVector w3 = FloatVector.broadcast(SPECIES, a[a3 + along]);
            s30 = w3.fma(b0, s30);
            p += step;
            along += aStep;
        }
        int c0 = cAt;
        int c1 = cAt + shape.strides().c();
        int c2 = cAt + 2 * shape.strides().c();
        int c3 = cAt + 3 * shape.strides().c();
        s00.add(FloatVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
        s10.add(FloatVector.fromArray(SPECIES, c, c1)).intoArray(c, c1);
        s20.add(FloatVector.fromArray(SPECIES, c, c2)).intoArray(c, c2);
        s30.add(FloatVector.fromArray(SPECIES, c, c3)).intoArray(c, c3);
    }

    /// 1 row by 1 vector.
    static void tile1x1(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
        int step = shape.strides().b();
        int aStep = shape.strides().aDepth();
        int p = bAt;
        int a0 = aAt;
        FloatVector s00 = FloatVector.zero(SPECIES);
        int along = 0;
        for (int k = 0; k < depth; k++) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, p);
            FloatVector w0 = FloatVector.broadcast(SPECIES, a[a0 + along]);
            s00 = w0.fma(b0, s00);
            p += step;
            along += aStep;
        }
        int c0 = cAt;
        s00.add(FloatVector.fromArray(SPECIES, c, c0)).intoArray(c, c0);
    }
}
