package adjointlab.cli;

import adjointlab.lab.bench.CpuTimer;
import adjointlab.lab.bench.SeriesCase;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What `bench --series` prints.
final class SeriesRows {
    private static final String CASE = "recurrent model, 64 windows of 64, dopri5 at 1e-7";
    private static final CpuTimer SOLVES = new CpuTimer(3000, 7, 1);
    private static final List<String> GRADIENTS = List.of("continuous", "discrete");

    private SeriesRows() {}

    static void text(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%-50s %10s %9s %9s %6s %8s%n",
                CASE,
                "parameters",
                "solve ms",
                "+ grad ms",
                "nfe",
                "nfe back");
        for (SeriesCase measured : SeriesCase.all()) {
            for (String gradient : GRADIENTS) {
                SeriesCase.Result result = measured.measure(SOLVES, gradient);
                out.printf(
                        Locale.ROOT,
                        "%-50s %10d %9.1f %9.1f %6d %8d%n",
                        measured.family() + ", " + gradient,
                        result.parameters(),
                        1e3 * result.forward(),
                        1e3 * result.gradient(),
                        result.nfeForward(),
                        result.nfeBackward());
                out.flush();
            }
        }
    }

    static void trees(List<Map<String, Object>> rows) {
        for (SeriesCase measured : SeriesCase.all()) {
            for (String gradient : GRADIENTS) {
                SeriesCase.Result result = measured.measure(SOLVES, gradient);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("case", CASE);
                row.put("family", measured.family());
                row.put("gradient", gradient);
                row.put("parameters", result.parameters());
                row.put("forwardMs", 1e3 * result.forward());
                row.put("gradientMs", 1e3 * result.gradient());
                row.put("nfeForward", result.nfeForward());
                row.put("nfeBackward", result.nfeBackward());
                rows.add(row);
            }
        }
    }
}
