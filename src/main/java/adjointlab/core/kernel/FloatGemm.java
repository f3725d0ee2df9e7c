package adjointlab.core.kernel;

import static adjointlab.core.kernel.FloatTiles.LANES;

/// Cuts a product in single precision into tiles: passes through the summed dimension that stay in the first-level
/// cache, in each the columns by as many vectors as registers allow, in each the rows by fours.
final class FloatGemm {
    private static final int DEPTH = 128;

    private FloatGemm() {}

    /// c += a·b over whole vectors of columns; gives the column where they end.
    static int multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape) {
        int end = shape.columns() / LANES * LANES;
        for (int k = 0; k < shape.depth(); k += DEPTH) {
            int depth = Math.min(DEPTH, shape.depth() - k);
            pass(a, aAt + k, b, bAt + k * shape.strides().b(), c, cAt, shape, depth, end);
        }
        return end;
    }

    private static void pass(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth, int end) {
        int column = 0;
        // 8 floats at once mean 16 registers, which 4×2 fills
        for (; LANES > 8 && column + 4 * LANES <= end; column += 4 * LANES) {
            int row = 0;
            for (; row + 4 <= shape.rows(); row += 4) {
                FloatTiles.tile4x4(
                        a,
                        aAt + row * shape.strides().a(),
                        b,
                        bAt + column,
                        c,
                        cAt + row * shape.strides().c() + column,
                        shape,
                        depth);
            }
            for (; row < shape.rows(); row++) {
                FloatTiles.tile1x4(
                        a,
                        aAt + row * shape.strides().a(),
                        b,
                        bAt + column,
                        c,
                        cAt + row * shape.strides().c() + column,
                        shape,
                        depth);
            }
        }
        for (; column + 2 * LANES <= end; column += 2 * LANES) {
            int row = 0;
            for (; row + 4 <= shape.rows(); row += 4) {
                FloatTiles.tile4x2(
                        a,
                        aAt + row * shape.strides().a(),
                        b,
                        bAt + column,
                        c,
                        cAt + row * shape.strides().c() + column,
                        shape,
                        depth);
            }
            singles(a, aAt, b, bAt + column, c, cAt + column, shape, depth, row);
            singles(a, aAt, b, bAt + column + LANES, c, cAt + column + LANES, shape, depth, row);
        }
        if (column < end) {
            int row = 0;
            for (; row + 4 <= shape.rows(); row += 4) {
                FloatTiles.tile4x1(
                        a,
                        aAt + row * shape.strides().a(),
                        b,
                        bAt + column,
                        c,
                        cAt + row * shape.strides().c() + column,
                        shape,
                        depth);
            }
            singles(a, aAt, b, bAt + column, c, cAt + column, shape, depth, row);
        }
    }

    private static void singles(
            float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth, int from) {
        for (int row = from; row < shape.rows(); row++) {
            FloatTiles.tile1x1(
                    a,
                    aAt + row * shape.strides().a(),
                    b,
                    bAt,
                    c,
                    cAt + row * shape.strides().c(),
                    shape,
                    depth);
        }
    }
}
