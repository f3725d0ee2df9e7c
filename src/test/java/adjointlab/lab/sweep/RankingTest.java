package adjointlab.lab.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.core.stat.Estimate;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.sweep.Ranking.Place;
import adjointlab.lab.sweep.Ranking.Standing;
import adjointlab.lab.sweep.Ranking.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which designs are refused and why, and what a ranking is of.
class RankingTest {
    private static final Settings BASE = Presets.get("simplest-fig-2").settings();

    private static Trial trial(String optimizer, double rate, int seed, double loss) {
        return with(optimizer, rate, seed, loss, Map.of());
    }

    private static Trial with(String optimizer, double rate, int seed, double loss, Map<String, Object> changes) {
        Settings settings = BASE.with("optimizer.id", optimizer)
                .with("optimizer.learningRate", rate)
                .with("seed", seed)
                .withAll(changes);
        return new Trial(settings, loss, 100, 100);
    }

    /// Adam at three rates and SGD at three, two seeds each; SGD has the single best loss, at a rate where it is a
    /// lottery.
    private static List<Trial> fair() {
        List<Trial> trials = new ArrayList<>();
        trials.add(trial("adam", 0.01, 0, 0.5));
        trials.add(trial("adam", 0.01, 1, 0.6));
        trials.add(trial("adam", 0.1, 0, 0.2));
        trials.add(trial("adam", 0.1, 1, 0.3));
        trials.add(trial("adam", 1, 0, 0.9));
        trials.add(trial("adam", 1, 1, 0.8));
        trials.add(trial("sgd", 0.1, 0, 0.7));
        trials.add(trial("sgd", 0.1, 1, 0.7));
        trials.add(trial("sgd", 1, 0, 0.05));
        trials.add(trial("sgd", 1, 1, 0.9));
        trials.add(trial("sgd", 10, 0, 0.38));
        trials.add(trial("sgd", 10, 1, 0.42));
        return trials;
    }

    private static List<String> faults(List<Trial> trials) {
        return new Design(trials).faults();
    }

    @Test
    void aFairDesignSaysWhatIsEqual() {
        assertThat(faults(fair())).isEmpty();
        assertThat(new Design(fair()).statement()).isEqualTo("2 optimizers × 3 rates × 2 seeds of 100 iterations");
    }

    @Test
    void rankedIsTheMeanOverSeedsAtTheBestRateAndNotTheBestLoss() {
        Ranking ranking = Ranking.of(new Design(fair()), Tuning.HALF).orElseThrow();
        assertThat(ranking.standings()).extracting(Standing::group).containsExactly("adam", "sgd");
        Standing adam = ranking.standings().getFirst();
        assertThat(adam.rate()).isEqualTo(0.1);
        assertThat(adam.best().places()).containsExactly(Place.INSIDE);
        assertThat(adam.losses()).containsExactly(0.2, 0.3);
        assertThat(adam.mean()).isEqualTo(Estimate.mean(0.2, 0.3));
        Standing sgd = ranking.standings().getLast();
        assertThat(sgd.rate()).as("0.05 at the rate 1 was luck").isEqualTo(10);
        assertThat(sgd.best().places()).containsExactly(Place.LARGEST);
        assertThat(ranking.rank(adam)).isEqualTo(1);
        assertThat(ranking.rank(sgd)).isEqualTo(2);
        assertThat(ranking.pairs()).singleElement().satisfies(pair -> {
            assertThat(pair.comparison().difference().value()).isCloseTo(-0.15, within(1e-15));
            assertThat(pair.comparison().difference()).isEqualTo(Estimate.mean(0.2 - 0.38, 0.3 - 0.42));
            assertThat(pair.comparison().improvement()).isEqualTo(1);
            assertThat(pair.corrected()).isEqualTo(pair.comparison().pValue());
        });
    }

    /// The design that a count of trainings lets pass: six for each.
    @Test
    void oneRateAndSixSeedsAreNotThreeRatesAndTwoSeeds() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 0; seed < 6; seed++) {
            trials.add(trial("sgd", 0.1, seed, 0.1 + seed));
            trials.add(trial("adam", Math.pow(10, seed % 3 - 2), seed / 3, 0.2));
        }
        assertThat(faults(trials))
                .containsExactly(
                        "SGD has 1 learning rate where Adam has 3: add 2.",
                        "Adam lacks seeds 2, 3, 4, 5 at every rate: add them.");
        assertThat(Ranking.of(new Design(trials), Tuning.HALF)).isEmpty();
    }

    @Test
    void whateverElseIsUnequalIsSaid() {
        List<Trial> narrow = fair();
        narrow.replaceAll(trial -> trial.group().equals("sgd") && trial.rate() == 10
                ? trial("sgd", 2, trial.seed(), trial.loss())
                : trial);
        assertThat(faults(narrow))
                .containsExactly(
                        "SGD's learning rates span 1.3 decades where those of Adam span 2: spread them as far.");
        List<Trial> hole = fair();
        hole.removeFirst();
        assertThat(faults(hole)).containsExactly("Adam lacks seed 0 at the rate 0.01: add it.");
        List<Trial> twice = fair();
        twice.add(trial("adam", 1, 1, 0.7));
        assertThat(faults(twice)).containsExactly("Adam has a seed twice at the rate 1: leave one training out.");
        List<Trial> alone = fair();
        alone.removeIf(trial -> trial.seed() == 1);
        assertThat(faults(alone)).singleElement().asString().startsWith("There is one seed only");
        assertThat(faults(fair().subList(0, 6))).containsExactly("There is one optimizer only.");
        List<Trial> open = fair();
        open.set(0, new Trial(open.getFirst().settings(), 0.5, 99, 100));
        assertThat(faults(open)).containsExactly("1 of 6 trainings of Adam is not done.");
    }

    @Test
    void dataAndBudgetsHaveToBeTheSame() {
        List<Trial> longer = fair();
        longer.replaceAll(trial -> trial.group().equals("sgd")
                ? with("sgd", trial.rate(), trial.seed(), trial.loss(), Map.of("iterations", 300))
                : trial);
        assertThat(faults(longer))
                .containsExactly(
                        "iterations differs (Adam " + BASE.get("iterations") + "; SGD 300): give all the same.");
        List<Trial> elsewhere = fair();
        elsewhere.set(3, with("adam", 0.1, 1, 0.3, Map.of("problem.horizon", 7.0)));
        assertThat(faults(elsewhere))
                .singleElement()
                .asString()
                .startsWith("problem.horizon differs (Adam ")
                .endsWith("): give all the same.");
        List<Trial> tuned = fair();
        tuned.replaceAll(trial -> trial.group().equals("adam")
                ? with(
                        "adam",
                        trial.rate(),
                        trial.seed(),
                        trial.loss(),
                        Map.of("optimizer.beta1", 0.5 + 0.2 * trial.seed()))
                : trial);
        assertThat(faults(tuned))
                .containsExactly("Adam has several values of optimizer.beta1 (0.5, 0.7): compare one of them.");
    }

    /// A rate at which a seed broke has no mean; one that broke everywhere is last.
    @Test
    void whoBrokeIsNotRankedByWhatIsLeft() {
        List<Trial> trials = fair();
        trials.set(2, trial("adam", 0.1, 0, Double.NaN));
        Ranking ranking = Ranking.of(new Design(trials), Tuning.HALF).orElseThrow();
        assertThat(ranking.standings()).extracting(Standing::group).containsExactly("sgd", "adam");
        assertThat(ranking.standings().getLast().rate()).isEqualTo(0.01);
        assertThat(ranking.standings().getLast().best().places()).containsExactly(Place.SMALLEST);
        trials.replaceAll(trial -> trial.group().equals("sgd")
                ? trial("sgd", trial.rate(), trial.seed(), trial.seed() == 0 ? Double.NaN : trial.loss())
                : trial);
        Ranking broken = Ranking.of(new Design(trials), Tuning.HALF).orElseThrow();
        assertThat(broken.standings().getLast().reached()).isFalse();
        assertThat(broken.rank(broken.standings().getLast())).isEqualTo(2);
        assertThat(broken.pairs()).isEmpty();
    }

    @Test
    void threeOptimizersAreThreePairsCorrectedTogether() {
        List<Trial> trials = fair();
        fair().stream()
                .filter(trial -> trial.group().equals("adam"))
                .forEach(trial -> trials.add(trial("adamw", trial.rate(), trial.seed(), 0.37 * trial.loss() + 0.09)));
        Ranking ranking = Ranking.of(new Design(trials), Tuning.HALF).orElseThrow();
        assertThat(ranking.pairs()).hasSize(3).allSatisfy(pair -> {
            assertThat(pair.corrected())
                    .isGreaterThanOrEqualTo(pair.comparison().pValue());
            assertThat(pair.comparison().difference().value()).isNegative();
        });
        double least = ranking.pairs().stream()
                .mapToDouble(pair -> pair.comparison().pValue())
                .min()
                .orElseThrow();
        assertThat(ranking.pairs().stream()
                        .mapToDouble(Ranking.Pair::corrected)
                        .min()
                        .orElseThrow())
                .isCloseTo(Math.min(1, 3 * least), within(1e-15));
    }

    /// Adam's rate 0.1 is best by all seeds, but the first two of the four choose 1, which the others judge.
    @Test
    void fromFourSeedsOnHalfOfThemChooseTheRateAndTheOthersJudgeIt() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            trials.add(trial("adam", 0.1, seed, seed < 2 ? 0.3 : 0.1));
            trials.add(trial("adam", 1, seed, seed < 2 ? 0.2 : 0.8 + 0.1 * seed));
            trials.add(trial("sgd", 0.1, seed, 0.5 + 0.01 * seed));
            trials.add(trial("sgd", 1, seed, 0.6));
        }
        Ranking halves = Ranking.of(new Design(trials), Tuning.HALF).orElseThrow();
        assertThat(halves.tuning()).isEqualTo(2);
        assertThat(halves.standings()).extracting(Standing::group).containsExactly("sgd", "adam");
        Standing adam = halves.standings().getLast();
        assertThat(adam.rate()).isEqualTo(1);
        assertThat(adam.losses()).containsExactly(0.8 + 0.1 * 2, 0.8 + 0.1 * 3);
        assertThat(halves.standings().getFirst().losses()).containsExactly(0.5 + 0.01 * 2, 0.5 + 0.01 * 3);
        assertThat(halves.pairs())
                .singleElement()
                .satisfies(pair -> assertThat(pair.comparison().count()).isEqualTo(2));
        Ranking all = Ranking.of(new Design(trials), Tuning.ALL).orElseThrow();
        assertThat(all.tuning()).isZero();
        assertThat(all.standings().getFirst().rate()).isEqualTo(0.1);
        assertThat(all.standings().getFirst().losses()).hasSize(4);
    }

    /// A seed that breaks where others chose the rate leaves no mean.
    @Test
    void aRateThatBreaksForAJudgingSeedIsNoStanding() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            trials.add(trial("adam", 0.1, seed, 0.3));
            trials.add(trial("adam", 1, seed, seed < 3 ? 0.2 : Double.NaN));
            trials.add(trial("sgd", 0.1, seed, 0.5));
            trials.add(trial("sgd", 1, seed, 0.6));
        }
        List<Standing> standings =
                Ranking.of(new Design(trials), Tuning.HALF).orElseThrow().standings();
        assertThat(standings).extracting(Standing::group).containsExactly("sgd", "adam");
        assertThat(standings.getLast().reached()).isFalse();
        assertThat(standings.getLast().rate()).isEqualTo(1);
    }

    /// Any setting is compared, any number tuned; whatever else differs is said.
    @Test
    void familiesAreComparedAtTheirBestTolerance() {
        Contrast contrast = new Contrast("family.id", "solver.rtol");
        List<Trial> trials = new ArrayList<>();
        for (String family : List.of("node", "anode")) {
            for (double tolerance : new double[] {1e-5, 1e-3}) {
                for (int seed = 0; seed < 2; seed++) {
                    Settings settings = BASE.with("family.id", family)
                            .with("solver.id", "dopri5")
                            .with("solver.rtol", tolerance)
                            .with("seed", seed);
                    double loss = (family.equals("node") ? 1 : 2) * (1 + seed) + 100 * tolerance;
                    trials.add(new Trial(contrast, settings, loss, new Trial.Spent(9, 9, Budget.ITERATIONS)));
                }
            }
        }
        Design design = new Design(trials);
        assertThat(design.faults()).isEmpty();
        assertThat(design.statement()).isEqualTo("2 groups × 2 values of solver.rtol × 2 seeds of 9 iterations");
        Ranking ranking = Ranking.of(design, Tuning.HALF).orElseThrow();
        assertThat(ranking.standings()).extracting(Standing::group).containsExactly("node", "anode");
        assertThat(ranking.standings().getFirst().rate()).isEqualTo(1e-5);
        trials.set(
                0,
                new Trial(
                        contrast,
                        trials.getFirst().settings().with("optimizer.id", "adam"),
                        1,
                        trials.getFirst().spent()));
        assertThat(new Design(trials).faults()).anyMatch(fault -> fault.startsWith("optimizer.id differs ("));
    }

    private static Trial both(String optimizer, double rate, double tolerance, int seed, double loss) {
        Contrast contrast = new Contrast("optimizer.id", List.of("optimizer.learningRate", "solver.rtol"));
        Trial one = with(optimizer, rate, seed, loss, Map.of("solver.id", "dopri5", "solver.rtol", tolerance));
        return new Trial(contrast, one.settings(), loss, one.spent());
    }

    /// Rate and tolerance of Adam and SGD, four seeds each. At its best rate alone Adam would have another tolerance
    /// than together; at one combination the judging seeds are better than those that choose.
    private static List<Trial> several() {
        List<Trial> trials = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            double judged = seed < 2 ? 0 : 1;
            trials.add(both("adam", 0.01, 1e-5, seed, 0.6 + 0.01 * seed));
            trials.add(both("adam", 0.01, 1e-3, seed, 0.2 + judged));
            trials.add(both("adam", 0.1, 1e-5, seed, 0.3));
            trials.add(both("adam", 0.1, 1e-3, seed, 0.4));
            trials.add(both("sgd", 0.1, 1e-5, seed, 0.9));
            trials.add(both("sgd", 0.1, 1e-3, seed, 0.8));
            trials.add(both("sgd", 1, 1e-5, seed, 0.7 - 0.6 * judged));
            trials.add(both("sgd", 1, 1e-3, seed, 0.5 + 0.01 * seed));
        }
        return trials;
    }

    @Test
    void severalNumbersAreChosenTogetherAndJudgedOnOtherSeeds() {
        Design design = new Design(several());
        assertThat(design.faults()).isEmpty();
        assertThat(design.statement())
                .isEqualTo(
                        "2 optimizers × 4 combinations of learning rate and solver.rtol × 4 seeds of 100 iterations");
        Ranking ranking = Ranking.of(design, Tuning.HALF).orElseThrow();
        assertThat(ranking.tuning()).isEqualTo(2);
        Standing sgd = ranking.standings().getFirst();
        assertThat(sgd.group()).isEqualTo("sgd");
        assertThat(sgd.best().point().values()).containsExactly(1.0, 1e-3);
        assertThat(sgd.best().places()).containsExactly(Place.LARGEST, Place.LARGEST);
        assertThat(sgd.losses()).containsExactly(0.52, 0.53);
        Standing adam = ranking.standings().getLast();
        assertThat(adam.best().point().values()).containsExactly(0.01, 1e-3);
        assertThat(adam.best().places()).containsExactly(Place.SMALLEST, Place.LARGEST);
        assertThat(adam.losses()).as("what chose it does not judge it").containsExactly(1.2, 1.2);
    }

    @Test
    void combinationsThatAreMissingAreNamed() {
        List<Trial> fewer = several();
        fewer.removeIf(trial -> trial.group().equals("sgd")
                && trial.rate() == 1
                && trial.point().values().getLast() == 1e-3);
        assertThat(faults(fewer))
                .containsExactly("SGD has 3 combinations of learning rate and solver.rtol where Adam has 4: add 1.");
        List<Trial> lacking = several();
        lacking.removeIf(trial -> trial.group().equals("adam") && trial.rate() == 0.1 && trial.seed() == 3);
        assertThat(faults(lacking))
                .containsExactly("Adam lacks seed 3 at the combinations 0.1 with 1 × 10⁻⁵, 0.1 with 0.001: add them.");
        List<Trial> narrow = several();
        narrow.replaceAll(
                trial -> trial.group().equals("adam") && trial.point().values().getLast() == 1e-5
                        ? both("adam", trial.rate(), 1e-4, trial.seed(), trial.loss())
                        : trial);
        assertThat(faults(narrow))
                .containsExactly(
                        "Adam's values of solver.rtol span 1 decades where those of SGD span 2: spread them as far.");
    }

    @Test
    void budgetsInEvaluationsHaveToBeTheSameAndIterationsNeedNot() {
        List<Trial> trials = new ArrayList<>();
        for (Trial trial : fair()) {
            boolean adam = trial.group().equals("adam");
            trials.add(new Trial(
                    Contrast.OPTIMIZERS,
                    trial.settings().with("iterations", adam ? 10 : 20),
                    trial.loss(),
                    new Trial.Spent(10, 10, Budget.parse("evaluations=500"))));
        }
        assertThat(faults(trials)).isEmpty();
        assertThat(new Design(trials).statement()).isEqualTo("2 optimizers × 3 rates × 2 seeds of 500 evaluations");
        Trial first = trials.getFirst();
        trials.set(
                0,
                new Trial(
                        Contrast.OPTIMIZERS,
                        first.settings(),
                        first.loss(),
                        new Trial.Spent(10, 10, Budget.parse("evaluations=501"))));
        assertThat(faults(trials))
                .containsExactly("The budget differs (evaluations=501; evaluations=500): give all the same.");
    }
}
