package adjointlab.panel.loss;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.lab.check.ReproductionCard;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Claims are judged by runs that are the preset's own and have ended, and by no others.
final class ClaimTableTest {
    private static final Preset PRESET = Presets.get("simplest-fig-1a");

    private static List<Run> train(TrainingService service, Preset preset) {
        List<Run> runs = preset.runs().stream()
                .map(spec -> service.add(
                        new Run.Identity(spec.name(), spec.label(), spec.group(), null),
                        spec.settings(preset.settings())))
                .toList();
        service.drain(Cancellation.NEVER);
        return runs;
    }

    private static Figure figure(List<Run> runs) {
        List<Shown> shown =
                runs.stream().map(run -> Shown.of(run, Marks.DEFAULT)).toList();
        return ClaimTable.ENTRY
                .create(new Values(Map.of()).complete(ClaimTable.ENTRY.parameters()))
                .figure(new PanelContext(PRESET, shown, 0, "", false, Cancellation.NEVER));
    }

    private static Layer.Table table(Figure figure) {
        return (Layer.Table) figure.plots().getFirst().layers().getFirst();
    }

    private static List<String> verdicts(Figure figure) {
        Layer.Table table = table(figure);
        int verdict = table.header().indexOf("Verdict");
        return table.rows().stream().map(row -> row.get(verdict)).toList();
    }

    @Test
    void runsThatHaveEndedAreJudgedAsTheCardJudgesThem() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, PRESET);
            Figure before = figure(runs);
            assertThat(before.note()).isEqualTo("0 of " + runs.size() + " runs have ended");
            assertThat(verdicts(before)).hasSameSizeAs(PRESET.expectations()).containsOnly("not run yet");

            service.play();
            service.drain(Cancellation.NEVER);
            Figure after = figure(runs);
            ReproductionCard card = ReproductionCard.run(PRESET, Cancellation.NEVER);
            assertThat(PRESET.replicas()).isEqualTo(1);
            assertThat(card.holds()).isTrue();
            assertThat(after.note())
                    .isEqualTo(card.rows().size() + " of " + card.rows().size() + " hold");
            assertThat(verdicts(after))
                    .containsExactlyInAnyOrderElementsOf(card.rows().stream()
                            .map(row ->
                                    row.verdict().mark() + " " + row.judged().toLowerCase(Locale.ROOT))
                            .toList());
            assertThat(table(after).data().rows())
                    .allSatisfy(row -> assertThat(row).hasSize(8).contains("paper"));
        }
    }

    @Test
    void otherRunsAreNotJudged() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = train(service, PRESET);
            service.play();
            service.drain(Cancellation.NEVER);
            Figure fewer = figure(runs.subList(1, runs.size()));
            assertThat(fewer.note()).isEqualTo(PRESET.runs().getFirst().label() + " is not shown");
            assertThat(verdicts(fewer)).containsOnly("not run yet");
        }
        try (TrainingService service = new TrainingService(0)) {
            List<Run> other = train(service, PRESET.with(PRESET.settings().with("solver.id", "rk4")));
            service.play();
            service.drain(Cancellation.NEVER);
            Figure changed = figure(other);
            assertThat(changed.note()).startsWith("settings of ").endsWith(" are not the preset’s");
            assertThat(verdicts(changed)).containsOnly("not run yet");
        }
    }
}
