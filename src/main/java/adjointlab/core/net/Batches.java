package adjointlab.core.net;

import adjointlab.core.kernel.Batch;

/// Sums and multiples of batches of one shape, padding included.
final class Batches {
    private Batches() {}

    /// batch *= factor.
    static void times(double factor, Batch batch) {
        double[] data = batch.data();
        int end = batch.offset() + batch.length();
        for (int i = batch.offset(); i < end; i++) {
            data[i] *= factor;
        }
    }

    /// acc += batch.
    static void add(Batch batch, Batch acc) {
        double[] from = batch.data();
        double[] to = acc.data();
        int shift = acc.offset() - batch.offset();
        int end = batch.offset() + batch.length();
        for (int i = batch.offset(); i < end; i++) {
            to[shift + i] += from[i];
        }
    }
}
