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
            int from = aAt + k * shape.strides().aDepth();
            int column = 0;
            while (column < end) {
                int vectors = width((end - column) / LANES);
                int at = bAt + k * shape.strides().b() + column;
                columns(vectors, a, from, b, at, c, cAt + column, shape, depth);
                column += vectors * LANES;
            }
        }
        return end;
    }

    /// How many vectors of those left the next tiles take. 8 floats at once mean 16 registers, which 4×3 fills.
    private static int width(int left) {
        if (LANES <= 8) {
            return left >= 5 || left == 3 ? 3 : Math.min(left, 2);
        }
        return left >= 6 ? 6 : left == 5 ? 3 : left;
    }

    private static void columns(
            int vectors, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, FloatProduct shape, int depth) {
        int aStep = shape.strides().a();
        int cStep = shape.strides().c();
        int row = 0;
        for (; row + 4 <= shape.rows(); row += 4) {
            int from = aAt + row * aStep;
            int to = cAt + row * cStep;
            switch (vectors) {
                case 6 -> WideFloatTile.tile4x6(a, from, b, bAt, c, to, shape, depth);
                case 4 -> FloatTiles.tile4x4(a, from, b, bAt, c, to, shape, depth);
                case 3 -> FloatTiles.tile4x3(a, from, b, bAt, c, to, shape, depth);
                case 2 -> FloatTiles.tile4x2(a, from, b, bAt, c, to, shape, depth);
                default -> FloatTiles.tile4x1(a, from, b, bAt, c, to, shape, depth);
            }
        }
        for (; row < shape.rows(); row++) {
            int from = aAt + row * aStep;
            int to = cAt + row * cStep;
            int vector = 0;
            for (; vector + 4 <= vectors; vector += 4) {
                FloatTiles.tile1x4(a, from, b, bAt + vector * LANES, c, to + vector * LANES, shape, depth);
            }
            for (; vector < vectors; vector++) {
                FloatTiles.tile1x1(a, from, b, bAt + vector * LANES, c, to + vector * LANES, shape, depth);
            }
        }
    }
}
