package adjointlab.core.catalog;

import adjointlab.core.catalog.Type.Int;
import adjointlab.core.study.KernelError;
import adjointlab.core.study.OutputSpread;
import adjointlab.core.study.RandomOutputs;
import adjointlab.core.study.SolverError;
import adjointlab.core.study.Study;
import adjointlab.core.study.VariedSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run does beside training.
public final class Studies {
    private static final Key<Integer> INPUTS = Key.whole("inputs", "Inputs", 1, new Int(1, 10_000, 1, 100));
    private static final Key<Double> TOLERANCE =
            Key.real("tolerance", "Tolerance of the exact solve", 1e-9, Ranges.positive(1e-12, 1e-1));
    private static final Key<Integer> MODELS =
            Key.whole("models", "Models a value", 100, new Int(2, 1_000_000, 2, 1000));

    /// Path of the setting that is varied.
    public static final Key<String> PATH = Key.text("path", "Varied setting", 200);

    private static final Key<Double> FROM = Key.real("from", "From", 10, Ranges.positive(1, 1000));
    private static final Key<Double> TO = Key.real("to", "To", 1000, Ranges.positive(1, 1000));
    private static final Key<Integer> COUNT = Key.whole("values", "Number of values", 9, new Int(2, 10_000, 2, 50));
    private static final Key<String> RECIPROCAL = Key.text("reciprocal", "Setting that is divided by it", 200);

    /// In display order; the first entry trains.
    public static final Catalog<Optional<Study>> CATALOG = new Catalog<>(
            "study",
            List.of(
                    Entry.plain("none", "Training", "The run trains.", "", Optional.empty()),
                    new Entry<>(
                            "random-outputs",
                            "Random models",
                            "What models with random weights predict, a model an iteration.",
                            "Gao et al., ICLR 2025, appendix H.2",
                            List.of(INPUTS),
                            v -> Optional.of(new RandomOutputs(v.get(INPUTS)))),
                    new Entry<>(
                            "solver-error",
                            "Error of solver and gradient",
                            "Outputs and gradients against an exact solve, while a setting is varied.",
                            "Gao et al., ICLR 2025, Figs. 1 (a, b), 12 and 14",
                            sweep("solver.steps", INPUTS, TOLERANCE),
                            v -> Optional.of(new SolverError(sweep(v), v.get(INPUTS), v.get(TOLERANCE)))),
                    new Entry<>(
                            "kernel-error",
                            "Kernels over width",
                            "Kernels of random wide models against those of infinite width, while a setting is varied.",
                            "Gao et al., ICLR 2025, Fig. 1 (c, d)",
                            sweep("family.width", INPUTS.withDefault(8)),
                            v -> Optional.of(new KernelError(sweep(v), v.get(INPUTS)))),
                    new Entry<>(
                            "output-spread",
                            "Output variance",
                            "Variance of random models' outputs, while a setting is varied.",
                            "Gao et al., ICLR 2025, Fig. 3 (a, c)",
                            sweep("problem.horizon", INPUTS, MODELS),
                            v -> Optional.of(new OutputSpread(sweep(v), v.get(INPUTS), v.get(MODELS))))));

    private Studies() {}

    private static List<Key<?>> sweep(String path, Key<?>... more) {
        List<Key<?>> keys = new ArrayList<>(List.of(PATH.withDefault(path), FROM, TO, COUNT, RECIPROCAL));
        keys.addAll(List.of(more));
        return keys;
    }

    private static VariedSetting sweep(Values v) {
        return new VariedSetting(v.get(PATH), v.get(FROM), v.get(TO), v.get(COUNT), v.get(RECIPROCAL));
    }
}
