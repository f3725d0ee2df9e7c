package adjointlab.cli;

import adjointlab.core.catalog.InvalidValueException;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.preset.JsonObject;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `adjointlab check`: the papers' claims against what the presets' runs do.
@Command(name = "check", description = "Run presets and compare what they do with the papers' claims.")
final class CheckCommand implements Callable<Integer> {
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

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (all != presets.isEmpty()) {
            throw new InvalidValueException("name the presets to check, or give --all");
        }
        List<Preset> chosen = new ArrayList<>();
        for (String preset : all ? Presets.ids() : presets) {
            chosen.add(changes.apply(Input.preset(preset)));
        }
        List<ReproductionCard> cards = new ArrayList<>();
        for (Preset preset : chosen) {
            if (!ReproductionCard.canJudge(preset)) {
                cards.add(ReproductionCard.of(preset, List.of()));
                continue;
            }
            try (Headless headless = new Headless(spec.commandLine().getErr())) {
                List<Run> runs = headless.train(preset);
                if (headless.wasInterrupted()) {
                    return RunCommand.INTERRUPTED;
                }
                cards.add(ReproductionCard.of(preset, runs));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("cards", cards.stream().map(ReproductionCard::tree).toList());
            out.print(JsonObject.write(tree));
        } else {
            cards.forEach(card -> out.println(card.text()));
        }
        out.flush();
        return cards.stream().noneMatch(ReproductionCard::refuted) ? 0 : 1;
    }
}
