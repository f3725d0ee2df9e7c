package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.catalog.Type.Real;
import adjointlab.core.catalog.Type.Scale;
import adjointlab.core.problem.GrowingHorizon;
import adjointlab.core.problem.MiniBatches;
import adjointlab.core.problem.MultipleShooting;
import adjointlab.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/// What helps where a long horizon stays flat, for every problem of trajectories: a horizon that grows, and multiple
/// shooting.
final class LongHorizons {
    private static final Key<Integer> GROWTH = Key.whole(
            "horizonGrowth", "Iterations in which the horizon grows, 0 for none", 0, new Int(0, 1_000_000, 0, 2000));
    private static final Key<Double> GROWTH_FROM = Key.real(
                    "horizonFrom",
                    "Share of the horizon at first",
                    0.1,
                    new Real(0.001, 0.999, 0.01, 0.9, Scale.LINEAR))
            .when(selection -> selection.values().get(GROWTH) > 0);
    private static final Key<Integer> SEGMENTS =
            Key.whole("segments", "Segments of multiple shooting, 1 for none", 1, new Int(1, 1000, 1, 30));
    private static final Key<Double> CONTINUITY = Key.real(
                    "continuity", "Penalty of the gaps", 1, new Real(0, Double.MAX_VALUE, 1e-3, 1e3, Scale.LOG))
            .withSymbol("ρ")
            .touching(Touches.TASK)
            .shown(Prominence.SLIDER)
            .when(selection -> selection.values().get(SEGMENTS) > 1);

    private LongHorizons() {}

    /// The entry with these parameters.
    static Entry<Problem> eased(Entry<Problem> entry) {
        List<Key<?>> parameters = new ArrayList<>(entry.parameters());
        parameters.addAll(List.of(GROWTH, GROWTH_FROM, SEGMENTS, CONTINUITY));
        return new Entry<>(entry.id(), entry.label(), entry.summary(), entry.citation(), parameters, v -> {
            Problem whole = entry.create(v);
            int segments = v.get(SEGMENTS);
            int growth = v.get(GROWTH);
            if (segments == 1 && growth == 0) {
                return whole;
            }
            if (whole instanceof MiniBatches batches && batches.size() != MiniBatches.ALL) {
                throw new InvalidValueException(
                        "a horizon that grows and multiple shooting take all trajectories in each"
                                + " iteration; choose all samples in a batch, or leave both");
            }
            Problem shot = segments == 1 ? whole : new MultipleShooting(whole, segments, v.get(CONTINUITY));
            return growth == 0 ? shot : new GrowingHorizon(shot, v.get(GROWTH_FROM), growth);
        });
    }
}
