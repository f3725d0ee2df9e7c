package adjointlab.cli;

import adjointlab.core.kernel.Crew;
import adjointlab.core.kernel.Kernels;
import adjointlab.lab.Environment;
import adjointlab.lab.bench.BenchResult;
import adjointlab.lab.bench.CpuTimer;
import adjointlab.lab.bench.GradientCase;
import adjointlab.lab.bench.IterationCase;
import adjointlab.lab.bench.OptimizerCase;
import adjointlab.lab.bench.Peak;
import adjointlab.lab.bench.PresetCase;
import adjointlab.lab.bench.WideCase;
import adjointlab.lab.preset.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `adjointlab bench`: how fast solves and gradients are here, and how far from what one core can do.
@Command(
        name = "bench",
        description = "Measure solves and gradients on this machine: medians, on one core and with all threads.",
        footer = {"  adjointlab bench", "  adjointlab bench --trainings --json"})
final class BenchCommand implements Callable<Integer> {
    private static final List<Peak.Product> PRODUCTS = List.of(
            new Peak.Product(20, 20, 120),
            new Peak.Product(64, 64, 64),
            new Peak.Product(64, 64, 256),
            new Peak.Product(256, 256, 256),
            new Peak.Product(1024, 1024, 1024));

    /// A training is a long sample already.
    private static final CpuTimer TRAININGS = new CpuTimer(1200, 5, 1);

    /// An epoch takes seconds.
    private static final CpuTimer EPOCHS = new CpuTimer(1, 3, 1);

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "Print the results as JSON.")
    boolean json;

    /// Only then does JSON hold rows of other columns than those of solves and gradients.
    @Option(names = "--trainings", description = "Measure also whole training iterations of each family and optimizer.")
    boolean trainings;

    @Option(names = "--wide", description = "Measure also an epoch and a tangent kernel of the wide model.")
    boolean wide;

    @Option(names = "--images", description = "Measure also convolutions in single precision, and models of images.")
    boolean images;

    @Option(names = "--series", description = "Measure also the first batch of recurrent models of series.")
    boolean series;

    @Option(names = "--presets", description = "Measure also an iteration of the first training of each preset.")
    boolean presets;

    @Override
    public Integer call() {
        CpuTimer timer = new CpuTimer(1200, 41, 10);
        PrintWriter out = spec.commandLine().getOut();
        double peak = Peak.measure(timer);
        if (json) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (GradientCase measured : GradientCase.all()) {
                rows.add(tree(BenchResult.of(measured, timer, peak)));
            }
            for (IterationCase measured : trainings ? IterationCase.all() : List.<IterationCase>of()) {
                rows.add(tree(measured, measured.measure(TRAININGS, IterationCase.ITERATIONS)));
            }
            for (OptimizerCase measured : trainings ? OptimizerCase.all() : List.<OptimizerCase>of()) {
                rows.add(tree(measured, measured.measure(TRAININGS, OptimizerCase.ITERATIONS)));
            }
            if (wide) {
                rows.add(wideTree(peak));
            }
            if (images) {
                ImageRows.trees(rows);
            }
            if (series) {
                SeriesRows.trees(rows);
            }
            for (PresetCase measured : presets ? PresetCase.all() : List.<PresetCase>of()) {
                measured.measure().ifPresent(result -> rows.add(tree(measured, result)));
            }
            out.print(JsonObject.write(rows));
        } else {
            text(out, timer, peak);
            if (trainings) {
                optimizers(out);
                iterations(out);
            }
            if (wide) {
                wide(out, peak);
            }
            if (images) {
                ImageRows.text(out, peak);
            }
            if (series) {
                SeriesRows.text(out);
            }
            if (presets) {
                presets(out);
            }
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> tree(BenchResult result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", result.measured().problem().name());
        row.put("solver", result.measured().solver());
        row.put("gradient", result.measured().gradient());
        row.put("forwardMs", result.times().forwardMs());
        row.put("gradientMs", result.times().gradientMs());
        row.put("nfeForward", result.evaluations().forward());
        row.put("nfeBackward", result.evaluations().backward());
        row.put("peakFraction", result.peakFraction());
        row.put("threads", result.times().threads());
        row.put("oneCoreForwardMs", result.oneCore().forwardMs());
        row.put("oneCoreGradientMs", result.oneCore().gradientMs());
        return row;
    }

    private static Map<String, Object> tree(IterationCase measured, IterationCase.Result result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", "training iteration, point cloud of 120 at 1e-7");
        row.put("family", measured.family());
        row.put("iterationMs", result.ms());
        row.put("nfeForward", result.nfeForward());
        row.put("nfeBackward", result.nfeBackward());
        row.put("evaluationUs", result.perEvaluation());
        return row;
    }

    private static Map<String, Object> tree(OptimizerCase measured, OptimizerCase.Result result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", "training iteration, circle flow");
        row.put("optimizer", measured.name());
        row.put("iterationMs", result.ms());
        row.put("evaluations", result.evaluations());
        row.put("bytes", result.bytes());
        return row;
    }

    /// What second order costs, time and memory relative to the first case.
    private static void optimizers(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nTraining iterations of the circle flow, mean of the first %d, on one core%n%n%-26s %9s %7s %9s %11s"
                        + " %9s%n",
                OptimizerCase.ITERATIONS,
                "optimizer",
                "ms",
                "nfe",
                "to Adam",
                "memory MB",
                "to Adam");
        OptimizerCase.Result first = null;
        for (OptimizerCase measured : OptimizerCase.all()) {
            OptimizerCase.Result result = measured.measure(TRAININGS, OptimizerCase.ITERATIONS);
            first = first == null ? result : first;
            out.printf(
                    Locale.ROOT,
                    "%-26s %9.2f %7.1f %9.2f %11.2f %9.2f%n",
                    measured.name(),
                    result.ms(),
                    result.evaluations(),
                    result.ms() / first.ms(),
                    1e-6 * result.bytes(),
                    (double) result.bytes() / first.bytes());
            out.flush();
        }
    }

    private static void iterations(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nTraining iterations, point cloud of 120 at 1e-7, mean of the first %d%n%n%-12s %11s %8s %8s %18s%n",
                IterationCase.ITERATIONS,
                "family",
                "ms",
                "nfe",
                "nfe back",
                "µs per evaluation");
        for (IterationCase measured : IterationCase.all()) {
            IterationCase.Result result = measured.measure(TRAININGS, IterationCase.ITERATIONS);
            out.printf(
                    Locale.ROOT,
                    "%-12s %11.2f %8.0f %8.0f %18.1f%n",
                    measured.family(),
                    result.ms(),
                    result.nfeForward(),
                    result.nfeBackward(),
                    result.perEvaluation());
            out.flush();
        }
    }

    private static Map<String, Object> tree(PresetCase measured, PresetCase.Result result) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", "training iteration of a preset");
        row.put("preset", measured.preset());
        row.put("run", measured.run());
        row.put("iterationMs", result.ms());
        row.put("nfeForward", result.nfeForward());
        row.put("nfeBackward", result.nfeBackward());
        row.put("fieldShare", result.fieldShare());
        return row;
    }

    private static void presets(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%nTraining iterations of presets, first run of each, on one core%n%n%-30s %-26s %10s %8s %8s %9s%n",
                "preset",
                "run",
                "ms",
                "nfe",
                "nfe back",
                "in field");
        for (PresetCase measured : PresetCase.all()) {
            String measures = measured.measure()
                    .map(result -> String.format(
                            Locale.ROOT,
                            "%10.3f %8.1f %8.1f %8.0f%%",
                            result.ms(),
                            result.nfeForward(),
                            result.nfeBackward(),
                            100 * result.fieldShare()))
                    .orElse("   breaks off");
            out.printf(Locale.ROOT, "%-30s %-26s %s%n", measured.preset(), measured.run(), measures);
            out.flush();
        }
    }

    private static Map<String, Object> wideTree(double peak) {
        double seconds = WideCase.epoch(EPOCHS);
        WideCase.Kernel kernel = WideCase.kernel();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", "wide model");
        row.put("epochSeconds", seconds);
        row.put("peakFraction", WideCase.epochFlops() / seconds / peak);
        row.put("kernelSeconds", kernel.seconds());
        return row;
    }

    private static void wide(PrintWriter out, double peak) {
        double seconds = WideCase.epoch(EPOCHS);
        double rate = WideCase.epochFlops() / seconds;
        out.printf(
                Locale.ROOT,
                "%nWide model, n = %d%nepoch of %d samples of 784, RK4 with %d steps: %.2f s on one core,"
                        + " %.1f GFLOP/s in matrix products, %.0f%% of peak%n",
                WideCase.WIDTH,
                WideCase.SAMPLES,
                WideCase.STEPS,
                seconds,
                1e-9 * rate,
                100 * rate / peak);
        WideCase.Kernel kernel = WideCase.kernel();
        out.printf(
                Locale.ROOT,
                "tangent kernel of %d samples, L = %d: %.1f s, %.0f GFLOP forecast%n",
                WideCase.KERNEL_SAMPLES,
                WideCase.KERNEL_DEPTH,
                kernel.seconds(),
                1e-9 * kernel.forecast());
    }

    private static void text(PrintWriter out, CpuTimer timer, double peak) {
        out.println(Environment.processor() + ", " + Environment.describe().get("java"));
        out.println("Kernels: " + Kernels.description() + "; up to " + Crew.limit() + " threads");
        out.printf(Locale.ROOT, "Peak of one core: %.1f GFLOP/s, double%n%n", 1e-9 * peak);
        out.printf(Locale.ROOT, "%-22s %10s %10s%n", "matrix product", "GFLOP/s", "of peak");
        for (Peak.Product product : PRODUCTS) {
            double rate = product.measure(timer);
            out.printf(Locale.ROOT, "%-22s %10.1f %9.0f%%%n", product, 1e-9 * rate, 100 * rate / peak);
            out.flush();
        }
        out.printf(
                Locale.ROOT,
                "%nTwo times each: on one core, and with up to %d threads (* where they made it faster)%n%n"
                        + "%-26s %-16s %-11s %8s %8s %9s %9s %4s %8s %8s%n",
                Crew.limit(),
                "field",
                "solver",
                "gradient",
                "solve ms",
                "",
                "+ grad ms",
                "",
                "nfe",
                "nfe back",
                "of peak");
        for (GradientCase measured : GradientCase.all()) {
            BenchResult result = BenchResult.of(measured, timer, peak);
            out.printf(
                    Locale.ROOT,
                    "%-26s %-16s %-11s %8.3f %8.3f %9.3f %8.3f%s %4d %8d %7.0f%%%n",
                    measured.problem().name(),
                    measured.solver(),
                    measured.gradient(),
                    result.oneCore().forwardMs(),
                    result.times().forwardMs(),
                    result.oneCore().gradientMs(),
                    result.times().gradientMs(),
                    result.times().threads() > 1 ? "*" : " ",
                    result.evaluations().forward(),
                    result.evaluations().backward(),
                    100 * result.peakFraction());
            out.flush();
        }
    }
}
