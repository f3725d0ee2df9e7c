package adjointlab.ui.shell;

import static adjointlab.Patience.fx;

import adjointlab.lab.preset.Drawing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.stage.Stage;

/// How long after a drawing by hand was handed in the first panel shows an iteration that was trained on it, in a
/// window that has trained a preset before; then the same again. Prints its figures; judges nothing.
final class DrawingBenchmark {
    private static final int SIZE = 980;
    private static final long PATIENCE_SECONDS = 120;
    private static final long POLL = 2_000_000;
    private static final List<Double> STROKE = List.of(-0.9, -0.4, -0.4, 0.5, 0.1, -0.2, 0.6, 0.6, 0.9, 0.1);

    private DrawingBenchmark() {}

    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        if (!started.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("there is no display");
        }
        Path folder = Files.createTempDirectory("adjointlab-benchmark");
        LabWindow window = fx(() -> {
            LabWindow made = Windows.show(new Stage(), folder, SIZE, SIZE);
            made.openPreset("simplest-fig-2");
            made.session().togglePlay();
            return made;
        });
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(8));
        for (int round = 1; round <= 2; round++) {
            for (Drawing drawing : Drawing.values()) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12s round %d %6.2f s%n",
                        drawing.name().toLowerCase(Locale.ROOT),
                        round,
                        seconds(window, drawing));
            }
        }
        System.exit(0);
    }

    private static double seconds(LabWindow window, Drawing drawing) throws Exception {
        Set<Object> earlier = Set.copyOf(fx(() -> shown(window)));
        long start = System.nanoTime();
        fx(() -> {
            window.train(drawing.preset(STROKE));
            return 0;
        });
        if (drawing == Drawing.LOSS) { // is rolled down in one solve, and trains nothing
            await(start, () -> !earlier.containsAll(shown(window)));
        } else {
            await(start, () -> window.session().transport().cursorProperty().get() > 0);
            Set<Object> before = Set.copyOf(fx(() -> shown(window)));
            await(start, () -> !before.containsAll(shown(window)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
        return seconds;
    }

    private static void await(long start, Callable<Boolean> condition) {
        while (!fx(condition)) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new IllegalStateException("nothing is shown");
            }
            LockSupport.parkNanos(POLL);
        }
    }

    /// What the visible panels show.
    private static List<Object> shown(LabWindow window) {
        return Refresher.hosts(window.dock().visiblePanels()).stream()
                .map(host -> (Object) host.chart().shownProperty().get())
                .filter(Objects::nonNull)
                .toList();
    }
}
