package adjointlab.cli;

import adjointlab.core.kernel.Crew;
import adjointlab.lab.bench.CpuTimer;
import adjointlab.lab.bench.ImageCase;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `bench --images` prints.
final class ImageRows {
    private static final CpuTimer LAYERS = new CpuTimer(1500, 9, 1);
    private static final CpuTimer SOLVES = new CpuTimer(1500, 3, 1);

    private ImageRows() {}

    /// @param peak operations a second in double precision; twice as many in single
    static void text(PrintWriter out, double peak) {
        out.printf(
                Locale.ROOT,
                "%nConvolutions in single precision, in operations of direct sums; peak of one core %.0f GFLOP/s%n%n"
                        + "%-42s %9s %9s %8s%n",
                2e-9 * peak,
                "3×3, 64 to 64 channels, 28×28, batch 64",
                "ms",
                "GFLOP/s",
                "of peak");
        for (ImageCase.Pass pass : ImageCase.layer(LAYERS)) {
            double rate = pass.operations() / pass.seconds();
            out.printf(
                    Locale.ROOT,
                    "%-42s %9.1f %9.0f %7.0f%%%n",
                    pass.name(),
                    1e3 * pass.seconds(),
                    1e-9 * rate,
                    100 * rate / (2 * peak));
            out.flush();
        }
        out.printf(
                Locale.ROOT,
                "%n%-42s %9s %9s %6s %8s %14s%n",
                "model of images, batch 64, dopri5 at 1e-5",
                "solve s",
                "+ grad s",
                "nfe",
                "nfe back",
                "threads");
        for (ImageCase measured : ImageCase.all()) {
            ImageCase.Result result = measured.measure(SOLVES);
            out.printf(
                    Locale.ROOT,
                    "%-42s %9.2f %9.2f %6d %8d %7d: %.2f×%n",
                    measured.family() + ", " + measured.channels() + " channels",
                    result.forward(),
                    result.gradient(),
                    result.nfeForward(),
                    result.nfeBackward(),
                    Crew.limit(),
                    result.gradient() / result.together());
            out.flush();
        }
    }

    static void trees(List<Map<String, Object>> rows) {
        for (ImageCase.Pass pass : ImageCase.layer(LAYERS)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("case", "convolution 3×3, 64 to 64 channels, 28×28, batch 64");
            row.put("pass", pass.name());
            row.put("ms", 1e3 * pass.seconds());
            row.put("operations", pass.operations());
            rows.add(row);
        }
        for (ImageCase measured : ImageCase.all()) {
            ImageCase.Result result = measured.measure(SOLVES);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("case", "model of images, batch 64, dopri5 at 1e-5");
            row.put("family", measured.family());
            row.put("channels", measured.channels());
            row.put("forwardSeconds", result.forward());
            row.put("gradientSeconds", result.gradient());
            row.put("nfeForward", result.nfeForward());
            row.put("nfeBackward", result.nfeBackward());
            row.put("threads", Crew.limit());
            row.put("gradientSecondsTogether", result.together());
            rows.add(row);
        }
    }
}
