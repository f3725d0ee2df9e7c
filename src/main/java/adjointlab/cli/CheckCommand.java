package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.ode.Cancellation;
import adjointlab.handout.CardPages;
import adjointlab.lab.check.CardStore;
import adjointlab.lab.check.CardTable;
import adjointlab.lab.check.Cards;
import adjointlab.lab.check.CheckedSeeds;
import adjointlab.lab.check.Claims;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab check`: the papers' claims against what the presets' runs do.
@Command(
        name = "check",
        description = "Run presets and compare what they do with the papers' claims.",
        footer = {"  adjointlab check simplest-fig-2", "  adjointlab check --all --store cards --markdown"})
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 99;

    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PRESET",
            completionCandidates = Candidates.PresetIds.class,
            description = "Presets' ids or files.")
    List<String> presets = List.of();

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(names = "--all", description = "Check all built-in presets.")
    boolean all;

    @Option(names = "--json", description = "Print the cards as JSON.")
    boolean json;

    @Option(names = "--markdown", description = "Print a table in Markdown, and what does not hold.")
    boolean markdown;

    @Option(names = "--html", description = "Print a page of HTML with every claim.")
    boolean html;

    @Option(names = "--latex", description = "Print tables for LaTeX with every claim.")
    boolean latex;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Make each card N times more with other seeds, and say where verdicts contradict each other.")
    int seeds;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Keep cards in a folder, and train again only what has changed since.")
    @Nullable
    Path store;

    private @Nullable IOException notKept;

    @Override
    public Integer call() throws IOException {
        if (all != presets.isEmpty()) {
            throw new InvalidValueException("name the presets to check, or give --all");
        }
        if (Stream.of(json, markdown, html, latex).filter(form -> form).count() > 1) {
            throw new InvalidValueException("give one of --json, --markdown, --html and --latex");
        }
        if (seeds < 0 || seeds > MOST_SEEDS) {
            throw new InvalidValueException("--seeds: " + seeds + " is not from 0 to " + MOST_SEEDS);
        }
        List<Preset> chosen = new ArrayList<>();
        for (String preset : all ? Presets.ids() : presets) {
            chosen.add(changes.apply(Input.preset(preset)));
        }
        for (Preset preset : chosen) {
            check(preset);
        }
        if (store != null) {
            CardStore.prepare(store);
        }
        List<Preset> moved = new ArrayList<>();
        chosen.forEach(preset -> moved.addAll(CheckedSeeds.presets(preset, seeds)));
        List<ReproductionCard> made = cards(moved);
        List<CheckedSeeds> checked = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            checked.add(new CheckedSeeds(made.subList(i * (seeds + 1), (i + 1) * (seeds + 1))));
        }
        print(checked);
        IOException lost = notKept;
        if (lost != null) {
            throw lost;
        }
        return checked.stream().noneMatch(card -> card.card().refuted() || card.isContradicted()) ? 0 : 1;
    }

    /// Each run is trained by one thread and let go: no more are in memory than there are threads.
    private void check(Preset preset) {
        try {
            Experiments.check(preset, Runtime.getRuntime().availableProcessors(), preset.replicas() * (seeds + 1));
        } catch (InvalidValueException e) {
            throw new InvalidValueException(preset.id() + ": " + e.getMessage());
        }
        Claims.check(preset);
    }

    private void print(List<CheckedSeeds> cards) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("cards", cards.stream().map(CheckedSeeds::tree).toList());
            out.print(JsonObject.write(tree));
        } else if (markdown) {
            out.print(CardTable.markdown(cards));
        } else if (html) {
            out.print(CardPages.html(cards.stream().map(CheckedSeeds::card).toList()));
        } else if (latex) {
            out.print(CardPages.latex(cards.stream().map(CheckedSeeds::card).toList()));
        } else {
            cards.forEach(card -> out.println(card.text()));
        }
        out.flush();
    }

    /// Stored cards where there are, others made, and stored as soon as they are, so that an interrupt loses only
    /// those that are being made.
    private List<ReproductionCard> cards(List<Preset> wanted) throws IOException {
        CardStore kept = store == null ? null : new CardStore(store);
        List<Optional<ReproductionCard>> found = new ArrayList<>();
        List<Preset> missing = new ArrayList<>();
        for (Preset preset : wanted) {
            Optional<ReproductionCard> card = kept == null ? Optional.empty() : kept.find(preset);
            found.add(card);
            if (card.isEmpty()) {
                missing.add(preset);
            }
        }
        Iterator<ReproductionCard> made = made(missing, kept).iterator();
        return found.stream().map(card -> card.orElseGet(made::next)).toList();
    }

    private List<ReproductionCard> made(List<Preset> missing, @Nullable CardStore kept) {
        Progress progress = new Progress(spec.commandLine().getErr());
        long start = System.nanoTime();
        Cards cards = new Cards(
                Runtime.getRuntime().availableProcessors(),
                far -> progress.show(far.share(), far.words((System.nanoTime() - start) / 1e9)),
                Cancellation.NEVER);
        List<ReproductionCard> made = cards.of(missing, (preset, card) -> {
            if (kept != null) {
                keep(kept, preset, card);
            }
        });
        progress.end();
        return made;
    }

    /// A full disk keeps no card from being printed.
    private void keep(CardStore kept, Preset preset, ReproductionCard card) {
        try {
            kept.keep(preset, card);
        } catch (IOException e) {
            notKept = e;
        }
    }
}
