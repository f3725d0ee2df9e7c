package adjointlab.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.ode.Cancellation;
import adjointlab.core.train.SolveRecord;
import adjointlab.lab.check.Expectation.Outcome;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Run;
import adjointlab.lab.run.TrainingService;
import adjointlab.panel.kit.Looks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The bouncing ball's card: it holds with the true model and with no other, and panels show each bounce where it is.
final class JumpChecksTest {
    private static final double FALL = Math.sqrt(2);
    private static final double[] BOUNCES = {FALL, 2.6 * FALL, 3.88 * FALL};

    private static Outcome card(String runs, String... changes) {
        try (TrainingService service = new TrainingService(0)) {
            List<String> all = new ArrayList<>(List.of(changes));
            all.add("iterations=0");
            Preset preset = Overrides.apply(Presets.get("learn-bouncing-ball"), all);
            List<Run> trained = train(service, preset);
            return JumpChecks.times(RunChecks.matching(trained, runs), BOUNCES, 1e-6);
        }
    }

    private static List<Run> train(TrainingService service, Preset preset) {
        List<Run> runs = service.open(preset);
        service.drain(Cancellation.NEVER);
        service.play();
        service.drain(Cancellation.NEVER);
        return runs;
    }

    @Test
    void theTrueFieldHoldsAndOthersDoNot() {
        Outcome held = card("true");
        assertThat(held.verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(held.ours()).startsWith("1.41421, 3.67696, 5.48715; off by ");
        assertThat(card("true", "problem.restitution=0.79").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(card("true", "problem.floor=false").ours()).isEqualTo("no jump");
        assertThat(card("true", "problem.floor=false").verdict()).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(card("affine").verdict()).as("an untrained model").isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(card("true", "init.values=[0, 1, 0, 0, 0, -1.0001]").verdict())
                .as("another gravity")
                .isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(card("true", "problem.gravity=1.01").verdict())
                .as("the model has its own gravity, whatever the data's")
                .isEqualTo(Verdict.HOLDS);
    }

    /// The height is zero at each bounce, and the velocity has both its values there.
    @Test
    void aPictureHasBothSidesOfEachBounce() {
        try (TrainingService service = new TrainingService(0)) {
            Preset preset = Overrides.apply(Presets.get("learn-bouncing-ball"), List.of("iterations=0"));
            Run run = RunChecks.matching(train(service, preset), "true").getFirst();
            SolveRecord.Trajectories way =
                    Looks.picture(run, 0, 11, Cancellation.NEVER).orElseThrow().trajectories();
            double before = FALL;
            for (double bounce : BOUNCES) {
                int front = 0;
                while (way.times()[front] < bounce - 1e-8) {
                    front++;
                }
                int last = front;
                while (way.times()[last + 1] < bounce + 1e-7) {
                    last++;
                }
                for (double[][][] states : List.of(way.states(), way.truth())) {
                    assertThat(Math.abs(states[front][0][0])).isLessThan(1e-7);
                    assertThat(states[front][0][1]).isLessThan(-0.99 * before);
                    assertThat(states[last][0][0]).isBetween(-1e-9, 1e-6);
                    assertThat(states[last][0][1]).isBetween(0.799 * before, 0.801 * before);
                }
                before *= 0.8;
            }
        }
    }
}
