package adjointlab.figure;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.figure.Axis.Quantity;
import adjointlab.figure.Axis.Scale;
import adjointlab.figure.SeriesStyle.Hue;
import adjointlab.figure.SeriesStyle.Marker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingTest {
    private static final SeriesStyle STYLE = SeriesStyle.line(Hue.BLUE);
    private static final Axis ITERATION = Axis.of("iteration k", Scale.LINEAR, Quantity.ITERATION);
    private static final Axis LOSS = Axis.of("Loss L", Scale.LOG, Quantity.OTHER);
    private static final Axis TIME = Axis.of("t", Scale.LINEAR, Quantity.TIME);

    private static Layer.Line line(String name, double... y) {
        double[] x = new double[y.length];
        Arrays.setAll(x, i -> 10 * i);
        return new Layer.Line(name, STYLE, x, y, "", new Owner(name));
    }

    private static String of(Axis x, Axis y, Layer... layers) {
        return Finding.of(Figure.of("", "", new Plot("", x, y, List.of(layers), false)));
    }

    private static double[] falling(int n, double from, double to) {
        double[] y = new double[n];
        Arrays.setAll(y, i -> from * Math.pow(to / from, i / (n - 1.0)));
        return y;
    }

    @Test
    void oneRunFellRoseOrStayed() {
        assertThat(of(ITERATION, LOSS, line("Adam", falling(21, 0.4, 3e-7))))
                .isEqualTo("Loss L of Adam fell from 0.4 to 3 × 10⁻⁷ by iteration 200.");
        assertThat(of(ITERATION, LOSS, line("SGD", falling(3, 1, 50))))
                .isEqualTo("Loss L of SGD rose from 1 to 50 by iteration 20.");
        assertThat(of(ITERATION, LOSS, line("SGD", 2, 2.001, 2)))
                .isEqualTo("Loss L of SGD stayed at 2 up to iteration 20.");
        assertThat(of(ITERATION, LOSS, line("SGD", 2, 0.01, 9, 2)))
                .isEqualTo("Loss L of SGD went from 2 to 2 by iteration 30, between 0.01 and 9.");
    }

    @Test
    void aRestAndATurnAreTold() {
        double[] rests = falling(21, 1, 0.06);
        Arrays.fill(rests, 10, 21, 0.06);
        assertThat(of(ITERATION, LOSS, line("SGD", rests)))
                .isEqualTo("Loss L of SGD fell from 1 to 0.06 by iteration 200, level from iteration 100 on.");
        assertThat(of(ITERATION, LOSS, line("SGD", 1, 0.01, 0.5)))
                .isEqualTo("Loss L of SGD fell from 1 to 0.5 by iteration 20, after 0.01 at iteration 10.");
    }

    @Test
    void ofSeveralRunsTheLowestAndTheHighestEndAreTold() {
        assertThat(of(ITERATION, LOSS, line("A", 1, 0.1), line("B", 1, 0.01), line("C", 1, 3)))
                .isEqualTo("Of 3 runs, Loss L ended lowest in B, at 0.01 by iteration 10, and highest in C, at 3.");
        assertThat(of(ITERATION, LOSS, line("A", 1, 0.1), line("B", 1, 2, 0.01)))
                .isEqualTo(
                        "Loss L ended lowest in B, at 0.01 by iteration 20, and highest in A, at 0.1 by iteration 10.");
        assertThat(of(ITERATION, LOSS, line("A", 1, 0.1), line("B", 1, 0.1)))
                .isEqualTo("Loss L ended at 0.1 in both runs.");
    }

    @Test
    void whoDivergedIsTold() {
        Layer cross = new Layer.Points(
                "B" + Finding.DIVERGED + "Iteration 1: the state is not finite.",
                STYLE.with(Marker.CROSS),
                new double[] {10},
                new double[] {3},
                new Owner("B"));
        assertThat(of(ITERATION, LOSS, line("A", 1, 0.1), line("B", 1, 3), cross))
                .endsWith("and highest in B, at 3; B diverged.");
        assertThat(of(ITERATION, LOSS, line("B", 1, 3), cross)).endsWith("by iteration 10; it diverged.");
    }

    @Test
    void nothingIsSaidOfWhatHasNoValue() {
        assertThat(of(ITERATION, LOSS, line("A", 1, Double.NaN, Double.POSITIVE_INFINITY), line("B", 0, -1)))
                .isEqualTo("Loss L of A stayed at 1 up to iteration 0.");
    }

    @Test
    void aRawLineBesideItsMeanIsNoRun() {
        Layer mean =
                new Layer.Line("A, mean of 5", STYLE, new double[] {0, 10}, new double[] {1, 0.2}, "", new Owner("A"));
        assertThat(of(ITERATION, LOSS, line("A", 1, 0.1), mean)).contains("of A, mean of 5 fell from 1 to 0.2");
    }

    @Test
    void alongTimeTheEndsAreTold() {
        Layer truth = new Layer.Line("truth", STYLE, new double[] {0, 10}, new double[] {1, 0.3}, "");
        assertThat(of(TIME, Axis.linear("x(t)"), truth, line("A", 1, 0.1), line("B", 1, 0.5)))
                .isEqualTo("x(t) ended at t = 10 lowest in A, at 0.1, and highest in B, at 0.5; truth: 0.3.");
        assertThat(of(TIME, Axis.linear("‖a(t)‖₂"), line("A", 1, 5, 2)))
                .isEqualTo("‖a(t)‖₂ of A went back from 2 at t = 20 to 1 at t = 0, at most 5 at t = 10.");
        assertThat(of(TIME, Axis.linear("‖a(t)‖₂"), line("A", 1, 5, 2), line("B", 3, 5, 2)))
                .isEqualTo("‖a(t)‖₂ arrived at t = 0 lowest in A, at 1, and highest in B, at 3.");
    }

    @Test
    void unitsComeFromTheAxes() {
        Axis seconds = Axis.of("training time, s", Scale.LINEAR, Quantity.SECONDS);
        assertThat(of(seconds, LOSS, line("A", 1, 0.1))).endsWith("to 0.1 within 10 s.");
        assertThat(of(Axis.linear("tolerance"), Axis.linear("error, mm"), line("A", 1, 0.1)))
                .isEqualTo("Error of A went from 1 mm at tolerance 0 to 0.1 mm at tolerance 10.");
    }

    @Test
    void aSectionOfTheLossSaysItsMinimumAndWhoIsWhere() {
        Axis a = Axis.of("a", Scale.LINEAR, Quantity.PARAMETER);
        Layer curve = new Layer.Line("L, solved", STYLE, new double[] {-2, -1, 0}, new double[] {3, 0.5, 2}, "");
        Layer run = new Layer.Points("SGD", STYLE, new double[] {-2}, new double[] {3}, new Owner("SGD"));
        Layer other = new Layer.Points("Adam", STYLE, new double[] {0}, new double[] {2}, new Owner("Adam"));
        assertThat(of(a, Axis.linear("L(a)"), curve, run, other))
                .isEqualTo("L(a) is lowest at a = −1, with 0.5; Adam is at 2, SGD at 3.");
    }

    @Test
    void aMapSaysItsRangeAndWhereItIsLowest() {
        Layer map = new Layer.HeatMap(
                "L",
                new double[] {0, 1},
                new double[] {5, 6},
                new double[][] {{4, 3}, {0.25, Double.NaN}},
                Layer.ColourMap.VIRIDIS,
                false,
                0);
        assertThat(of(Axis.linear("θ₁"), Axis.linear("θ₂"), map))
                .isEqualTo("L goes from 0.25 at θ₁ = 0, θ₂ = 6 to 4; 1 of 4 values are not finite.");
        Layer signed = new Layer.HeatMap(
                "r",
                new double[] {0, 1},
                new double[] {0, 1},
                new double[][] {{-1, 3}, {1, 2}},
                Layer.ColourMap.DIVERGING,
                false,
                0);
        Layer points = new Layer.Points("A", STYLE.with(Marker.DOT), new double[] {0.1, 0.9}, new double[] {0.2, 0});
        assertThat(of(Axis.linear("x"), Axis.linear("y"), signed, points))
                .isEqualTo("r goes from −1 at x = 0, y = 0 to 3; 1 of 2 points lie where it is below 0.");
    }

    @Test
    void aFieldSaysWhereItRests() {
        List<Layer> layers = new ArrayList<>();
        for (String kind : List.of("saddle", "stable spiral", "saddle")) {
            layers.add(new Layer.Points(Finding.EQUILIBRIUM + ": " + kind, STYLE, new double[] {1}, new double[] {2}));
        }
        Axis h = Axis.linear("h₁");
        Axis m = Axis.linear("h₂");
        assertThat(of(h, m, layers.toArray(Layer[]::new)))
                .isEqualTo("The field rests at 3 places: 2 saddles, 1 stable spiral.");
        assertThat(of(h, m, layers.getFirst())).isEqualTo("The field rests at one place, a saddle at h₁ = 1, h₂ = 2.");
    }

    @Test
    void aSpectrumSaysItsEndsAndTheirRatio() {
        Axis index = Axis.linear("index");
        Axis values = Axis.of("eigenvalue of E[JᵀJ]", Scale.LOG, Quantity.OTHER);
        assertThat(of(index, values, line("eigenvalues", 20, 5, 0.1)))
                .isEqualTo("3 eigenvalues from 20 to 0.1, a ratio of 200.");
    }

    @Test
    void aTableSaysItsSize() {
        Layer table = new Layer.Table("Runs", List.of("Run", "Loss"), List.of(List.of("a", "1"), List.of("b", "2")));
        assertThat(of(Axis.linear(""), Axis.linear(""), table))
                .isEqualTo("The table has 2 rows and 2 columns, from a to b.");
    }

    @Test
    void picturesAreCounted() {
        Tile tile = Tile.of(new double[][] {{0, 1, -0.5}, {0.25, 0, 0}});
        Layer tiles = new Layer.Tiles(
                "w", List.of(tile, tile), Tile.Arrangement.FITTING, Layer.ColourMap.DIVERGING, new Layer.Range(-1, 1));
        assertThat(of(Axis.linear(""), Axis.linear(""), tiles))
                .isEqualTo("2 pictures of w, 3 × 2 each, with values from −0.5 to 1.");
    }

    @Test
    void nothingSaysWhy() {
        assertThat(Finding.of(Figure.empty("Flow", "No run here is a flow."))).isEqualTo("No run here is a flow.");
    }

    @Test
    void longNamesAreCutBeforeTheSentenceIs() {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            layers.add(line(
                    "a name that goes on and on for longer than anybody would ever listen ".repeat(3) + i, 1, i + 1));
        }
        assertThat(of(ITERATION, LOSS, layers.toArray(Layer[]::new)))
                .hasSizeLessThanOrEqualTo(Finding.LONGEST)
                .contains("…")
                .endsWith("at 4.");
    }

    @Test
    void furtherPlotsAreToldWhileThereIsRoom() {
        List<Plot> plots = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            plots.add(new Plot("Run " + i, ITERATION, LOSS, List.of(line("Run " + i, 1, 0.1)), false));
        }
        String sentence = Finding.of(new Figure("", "", List.of(new Figure.Row(1, plots)), ""));
        assertThat(sentence)
                .startsWith("Run 0: Loss L fell from 1 to 0.1 by iteration 10; Run 1: Loss L fell")
                .hasSizeLessThanOrEqualTo(Finding.LONGEST)
                .endsWith("by iteration 10.");
    }
}
