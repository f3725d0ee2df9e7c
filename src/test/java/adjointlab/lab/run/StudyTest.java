package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import adjointlab.Patience;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.rollout.Predictor;
import adjointlab.core.study.RandomOutputs;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Runs that study models instead of training one.
class StudyTest {
    private static final String OUTPUT = RandomOutputs.column(1, 1);

    private static Preset models(int last) {
        return Overrides.apply(
                Presets.get("wide-fig-4"), List.of("iterations=" + last, "family.width=12", "problem.samples=2"));
    }

    private static Run run(TrainingService service, Preset preset) {
        Run run = service.open(preset).getFirst();
        service.drain(Cancellation.NEVER);
        service.play();
        service.drain(Cancellation.NEVER);
        return run;
    }

    @Test
    void eachIterationIsOneModelThatItsWeightsBringBack() {
        try (TrainingService service = new TrainingService(0)) {
            Run run = run(service, models(30));
            assertThat(run.state()).isInstanceOf(RunState.Finished.class);
            double[] outputs = run.log().values(OUTPUT);
            assertThat(outputs).hasSize(31).doesNotHaveDuplicates();
            Settings settings = run.settings();
            Experiment experiment = Experiments.build(settings);
            Predictor predictor = new Predictor(
                    experiment,
                    experiment.task().problem().data(experiment.seed()).first(1));
            for (int k : new int[] {0, 7, 30}) {
                double[] theta = Replay.at(run, k, Cancellation.NEVER).theta();
                assertThat(predictor.at(theta, Cancellation.NEVER).ok()).isTrue();
                assertThat(predictor.prediction().get(0, 0)).as("model %d", k).isEqualTo(outputs[k]);
            }
            assertThat(Replay.at(run, 0, Cancellation.NEVER).theta())
                    .as("the first model is the one that a training would start from")
                    .isEqualTo(Experiments.startWeights(settings, experiment));
        }
    }

    @Test
    void whatIsDoneStaysWhenTheRestIsCancelledAndIsTheSameOnAnyNumberOfThreads() throws InterruptedException {
        try (TrainingService alone = new TrainingService(0);
                TrainingService crowd = new TrainingService(2)) {
            double[] all = run(alone, models(40)).log().values(OUTPUT);
            Run begun = crowd.open(models(1_000_000)).getFirst();
            crowd.play();
            while (begun.iteration() < 20) {
                Thread.onSpinWait();
            }
            crowd.stop(begun);
            assertThat(crowd.awaitIdle(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.state()).isInstanceOf(RunState.Cancelled.class);
            double[] some = begun.log().values(OUTPUT);
            for (int k = 0; k < Math.min(all.length, some.length); k++) {
                assertThat(some[k]).isEqualTo(all[k]);
            }
            assertThat(begun.log().rows()).isGreaterThan(20);
        }
    }

    @Test
    void aRecordedStudyGoesOnWhereItStopped() {
        try (TrainingService service = new TrainingService(0)) {
            double[] whole = run(service, models(30)).log().values(OUTPUT);
            RunRecord half = RunRecord.of(run(service, models(15)));
            service.runs().forEach(service::remove);
            Run again = service.add(half);
            service.drain(Cancellation.NEVER);
            service.change(again, "iterations", 30);
            service.play();
            service.drain(Cancellation.NEVER);
            assertThat(again.log().values(OUTPUT)).containsExactly(whole);
        }
    }

    @Test
    void aSweepVariesItsSettingAndErrorsFallAsTheyShould() {
        Preset preset = Overrides.apply(
                Presets.get("wide-fig-1ab"),
                List.of(
                        "iterations=3",
                        "family.width=8",
                        "problem.side=8",
                        "study.values=4",
                        "study.from=8",
                        "study.to=64"));
        try (TrainingService service = new TrainingService(0)) {
            Run run = run(service, preset);
            assertThat(run.log().values("x")).containsExactly(8, 16, 32, 64);
            double[] errors = run.log().values("error.gradient");
            for (int i = 1; i < 4; i++) {
                assertThat(errors[i - 1] / errors[i]).isCloseTo(2, within(0.2));
            }
        }
    }

    @Test
    void whatDoesNotSuitIsSaidInOneSentence() {
        Preset preset = Overrides.apply(Presets.get("wide-fig-1cd"), List.of("solver.id=rk4"));
        try (TrainingService service = new TrainingService(0)) {
            Run run = run(service, preset);
            assertThat(run.state())
                    .isInstanceOfSatisfying(
                            RunState.Failed.class,
                            failed -> assertThat(failed.reason())
                                    .isEqualTo(
                                            "kernels over width need a model that is solved by fixed Euler steps; choose Euler as solver"));
        }
    }
}
