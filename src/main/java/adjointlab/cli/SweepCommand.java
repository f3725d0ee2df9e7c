package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab sweep`: a preset's runs over a grid of settings, on all cores, one small result file each.
@Command(
        name = "sweep",
        description =
                "Train a preset's runs at every combination of some settings' values, on all cores; each gives one"
                        + " result file named by a hash of its settings.")
final class SweepCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;
    private static final long FAREWELL_SECONDS = 60;

    @Spec
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PRESET", description = "a preset's id or file")
    String preset = "";

    @Option(
            names = "--vary",
            paramLabel = "path=values",
            description = "a setting and its values: a,b,c or from:to or from:to:logN or from:to:linN")
    List<String> axes = List.of();

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where results go")
    Path out = Path.of("");

    @Option(names = "--shard", paramLabel = "i/n", description = "compute only part i of n")
    @Nullable
    String shard;

    @Option(names = "--resume", description = "leave cells alone whose results are there already")
    boolean resume;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Preset changed = changes.apply(Input.preset(preset));
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new InvalidValueException("--out: " + out + " is a file, not a folder");
        }
        List<SweepCell> cells = Sweep.parse(changed, axes).cells();
        Sweep.Shard part = shard == null ? Sweep.Shard.WHOLE : Sweep.Shard.parse(shard);
        CountDownLatch farewell = new CountDownLatch(1);
        int threads = Runtime.getRuntime().availableProcessors();
        try (SweepRun run = new SweepRun(new SweepRun.Task(cells, part, resume), new SweepFolder(out), threads)) {
            Thread hook = Thread.ofPlatform().name("interrupted").unstarted(() -> interrupted(run, farewell));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return follow(run);
            } finally {
                farewell.countDown();
                if (!run.cancelled()) {
                    Runtime.getRuntime().removeShutdownHook(hook);
                }
            }
        }
    }

    private int follow(SweepRun run) throws IOException, InterruptedException {
        Progress progress = new Progress(spec.commandLine().getErr());
        while (!run.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            progress.show(run.progress(), run.done() + " of " + run.cells() + " cells");
        }
        progress.end();
        if (run.failure().isPresent()) {
            throw run.failure().get();
        }
        PrintWriter print = spec.commandLine().getOut();
        String before = run.resumed() > 0 ? ", " + run.resumed() + " of them from before" : "";
        print.println(run.done() + " of " + run.cells() + " cells in " + out + before);
        if (!run.cancelled() && run.writeTable()) {
            print.println("all of them in " + out.resolve("results.csv"));
        }
        print.flush();
        return run.cancelled() ? RunCommand.INTERRUPTED : 0;
    }

    /// Lets the main thread finish its file before the program ends.
    private static void interrupted(SweepRun run, CountDownLatch farewell) {
        run.cancel();
        try {
            farewell.await(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
