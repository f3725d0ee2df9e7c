package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Text;
import adjointlab.core.study.KernelError;
import adjointlab.core.study.OutputSpread;
import adjointlab.core.study.RandomOutputs;
import adjointlab.core.study.SolverError;
import adjointlab.core.study.Study;
import adjointlab.core.study.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a run does beside training.
public final class Studies {
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
                            List.of(inputs(1)),
                            v -> Optional.of(new RandomOutputs(v.whole("inputs")))),
                    new Entry<>(
                            "solver-error",
                            "Error of solver and gradient",
                            "Outputs and gradients against an exact solve, while a setting is varied.",
                            "Gao et al., ICLR 2025, Figs. 1 (a, b), 12 and 14",
                            sweep(
                                    "solver.steps",
                                    inputs(1),
                                    Parameter.real(
                                            "tolerance",
                                            "",
                                            "Tolerance of the exact solve",
                                            1e-9,
                                            Ranges.positive(1e-12, 1e-1),
                                            false)),
                            v -> Optional.of(new SolverError(sweep(v), v.whole("inputs"), v.real("tolerance")))),
                    new Entry<>(
                            "kernel-error",
                            "Kernels over width",
                            "Kernels of random wide models against those of infinite width, while a setting is varied.",
                            "Gao et al., ICLR 2025, Fig. 1 (c, d)",
                            sweep("family.width", inputs(8)),
                            v -> Optional.of(new KernelError(sweep(v), v.whole("inputs")))),
                    new Entry<>(
                            "output-spread",
                            "Output variance",
                            "Variance of random models' outputs, while a setting is varied.",
                            "Gao et al., ICLR 2025, Fig. 3 (a, c)",
                            sweep(
                                    "problem.horizon",
                                    inputs(1),
                                    Parameter.whole(
                                            "models", "", "Models a value", 100, new Int(2, 1_000_000, 2, 1000))),
                            v -> Optional.of(new OutputSpread(sweep(v), v.whole("inputs"), v.whole("models"))))));

    private Studies() {}

    private static Parameter inputs(int defaultValue) {
        return Parameter.whole("inputs", "", "Inputs", defaultValue, new Int(1, 10_000, 1, 100));
    }

    private static List<Parameter> sweep(String path, Parameter... more) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                text("path", "Varied setting", path),
                Parameter.real("from", "", "From", 10, Ranges.positive(1, 1000), false),
                Parameter.real("to", "", "To", 1000, Ranges.positive(1, 1000), false),
                Parameter.whole("values", "", "Number of values", 9, new Int(2, 10_000, 2, 50)),
                text("reciprocal", "Setting that is divided by it", "")));
        parameters.addAll(List.of(more));
        return parameters;
    }

    private static Parameter text(String name, String label, String defaultValue) {
        return new Parameter(name, "", label, "", new Text(200), defaultValue, false);
    }

    private static Sweep sweep(Values v) {
        return new Sweep(v.choice("path"), v.real("from"), v.real("to"), v.whole("values"), v.choice("reciprocal"));
    }
}
