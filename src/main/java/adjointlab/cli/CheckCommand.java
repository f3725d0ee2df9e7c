package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.check.CardStore;
import adjointlab.lab.check.CardTable;
import adjointlab.lab.check.Cards;
import adjointlab.lab.check.CheckedSeeds;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab check`: the papers' claims against what the presets' runs do.
@Command(name = "check", description = "Run presets and compare what they do with the papers' claims.")
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 99;

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "PRESET", description = "presets' ids or files")
    List<String> presets = List.of();

    @Mixin
    RunCommand.Changes changes = new RunCommand.Changes();

    @Option(names = "--all", description = "all built-in presets")
    boolean all;

    @Option(names = "--json", description = "as JSON")
    boolean json;

    @Option(names = "--markdown", description = "as a table in Markdown, and what does not hold")
    boolean markdown;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "make each card N times more with other seeds, and say where verdicts contradict each other")
    int seeds;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "keep cards in a folder, and train again only what has changed since")
    @Nullable
    Path store;

    @Override
    public Integer call() throws IOException {
        if (all != presets.isEmpty()) {
            throw new InvalidValueException("name the presets to check, or give --all");
        }
        if (seeds < 0 || seeds > MOST_SEEDS) {
            throw new InvalidValueException("--seeds: " + seeds + " is not from 0 to " + MOST_SEEDS);
        }
        List<Preset> chosen = new ArrayList<>();
        for (String preset : all ? Presets.ids() : presets) {
            chosen.add(changes.apply(Input.preset(preset)));
        }
        for (Preset preset : chosen) {
            Experiments.check(preset);
        }
        List<Preset> moved = new ArrayList<>();
        chosen.forEach(preset -> moved.addAll(CheckedSeeds.presets(preset, seeds)));
        Optional<List<ReproductionCard>> made = cards(moved);
        if (made.isEmpty()) {
            return RunCommand.INTERRUPTED;
        }
        List<CheckedSeeds> checked = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            checked.add(new CheckedSeeds(made.get().subList(i * (seeds + 1), (i + 1) * (seeds + 1))));
        }
        print(checked);
        return checked.stream().noneMatch(card -> card.card().refuted() || card.isContradicted()) ? 0 : 1;
    }

    private void print(List<CheckedSeeds> cards) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("cards", cards.stream().map(CheckedSeeds::tree).toList());
            out.print(JsonObject.write(tree));
        } else if (markdown) {
            out.print(CardTable.markdown(cards));
        } else {
            cards.forEach(card -> out.println(card.text()));
        }
        out.flush();
    }

    /// Stored cards where there are, others made and stored; nothing where interrupted.
    private Optional<List<ReproductionCard>> cards(List<Preset> wanted) throws IOException {
        Optional<CardStore> kept = Optional.ofNullable(store).map(CardStore::new);
        Map<Integer, ReproductionCard> found = new LinkedHashMap<>();
        List<Preset> missing = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Optional<ReproductionCard> card = kept.isPresent() ? kept.get().find(wanted.get(i)) : Optional.empty();
            if (card.isPresent()) {
                found.put(i, card.get());
            } else {
                missing.add(wanted.get(i));
            }
        }
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread hook = new Thread(() -> interrupted.set(true), "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        List<ReproductionCard> made = made(missing, interrupted);
        if (interrupted.get()) {
            return Optional.empty();
        }
        Runtime.getRuntime().removeShutdownHook(hook);
        List<ReproductionCard> cards = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < wanted.size(); i++) {
            ReproductionCard card = found.get(i);
            if (card == null) {
                card = made.get(next++);
                if (kept.isPresent()) {
                    kept.get().keep(wanted.get(i), card);
                }
            }
            cards.add(card);
        }
        return Optional.of(cards);
    }

    private List<ReproductionCard> made(List<Preset> missing, AtomicBoolean interrupted) {
        Progress progress = new Progress(spec.commandLine().getErr());
        long start = System.nanoTime();
        Cards cards = new Cards(
                Runtime.getRuntime().availableProcessors(),
                far -> progress.show(far.share(), far.words((System.nanoTime() - start) / 1e9)),
                interrupted::get);
        List<ReproductionCard> made = cards.of(missing);
        progress.end();
        return made;
    }
}
