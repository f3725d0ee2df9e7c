package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Forecast;
import adjointlab.lab.sweep.Design;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepFolder;
import adjointlab.lab.sweep.SweepResult;
import adjointlab.lab.sweep.SweepRun;
import adjointlab.lab.sweep.Trial;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                        + " result file named by a hash of its settings.",
        footer = {
            "  adjointlab sweep simplest-fig-2 --vary optimizer.learningRate=1e-3:1:log4 --out sweep",
            "  adjointlab sweep simplest-fig-2 --vary seed=0:9 --out sweep --shard 1/2 --resume"
        })
final class SweepCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 100;
    private static final long FAREWELL_SECONDS = 60;

    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PRESET",
            completionCandidates = Candidates.PresetIds.class,
            description = "A preset's id, or a file: a preset, a .lab document, a manifest or a figure.")
    String preset = "";

    @Option(
            names = "--vary",
            paramLabel = "path=values",
            description =
                    "Vary a setting over values: a,b,c or from:to or from:to:logN or from:to:linN; may be repeated.")
    List<String> axes = List.of();

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Write results into a folder.")
    Path out = Path.of("");

    @Option(names = "--shard", paramLabel = "i/n", description = "Compute only part i of n.")
    @Nullable
    String shard;

    @Option(names = "--resume", description = "Leave cells alone whose results are there already.")
    boolean resume;

    @Option(names = "--json", description = "Print the summary as JSON.")
    boolean json;

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
        long start = System.nanoTime();
        while (!run.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            progress.show(run.progress(), run.done() + " of " + run.cells() + " cells" + left(run.progress(), start));
        }
        progress.end();
        if (run.failure().isPresent()) {
            throw run.failure().get();
        }
        boolean whole = !run.cancelled() && run.writeTable();
        List<SweepResult> results = new SweepFolder(out).results();
        long broken = results.stream()
                .filter(result -> result.end().state().equals("failed"))
                .count();
        List<String> unequal = unequal(results);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("folder", out.toString());
            tree.put("cells", run.cells());
            tree.put("done", run.done());
            tree.put("resumed", run.resumed());
            tree.put("broken", broken);
            tree.put("table", whole);
            tree.put("unequal", unequal);
            Told.json(spec, tree);
        } else {
            summarize(run, whole, broken);
            tellWhyNot(unequal);
        }
        return run.cancelled() ? RunCommand.INTERRUPTED : broken > 0 ? RunCommand.BROKE : 0;
    }

    /// Why optimizers of the folder cannot be ranked; nothing where they can, or there are not two.
    private static List<String> unequal(List<SweepResult> results) {
        List<Trial> trials = results.stream()
                .filter(result -> Trial.fits(result.cell().settings()))
                .map(Trial::of)
                .toList();
        return trials.stream().map(Trial::optimizer).distinct().count() < 2 ? List.of() : new Design(trials).faults();
    }

    private void tellWhyNot(List<String> unequal) {
        PrintWriter print = spec.commandLine().getOut();
        if (!unequal.isEmpty()) {
            print.println("no ranking of the optimizers:");
            unequal.forEach(print::println);
            print.flush();
        }
    }

    private void summarize(SweepRun run, boolean whole, long broken) {
        PrintWriter print = spec.commandLine().getOut();
        String before = run.resumed() > 0 ? ", " + run.resumed() + " of them from before" : "";
        print.println(run.done() + " of " + run.cells() + " cells in " + out + before);
        if (broken > 0) {
            print.println(broken + " in this folder broke; their files say why");
        }
        if (whole) {
            print.println("all of them in " + out.resolve("results.csv"));
        }
        print.flush();
    }

    private static String left(double share, long start) {
        double spent = (System.nanoTime() - start) / 1e9;
        return Forecast.words(share > 0 ? spent / share - spent : Double.NaN, true)
                .map(words -> "  " + words)
                .orElse("");
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
