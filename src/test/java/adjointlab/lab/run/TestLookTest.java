package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.Patience;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Evaluation;
import adjointlab.core.train.Metric;
import adjointlab.core.train.TestScores;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Test samples of trainings in batches are looked at by a thread of its own, with the numbers that the training thread
/// would find.
class TestLookTest {
    private static final Settings BATCHES = Settings.defaults()
            .with("problem.id", "sphere")
            .with("problem.samples", 23)
            .with("problem.test", 5)
            .with("problem.batch", 4)
            .with("problem.testEvery", 3)
            .with("problem.validation", 0.25)
            .with("field.id", "mlp")
            .with("family.readOut", "linear")
            .with("iterations", 10);

    private static final List<Metric> SEEN = Stream.of(Metric.values())
            .filter(m -> m.ofTest() || m.ofValidation())
            .toList();

    private static Run.Identity named(String name) {
        return new Run.Identity(name, name, 0, null);
    }

    /// What the training thread itself finds, iteration by iteration.
    private static List<List<Double>> inLine() {
        Experiment experiment = Experiments.build(BATCHES);
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(BATCHES, experiment));
        List<List<Double>> rows = new ArrayList<>();
        Evaluation evaluation = trainer.evaluate(Cancellation.NEVER);
        for (int k = 0; k <= 10; k++) {
            Evaluation seen = evaluation;
            rows.add(SEEN.stream().map(metric -> metric.of(seen)).toList());
            evaluation = trainer.step(Cancellation.NEVER);
        }
        return rows;
    }

    private static List<List<Double>> logged(Run run) {
        List<List<Double>> rows = new ArrayList<>();
        for (int k = 0; k < run.log().rows(); k++) {
            int row = k;
            rows.add(
                    SEEN.stream().map(metric -> run.log().get(metric.id(), row)).toList());
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void looksAsideFindWhatTheTrainingThreadFinds(int workers) throws InterruptedException {
        try (var service = new TrainingService(workers)) {
            Run run = service.add(named("run"), BATCHES);
            service.play(run);
            if (workers == 0) {
                service.drain(Cancellation.NEVER);
            }
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.state()).isEqualTo(new RunState.Finished());
            List<List<Double>> expected = inLine();
            assertThat(expected.get(3).getFirst()).isFinite();
            assertThat(logged(run)).isEqualTo(expected);
        }
    }

    @Test
    void aRunWaitsForLooksThatNobodyKeepsUpWith() throws InterruptedException {
        try (var service = new TrainingService(1)) {
            Run run = service.add(named("run"), BATCHES);
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            CountDownLatch release = new CountDownLatch(1);
            Experiment experiment = Experiments.build(BATCHES);
            double[] theta = Experiments.startWeights(BATCHES, experiment);
            TestScores scores = new TestScores(experiment);
            run.looks.add(new TestLook(scores, 0, _ -> waiting(release, theta), run.log()));
            run.looks.add(new TestLook(scores, 0, _ -> theta, run.log()));
            service.change(run, "iterations", 10); // something done to the run, which makes its looks known
            service.play(run);
            assertThat(service.awaitIdle(50, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(run.iteration()).isZero();
            release.countDown();
            assertThat(service.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.iteration()).isEqualTo(10);
            assertThat(logged(run)).isEqualTo(inLine());
        }
    }

    private static double[] waiting(CountDownLatch release, double[] theta) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return theta;
    }

    @Test
    void whoeverStopsStartsAnewOrGoesAwayNeedsNoLook() {
        try (var service = new TrainingService(0)) {
            for (String how : List.of("stop", "restart", "remove")) {
                Run run = service.add(named(how), BATCHES);
                service.drain(Cancellation.NEVER);
                AtomicBoolean asked = new AtomicBoolean();
                TestScores scores = new TestScores(Experiments.build(BATCHES));
                TestLook look = new TestLook(
                        scores,
                        0,
                        cancellation -> {
                            asked.set(!cancellation.requested());
                            return new double[0];
                        },
                        run.log());
                run.looks.add(look);
                switch (how) {
                    case "stop" -> service.stop(run);
                    case "restart" -> service.restart(run, BATCHES);
                    default -> service.remove(run);
                }
                assertThat(run.looks).as(how).isEmpty();
                look.take();
                assertThat(asked).as(how).isFalse();
            }
        }
    }

    /// There is something to see of every run before the first one is tested.
    @Test
    void runsThatHaveNotBegunGoFirst() {
        try (var service = new TrainingService(0)) {
            Run first = service.add(named("first"), BATCHES);
            Run second = service.add(named("second"), BATCHES);
            int[] slices = {2};
            service.drain(() -> slices[0]-- == 0);
            for (Run run : List.of(first, second)) {
                assertThat(run.log().rows()).isEqualTo(1);
                assertThat(run.isLooking()).isTrue();
                assertThat(run.log().get(Metric.TEST_LOSS.id(), 0)).isNaN();
            }
            service.drain(Cancellation.NEVER);
            for (Run run : List.of(first, second)) {
                assertThat(run.isLooking()).isFalse();
                assertThat(run.log().get(Metric.TEST_LOSS.id(), 0)).isFinite();
            }
        }
    }

    /// A document that was written while looks were still to come has them after it is opened.
    @Test
    void looksThatWereStillToComeAreTakenAfterwards() {
        try (var service = new TrainingService(0);
                var other = new TrainingService(0)) {
            Run run = service.add(named("run"), BATCHES);
            service.play(run);
            service.drain(Cancellation.NEVER);
            List<List<Double>> expected = logged(run);
            RunRecord record = RunRecord.of(run);
            for (Metric metric : SEEN) {
                record.log().add(metric.id(), 6, Double.NaN);
                record.log().add(metric.id(), 9, Double.NaN);
            }
            assertThat(logged(run)).as("the record is a copy").isEqualTo(expected);
            Run again = other.add(record);
            other.drain(Cancellation.NEVER);
            assertThat(logged(again)).isEqualTo(expected);
        }
    }

    @Test
    void aBranchTakesTheLooksThatItsParentStillWaitsFor() {
        try (var service = new TrainingService(0)) {
            Run run = service.add(named("run"), BATCHES);
            service.play(run);
            service.drain(Cancellation.NEVER);
            List<List<Double>> expected = logged(run);
            SEEN.forEach(metric -> run.log().add(metric.id(), 3, Double.NaN));
            Run branch = service.branch(run, 5, Map.of());
            service.play(branch);
            service.drain(Cancellation.NEVER);
            assertThat(logged(branch)).isEqualTo(expected);
        }
    }
}
