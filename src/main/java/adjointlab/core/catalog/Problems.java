package adjointlab.core.catalog;

import adjointlab.core.catalog.Parameter.Int;
import adjointlab.core.catalog.Parameter.Option;
import adjointlab.core.catalog.Parameter.Real;
import adjointlab.core.catalog.Parameter.Reals;
import adjointlab.core.catalog.Parameter.Scale;
import adjointlab.core.problem.LinearSystem;
import adjointlab.core.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The problems.
public final class Problems {
    /// In display order.
    public static final Catalog<Problem> CATALOG = new Catalog<>(
            "problem",
            all(new Entry<>(
                    "linear-system",
                    "Linear system",
                    "Learn ẋ = A*x from where N(0, σ²I) goes in time t.",
                    "Okamoto, Takeuchi and Sakemi, equations (2) and (4)",
                    List.of(
                            Parameter.whole("dimension", "n", "Dimension", 1, new Int(1, 64, 1, 8)),
                            new Parameter(
                                    "target",
                                    "A*",
                                    "Target matrix, by rows",
                                    "1/s",
                                    new Reals(1, 64 * 64, Ranges.any(-4, 4)),
                                    List.of(-1.0),
                                    true),
                            new Parameter(
                                    "horizon",
                                    "t",
                                    "Horizon",
                                    "s",
                                    new Real(1e-6, Double.MAX_VALUE, 0.1, 5, Scale.LINEAR),
                                    1.0,
                                    true),
                            Parameter.real("sigma2", "σ²", "Initial variance", 1, Ranges.positive(0.01, 100), true),
                            Parameter.choice(
                                    "population",
                                    "Expectation",
                                    "moments",
                                    new Option("moments", "Exact second moments"),
                                    new Option("sample", "Seeded sample")),
                            Parameter.whole("samples", "N", "Sample size", 100, new Int(1, 1_000_000, 1, 1000))),
                    Problems::linearSystem)));

    private Problems() {}

    private static List<Entry<Problem>> all(Entry<Problem> first) {
        List<Entry<Problem>> entries = new ArrayList<>(LearningProblems.entries());
        entries.addAll(SampleProblems.entries());
        entries.addFirst(first);
        return entries;
    }

    private static Problem linearSystem(Values v) {
        int n = v.whole("dimension");
        double[] target = v.reals("target");
        if (target.length != n * n) {
            throw new InvalidValueException("target has " + target.length + " numbers; allowed: " + n * n + ", a " + n
                    + "×" + n + " matrix by rows");
        }
        LinearSystem.Population population = v.choice("population").equals("moments")
                ? new LinearSystem.Moments()
                : new LinearSystem.Sample(v.whole("samples"));
        return new LinearSystem(
                n, Arrays.stream(target).boxed().toList(), v.real("horizon"), v.real("sigma2"), population);
    }
}
