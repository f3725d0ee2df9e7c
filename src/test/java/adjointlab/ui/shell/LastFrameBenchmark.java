package adjointlab.ui.shell;

import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.ui.panel.PanelHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.stage.Stage;

/// How long after the last iteration each visible panel shows it, while two threads beside the lab never rest. Prints
/// its figures; judges nothing.
final class LastFrameBenchmark {
    private static final int ITERATIONS = 60;
    private static final int SIZE = 980;
    private static volatile boolean done;

    private LastFrameBenchmark() {}

    /// @param args ids of presets; none: three of different kinds
    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        for (int i = 0; i < 2; i++) {
            Thread busy = new Thread(
                    () -> {
                        while (!done) {
                            Thread.onSpinWait();
                        }
                    },
                    "busy");
            busy.setDaemon(true);
            busy.start();
        }
        List<String> ids = args.length == 0
                ? List.of("simplest-fig-2", "heavy-ball-point-cloud-1e-3", "learn-van-der-pol")
                : List.of(args);
        for (String id : ids) {
            measure(Presets.get(id));
        }
        done = true;
        System.exit(0);
    }

    private static void measure(Preset preset) throws Exception {
        Path folder = Files.createTempDirectory("adjointlab-benchmark");
        LabWindow window = fx(() -> {
            LabWindow made = Windows.show(new Stage(), folder, SIZE, SIZE);
            made.session().open(preset.with(preset.settings().with("iterations", ITERATIONS)));
            made.session().setSpeed(0);
            made.session().togglePlay();
            return made;
        });
        while (fx(() -> window.session().transport().reachedProperty().get() < ITERATIONS
                || window.session().transport().playingProperty().get())) {
            LockSupport.parkNanos(2_000_000);
        }
        long end = System.nanoTime();
        Map<PanelHost, Double> shown = new LinkedHashMap<>();
        List<PanelHost> visible =
                fx(() -> new ArrayList<>(Refresher.hosts(window.dock().visiblePanels())));
        while (shown.size() < visible.size()) {
            fx(() -> {
                for (PanelHost host : visible) {
                    if (host.isUpToDate()) {
                        shown.putIfAbsent(host, (System.nanoTime() - end) / 1e9);
                    }
                }
                return shown.size();
            });
            LockSupport.parkNanos(5_000_000);
        }
        System.out.printf(
                Locale.ROOT,
                "%s, %d processors%n",
                preset.id(),
                Runtime.getRuntime().availableProcessors());
        shown.forEach((host, seconds) ->
                System.out.printf(Locale.ROOT, "  %-24s %6.2f s%n", host.entry().id(), seconds));
        fx(() -> {
            window.close();
            return 0;
        });
    }

    private static <T> T fx(Callable<T> work) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get();
    }
}
