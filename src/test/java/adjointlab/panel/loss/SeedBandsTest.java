package adjointlab.panel.loss;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.catalog.Values;
import adjointlab.core.ode.Cancellation;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Plot;
import adjointlab.figure.SeriesStyle;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.lab.store.LabDocument.Marks;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which runs a mean is of, and what the figure says of it.
final class SeedBandsTest {
    private static final Preset PRESET = Presets.get("simplest-fig-2");

    private final TrainingService service = new TrainingService(0);
    private final List<Run> runs = new ArrayList<>();

    @AfterEach
    void close() {
        service.close();
    }

    private void add(double rate, int seed, int iterations) {
        add(rate, seed, iterations, Map.of("init.values", List.of(2.0)));
    }

    private void add(double rate, int seed, int iterations, Map<String, Object> start) {
        Settings settings = PRESET.settings()
                .with("optimizer.id", "sgd")
                .with("optimizer.learningRate", rate)
                .with("seed", seed)
                .with("iterations", iterations)
                .withAll(start);
        String label = "SGD η = " + rate + " seed = " + seed;
        runs.add(service.add(new Run.Identity("run" + runs.size(), label, 0, null), settings));
    }

    private Figure figure(Map<String, Object> options) {
        service.play();
        service.drain(Cancellation.NEVER);
        List<Shown> shown =
                runs.stream().map(run -> Shown.of(run, Marks.DEFAULT)).toList();
        return SeedBands.ENTRY
                .create(new Values(options).complete(SeedBands.ENTRY.parameters()))
                .figure(new PanelContext(PRESET, shown, 1000, "", false, Cancellation.NEVER));
    }

    private static List<Layer.Line> lines(Figure figure) {
        return figure.plots().stream()
                .map(Plot::layers)
                .flatMap(List::stream)
                .filter(Layer.Line.class::isInstance)
                .map(Layer.Line.class::cast)
                .toList();
    }

    /// Three rates and two seeds of one colour are three means of two, drawn apart.
    @Test
    void ratesAreNotPooledAsSeeds() {
        for (double rate : new double[] {0.01, 0.02, 0.03}) {
            add(rate, 0, 10);
            add(rate, 1, 10);
        }
        Figure figure = figure(Map.of());
        List<Layer.Line> lines = lines(figure);
        assertThat(lines).hasSize(3);
        assertThat(lines)
                .extracting(Layer.Line::style)
                .extracting(SeriesStyle::dash)
                .doesNotHaveDuplicates();
        assertThat(lines)
                .extracting(Layer.Line::endLabel)
                .doesNotHaveDuplicates()
                .allMatch(label -> label.contains("0.0"));
        assertThat(figure.note()).startsWith("standard error, n = 2 ");
        assertThat(figure.plots().getFirst().y().label()).isEqualTo("Loss L, mean ± standard error, n = 2");
    }

    @Test
    void theAxisSaysWhatMiddleAndBandAre() {
        add(0.01, 0, 3);
        add(0.01, 1, 3);
        add(0.02, 0, 3);
        assertThat(figure(Map.of("spread", "interval")).plots().getFirst().y().label())
                .isEqualTo("Loss L, mean, 95 % interval, n = 1 to 2");
        assertThat(figure(Map.of("spread", "quantiles")).plots().getFirst().y().label())
                .isEqualTo("Loss L, median, quartiles, n = 1 to 2");
    }

    /// Sixths of whole numbers do not add up to whole numbers.
    @Test
    void iterationsAreWholeNumbers() {
        for (int seed = 0; seed < 6; seed++) {
            add(0.01, seed, 12);
        }
        double[] x = lines(figure(Map.of())).getFirst().x();
        assertThat(x).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    /// Of ten random starts some diverge at a rate that is too large.
    @Test
    void aMeanThatEndsWithABrokenRunSaysSo() {
        for (int seed = 0; seed < 10; seed++) {
            add(2, seed, 40, Map.of("init.id", "normal", "init.deviation", 2.0));
        }
        List<Layer.Line> mean = lines(figure(Map.of()));
        List<Run> broken = runs.stream().filter(run -> run.state().broke()).toList();
        assertThat(broken).isNotEmpty().hasSizeLessThan(10);
        int first = broken.stream().mapToInt(Run::iteration).min().orElseThrow();
        long there = broken.stream().filter(run -> run.iteration() == first).count();
        assertThat(mean).singleElement().satisfies(line -> {
            assertThat(line.x()).hasSize(first + 1);
            assertThat(line.endLabel()).endsWith(there + " of 10 broke here");
        });
        runs.removeAll(broken);
        assertThat(lines(figure(Map.of())).getFirst().endLabel()).doesNotContain("broke");
    }
}
