package adjointlab.ui;

import adjointlab.figure.Layer;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.PanelLayout.PanelState;
import adjointlab.lab.preset.PanelLayout.Part;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.panel.Panels;
import adjointlab.ui.chart.ChartView;
import adjointlab.ui.form.FieldModel;
import adjointlab.ui.shell.LabWindow;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// How long the FX thread is busy in a pulse while thirty runs train and six panels are visible, and in the how manieth
/// pulse after a slider moved its effect on the loss surface is on the screen. With the id of a preset, that one trains
/// in its own panels and no slider moves. Prints its figures; judges nothing.
final class PulseBenchmark {
    private static final long SECONDS = 20;
    private static final int SIZE = 980;

    private final List<Double> busy = new ArrayList<>();
    private final List<Double> latency = new ArrayList<>();
    private final List<Double> effect = new ArrayList<>();
    private final AtomicLong pulses = new AtomicLong();
    private final List<Double> processor = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long begun;
    private long begunProcessor;

    /// What trains in its own panels; null for what is measured without an id.
    private final @Nullable Preset own;

    private PulseBenchmark(@Nullable Preset own) {
        this.own = own;
    }

    public static void main(String[] args) throws Exception {
        new PulseBenchmark(args.length == 0 ? null : Presets.get(args[0])).run();
        System.exit(0);
    }

    private void run() throws Exception {
        var folder = Files.createTempDirectory("adjointlab-benchmark");
        CountDownLatch shown = new CountDownLatch(1);
        LabWindow[] windows = new LabWindow[1];
        Platform.startup(() -> {
            windows[0] = open(folder);
            shown.countDown();
        });
        shown.await();
        LabWindow window = windows[0];
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3)); // the first pictures, thumbnails, compilation
        Platform.runLater(() -> {
            busy.clear();
            processor.clear();
            latency.clear();
            pulses.set(0);
        });
        long start = System.nanoTime();
        int slides = 0;
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(SECONDS)) {
            long asked = System.nanoTime();
            Platform.runLater(() -> latency.add((System.nanoTime() - asked) / 1e6));
            if (own == null && System.nanoTime() - start > slides * 500_000_000L) {
                int slide = slides++;
                Platform.runLater(() -> slide(window, slide));
            }
            LockSupport.parkNanos(5_000_000);
        }
        CountDownLatch done = new CountDownLatch(1);
        Platform.runLater(() -> {
            print((System.nanoTime() - start) / 1e9, window);
            window.close();
            done.countDown();
        });
        done.await();
    }

    private LabWindow open(java.nio.file.Path folder) {
        // started before the window's own timer, so that it runs first in every pulse
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                begun = System.nanoTime();
                begunProcessor = threads.getCurrentThreadCpuTime();
                pulses.incrementAndGet();
            }
        }.start();
        LabWindow window = new LabWindow(
                new LabWindow.Setup(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), folder));
        Scene scene = new Scene(window.root(), SIZE, SIZE);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        window.attach(scene, stage);
        stage.show();
        scene.addPostLayoutPulseListener(() -> {
            busy.add((System.nanoTime() - begun) / 1e6);
            processor.add((threads.getCurrentThreadCpuTime() - begunProcessor) / 1e6);
        });
        Preset preset = own == null ? Presets.get("simplest-fig-2").with(six()) : own;
        window.session().open(preset.with(preset.settings().with("iterations", 1_000_000)));
        window.session().setSpeed(0);
        window.session().togglePlay();
        return window;
    }

    private static PanelLayout six() {
        List<Part> rows = new ArrayList<>();
        List<String> ids = Panels.CATALOG.ids();
        for (int row = 0; row < 3; row++) {
            List<Part> columns = new ArrayList<>();
            for (int column = 0; column < 2; column++) {
                PanelState panel = new PanelState(ids.get((2 * row + column) % ids.size()), Map.of());
                columns.add(new Part(1, new PanelLayout.Tabs(List.of(panel), 0)));
            }
            rows.add(new Part(1, new PanelLayout.Split(true, columns)));
        }
        return new PanelLayout.Split(false, rows);
    }

    /// Moves the slider of the horizon and counts pulses until the loss surface shows it.
    private void slide(LabWindow window, int step) {
        FieldModel horizon = window.session().inspector().groups().stream()
                .flatMap(group -> group.fields().stream())
                .filter(field -> field.path().equals("problem.horizon"))
                .findFirst()
                .orElseThrow();
        ChartView chart =
                (ChartView) window.root().lookup("#panel-loss-surface").lookup(".chart");
        double target = step % 2 == 0 ? 1.1 : 1.0;
        double[] old =
                curve(java.util.Objects.requireNonNull(chart.shownProperty().get()));
        long from = pulses.get();
        chart.shownProperty().addListener(new javafx.beans.value.ChangeListener<>() {
            @Override
            public void changed(
                    javafx.beans.value.ObservableValue<? extends ChartView.Shown> shown,
                    ChartView.Shown before,
                    ChartView.Shown now) {
                if (!Arrays.equals(curve(now), old)) {
                    effect.add(pulses.get() - from + 1.0); // the next pulse shows it
                    chart.shownProperty().removeListener(this);
                }
            }
        });
        horizon.edit(target);
    }

    /// The loss curve: the longest line.
    private static double[] curve(ChartView.Shown shown) {
        return shown.figure().plots().stream()
                .flatMap(plot -> plot.layers().stream())
                .filter(Layer.Line.class::isInstance)
                .map(layer -> ((Layer.Line) layer).y())
                .max(java.util.Comparator.comparingInt(y -> y.length))
                .orElse(new double[0]);
    }

    private void print(double seconds, LabWindow window) {
        System.out.printf(
                Locale.ROOT,
                "%d processors, %d runs at iteration %d, %.0f s, %d × %d%n",
                Runtime.getRuntime().availableProcessors(),
                window.session().runs().size(),
                window.session().transport().reachedProperty().get(),
                seconds,
                SIZE,
                SIZE);
        System.out.printf(Locale.ROOT, "pulses/s                        %6.1f%n", pulses.get() / seconds);
        line("FX thread busy in a pulse, ms", busy);
        line("  of it on a processor, ms", processor);
        line("wait for the FX thread, ms", latency);
        if (own == null) {
            line("slider to picture, pulses", effect);
        }
    }

    private static void line(String what, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(x -> x).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-30s  p50 %6.2f  p95 %6.2f  max %6.2f  (%d)%n",
                what,
                quantile(sorted, 0.5),
                quantile(sorted, 0.95),
                Arrays.stream(sorted).max().orElse(Double.NaN),
                sorted.length);
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }
}
