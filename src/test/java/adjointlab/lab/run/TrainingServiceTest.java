package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.catalog.Problems;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.Checkpoint;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Slots;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Runs under a service, in the calling thread and on workers.
class TrainingServiceTest {
    private static final Settings SIMPLEST = Settings.defaults()
            .with("optimizer.id", "variance-corrected")
            .with("init.values", List.of(2.0))
            .with("iterations", 60);

    private static Run.Identity named(String name) {
        return new Run.Identity(name, name, 0, null);
    }

    private static Run drained(TrainingService service, Settings settings) {
        Run run = service.add(named("run" + service.runs().size()), settings);
        service.drain(Cancellation.NEVER);
        return run;
    }

    @Test
    void aRunWithoutMemoryFailsInASentenceAndNoOtherDoes() {
        try (TrainingService service = new TrainingService(0)) {
            List<Run> runs = service.open(Presets.get("simplest-lemma-1"));
            service.drain(Cancellation.NEVER);
            Run run = runs.getFirst();

            RunWork.guarded(run, () -> {
                throw new OutOfMemoryError("on purpose");
            });

            assertThat(run.state()).isInstanceOfSatisfying(RunState.Failed.class, failed -> assertThat(failed.reason())
                    .matches("the \\d+ MB that this program may use do not suffice; choose .*"));
            service.play();
            service.drain(Cancellation.NEVER);
            assertThat(runs.subList(1, runs.size()))
                    .allSatisfy(other -> assertThat(other.state()).isInstanceOf(RunState.Finished.class));
        }
    }

    /// Who pauses and steps at once, while some runs still make the iteration that others have made, finds them all
    /// at the same one.
    @Test
    void aStepComesAfterTheIterationThatIsStillUnderWay() {
        try (var service = new TrainingService(0)) {
            Run first = drained(service, SIMPLEST);
            Run second = drained(service, SIMPLEST);
            service.play();
            int[] slices = {1};
            service.drain(() -> slices[0]-- == 0);
            assertThat(first.iteration() + second.iteration()).isEqualTo(1);
            service.pause();
            service.step();
            service.drain(Cancellation.NEVER);
            assertThat(first.iteration()).isEqualTo(2);
            assertThat(second.iteration()).isEqualTo(2);
        }
    }

    @Test
    void aRunIsEvaluatedAtItsStartAndRests() {
        try (var service = new TrainingService(0)) {
            Run run = drained(service, SIMPLEST);
            assertThat(run.state()).isEqualTo(new RunState.Paused());
            assertThat(run.log().rows()).isEqualTo(1);
            assertThat(run.log().get("param.a", 0)).isEqualTo(2);
            // equation (5) at a = 2, a* = −1, t = 1, σ² = 1
            assertThat(run.log().get("loss", 0))
                    .isCloseTo(0.5 * Math.pow(Math.exp(2) - Math.exp(-1), 2), withinRelative(1e-6));
        }
    }

    private static org.assertj.core.data.Percentage withinRelative(double fraction) {
        return org.assertj.core.data.Percentage.withPercentage(100 * fraction);
    }

    @Test
    void aStiffFieldIsToldOf() {
        try (var service = new TrainingService(0)) {
            Settings solved = SIMPLEST.with("solver.id", "dopri5")
                    .with("solver.rtol", 1e-3)
                    .with("solver.atol", 1e-3);
            assertThat(drained(service, solved).hint()).isEmpty();
            assertThat(drained(service, solved.with("init.values", List.of(-500.0)))
                            .hint())
                    .contains("kvaerno5");
        }
    }

    @Test
    void stepMakesOneIterationPlayMakesAll() {
        try (var service = new TrainingService(0)) {
            Run run = drained(service, SIMPLEST);
            service.step(run);
            service.drain(Cancellation.NEVER);
            assertThat(run.iteration()).isEqualTo(1);
            assertThat(run.state()).isEqualTo(new RunState.Paused());
            service.play(run);
            service.drain(Cancellation.NEVER);
            assertThat(run.iteration()).isEqualTo(60);
            assertThat(run.log().rows()).isEqualTo(61);
            assertThat(run.state()).isEqualTo(new RunState.Finished());
        }
    }

    @Test
    void inLockStepAllRestAfterTheSameIterationUnlessAskedTwice() {
        try (var service = new TrainingService(0)) {
            List<Run> all = List.of(drained(service, SIMPLEST), drained(service, SIMPLEST), drained(service, SIMPLEST));
            service.play();
            service.drain(() -> all.get(0).iteration() == 4); // in the middle of a round
            assertThat(all).extracting(Run::iteration).containsExactly(4, 3, 3);
            service.pause();
            service.drain(Cancellation.NEVER);
            assertThat(all).allSatisfy(run -> {
                assertThat(run.iteration()).isEqualTo(4);
                assertThat(run.state()).isEqualTo(new RunState.Paused());
            });

            service.play();
            service.drain(() -> all.get(0).iteration() == 6);
            service.pause();
            service.pause();
            service.drain(Cancellation.NEVER);
            assertThat(all).extracting(Run::iteration).containsExactly(6, 5, 5);
        }
    }

    @Test
    void restartWithTheSameSeedGivesTheSameBits() {
        Settings settings = SIMPLEST.with("problem.population", "sample").with("seed", 7);
        try (var service = new TrainingService(0)) {
            Run run = drained(service, settings);
            service.play(run);
            service.drain(Cancellation.NEVER);
            double[] first = run.log().values("param.a");
            service.restart(run, settings);
            service.play(run);
            service.drain(Cancellation.NEVER);
            assertThat(run.log().values("param.a")).containsExactly(first);
            service.restart(run, settings.with("seed", 8));
            service.play(run);
            service.drain(Cancellation.NEVER);
            assertThat(run.log().values("loss")).isNotEqualTo(first);
            assertThat(run.log().get("loss", 0)).isNotEqualTo(Double.NaN);
        }
    }

    @Test
    void aLiveChangeIsAnEventAndAReplayWithItGivesTheSameBits() {
        try (var service = new TrainingService(0)) {
            Run run = drained(service, SIMPLEST);
            playTo(service, run, 20);
            service.change(run, "optimizer.learningRate", 0.1);
            service.change(run, "optimizer.learningRate", 0.2);
            service.change(run, "problem.horizon", 1.5);
            service.drain(Cancellation.NEVER);
            service.play(run);
            service.drain(Cancellation.NEVER);
            assertThat(run.events())
                    .containsExactly(
                            new RunEvent(20, "optimizer.learningRate", 0.05, 0.2),
                            new RunEvent(20, "problem.horizon", 1.0, 1.5));
            assertThat(run.settingsAt(20)).isEqualTo(SIMPLEST);
            assertThat(run.settingsAt(21).get(Slots.PROBLEM.at(Problems.HORIZON)))
                    .isEqualTo(1.5);

            Run again = service.add(new RunRecord(
                    named("again"),
                    SIMPLEST,
                    run.events(),
                    new MetricLog(List.of()),
                    List.of(),
                    60,
                    run.state(),
                    false));
            service.drain(Cancellation.NEVER);
            assertThat(again.iteration()).isEqualTo(60);
            assertThat(again.log().values("param.a")).containsExactly(run.log().values("param.a"));
        }
    }

    private static void playTo(TrainingService service, Run run, int iteration) {
        while (run.iteration() < iteration) {
            service.step(run);
            service.drain(Cancellation.NEVER);
        }
    }

    @Test
    void aThinnedHistoryReplaysToTheSameBits() {
        History thin = new History(4);
        try (var service = new TrainingService(0)) {
            Run run = drained(service, SIMPLEST.with("optimizer.id", "adam"));
            playTo(service, run, 10);
            service.change(run, "optimizer.learningRate", 0.02);
            service.play(run);
            service.drain(Cancellation.NEVER);
            for (Checkpoint checkpoint : run.history().all()) {
                thin.add(checkpoint);
            }
            assertThat(thin.all()).hasSizeLessThanOrEqualTo(4);
            assertThat(thin.at(0).iteration()).isZero();
            for (int k : new int[] {0, 1, 9, 10, 11, 33, 59, 60}) {
                Checkpoint replayed = Replay.advance(
                                thin.at(k), run.startSettings(), run.events(), k, Cancellation.NEVER)
                        .checkpoint();
                assertThat(replayed.theta()[0])
                        .as("iteration %d", k)
                        .isEqualTo(run.log().get("param.a", k));
            }
        }
    }

    @Test
    void aBranchSharesThePastAndGoesItsOwnWay() {
        try (var service = new TrainingService(0)) {
            Run run = drained(service, SIMPLEST);
            service.play(run);
            service.drain(Cancellation.NEVER);
            Run same = service.branch(run, 25, Map.of());
            Run other = service.branch(run, 25, Map.of("optimizer.learningRate", 0.01));
            service.drain(Cancellation.NEVER);
            assertThat(same.name()).isEqualTo("run0@25");
            assertThat(other.name()).isEqualTo("run0@25.2");
            assertThat(other.log().rows()).isEqualTo(26);
            service.play();
            service.drain(Cancellation.NEVER);
            assertThat(same.log().values("param.a")).containsExactly(run.log().values("param.a"));
            assertThat(other.log().values("param.a", 26))
                    .containsExactly(run.log().values("param.a", 26));
            assertThat(other.log().get("param.a", 26)).isNotEqualTo(run.log().get("param.a", 26));
        }
    }

    @Test
    void aDivergingRunSaysWhereAndDisturbsNobody() {
        try (var service = new TrainingService(0)) {
            Run wild = drained(service, SIMPLEST.with("optimizer.id", "sgd").with("optimizer.learningRate", 10.0));
            Run calm = drained(service, SIMPLEST);
            service.change(wild, "problem.horizon", 100.0);
            service.play();
            service.drain(Cancellation.NEVER);
            assertThat(wild.state()).isInstanceOfSatisfying(RunState.Diverged.class, diverged -> {
                assertThat(diverged.reason()).contains("t = ").endsWith(".");
                assertThat(diverged.advice()).startsWith("Try");
            });
            assertThat(wild.log().rows()).isPositive();
            assertThat(calm.state()).isEqualTo(new RunState.Finished());
        }
    }

    @Test
    void choicesThatDoNotFitEndAsFailedWithASentence() {
        try (var service = new TrainingService(0)) {
            Run run = drained(service, SIMPLEST.with("problem.dimension", 2));
            assertThat(run.state()).isInstanceOfSatisfying(RunState.Failed.class, failed -> assertThat(failed.reason())
                    .contains("2×2"));
        }
    }

    @Test
    void workersInLockstepNeverLetARunGetTwoIterationsAhead() throws InterruptedException {
        try (var service = new TrainingService(2)) {
            service.lockstep(true);
            List<Run> runs = new java.util.ArrayList<>();
            for (int i = 0; i < 6; i++) {
                runs.add(service.add(named("run" + i), SIMPLEST.with("iterations", 300)));
            }
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            service.play();
            int widest = 0;
            while (runs.stream().anyMatch(run -> !run.state().ended())) {
                int slowest = runs.stream().mapToInt(Run::iteration).min().orElseThrow();
                int fastest = runs.stream().mapToInt(Run::iteration).max().orElseThrow();
                // the slowest was read first, so what the fastest gained meanwhile must not count
                int slowestNow = runs.stream().mapToInt(Run::iteration).min().orElseThrow();
                if (slowestNow == slowest) {
                    widest = Math.max(widest, fastest - slowest);
                }
                Thread.onSpinWait();
            }
            assertThat(widest).isLessThanOrEqualTo(1);
            assertThat(runs).allMatch(run -> run.iteration() == 300);
        }
    }

    @Test
    void stopEndsARunInTheMiddleOfASolve() throws InterruptedException {
        Settings endless = SIMPLEST.with("solver.id", "euler")
                .with("solver.steps", 10_000_000)
                .with("gradient.id", "continuous");
        try (var service = new TrainingService(1)) {
            Run run = service.add(named("long"), endless);
            service.play(run);
            service.stop(run);
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.state()).isEqualTo(new RunState.Cancelled());
        }
    }

    /// Who closes a window interrupts its threads, perhaps while a run's data are made.
    @Test
    void aRunWhoseBeginningIsInterruptedHasNotFailed() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = service.open(Presets.get("heavy-ball-mnist-small")).getFirst();
            service.play();
            int[] asked = {0};
            service.drain(() -> {
                if (++asked[0] == 1) {
                    Thread.currentThread().interrupt(); // behind the question whether it is
                }
                return false;
            });
            assertThat(run.state()).isNotInstanceOf(RunState.Failed.class);
            assertThat(run.log().rows()).as("nothing was trained").isZero();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
