package adjointlab.core.family;

import adjointlab.core.kernel.Batch;

/// Views of neighbouring rows of batches, made once and moved from then on. A view is valid until its slot is asked for
/// again.
final class RowViews {
    private final Batch[] views;

    /// @param slots how many views may be in use at once
    RowViews(int slots) {
        views = new Batch[slots];
        java.util.Arrays.setAll(views, _ -> new Batch(0, 1));
    }

    /// Rows `from` … `from + rows − 1`.
    Batch of(int slot, Batch whole, int from, int rows) {
        Batch view = views[slot];
        if (view.dim() != rows || view.size() != whole.size()) {
            view = new Batch(rows, whole.size(), whole.data(), whole.row(from));
            views[slot] = view;
        }
        return view.repoint(whole.data(), whole.row(from));
    }
}
