package adjointlab.core.curvature;

import adjointlab.core.kernel.Batch;
import adjointlab.core.kernel.Kernels;
import adjointlab.core.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/// Sums of zzᵀ; of large ones only blocks on the diagonal and right of it are added up, until [#complete].
final class Gram {
    /// Rows of a block.
    private static final int ROWS = 64;

    private final Matrix matrix = new Matrix();
    private final List<Batch> views = new ArrayList<>();

    /// Adds zzᵀ.
    ///
    /// @param z [d×n], padding zero, not modified
    /// @param acc [d×d], added to; below its blocks on the diagonal only after [#complete]
    void add(Batch z, DMatrixRMaj acc) {
        int d = z.dim();
        for (int from = 0; from < d; from += ROWS) {
            Batch rows = view(Math.min(ROWS, d - from), z, from);
            Batch rest = view(d - from, z, from);
            Kernels.outerProductAdd(rows, rest, matrix.at(acc.getData(), from * d + from, rows.dim(), d - from, d));
        }
    }

    /// Copies what is right of the diagonal's blocks to below them.
    ///
    /// @param acc [d×d]
    static void complete(DMatrixRMaj acc) {
        int d = acc.getNumRows();
        double[] data = acc.getData();
        for (int i = ROWS; i < d; i++) {
            for (int k = 0; k < i / ROWS * ROWS; k++) {
                data[i * d + k] = data[k * d + i];
            }
        }
    }

    /// Some rows of z.
    private Batch view(int dim, Batch z, int from) {
        for (int i = 0; i < views.size(); i++) {
            Batch view = views.get(i);
            if (view.dim() == dim && view.size() == z.size()) {
                return view.repoint(z.data(), z.row(from));
            }
        }
        Batch view = new Batch(dim, z.size(), z.data(), z.row(from));
        views.add(view);
        return view;
    }
}
