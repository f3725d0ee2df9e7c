package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.Patience;
import adjointlab.core.catalog.InvalidValueException;
import adjointlab.core.math.Stop;
import adjointlab.core.rollout.Experiment;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.preset.Settings;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ExperimentsTest {
    private static final Settings SETTINGS = Settings.defaults().with("horizon.id", "feedback");

    @Test
    void aChangeRebuildsWhatItTouches() {
        Experiment before = Experiments.build(SETTINGS);
        Experiment faster = rebuilt(before, "optimizer.learningRate", 0.3);
        assertThat(faster.task()).isSameAs(before.task());
        assertThat(faster.model()).isSameAs(before.model());
        assertThat(faster).isEqualTo(Experiments.build(SETTINGS.with("optimizer.learningRate", 0.3)));
        Experiment coarser = rebuilt(before, "solver.rtol", 1e-3);
        assertThat(coarser.task()).isSameAs(before.task());
        assertThat(coarser.numerics()).isNotEqualTo(before.numerics());
        Experiment longer = rebuilt(before, "problem.horizon", 2.0);
        assertThat(longer.task()).isNotEqualTo(before.task());
        assertThat(longer).isEqualTo(Experiments.build(SETTINGS.with("problem.horizon", 2.0)));
    }

    @Test
    void aLiveChangeIsRefusedAsAnyOther() {
        Settings settings = Settings.defaults().with("optimizer.id", "snopt");
        Experiment before = Experiments.build(settings);
        assertThatThrownBy(() -> Experiments.rebuild(before, settings.with("gradient.id", "discrete"), "gradient.id"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("choose a continuous adjoint");
    }

    private static Experiment rebuilt(Experiment before, String path, Object value) {
        return Experiments.rebuild(before, SETTINGS.with(path, value), path);
    }

    /// Sixty thousand made images: how many there are is known without them.
    @Test
    void aFormIsToldAtOnceWhatDoesNotGoTogether() {
        Preset preset = Presets.get("second-order-mnist");
        Settings settings = preset.runs().getFirst().settings(preset.settings());
        Settings implicit = settings.with("solver.id", "kvaerno5");
        assertThat(Experiments.newRefusalSoFar(settings, implicit))
                .isEqualTo(Experiments.newRefusal(settings, implicit))
                .hasValueSatisfying(sentence -> assertThat(sentence).startsWith("an implicit solver needs"));
    }

    /// While another thread makes them nobody knows how large they are, and nothing is refused. When that one is
    /// stopped a third finds out by itself.
    @Test
    void aFormDoesNotWaitForLargeData() throws Exception {
        Preset preset = Presets.get("heavy-ball-walker-small");
        Settings settings = preset.runs().getFirst().settings(preset.settings()).with("seed", 4711);
        Settings changed = settings.with("optimizer.id", "natural-gradient");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread maker = Thread.ofPlatform().start(() -> {
            try {
                Stop.within(
                        () -> {
                            begun.countDown();
                            return await(may);
                        },
                        () -> Experiments.newRefusal(settings, changed));
            } catch (CancellationException e) {
                ended.set(e);
            }
        });
        begun.await();
        for (int k = 0; k < 3; k++) {
            assertThat(Experiments.newRefusalSoFar(settings, changed)).isEmpty();
        }
        may.countDown();
        maker.join();
        assertThat(ended).doesNotHaveNullValue();
        Patience.until(() -> Experiments.newRefusalSoFar(settings, changed)
                .filter(sentence -> sentence.contains("a Jacobian of 607817728 numbers is too large"))
                .isPresent());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
