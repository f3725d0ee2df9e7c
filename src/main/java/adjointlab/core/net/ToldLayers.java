package adjointlab.core.net;

import adjointlab.core.field.DenseLayer;
import adjointlab.core.kernel.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What several probes tell of layers, one probe after another, so that each layer is told once, with the sum.
public final class ToldLayers implements DenseLayer.Listener {
    private final Told[] sums;
    private DenseLayer.Listener outside = (_, _, _, _) -> {};
    private boolean last;

    /// @param layers how many there are
    public ToldLayers(int layers) {
        sums = new Told[layers];
        Arrays.setAll(sums, _ -> new Told());
    }

    /// Forgets what was told.
    ///
    /// @param listener hears the sums
    public void begin(DenseLayer.Listener listener) {
        outside = listener;
        for (Told sum : sums) {
            sum.clear();
        }
    }

    /// Another probe begins.
    ///
    /// @param isLast whether the sums are whole when it has told
    public void next(boolean isLast) {
        last = isLast;
        for (Told sum : sums) {
            sum.next = 0;
        }
    }

    @Override
    public void layer(int layer, Batch input, double time, Batch g) {
        Batch sum = sums[layer].add(g);
        if (last) {
            outside.layer(layer, input, time, sum);
        }
    }

    /// What was told of a layer so far, in as many pieces as each probe tells it.
    private static final class Told {
        private final List<Batch> pieces = new ArrayList<>();
        private int next;

        void clear() {
            for (Batch piece : pieces) {
                piece.fill(0);
            }
        }

        Batch add(Batch g) {
            if (next == pieces.size()) {
                pieces.add(new Batch(g.dim(), g.size()));
            }
            Batch piece = pieces.get(next++);
            Batches.add(g, piece);
            return piece;
        }
    }
}
