package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.run.Forecast;
import adjointlab.lab.sweep.Budget;
import adjointlab.lab.sweep.Contrast;
import adjointlab.lab.sweep.Design;
import adjointlab.lab.sweep.Sampling;
import adjointlab.lab.sweep.Sweep;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepDocument;
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
import java.util.Optional;
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
                "Train a preset's runs at every combination of some settings' values, or at points of their ranges, on"
                        + " all cores; each gives one result file named by a hash of its settings, and one of its"
                        + " curve.",
        footer = {
            "  adjointlab sweep simplest-fig-2 --vary optimizer.learningRate=1e-3:1:log4 --out sweep",
            "  adjointlab sweep simplest-fig-2 --vary seed=0:9 --out sweep --shard 1/2 --resume",
            "  adjointlab sweep learn-spiral --vary optimizer.learningRate=1e-4:1:log --vary seed=0:4 --sample"
                    + " sobol:16 --budget evaluations=200000 --out sweep",
            "  adjointlab sweep sweep/sweep.json"
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
            description =
                    "A preset's id, or a file: a preset, a .lab document, a manifest or a figure. The sweep.json of"
                            + " a folder of results goes on with that sweep.")
    String preset = "";

    @Option(
            names = "--vary",
            paramLabel = "path=values",
            description =
                    "Vary a setting over values: a,b,c or from:to or from:to:logN or from:to:linN; from:to:log and"
                            + " from:to:lin are ranges of which --sample tries points; may be repeated.")
    List<String> axes = List.of();

    @Option(
            names = "--sample",
            paramLabel = "KIND:N",
            description = "Points of the ranges: sobol:N, random:N or random:N:seed.")
    @Nullable
    String sample;

    @Option(
            names = "--budget",
            paramLabel = "UNIT=N",
            description = "What each training may spend: iterations (those of its settings, the default),"
                    + " evaluations=N of the field, or seconds=N of processor time.")
    @Nullable
    String budget;

    @Option(
            names = "--tune",
            paramLabel = "PATH[,PATH…]",
            description = "The numbers of which each optimizer has its best, chosen together by the mean over the"
                    + " tuning seeds; the learning rate by default.")
    @Nullable
    String tune;

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Write results into a folder; needed unless a sweep.json is taken up again, which has its own.")
    @Nullable
    Path out;

    @Option(names = "--shard", paramLabel = "i/n", description = "Compute only part i of n.")
    @Nullable
    String shard;

    @Option(names = "--resume", description = "Leave cells alone whose results are there already.")
    boolean resume;

    @Option(names = "--json", description = "Print the summary as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<SweepDocument> before = Input.sweep(preset);
        Path to = out;
        if (to == null) {
            to = before.map(_ -> Path.of(preset).toAbsolutePath().resolveSibling(""))
                    .orElseThrow(() -> new InvalidValueException("--out: where do results go?"));
        }
        if (Files.exists(to) && !Files.isDirectory(to)) {
            throw new InvalidValueException("--out: " + to + " is a file, not a folder");
        }
        SweepDocument document = before.isPresent() ? again(before.get()) : begun();
        List<SweepCell> cells = document.sweep().cells();
        Sweep.Shard part = shard == null ? Sweep.Shard.WHOLE : Sweep.Shard.parse(shard);
        SweepFolder folder = new SweepFolder(to);
        document.write(folder);
        CountDownLatch farewell = new CountDownLatch(1);
        int threads = Runtime.getRuntime().availableProcessors();
        try (SweepRun run =
                new SweepRun(new SweepRun.Task(cells, part, resume || before.isPresent()), folder, threads)) {
            Thread hook = Thread.ofPlatform().name("interrupted").unstarted(() -> interrupted(run, farewell));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                return follow(run, folder, document.contrast());
            } finally {
                farewell.countDown();
                if (!run.cancelled()) {
                    Runtime.getRuntime().removeShutdownHook(hook);
                }
            }
        }
    }

    private SweepDocument begun() throws IOException {
        return new SweepDocument(
                changes.apply(Input.preset(preset)),
                axes,
                sample == null ? Sampling.GRID : Sampling.parse(sample),
                budget == null ? Budget.ITERATIONS : Budget.parse(budget),
                tune == null ? List.of() : Contrast.paths(tune));
    }

    /// The same sweep, of which nothing can be another.
    private SweepDocument again(SweepDocument document) {
        if (!axes.isEmpty() || sample != null || budget != null || tune != null || changes.any()) {
            throw new InvalidValueException(
                    "--vary, --sample, --budget, --tune and --set: " + preset + " says already what is varied");
        }
        return document;
    }

    private int follow(SweepRun run, SweepFolder folder, Contrast contrast) throws IOException, InterruptedException {
        Progress progress = new Progress(spec.commandLine().getErr());
        long start = System.nanoTime();
        while (!run.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            progress.show(run.progress(), run.done() + " of " + run.cells() + " cells" + left(run.progress(), start));
        }
        progress.end();
        if (run.failure().isPresent()) {
            throw run.failure().get();
        }
        boolean whole = !run.cancelled() && run.writeTables();
        List<SweepResult> results = folder.results();
        long broken = results.stream()
                .filter(result -> result.end().state().equals("failed"))
                .count();
        List<String> unequal = unequal(results, contrast);
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("folder", folder.path().toString());
            tree.put("cells", run.cells());
            tree.put("done", run.done());
            tree.put("resumed", run.resumed());
            tree.put("broken", broken);
            tree.put("table", whole);
            tree.put("unequal", unequal);
            Told.json(spec, tree);
        } else {
            summarize(run, folder.path(), whole, broken);
            tellWhyNot(unequal);
        }
        return run.cancelled() ? RunCommand.INTERRUPTED : broken > 0 ? RunCommand.BROKE : 0;
    }

    /// Why optimizers of the folder cannot be ranked; nothing where they can, or there are not two.
    private static List<String> unequal(List<SweepResult> results, Contrast contrast) {
        List<Trial> trials = results.stream()
                .filter(result -> contrast.fits(result.cell().settings()))
                .map(result -> Trial.of(contrast, result))
                .toList();
        return trials.stream().map(Trial::group).distinct().count() < 2 ? List.of() : new Design(trials).faults();
    }

    private void tellWhyNot(List<String> unequal) {
        PrintWriter print = spec.commandLine().getOut();
        if (!unequal.isEmpty()) {
            print.println("no ranking of the optimizers:");
            unequal.forEach(print::println);
            print.flush();
        }
    }

    private void summarize(SweepRun run, Path to, boolean whole, long broken) {
        PrintWriter print = spec.commandLine().getOut();
        String before = run.resumed() > 0 ? ", " + run.resumed() + " of them from before" : "";
        print.println(run.done() + " of " + run.cells() + " cells in " + to + before);
        if (broken > 0) {
            print.println(broken + " in this folder broke; their files say why");
        }
        if (whole) {
            print.println("all of them in " + to.resolve("results.csv") + ", their curves in curves.csv");
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
