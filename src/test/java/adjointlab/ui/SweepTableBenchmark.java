package adjointlab.ui;

import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.ui.sweep.SweepRows.Row;
import adjointlab.ui.sweep.SweepTable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/// How long the FX thread is busy in a pulse while a table of two thousand trainings scrolls, is sorted and is
/// filtered, each time asked for just before the pulse. With a folder, the trainings in it. Prints its figures; judges
/// nothing.
final class SweepTableBenchmark {
    private static final int ACTIONS = 150;
    private static final int WARM_UP = 30;
    private static final int WIDTH = 1024;
    private static final int HEIGHT = 768;
    private static final long PATIENCE_SECONDS = 600;

    private final List<Double> busy = new ArrayList<>();
    private final List<Double> processor = new ArrayList<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long begun;
    private long begunProcessor;
    private boolean asked;

    private SweepTableBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = args.length == 0 ? trained() : Path.of(args[0]);
        new SweepTableBenchmark().run(folder);
        System.exit(0);
    }

    private static Path trained() throws Exception {
        Path folder = Files.createTempDirectory("adjointlab-benchmark");
        Preset preset = Overrides.apply(Presets.get("simplest-fig-2"), List.of("iterations=2", "init.values=1"));
        List<SweepCell> cells = Sweep.parse(preset, List.of("optimizer.learningRate=1e-3:1:log67", "seed=0:9"))
                .cells();
        try (SweepRun run =
                new SweepRun(new SweepRun.Task(cells, Sweep.Shard.WHOLE, false), new SweepFolder(folder), 2)) {
            if (!run.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the trainings take too long");
            }
        }
        return folder;
    }

    private void run(Path folder) throws Exception {
        CompletableFuture<SweepTable> opened = new CompletableFuture<>();
        Platform.startup(() -> opened.complete(open(folder)));
        SweepTable table = opened.get();
        @SuppressWarnings("unchecked") // the table that it makes
        TableView<Row> rows = (TableView<Row>) table.lookup("#sweep-trainings");
        while (rows.getItems().isEmpty()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2)); // the first layout, and reading once more
        int count = rows.getItems().size();
        measure(count + " rows, scrolling", i -> rows.scrollTo(i * 37 % count));
        measure("sorting", i -> sort(rows, i));
        TextField filter = (TextField) table.lookup("#sweep-filter");
        measure("filtering", i -> filter.setText("seed=" + i % 10));
    }

    /// Something that a person does.
    private interface Action {
        void at(int index);
    }

    private void measure(String what, Action action) throws Exception {
        for (int i = 0; i < ACTIONS; i++) {
            int index = i;
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            Platform.runLater(() -> {
                if (index == WARM_UP) {
                    busy.clear();
                    processor.clear();
                }
                long start = System.nanoTime();
                long startProcessor = threads.getCurrentThreadCpuTime();
                action.at(index);
                begun = System.nanoTime() - start; // counts as part of the pulse that follows
                begunProcessor = threads.getCurrentThreadCpuTime() - startProcessor;
                asked = true;
                done.complete(true);
            });
            done.get();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(40));
        }
        print(what + ", by the clock", busy);
        print(what + ", processor time", processor);
    }

    private static void print(String what, List<Double> times) throws Exception {
        CompletableFuture<double[]> all = new CompletableFuture<>();
        Platform.runLater(() -> all.complete(
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
        double[] ms = all.get();
        System.out.printf(
                Locale.ROOT,
                "%-40s median %5.1f ms, p95 %5.1f ms, largest %5.1f ms of %d pulses%n",
                what,
                ms[ms.length / 2],
                ms[ms.length * 95 / 100],
                ms[ms.length - 1],
                ms.length);
    }

    private static void sort(TableView<Row> rows, int index) {
        TableColumn<Row, ?> column =
                rows.getColumns().get(index % rows.getColumns().size());
        column.setSortType(index % 2 == 0 ? TableColumn.SortType.ASCENDING : TableColumn.SortType.DESCENDING);
        rows.getSortOrder().setAll(List.of(column));
    }

    private SweepTable open(Path folder) {
        long[] start = new long[2];
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                start[0] = System.nanoTime();
                start[1] = threads.getCurrentThreadCpuTime();
            }
        }.start();
        SweepTable table = new SweepTable(folder, (_, _) -> {});
        Scene scene = new Scene(table, WIDTH, HEIGHT);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.show();
        scene.addPostLayoutPulseListener(() -> {
            if (asked) {
                busy.add((System.nanoTime() - start[0] + begun) / 1e6);
                processor.add((threads.getCurrentThreadCpuTime() - start[1] + begunProcessor) / 1e6);
                asked = false;
            }
        });
        return table;
    }
}
