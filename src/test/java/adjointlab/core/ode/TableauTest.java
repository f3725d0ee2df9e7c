package adjointlab.core.ode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.ode.Tableau.Dense;
import adjointlab.core.ode.Tableau.ErrorEstimate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A tableau that is wrong in any of its parts is refused; rooted trees are those of the theory.
final class TableauTest {
    /// Beyond what the check forgives, small against any misprint.
    private static final double MISPRINT = 1e-9;

    static Stream<Tableau> tableaus() {
        return Stream.of(
                Tableaus.euler(),
                Tableaus.midpoint(),
                Tableaus.heun(),
                Tableaus.ralston(),
                Tableaus.rk4(),
                Tableaus.rk438(),
                Tableaus.heunEuler(),
                Tableaus.bogackiShampine(),
                Tableaus.fehlberg(),
                Tableaus.dormandPrince(),
                Tableaus.dormandPrinceShampine(),
                Tableaus.tsitouras(),
                Tableaus.dormandPrince8(),
                Tableaus.kvaerno());
    }

    private static double[] copy(double[] row) {
        return row.clone();
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    private static void refused(String why, int order, double[][] a, double[] b, ErrorEstimate error, Dense dense) {
        assertThatThrownBy(() -> new Tableau(order, a, b, error, dense))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a method of the declared order: ")
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void aCopyIsAccepted(Tableau t) {
        assertThatCode(() -> new Tableau(t.order(), copy(t.a()), copy(t.b()), t.error(), t.dense()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void misprintedWeightsAreRefused(Tableau t) {
        for (int i = 0; i < t.stages(); i++) {
            double[] b = copy(t.b());
            b[i] += MISPRINT;
            refused("order condition fails", t.order(), t.a(), b, t.error(), t.dense());
        }
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void misprintedStagesAreRefused(Tableau t) {
        for (int i = 1; i < t.stages(); i++) {
            for (int j = 0; j < t.a()[i].length; j++) {
                double[][] a = copy(t.a());
                a[i][j] += 1e-6;
                assertThatThrownBy(() -> new Tableau(t.order(), a, t.b(), t.error(), t.dense()))
                        .as("a[%d][%d]", i, j)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void misprintedErrorWeightsAreRefused(Tableau t) {
        ErrorEstimate error = t.error();
        for (int i = 0; i < error.fine().length; i++) {
            double[] fine = copy(error.fine());
            fine[i] += MISPRINT;
            refused(
                    "error condition fails",
                    t.order(),
                    t.a(),
                    t.b(),
                    new ErrorEstimate(error.fineOrder(), fine, error.coarseOrder(), error.coarse()),
                    t.dense());
        }
        for (int i = 0; i < error.coarse().length; i++) {
            double[] coarse = copy(error.coarse());
            coarse[i] += MISPRINT;
            refused(
                    "error condition fails",
                    t.order(),
                    t.a(),
                    t.b(),
                    new ErrorEstimate(error.fineOrder(), error.fine(), error.coarseOrder(), coarse),
                    t.dense());
        }
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void misprintedDenseOutputIsRefused(Tableau t) {
        Dense dense = t.dense();
        for (int i = 0; i < dense.weights().length; i++) {
            for (int m = 0; m < dense.weights()[i].length; m++) {
                double[][] weights = copy(dense.weights());
                weights[i][m] += 1e-6;
                refused(
                        "dense output",
                        t.order(),
                        t.a(),
                        t.b(),
                        t.error(),
                        new Dense(dense.order(), dense.extraA(), weights));
            }
        }
        for (int x = 0; x < dense.extraA().length; x++) {
            double[][] extra = copy(dense.extraA());
            extra[x][0] += 1e-6;
            // of the last condition the weight may be small
            if (dense.order() > 1) {
                assertThatThrownBy(() -> new Tableau(
                                t.order(), t.a(), t.b(), t.error(), new Dense(dense.order(), extra, dense.weights())))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /// Meets every condition at the quarters, which is where they are checked, except that it does not end at b.
    @Test
    void denseOutputThatEndsElsewhereIsRefused() {
        double[][] a = {{}, {0.5}, {0.5}};
        double[] b = {0, 0.5, 0.5};
        Dense same = new Dense(1, new double[0][], new double[][] {{0}, {0.5}, {0.5}});
        assertThatCode(() -> new Tableau(2, a, b, ErrorEstimate.NONE, same)).doesNotThrowAnyException();
        Dense other = new Dense(1, new double[0][], new double[][] {{0}, {0.4}, {0.6}});
        refused("dense output does not end at the solution", 2, a, b, ErrorEstimate.NONE, other);
    }

    @ParameterizedTest
    @MethodSource("tableaus")
    void ordersThatAreDeclaredTooHighAreRefused(Tableau t) {
        refused("order condition fails", t.order() + 1, t.a(), t.b(), t.error(), t.dense());
        if (t.error().exists()) {
            ErrorEstimate error = t.error();
            ErrorEstimate finer =
                    new ErrorEstimate(error.fineOrder() + 1, error.fine(), error.coarseOrder(), error.coarse());
            refused("error condition fails", t.order(), t.a(), t.b(), finer, t.dense());
        }
        if (t.error().coarse().length > 0) {
            ErrorEstimate error = t.error();
            ErrorEstimate finer =
                    new ErrorEstimate(error.fineOrder(), error.fine(), error.coarseOrder() + 1, error.coarse());
            refused("error condition fails", t.order(), t.a(), t.b(), finer, t.dense());
        }
        Dense finer =
                new Dense(t.dense().order() + 1, t.dense().extraA(), t.dense().weights());
        refused("dense output condition fails", t.order(), t.a(), t.b(), t.error(), finer);
    }

    @Test
    void aStageThatDependsOnLaterOnesIsRefused() {
        // Gauss's method of order 4 is a fine tableau, but not one that can be solved stage by stage
        double r = Math.sqrt(3) / 6;
        double[][] a = {{0.25, 0.25 - r}, {0.25 + r, 0.25}};
        Dense ends = new Dense(1, new double[0][], new double[][] {{0.5}, {0.5}});
        Tableau gauss = new Tableau(4, a, new double[] {0.5, 0.5}, ErrorEstimate.NONE, ends);
        assertThatThrownBy(() -> new RungeKutta(gauss))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stage 0 depends on later ones");
    }

    /// h^q of the estimates: q = p̂ + 1 for pairs, and 1 + 2·5 − 3 = 8 for DOP853 (Hairer, Nørsett and Wanner I,
    /// equation (10.17)).
    @Test
    void estimatesHaveThePublishedOrders() {
        assertThat(tableaus().map(t -> t.error().order()).toList())
                .containsExactly(0, 0, 0, 0, 0, 0, 2, 3, 5, 5, 5, 5, 8, 5);
        assertThat(ErrorEstimate.NONE.exists()).isFalse();
    }

    @Test
    void methodsWhoseLastStageIsTheNextFirstAreKnown() {
        assertThat(tableaus().map(Tableau::firstSameAsLast).toList())
                .containsExactly(
                        false, false, false, false, false, false, false, true, false, true, true, true, true, true);
        // the last row must be b entry by entry, and its time the step's end
        Tableau moved = new Tableau(
                1,
                new double[][] {{}, {0.25, 0.75}},
                new double[] {0.75, 0.25},
                ErrorEstimate.NONE,
                new Dense(1, new double[0][], new double[][] {{0.75}, {0.25}}));
        assertThat(moved.firstSameAsLast()).isFalse();
    }

    @Test
    void stageTimesAreRowSumsAndExactlyOneAtTheEnd() {
        assertThat(Tableau.stageTime(new double[] {0.25, -0.5, 1})).isEqualTo(0.75);
        assertThat(Tableau.stageTime(new double[] {0.1, 0.2, 0.3, 0.4 + 1e-14})).isEqualTo(1);
        assertThat(Tableau.stageTime(new double[] {1 + 1e-9})).isEqualTo(1 + 1e-9);
        assertThat(Tableau.stageTime(new double[0])).isZero();
    }

    /// Euler's and Nyström's tables: how many rooted trees there are (OEIS A000081), and the densities up to
    /// order 4 of Hairer, Nørsett and Wanner I, table 2.1.
    @Test
    void rootedTreesAreThoseOfTheTables() {
        List<RootedTree> trees = RootedTree.upTo(8);
        int[] counts = new int[9];
        trees.forEach(tree -> counts[tree.order()]++);
        assertThat(counts).containsExactly(0, 1, 1, 2, 4, 9, 20, 48, 115);
        assertThat(trees.stream().distinct()).as("each once").hasSize(200);
        assertThat(trees.stream().filter(tree -> tree.order() <= 4).map(RootedTree::density))
                .containsExactlyInAnyOrder(1.0, 2.0, 3.0, 6.0, 4.0, 8.0, 12.0, 24.0);
    }

    /// The exact solution's B-series: Σ 1/(γ(t)σ(t)) over the trees of order n is the coefficient 1/n! that y = eᵗ
    /// takes through y′ = f, with Σ of n!/(γσ) the number (n − 1)! of increasingly labelled trees.
    @Test
    void labellingsOfTheTreesOfAnOrderAddUp() {
        double factorial = 1;
        for (int n = 1; n <= 8; n++) {
            int order = n;
            double labellings = RootedTree.upTo(8).stream()
                    .filter(tree -> tree.order() == order)
                    .mapToDouble(tree -> factorial(order) / tree.density() / symmetry(tree))
                    .sum();
            assertThat(labellings).isCloseTo(factorial, within(1e-9 * factorial));
            factorial *= n;
        }
    }

    private static double factorial(int n) {
        return n <= 1 ? 1 : n * factorial(n - 1);
    }

    private static double symmetry(RootedTree tree) {
        double product = 1;
        for (RootedTree child : tree.children().stream().distinct().toList()) {
            int times = java.util.Collections.frequency(tree.children(), child);
            product *= factorial(times) * Math.pow(symmetry(child), times);
        }
        return product;
    }

    /// Differences of published solutions: Fehlberg's (Hairer, Nørsett and Wanner I, table 5.1), Shampine's,
    /// which are two thirds of Dormand and Prince's own, and Kværnø's, whose last two stages are the two
    /// solutions.
    @Test
    void errorWeightsAreThePublishedDifferences() {
        double[] fehlberg = {1.0 / 360, 0, -128.0 / 4275, -2197.0 / 75240, 1.0 / 50, 2.0 / 55};
        double sign = Math.signum(Tableaus.fehlberg().error().fine()[0]);
        for (int i = 0; i < 6; i++) {
            assertThat(sign * Tableaus.fehlberg().error().fine()[i]).isCloseTo(fehlberg[i], within(1e-15));
        }
        double[] own = Tableaus.dormandPrince().error().fine();
        double[] shampine = Tableaus.dormandPrinceShampine().error().fine();
        for (int i = 0; i < 7; i++) {
            assertThat(shampine[i]).isCloseTo(own[i] * 2 / 3, within(1e-15));
        }
        Tableau kvaerno = Tableaus.kvaerno();
        for (int i = 0; i < 7; i++) {
            double fourth = i < 6 ? kvaerno.a()[5][i] : 0;
            assertThat(kvaerno.error().fine()[i]).isCloseTo(kvaerno.b()[i] - fourth, within(1e-15));
        }
    }
}
