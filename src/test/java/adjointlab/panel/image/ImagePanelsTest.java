package adjointlab.panel.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.catalog.Entry;
import adjointlab.core.catalog.Values;
import adjointlab.core.field.ParameterLayout;
import adjointlab.core.kernel.Batch;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.problem.ProblemData;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Waypoints;
import adjointlab.figure.Figure;
import adjointlab.figure.Layer;
import adjointlab.figure.Tile;
import adjointlab.lab.preset.LongPresets;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.Panels;
import adjointlab.panel.kit.Looks;
import adjointlab.panel.kit.Panel;
import adjointlab.panel.kit.PanelContext;
import adjointlab.panel.kit.PanelContext.Shown;
import adjointlab.panel.kit.RunStyles;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What image panels show is what logs, data and weights hold: five families, three iterations, 23 test digits.
final class ImagePanelsTest {
    private static final int TEST = 23;

    private static Preset preset;
    private static List<Shown> runs;

    @BeforeAll
    static void train() {
        preset = Overrides.apply(
                LongPresets.shortened("heavy-ball-digits"),
                List.of("problem.test=" + TEST, "problem.testEvery=1", "field.channels=8,8"));
        runs = trained(preset);
    }

    private static List<Shown> trained(Preset preset) {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> trained = service.open(preset);
            service.drain(Cancellation.NEVER);
            service.play();
            service.drain(Cancellation.NEVER);
            return trained.stream()
                    .map(run -> new Shown(run, RunStyles.of(run)))
                    .toList();
        }
    }

    private static Panel panel(String id, Map<String, Object> options) {
        Entry<Panel> entry = Panels.CATALOG.get(id);
        return entry.create(new Values(options).complete(entry.parameters()));
    }

    private static Figure figure(String id, Map<String, Object> options, int k, boolean columns) {
        return figure(preset, runs, id, options, k, columns);
    }

    private static Figure figure(
            Preset preset, List<Shown> runs, String id, Map<String, Object> options, int k, boolean columns) {
        return panel(id, options).figure(new PanelContext(preset, runs, k, "", columns, Cancellation.NEVER));
    }

    private static Layer.Tiles tiles(Figure figure, int plot) {
        return (Layer.Tiles) figure.plots().get(plot).layers().getFirst();
    }

    private static double accuracy(Shown shown, int k) {
        return shown.run().log().get("accuracy.test", k);
    }

    @Test
    void confusionIsTheTestAccuracyOfTheLog() {
        for (int k : new int[] {0, 3}) {
            Figure figure = figure("confusion", Map.of(), k, true);
            for (int r = 0; r < runs.size(); r++) {
                int[] counts = tiles(figure, r).tiles().stream()
                        .mapToInt(tile -> tile.caption().isEmpty() ? 0 : Integer.parseInt(tile.caption()))
                        .toArray();
                int right = 0;
                for (int c = 0; c < 10; c++) {
                    right += counts[11 * c];
                    // digits come in turn, so that of 23 the first three are there three times
                    assertThat(Arrays.stream(counts, 10 * c, 10 * c + 10).sum()).isEqualTo(c < 3 ? 3 : 2);
                }
                assertThat((double) right / TEST).isCloseTo(accuracy(runs.get(r), k), within(1e-12));
            }
        }
    }

    @Test
    void cloudsHaveAConfusionToo() {
        Preset cloud = LongPresets.shortened("learn-nested-annuli");
        List<Shown> trained = trained(cloud);
        Layer.Tiles tiles = tiles(figure(cloud, trained, "confusion", Map.of(), 3, false), 0);

        assertThat(tiles.arrangement().rowLabels()).containsExactly("inside", "outside");
        Batch target = Looks.data(trained.getFirst().run().settingsAt(0))
                .first(512)
                .targets()
                .getLast();
        int inside = 0;
        for (int s = 0; s < target.size(); s++) {
            inside += target.get(0, s) < 0 ? 1 : 0;
        }
        int counted = tiles.tiles().stream()
                .limit(2)
                .mapToInt(tile -> tile.caption().isEmpty() ? 0 : Integer.parseInt(tile.caption()))
                .sum();
        assertThat(counted).isEqualTo(inside);
        assertThat(tiles.tiles().get(0).channels()[0][0][0]
                        + tiles.tiles().get(1).channels()[0][0][0])
                .as("shares of one class")
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void wrongImagesComeFirstAndTheChosenOneIsFramed() {
        Figure figure = figure("images", Map.of("image", 7), 3, false);
        List<Tile> tiles = tiles(figure, 0).tiles();
        int wrong = (int) Math.round((1 - accuracy(runs.getFirst(), 3)) * TEST);

        assertThat(tiles).hasSize(TEST);
        assertThat(figure.note())
                .endsWith(", k = 3: " + wrong + " wrong of " + TEST + " test images")
                .doesNotStartWith(",");
        assertThat(tiles.subList(0, wrong))
                .allSatisfy(tile -> assertThat(tile.caption()).contains(" as "));
        assertThat(tiles.subList(wrong, TEST))
                .allSatisfy(tile -> assertThat(tile.caption()).doesNotContain(" as "));
        assertThat(tiles.stream().map(Tile::id).collect(Collectors.toSet())).hasSize(TEST);
        assertThat(tiles).filteredOn(Tile::framed).singleElement().satisfies(tile -> assertThat(tile.id())
                .isEqualTo(7));
        int[] shares = tiles.stream()
                .map(tile -> tile.caption().replaceAll(".*, | %", ""))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int i = 1; i < TEST; i++) {
            if (i < wrong) {
                assertThat(shares[i]).isLessThanOrEqualTo(shares[i - 1]);
            } else if (i > wrong) {
                assertThat(shares[i]).isGreaterThanOrEqualTo(shares[i - 1]);
            }
        }
        ProblemData data = data();
        Tile seventh = tiles.stream().filter(Tile::framed).findFirst().orElseThrow();
        for (int pixel = 0; pixel < 64; pixel++) {
            assertThat(seventh.channels()[0][pixel / 8][pixel % 8])
                    .isEqualTo(data.initial().get(pixel, 6));
        }
    }

    private static Experiment experiment(int run) {
        return Looks.experiment(runs.get(run).run().settingsAt(3));
    }

    private static ProblemData data() {
        return experiment(0).task().problem().test(experiment(0).seed()).orElseThrow();
    }

    private static double[] theta(int run) {
        return Looks.weights(runs.get(run).run(), 3, Cancellation.NEVER).orElseThrow();
    }

    @Test
    void aFlowIsStatesAboveAdjointsAtTheSameTimes() {
        Figure figure = figure("image-flow", Map.of("image", 5, "times", 3), 3, true);
        assertThat(figure.note()).isEqualTo("test image 5, a 4, k = 3");
        for (int r = 0; r < runs.size(); r++) {
            Waypoints way = Waypoints.of(
                    experiment(r), data().part(4, 1), theta(r), new double[] {0, 0.5, 1}, Cancellation.NEVER);
            int channels = way.states().getFirst().dim() / 64;
            for (boolean adjoint : new boolean[] {false, true}) {
                Layer.Tiles tiles = tiles(figure, adjoint ? runs.size() + r : r);
                assertThat(tiles.tiles()).hasSize(3 * channels);
                assertThat(tiles.arrangement().columnLabels()).containsExactly("0", "0.5", "1");
                for (int i = 0; i < tiles.tiles().size(); i++) {
                    Batch batch = (adjoint ? way.adjoints() : way.states()).get(i % 3);
                    double[][] picture = tiles.tiles().get(i).channels()[0];
                    for (int pixel = 0; pixel < 64; pixel++) {
                        assertThat(picture[pixel / 8][pixel % 8]).isEqualTo(batch.get(64 * (i / 3) + pixel, 0));
                    }
                }
            }
        }
        assertThat(tiles(figure, 3).arrangement().rowLabels()).as("HBNODE").containsExactly("h", "m");
        assertThat(tiles(figure, 5).range().low())
                .as("the middle colour is zero")
                .isEqualTo(-tiles(figure, 5).range().high());
    }

    @Test
    void channelsAreThoseThatVaryMostOrThoseThatAreAskedFor() {
        Layer.Tiles most = tiles(figure("image-flow", Map.of("most", 1), 3, true), 1);
        Layer.Tiles asked = tiles(figure("image-flow", Map.of("channels", List.of(2.0, 9.0)), 3, true), 1);

        assertThat(most.arrangement().rowLabels())
                .as("the image, not the zeros")
                .containsExactly("h₁");
        assertThat(asked.arrangement().rowLabels()).containsExactly("h₂");
    }

    @Test
    void oneMomentIsOneOfTheTimes() {
        Map<String, Object> options = Map.of("view", "moment", "time", 50);
        Figure figure = figure("image-flow", options, 3, false);

        assertThat(panel("image-flow", options).played()).isEqualTo("time");
        assertThat(figure.note()).contains("t = 0.5");
        assertThat(tiles(figure, 0).tiles()).hasSize(1);
    }

    @Test
    void filtersAreTheWeightsByIndex() {
        double[] theta = theta(0);
        ParameterLayout.Block inner =
                experiment(0).model().parameters().find("conv.W2").orElseThrow();
        List<Tile> tiles = tiles(figure("filters", Map.of(), 3, false), 0).tiles();
        assertThat(tiles).as("eight outputs of eight channels and the time").hasSize(72);
        assertThat(tiles.get(9 * 5 + 3).channels()[0][2][1])
                .isEqualTo(theta[inner.offset() + 5 * 81 + 3 * 9 + 2 * 3 + 1]);
        assertThat(tiles(figure("filters", Map.of(), 3, false), 0).arrangement().columnLabels())
                .endsWith("8", "t");

        ParameterLayout.Block readOut =
                experiment(0).model().parameters().find("readout.W").orElseThrow();
        List<Tile> classes = tiles(figure("filters", Map.of("layer", "read-out"), 3, false), 0)
                .tiles();
        assertThat(classes).hasSize(10);
        assertThat(classes.get(7).caption()).isEqualTo("7");
        assertThat(classes.get(7).channels()[0][4][2]).isEqualTo(theta[readOut.offset() + 7 * 64 + 4 * 8 + 2]);
    }

    @Test
    void aDenseFieldOfImagesShowsItsRowsAsImages() {
        Preset dense = Overrides.apply(preset, List.of("field.id=mlp", "iterations=1"));
        List<Shown> trained = trained(dense);
        Layer.Tiles tiles = tiles(figure(dense, trained, "filters", Map.of(), 1, false), 0);
        double[] theta =
                Looks.weights(trained.getFirst().run(), 1, Cancellation.NEVER).orElseThrow();

        assertThat(tiles.tiles().getFirst().width()).isEqualTo(8);
        assertThat(tiles.tiles().getFirst().channels()[0][1][3]).isEqualTo(theta[11]);
    }

    @Test
    void samplesThatAreNoImagesAreSaidSo() {
        Preset cloud = LongPresets.shortened("learn-nested-annuli");
        List<Shown> trained = trained(cloud);
        for (String id : List.of("images", "image-flow", "filters")) {
            assertThat(figure(cloud, trained, id, Map.of(), 3, false).emptyText())
                    .isEqualTo("These samples are no images; choose a problem of images.");
        }
        Preset flip = LongPresets.shortened("learn-flip");
        assertThat(figure(flip, trained(flip), "confusion", Map.of(), 3, false).emptyText())
                .isEqualTo("This problem has no classes; choose one that tells classes apart.");
    }
}
