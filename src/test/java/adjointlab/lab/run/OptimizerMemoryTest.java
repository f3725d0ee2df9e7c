package adjointlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import adjointlab.core.catalog.OptimizerMemory;
import adjointlab.core.ode.Cancellation;
import adjointlab.core.ode.KeptSteps;
import adjointlab.core.rollout.Experiment;
import adjointlab.core.train.Trainer;
import adjointlab.lab.preset.PanelLayout;
import adjointlab.lab.preset.Preset;
import adjointlab.lab.preset.Settings;
import adjointlab.lab.preset.Vary;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What optimizers hold is counted before they do, in bytes that are near what they take.
final class OptimizerMemoryTest {
    private static final Settings MODEL = Settings.defaults()
            .with("problem.id", "spiral")
            .with("problem.samples", 8)
            .with("problem.times", 8)
            .with("field.id", "mlp")
            .with("init.id", "pytorch")
            .with("gradient.id", "discrete-checkpointed")
            .with("solver.id", "tsit5")
            .with("solver.stepping", "fixed")
            .with("solver.steps", 4);

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Settings with(List<Double> widths, String optimizer, Map<String, ?> more) {
        Settings settings = MODEL.with("field.widths", widths).with("optimizer.id", optimizer);
        if (optimizer.equals("snopt")) {
            settings = settings.with("gradient.id", "continuous").with("optimizer.gridStep", 0.5);
        }
        for (var entry : more.entrySet()) {
            settings = settings.with(entry.getKey(), entry.getValue());
        }
        return settings;
    }

    private static final List<Double> WIDE = List.of(24.0, 24.0);

    static List<Settings> made() {
        return List.of(
                with(WIDE, "gauss-newton", Map.of("optimizer.space", "parameters")),
                with(WIDE, "gauss-newton", Map.of("optimizer.space", "samples")),
                with(WIDE, "natural-gradient", Map.of("optimizer.space", "parameters", "optimizer.damping", 0.0)),
                with(WIDE, "levenberg-marquardt", Map.of("optimizer.space", "parameters")),
                with(WIDE, "differential-programming", Map.of("optimizer.form", "matrices")),
                with(WIDE, "differential-programming", Map.of("optimizer.form", "outer-product")));
    }

    /// Matrices are made anew in every update, so that an update allocates what it holds, and some garbage.
    @ParameterizedTest
    @MethodSource("made")
    void theCountIsNearWhatAnUpdateMakes(Settings settings) {
        assertThat(Experiments.refusal(settings)).isEmpty();
        Experiment experiment = Experiments.build(settings);
        Trainer trainer = new Trainer(experiment, Experiments.startWeights(settings, experiment));
        double counted = (double) OptimizerMemory.bytes(Experiments.combination(settings));
        double most = 0;
        // code that is still interpreted makes more garbage
        for (int k = 0; k < 100 && most < 0.4; k++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            assertThat(trainer.step(Cancellation.NEVER).status().ok()).isTrue();
            most = Math.max(most, counted / (THREADS.getCurrentThreadAllocatedBytes() - before));
        }
        assertThat(most).isBetween(0.4, 2.5);
    }

    static List<Settings> kept() {
        return List.of(
                with(List.of(300.0, 200.0), "snopt", Map.of()),
                with(List.of(60.0, 60.0), "l-bfgs", Map.of("optimizer.history", 300)));
    }

    /// Eight checkpoints are kept at least, beside the training and what was before its last update.
    @ParameterizedTest
    @MethodSource("kept")
    void statesCountAsOftenAsTheyStand(Settings settings) {
        long states = 10L * Double.BYTES * Activity.of(settings).checkpointSize();
        assertThat((double) OptimizerMemory.bytes(Experiments.combination(settings)) / (double) states)
                .isBetween(0.85, 1.25);
    }

    @Test
    void plainOptimizersHoldNothingThatCounts() {
        assertThat(OptimizerMemory.bytes(Experiments.combination(with(List.of(9.0), "adam", Map.of()))))
                .isZero();
    }

    static List<Settings> tooMuch() {
        double width = Math.ceil(Math.sqrt(Math.sqrt((double) KeptSteps.limit()))) + 2;
        return List.of(
                with(List.of(width, width), "gauss-newton", Map.of("optimizer.space", "parameters")),
                with(
                        List.of(width, width),
                        "natural-gradient",
                        Map.of("optimizer.space", "parameters", "problem.samples", 2, "problem.times", 2)),
                with(List.of(1000.0, 1000.0), "l-bfgs", Map.of("optimizer.history", 1000)));
    }

    /// What the sentence names goes.
    @ParameterizedTest
    @MethodSource("tooMuch")
    void whatIsTooMuchIsRefusedWithWhatFits(Settings settings) {
        String sentence = Experiments.refusal(settings).orElseThrow();
        assertThat(sentence).startsWith("this optimizer would hold ").contains(" are allowed here: ");
        Matcher pairs = Pattern.compile("memory of at most (\\d+) pairs").matcher(sentence);
        Settings fits = pairs.find()
                ? settings.with("optimizer.history", Integer.parseInt(pairs.group(1)))
                : sentence.contains("conjugate gradients")
                        ? settings.with("optimizer.space", "conjugate-gradients")
                        : settings.with("optimizer.id", "adam");
        assertThat(Experiments.refusal(fits)).isEmpty();
        assertThat(OptimizerMemory.bytes(Experiments.combination(fits))).isLessThanOrEqualTo(KeptSteps.limit());
    }

    @Test
    void runsThatHoldMoreTogetherAreRefused() {
        Settings large = with(List.of(100.0, 100.0), "l-bfgs", Map.of("optimizer.history", 1000));
        long each = OptimizerMemory.bytes(Experiments.combination(large));
        Settings most = large.with("optimizer.history", (int) Math.min(1000, 1000 * KeptSteps.limit() / each));
        assertThat(Experiments.refusal(most)).isEmpty();
        List<Integer> seeds =
                IntStream.range(0, (int) (2 + KeptSteps.limit() / each)).boxed().toList();
        Preset preset = new Preset(
                "p",
                new Preset.Info("Title", "Group", "", "", ""),
                most,
                List.of(new Vary("seed", List.copyOf(seeds))),
                List.of(),
                new PanelLayout.Tabs(List.of(new PanelLayout.PanelState("loss-curves", Map.of())), 0),
                List.of());
        assertThat(preset.runs()).hasSameSizeAs(seeds);
        assertThatThrownBy(() -> Experiments.check(preset))
                .hasMessageMatching("the optimizers of \\d+ runs would hold \\d+ MiB together; at most \\d+ are"
                        + " allowed here: choose fewer runs at once, or give Java more with -Xmx");
    }
}
