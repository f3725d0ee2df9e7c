package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.Problem;
import adjointlab.core.problem.Standardised;
import adjointlab.core.problem.ValidationSplit;
import java.util.ArrayList;
import java.util.List;

/// What every problem of samples has: some kept for a validation, mini-batches, and how often the samples that are not
/// trained on are looked at.
final class Batching {
    private static final Key<Double> VALIDATION =
            Key.real("validation", "Share for the validation", 0, new Real(0, 0.9, 0, 0.5, Scale.LINEAR));
    private static final Key<Boolean> STANDARDISED =
            Key.flag("standardised", "Inputs of mean 0 and deviation 1", false);
    private static final Key<Integer> BATCH =
            Key.whole("batch", "Samples in a batch, 0 for all", 0, new Int(0, 1_000_000, 0, 512));
    private static final Key<Integer> TEST_EVERY =
            Key.whole("testEvery", "Iterations between tests", 1, new Int(1, 1_000_000, 1, 100));

    private Batching() {}

    /// The entry with these parameters.
    static Entry<Problem> batched(Entry<Problem> entry) {
        return with(entry, List.of(VALIDATION, BATCH, TEST_EVERY));
    }

    /// The same for inputs that may be moved and scaled, since targets are of another kind.
    static Entry<Problem> batchedInputs(Entry<Problem> entry) {
        return with(entry, List.of(VALIDATION, STANDARDISED, BATCH, TEST_EVERY));
    }

    private static Entry<Problem> with(Entry<Problem> entry, List<Key<?>> more) {
        List<Key<?>> parameters = new ArrayList<>(entry.parameters());
        parameters.addAll(more);
        return new Entry<>(entry.id(), entry.label(), entry.summary(), entry.citation(), parameters, v -> {
            Problem whole = entry.create(v);
            double share = v.get(VALIDATION);
            Problem trained = share == 0 ? whole : new ValidationSplit(whole, share);
            Problem scaled = more.contains(STANDARDISED) && v.get(STANDARDISED) ? new Standardised(trained) : trained;
            int batch = v.get(BATCH);
            int every = v.get(TEST_EVERY);
            return batch == 0 && every == 1
                    ? scaled
                    : new MiniBatches(scaled, batch == 0 ? MiniBatches.ALL : batch, every);
        });
    }
}
