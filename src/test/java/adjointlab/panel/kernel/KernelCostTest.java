package adjointlab.panel.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import adjointlab.core.rollout.Experiment;
import adjointlab.figure.Figure;
import adjointlab.figure.Preview;
import adjointlab.lab.preset.Overrides;
import adjointlab.lab.preset.Presets;
import adjointlab.lab.run.Experiments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class KernelCostTest {
    /// A small kernel in whose midst the machine did something else once made all later ones look slow.
    @Test
    void aPauseIsNoMeasure() {
        Experiment small = Experiments.build(
                Overrides.apply(Presets.get("wide-fig-2"), List.of("family.width=2", "problem.samples=4"))
                        .settings());
        new KernelCost(Preview.NONE, 1).of(small, 4, progress -> {
            progress.done(1);
            LockSupport.parkNanos(300_000_000);
            return "late";
        });
        assertThat(told("family.width=2", "problem.samples=4")).isEmpty();
    }

    private static List<String> told(String... settings) {
        List<String> told = new ArrayList<>();
        Preview preview = new Preview() {
            @Override
            public void sketch(Figure figure) {
                throw new AssertionError("nothing is there to be shown yet");
            }

            @Override
            public void progress(double fraction, String words) {
                told.add(fraction + " " + words);
            }
        };
        Experiment experiment = Experiments.build(
                Overrides.apply(Presets.get("wide-fig-2"), List.of(settings)).settings());
        KernelCost cost = new KernelCost(preview, 2);
        cost.of(experiment, 100, progress -> {
            progress.done(0.5);
            return "a kernel";
        });
        cost.next();
        cost.of(experiment, 100, progress -> "another");
        return told;
    }

    @Test
    void whatTakesLongIsForecastAndFollowed() {
        List<String> told = told("family.width=65536", "problem.samples=400", "gradient.id=continuous");
        assertThat(told).hasSize(3);
        assertThat(told.get(0))
                .startsWith("0.0 2 tangent kernels of 100 samples · about ")
                .endsWith(" MB");
        assertThat(told.get(1)).startsWith("0.25 ");
        assertThat(told.get(2)).startsWith("0.5 ");
    }

    @Test
    void whatIsThereInAMomentIsNot() {
        assertThat(told("family.width=2", "problem.samples=4")).isEmpty();
    }
}
