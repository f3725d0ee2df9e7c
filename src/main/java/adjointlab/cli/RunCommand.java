package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Numbers;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.WantedFiles;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.RunState;
import adjointlab.lab.store.Documents;
import adjointlab.lab.store.LabDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab run`: trains a preset without a window.
@Command(
        name = "run",
        description = "Train a preset's runs without a window and write metrics, weights and figures.",
        footer = {
            "  adjointlab run simplest-fig-2 --out results",
            "  adjointlab run simplest-fig-2 --set optimizer.learningRate=0.01 --seed 7 --json"
        })
final class RunCommand implements Callable<Integer> {
    static final int INTERRUPTED = 130;

    /// Exit code where some run could not begin or did not come to an end.
    static final int BROKE = 1;

    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "PRESET",
            completionCandidates = Candidates.PresetIds.class,
            description = "A preset's id, or a file: a preset, a .lab document, a manifest or a figure.")
    String preset = "";

    @Mixin
    Changes changes = new Changes();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write results into a folder; none: only a summary is printed.")
    @Nullable
    Path out;

    @Mixin
    StoredStart start = new StoredStart();

    @Option(names = "--json", description = "Print the summary as JSON.")
    boolean json;

    /// Options that change a preset, shared by several commands.
    static final class Changes {
        @Option(
                names = "--set",
                paramLabel = "path=value",
                description = "Change a setting; see 'list paths PRESET'; may be repeated.")
        List<String> assignments = List.of();

        @Option(names = "--seed", paramLabel = "N", description = "Start from seed N.")
        @Nullable
        String seed;

        @Option(names = "--iterations", paramLabel = "N", description = "Train for N iterations.")
        @Nullable
        String iterations;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Read the files that the preset is made for from a folder.")
        @Nullable
        Path data;

        /// Whether anything is to be changed.
        boolean any() {
            return !assignments.isEmpty() || seed != null || iterations != null || data != null;
        }

        /// @throws InvalidValueException in one sentence, if a change or the folder does not fit the preset
        Preset apply(Preset preset) {
            List<String> all = new ArrayList<>();
            if (data != null) {
                WantedFiles wanted = preset.wants()
                        .orElseThrow(() -> new InvalidValueException("--data: " + preset.id()
                                + " is made for no files; --set problem.file=… or field.inputFile=…"
                                + " opens one where it takes one"));
                WantedFiles.settings(wanted.find(data), preset.settings())
                        .forEach((path, value) -> all.add(path + "=" + value));
            }
            all.addAll(assignments);
            if (seed != null) {
                all.add("seed=" + seed);
            }
            if (iterations != null) {
                all.add("iterations=" + iterations);
            }
            return Overrides.apply(preset, all);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LabDocument document = Input.document(preset);
        Preset changed = start.apply(changes.apply(document.preset()));
        if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
            throw new InvalidValueException("--out: " + out + " is a file, not a folder");
        }
        boolean again = changed.equals(document.preset()) && !document.runs().isEmpty();
        return train(again ? document : Documents.of(changed), out, Told.by(spec, json));
    }

    /// Trains a preset's runs.
    static int train(Preset preset, @Nullable Path out, Told told) throws IOException, InterruptedException {
        return train(Documents.of(preset), out, told);
    }

    /// Trains a document's runs, or its preset's where it has none, writes into `out` if there is one, prints a
    /// summary.
    private static int train(LabDocument document, @Nullable Path out, Told told)
            throws IOException, InterruptedException {
        try (Headless headless = new Headless(told.err())) {
            headless.timed(out != null);
            if (out != null) {
                headless.readyToDraw();
            }
            Preset preset = document.preset();
            List<Run> runs = document.runs().isEmpty() ? headless.train(preset) : headless.train(document);
            refuseIfAllFailed(runs);
            if (out != null) {
                write(out, preset, runs).forEach(told.err()::println);
            }
            PrintWriter print = told.out();
            if (told.json()) {
                print.print(JsonObject.write(tree(runs, out)));
            } else {
                runs.forEach(run -> print.println(summary(run)));
                if (out != null) {
                    print.println("results in " + out);
                }
            }
            print.flush();
            return headless.wasInterrupted() ? INTERRUPTED : code(runs);
        }
    }

    /// What took hours is not lost where the folder cannot be written: it lies where temporary files do.
    ///
    /// @return sentences on what was left out
    private static List<String> write(Path out, Preset preset, List<Run> runs) throws IOException {
        try {
            return Results.write(out, preset, runs);
        } catch (IOException e) {
            String reason = Commands.sentence(e);
            Path instead;
            try {
                instead = Files.createTempDirectory("adjointlab-results-");
                Results.write(instead, preset, runs);
            } catch (IOException again) {
                throw new IOException(reason + "; neither " + Commands.sentence(again), again);
            }
            throw new IOException(reason + "; the results are in " + instead, e);
        }
    }

    /// Exit code: a run that broke is told; one that diverges has a result.
    static int code(List<Run> runs) {
        return runs.stream().anyMatch(run -> run.state() instanceof RunState.Failed) ? BROKE : 0;
    }

    private static Map<String, Object> tree(List<Run> runs, @Nullable Path out) {
        Map<String, Object> tree = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Run run : runs) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("run", run.name());
            row.put("state", run.state().word());
            row.put("iteration", run.iteration());
            double loss = lastLoss(run);
            if (Double.isFinite(loss)) {
                row.put("loss", loss);
            }
            row.put("story", end(run));
            rows.add(row);
        }
        tree.put("runs", rows);
        if (out != null) {
            tree.put("folder", out.toString());
        }
        return tree;
    }

    /// Settings with which no run can even begin are bad input: one line says why.
    private static void refuseIfAllFailed(List<Run> runs) {
        if (runs.stream().allMatch(run -> run.state() instanceof RunState.Failed)
                && runs.getFirst().state() instanceof RunState.Failed failed) {
            throw new InvalidValueException(failed.reason());
        }
    }

    private static String end(Run run) {
        return switch (run.state()) {
            case RunState.Diverged diverged -> "diverged. " + diverged.story();
            case RunState.Failed failed -> "failed: " + failed.reason();
            case RunState state -> run.hint().isEmpty() ? state.word() : state.word() + ". " + run.hint();
        };
    }

    private static double lastLoss(Run run) {
        return run.log().get("loss", run.log().rows() - 1);
    }

    private static String summary(Run run) {
        return String.format(
                Locale.ROOT,
                "%-28s iteration %6d   loss %-14s %s",
                run.name(),
                run.iteration(),
                Numbers.readout(lastLoss(run)),
                end(run));
    }
}
