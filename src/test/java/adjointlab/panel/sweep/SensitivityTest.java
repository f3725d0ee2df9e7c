package adjointlab.panel.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.Golden;
import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.RunSpec;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import adjointlab.lab.sweep.SweepCell;
import adjointlab.lab.sweep.SweepResult;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.RunStyles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Results of sweeps as the panel shows them.
final class SensitivityTest {
    private static final Preset PRESET = Presets.get("snopt-sensitivity");

    @TempDir
    Path folder;

    private void result(String optimizer, double rate, int seed, double loss) throws IOException {
        Settings settings = PRESET.settings()
                .with("optimizer.id", optimizer)
                .with("optimizer.learningRate", rate)
                .with("seed", seed);
        SweepResult result = new SweepResult(
                new SweepCell(optimizer, settings),
                new SweepResult.End("finished", "", settings.get(Slots.ITERATIONS)),
                new SweepResult.Losses(1, loss, loss),
                new SweepResult.Test(Double.NaN, Double.NaN),
                new SweepResult.Cost(1, 1));
        Files.writeString(folder.resolve(result.cell().hash() + ".json"), result.json());
    }

    private Panel panel() {
        return Sensitivity.ENTRY.create(
                new Values(Map.of("results", folder.toString())).complete(Sensitivity.ENTRY.parameters()));
    }

    private Figure figure() {
        return panel().figure(new PanelContext(PRESET, List.of(), 0, "", false, Cancellation.NEVER));
    }

    private static List<Layer.Table> tables(Figure figure) {
        return figure.plots().stream()
                .map(Plot::layers)
                .flatMap(List::stream)
                .filter(Layer.Table.class::isInstance)
                .map(Layer.Table.class::cast)
                .toList();
    }

    @Test
    void aFairSweepIsRankedByMeansWithIntervals() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            result("adam", 0.01, seed, 0.3 + 0.01 * seed);
            result("adam", 0.1, seed, 0.5);
            result("sgd", 0.1, seed, seed == 0 ? 0.001 : 0.9);
            result("sgd", 1, seed, 0.4 + 0.02 * seed);
        }
        Figure figure = figure();
        assertThat(figure.note()).isEqualTo("equal: 2 optimizers × 2 rates × 3 seeds of 200 iterations");
        Layer.Table ranking = tables(figure).getFirst();
        assertThat(ranking.header()).startsWith("Rank", "Optimizer", "Best η", "Mean, n = 3", "95 % (t)");
        assertThat(ranking.rows().getFirst()).startsWith("1", "Adam", "0.01, smallest", "0.310", "0.285 to 0.335");
        assertThat(ranking.rows().getLast()).startsWith("2", "SGD", "1, largest", "0.420");
        assertThat(ranking.data().header()).startsWith("rank", "optimizer", "rate", "place", "n", "mean", "low");
        assertThat(ranking.data().rows().getFirst())
                .startsWith(1, "adam", 0.01, "smallest", 3, (0.3 + 0.31 + 0.32) / 3);
        Layer.Table pairs = tables(figure).getLast();
        assertThat(pairs.rows()).singleElement().satisfies(row -> assertThat(row)
                .startsWith("Adam − SGD", "−0.11", "−0.13 to −0.085", "−0.12 to −0.1", "−11"));
    }

    /// From files of results to the numbers of the table: SciPy's, which `golden/comparison.json` stores.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void intervalsOfAFairSweepAreThoseOfScipy(int index) throws IOException {
        JsonNode stored = stored().get(index);
        double[] adam = Golden.numbers(stored.get("x"));
        double[] sgd = Golden.numbers(stored.get("y"));
        for (int seed = 0; seed < adam.length; seed++) {
            result("adam", 0.1, seed, 1); // of twice as many seeds these choose the rate, and the others judge it
            result("sgd", 0.1, seed, 1);
            result("adam", 0.1, adam.length + seed, adam[seed]);
            result("sgd", 0.1, adam.length + seed, sgd[seed]);
        }
        Layer.Table.Data pairs = tables(figure()).getLast().data();
        List<Object> row = pairs.rows().getFirst();
        boolean asStored = row.getFirst().equals("adam");
        assertThat(row.subList(0, 3)).containsExactlyInAnyOrder("adam", "sgd", adam.length);
        double sign = asStored ? 1 : -1;
        Map<String, Double> expected = Map.of(
                "mean", sign * stored.get("mean").doubleValue(),
                "low", sign * stored.get(asStored ? "low" : "high").doubleValue(),
                "high", sign * stored.get(asStored ? "high" : "low").doubleValue(),
                "effect", sign * stored.get("effect").doubleValue(),
                "p", stored.get("pValue").doubleValue());
        expected.forEach(
                (column, value) -> assertThat((Double) row.get(pairs.header().indexOf(column)))
                        .as(column)
                        .isCloseTo(value, within(1e-9)));
    }

    private static JsonNode stored() throws IOException {
        try (InputStream file = SensitivityTest.class.getResourceAsStream("/golden/comparison.json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(file)).get("cases");
        }
    }

    @Test
    void anUnfairSweepIsNotRankedAndSaysWhatToAdd() throws IOException {
        for (int i = 0; i < 6; i++) {
            result("sgd", 0.1, i, 0.1);
            result("adam", Math.pow(10, i % 3 - 3), i / 3, 0.2);
        }
        Figure figure = figure();
        assertThat(figure.note()).isEqualTo("12 trainings · no ranking");
        assertThat(tables(figure).getFirst().header()).noneMatch(title -> title.startsWith("Rank"));
        assertThat(tables(figure).getLast().rows())
                .containsExactly(
                        List.of("SGD has 1 learning rate where Adam has 3: add 2."),
                        List.of("Adam lacks seeds 2, 3, 4, 5 at every rate: add them."));
    }

    /// SNOpt is the preset's first, Adam the second; AdamW has no runs and gets a colour of its own.
    @Test
    void optimizersKeepTheColoursOfTheirRuns() throws IOException {
        for (String optimizer : List.of("adam", "sgd", "snopt", "adamw")) {
            result(optimizer, 0.1, 0, 0.1);
        }
        Map<String, Integer> groups = PRESET.runs().stream()
                .collect(Collectors.toMap(
                        spec -> spec.settings(PRESET.settings())
                                .entry(Slots.OPTIMIZER)
                                .label(),
                        RunSpec::group,
                        (first, _) -> first));
        List<Layer.Line> lines = figure().plots().getFirst().layers().stream()
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(groups).hasSize(3);
        List<Hue> hues = lines.stream().map(line -> line.style().hue()).toList();
        assertThat(hues).doesNotHaveDuplicates();
        for (Layer.Line line : lines) {
            Integer group = groups.get(line.name());
            if (group != null) {
                assertThat(line.style().hue())
                        .as(line.name())
                        .isEqualTo(RunStyles.of(group).hue());
            }
        }
        assertThat(panel().readsRuns()).as("needs no training").isFalse();
    }
}
