package adjointlab.panel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Owner;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Emphasis;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What several runs share, a mean, a band, a curve or a start, is drawn once, is all of theirs and stands out with any
/// of them.
class GroupOwnersTest {
    private static final Owner GROUP = new Owner(Set.of("one", "two"));

    private static Figure figure(String preset, String panel, Map<String, Object> options, Emphasis second) {
        Preset open = LongPresets.shortened(preset);
        Settings settings = open.runs().getFirst().settings(open.settings());
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = List.of(
                    service.add(new Run.Identity("one", "Same", 5, null), settings),
                    service.add(new Run.Identity("two", "Same", 5, null), settings),
                    service.add(new Run.Identity("other", "Another", 6, null), settings));
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
            List<Shown> shown = runs.stream()
                    .map(run ->
                            new Shown(run, RunStyles.of(run).with(run.name().equals("two") ? second : Emphasis.FADED)))
                    .toList();
            Entry<Panel> entry = Panels.CATALOG.get(panel);
            return entry.create(new Values(options).complete(entry.parameters()))
                    .figure(new PanelContext(open, shown, 20, "one", false, Cancellation.NEVER));
        }
    }

    private static List<Layer> layers(Figure figure) {
        return figure.plots().stream().map(Plot::layers).flatMap(List::stream).toList();
    }

    @ParameterizedTest
    @CsvSource({"seed-bands, 2", "nfe, 2", "state-norm, 1"})
    void meansAndBandsAreTheGroups(String panel, int count) {
        for (Emphasis second : Emphasis.values()) {
            List<Layer> layers = layers(figure("simplest-fig-2", panel, Map.of(), second));
            assertThat(layers).extracting(Layer::owner).contains(new Owner("other"));
            assertThat(layers)
                    .filteredOn(layer -> layer.owner().equals(GROUP))
                    .hasSize(count)
                    .allSatisfy(layer -> assertThat(
                                    layer instanceof Layer.Band band
                                            ? band.style().emphasis()
                                            : ((Layer.Line) layer).style().emphasis())
                            .isEqualTo(second));
        }
    }

    @Test
    void anOptimizersTrainingsAreAllOfItsRuns() {
        List<Layer> layers = layers(figure("simplest-fig-2", "sensitivity", Map.of(), Emphasis.STRONG));
        Owner all = new Owner(Set.of("one", "two", "other"));
        assertThat(layers)
                .filteredOn(Layer.Band.class::isInstance)
                .singleElement()
                .satisfies(band -> {
                    assertThat(band.owner()).isEqualTo(all);
                    assertThat(((Layer.Band) band).style().emphasis()).isEqualTo(Emphasis.STRONG);
                });
        assertThat(layers).filteredOn(Layer.Line.class::isInstance).allSatisfy(line -> assertThat(line.owner())
                .isEqualTo(all));
    }

    @Test
    void aStartIsThatOfAllWhoBeginThere() {
        assertThat(layers(figure("heavy-ball-optimisation", "descent", Map.of(), Emphasis.NORMAL)))
                .filteredOn(layer -> layer.name().equals("start"))
                .singleElement()
                .satisfies(start -> assertThat(start.owner()).isEqualTo(new Owner(Set.of("one", "two", "other"))));
    }

    @Test
    void aRowOfTheTableOfCostsIsTheGroups() {
        assertThat(layers(figure("simplest-fig-2", "cost", Map.of(), Emphasis.NORMAL)))
                .singleElement()
                .satisfies(table ->
                        assertThat(((Layer.Table) table).rowOwners()).containsExactly(GROUP, new Owner("other")));
    }

    @Test
    void aFigureForPaperLetsARunsGroupStandOut() {
        Figure figure = figure("simplest-fig-2", "seed-bands", Map.of(), Emphasis.NORMAL)
                .highlighting(new Owner("one"));
        assertThat(layers(figure))
                .filteredOn(Layer.Line.class::isInstance)
                .extracting(layer -> ((Layer.Line) layer).style().emphasis())
                .containsExactly(Emphasis.FADED, Emphasis.STRONG);
    }

    @Test
    void ownersMeetInARunTheyShare() {
        assertThat(GROUP.meets(new Owner("two"))).isTrue();
        assertThat(new Owner("two").meets(GROUP)).isTrue();
        assertThat(GROUP.meets(new Owner("other"))).isFalse();
        assertThat(GROUP.meets(Owner.NOBODY)).isFalse();
        assertThat(Owner.NOBODY.meets(Owner.NOBODY)).isFalse();
        assertThat(Owner.together(List.of()).isNobody()).isTrue();
    }
}
