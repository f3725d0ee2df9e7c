package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// What every problem of samples has: mini-batches, and how often the test samples are looked at.
final class Batching {
    private static final Key<Integer> BATCH = Key.whole("batch", "Batch, 0: all", 0, new Int(0, 1_000_000, 0, 512));
    private static final Key<Integer> TEST_EVERY =
            Key.whole("testEvery", "Test every", 1, new Int(1, 1_000_000, 1, 100));

    private Batching() {}

    /// The entry with these parameters.
    static Entry<Problem> batched(Entry<Problem> entry) {
        List<Key<?>> parameters = new ArrayList<>(entry.parameters());
        parameters.add(BATCH);
        boolean tests = parameters.stream().anyMatch(key -> key.name().equals("test"));
        if (tests) {
            parameters.add(TEST_EVERY);
        }
        return new Entry<>(entry.id(), entry.label(), entry.summary(), entry.citation(), parameters, v -> {
            Problem whole = entry.create(v);
            int batch = v.get(BATCH);
            int every = tests ? v.get(TEST_EVERY) : 1;
            return batch == 0 && every == 1
                    ? whole
                    : new MiniBatches(whole, batch == 0 ? MiniBatches.ALL : batch, every);
        });
    }
}
