package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;

import adjointlab.core.math.Matrix;

/// Products of matrices cut into tiles of a few rows and vectors, whose sums stay in registers.
final class TiledProduct {
    /// Rows of the right factor that a pass takes, so that what a tile reads stays in the first-level cache.
    static final int DEPTH = 256;

    /// A start that says: add to what is there.
    static final double[] ADD = {};

    private TiledProduct() {}

    /// As [Kernels#multiply] of one block, for factors that need no copies.
    static void multiply(Matrix a, Batch x, Batch out, Block block, double[] start, int startAt, int startStep) {
        multiply(a, 0, Math.min(DEPTH, a.columns()), x, out, block, start, startAt, startStep);
        for (int k = DEPTH; k < a.columns(); k += DEPTH) {
            multiply(a, k, Math.min(k + DEPTH, a.columns()), x, out, block, ADD, 0, 0);
        }
    }

    private static void multiply(
            Matrix a, int from, int to, Batch x, Batch out, Block block, double[] start, int startAt, int startStep) {
        int column = block.fromColumn();
        int end = block.toColumn();
        int vectors = (end - column) / LANES;
        if (LANES > 4) {
            // with 32 registers: as many tiles of 5 vectors as leave a multiple of 4
            int fives = 5 * (vectors % 4) <= vectors ? vectors % 4 : 0;
            for (int j = 0; j < fives; j++, column += 5 * LANES) {
                columns5(a, from, to, x, column, out, block, start, startAt, startStep);
            }
            for (; column + 4 * LANES <= end; column += 4 * LANES) {
                columns4(a, from, to, x, column, out, block, start, startAt, startStep);
            }
        }
        for (; column + 2 * LANES <= end; column += 2 * LANES) {
            columns2(a, from, to, x, column, out, block, start, startAt, startStep);
        }
        if (column < end) {
            columns1(a, from, to, x, column, out, block, start, startAt, startStep);
        }
    }

    /// Some rows of a product, 5, 4, 2 or 1 vectors wide.
    static void columns(
            int width,
            Matrix a,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            Block block,
            double[] start,
            int startAt,
            int startStep) {
        switch (width) {
            case 5 -> columns5(a, from, to, x, column, out, block, start, startAt, startStep);
            case 4 -> columns4(a, from, to, x, column, out, block, start, startAt, startStep);
            case 2 -> columns2(a, from, to, x, column, out, block, start, startAt, startStep);
            default -> columns1(a, from, to, x, column, out, block, start, startAt, startStep);
        }
    }

    private static void columns5(
            Matrix a,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            Block block,
            double[] start,
            int startAt,
            int startStep) {
        int row = block.fromRow();
        int end = block.toRow();
        for (; row + 4 <= end; row += 4) {
            WideTiles.tile4x5(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        for (; row + 2 <= end; row += 2) {
            WideTiles.tile2x5(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        if (row < end) {
            WideTiles.tile1x5(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
    }

    private static void columns4(
            Matrix a,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            Block block,
            double[] start,
            int startAt,
            int startStep) {
        int row = block.fromRow();
        int end = block.toRow();
        for (; row + 4 <= end; row += 4) {
            VectorTiles.tile4x4(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        for (; row + 2 <= end; row += 2) {
            VectorTiles.tile2x4(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        if (row < end) {
            VectorTiles.tile1x4(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
    }

    private static void columns2(
            Matrix a,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            Block block,
            double[] start,
            int startAt,
            int startStep) {
        int row = block.fromRow();
        int end = block.toRow();
        for (; row + 4 <= end; row += 4) {
            VectorTiles.tile4x2(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        for (; row < end; row++) {
            VectorTiles.tile1x1(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
            VectorTiles.tile1x1(a, row, from, to, x, column + LANES, out, start, startAt + row * startStep, startStep);
        }
    }

    private static void columns1(
            Matrix a,
            int from,
            int to,
            Batch x,
            int column,
            Batch out,
            Block block,
            double[] start,
            int startAt,
            int startStep) {
        int row = block.fromRow();
        int end = block.toRow();
        for (; row + 4 <= end; row += 4) {
            VectorTiles.tile4x1(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        for (; row + 2 <= end; row += 2) {
            VectorTiles.tile2x1(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
        for (; row < end; row++) {
            VectorTiles.tile1x1(a, row, from, to, x, column, out, start, startAt + row * startStep, startStep);
        }
    }
}
