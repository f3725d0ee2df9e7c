package adjointlab.core.kernel;

import static adjointlab.core.kernel.VectorTiles.LANES;
import static adjointlab.core.kernel.VectorTiles.SPECIES;

import adjointlab.core.math.Matrix;
import jdk.incubator.vector.DoubleVector;

/// Products of large matrices. What the register tiles read is copied first, so that it lies in one piece: rows far
/// apart would each need a page of their own in the processor's table of pages, which holds few. Goto and van de Geijn,
/// "Anatomy of high-performance matrix multiplication", ACM Trans. Math. Softw. 34 (2008) 12.
///
/// Sums are taken in the same order as without copies, so that it makes no difference to the bits how a product is cut.
final class LargeProduct {
    /// Rows, columns and samples from which copies pay.
    private static final int LARGE = 160;

    /// Rows of the left factor that stay in the second-level cache.
    private static final int ROWS = 256;

    private static final int WIDEST = LANES > 4 ? 5 : 2;
    private static final ThreadLocal<LargeProduct> OWN = ThreadLocal.withInitial(LargeProduct::new);

    private final double[] left = new double[ROWS * TiledProduct.DEPTH];
    private final double[] right = new double[TiledProduct.DEPTH * WIDEST * Batch.LANES];
    private final Batch[] panels = new Batch[WIDEST + 1];
    private final Matrix group = new Matrix();
    private final Block rows = new Block();

    private LargeProduct() {
        for (int width = 1; width <= WIDEST; width++) {
            panels[width] = new Batch(TiledProduct.DEPTH, width * LANES, right, 0);
        }
    }

    /// This thread's.
    static LargeProduct own() {
        return OWN.get();
    }

    /// Whether a product is one for this class.
    static boolean suits(Matrix a, Batch x) {
        return a.rows() >= LARGE && a.columns() >= LARGE && x.columns() >= LARGE;
    }

    /// Whether the product of a batch with another one's transpose is.
    static boolean suits(Batch g, Matrix acc) {
        return acc.rows() >= LARGE && acc.columns() >= LARGE && g.columns() >= LARGE && acc.columnStep() == 1;
    }

    /// See [KernelSet#multiply].
    void multiply(Matrix a, Batch x, Batch out, Block block, double[] start, int startAt, int startStep) {
        int fromRow = block.fromRow();
        int toRow = block.toRow();
        int fromColumn = block.fromColumn();
        int toColumn = block.toColumn();
        for (int from = 0; from < a.columns(); from += TiledProduct.DEPTH) {
            int to = Math.min(from + TiledProduct.DEPTH, a.columns());
            double[] begin = from == 0 ? start : TiledProduct.ADD;
            for (int row = fromRow; row < toRow; row += ROWS) {
                int end = Math.min(row + ROWS, toRow);
                boolean copied = a.columnStep() != 1;
                if (copied) {
                    copyRows(a, row, end, from, to);
                }
                for (int column = fromColumn; column < toColumn; ) {
                    int width = width((toColumn - column) / LANES);
                    Batch panel = panel(x, from, to, column, width);
                    if (copied) {
                        tiles(a, row, end, from, to, panel, column, out, begin, startAt, startStep, width);
                    } else {
                        TiledProduct.columns(
                                width,
                                a,
                                from,
                                to,
                                panel,
                                column,
                                out,
                                rows.of(row, end, 0, 0),
                                begin,
                                startAt,
                                startStep);
                    }
                    column += width * LANES;
                }
            }
        }
    }

    /// See [KernelSet#outerProductAdd]: acc += g xᵀ, xᵀ copied panel by panel.
    void outerProductAdd(Batch g, Batch x, Matrix acc, Block block) {
        Matrix a = new Matrix().at(g.data(), g.offset(), g.dim(), g.columns(), g.stride());
        Batch out = new Batch(acc.rows(), acc.columns(), acc.rowStep(), acc.data(), acc.offset());
        rows.of(block.fromRow(), block.toRow(), 0, 0);
        int fromColumn = block.fromColumn();
        int toColumn = block.toColumn();
        for (int from = 0; from < g.columns(); from += TiledProduct.DEPTH) {
            int to = Math.min(from + TiledProduct.DEPTH, g.columns());
            for (int column = fromColumn; column < toColumn; ) {
                int width = width((toColumn - column) / LANES);
                if (width == 0) {
                    rest(a, from, to, x, column, toColumn, out);
                    break;
                }
                Batch panel = transposedPanel(x, from, to, column, width);
                TiledProduct.columns(width, a, from, to, panel, column, out, rows, TiledProduct.ADD, 0, 0);
                column += width * LANES;
            }
        }
    }

    /// The columns behind the last whole vector, in the order of the tiles.
    private void rest(Matrix a, int from, int to, Batch x, int column, int end, Batch out) {
        for (int k = column; k < end; k++) {
            int xRow = x.row(k);
            for (int i = rows.fromRow(); i < rows.toRow(); i++) {
                int aRow = a.offset() + i * a.rowStep();
                double sum = 0;
                for (int s = from; s < to; s++) {
                    sum = Math.fma(a.data()[aRow + s], x.data()[xRow + s], sum);
                }
                out.data()[out.row(i) + k] += sum;
            }
        }
    }

    /// Vectors that the next tiles are wide: fives where that leaves a multiple of four.
    private static int width(int vectors) {
        if (WIDEST == 5 && vectors >= 4) {
            return vectors % 4 > 0 && vectors >= 5 ? 5 : 4;
        }
        return Math.min(vectors, 2);
    }

    /// Rows `from` to `to` of some columns, moved to where a tile finds them that asks for the originals.
    private Batch panel(Batch x, int from, int to, int column, int width) {
        Batch panel = panels[width];
        int stride = panel.stride();
        for (int k = from; k < to; k++) {
            int at = x.row(k) + column;
            int into = (k - from) * stride;
            for (int v = 0; v < width * LANES; v += LANES) {
                DoubleVector.fromArray(SPECIES, x.data(), at + v).intoArray(right, into + v);
            }
        }
        return panel.repoint(right, -from * stride - column);
    }

    /// The same of xᵀ: its rows are samples.
    private Batch transposedPanel(Batch x, int from, int to, int column, int width) {
        Batch panel = panels[width];
        int stride = panel.stride();
        double[] data = x.data();
        int columns = width * LANES;
        for (int j = columns - columns % 4; j < columns; j++) {
            int from0 = x.row(column + j);
            for (int s = from; s < to; s++) {
                right[j + (s - from) * stride] = data[from0 + s];
            }
        }
        for (int j = 0; j + 4 <= columns; j += 4) {
            int x0 = x.row(column + j);
            int x1 = x.row(column + j + 1);
            int x2 = x.row(column + j + 2);
            int x3 = x.row(column + j + 3);
            int into = j;
            for (int s = from; s < to; s++) {
                right[into] = data[x0 + s];
                right[into + 1] = data[x1 + s];
                right[into + 2] = data[x2 + s];
                right[into + 3] = data[x3 + s];
                into += stride;
            }
        }
        return panel.repoint(right, -from * stride - column);
    }

    /// Entries of a transposed matrix, vectors of rows one column after the other.
    private void copyRows(Matrix a, int row, int end, int from, int to) {
        int depth = to - from;
        for (int i = row; i + LANES <= end; i += LANES) {
            int into = (i - row) * depth;
            int at = a.offset() + i + from * a.columnStep();
            for (int k = from; k < to; k++) {
                DoubleVector.fromArray(SPECIES, a.data(), at).intoArray(left, into);
                at += a.columnStep();
                into += LANES;
            }
        }
    }

    private void tiles(
            Matrix a,
            int fromRow,
            int toRow,
            int from,
            int to,
            Batch panel,
            int column,
            Batch out,
            double[] start,
            int startAt,
            int startStep,
            int width) {
        int depth = to - from;
        int row = fromRow;
        for (; row + LANES <= toRow; row += LANES) {
            // as if the whole matrix lay there in this order
            int origin = (row - fromRow) * depth - row - from * LANES;
            group.transposedAt(left, origin, /* rows= */ a.columns(), /* columns= */ a.rows(), LANES);
            TiledProduct.columns(
                    width,
                    group,
                    from,
                    to,
                    panel,
                    column,
                    out,
                    rows.of(row, row + LANES, 0, 0),
                    start,
                    startAt,
                    startStep);
        }
        if (row < toRow) {
            TiledProduct.columns(
                    width, a, from, to, panel, column, out, rows.of(row, toRow, 0, 0), start, startAt, startStep);
        }
    }
}
